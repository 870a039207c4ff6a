"""Which standard judges which matter of the made force: the one place where the two are set side by side.

Neither the standards nor the made force know of this.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """A standard, and the matter whose truth its verdicts are held against."""

    standard: str
    matter: str
    by: str | None = None
    """A column by which the records of both are matched where they are not the same: what a duty is of, say."""
    also: str | None = None
    """A second matter that the standard judges."""
    partly: str | None = None
    """Why the standard finds only some of what is wrong, if it is not meant to find all."""


PAIRS: tuple[Pair, ...] = (
    Pair("calls-999-answered", "answering a 999 call"),
    Pair("calls-999-answered-from-queue", "answering a 999 call in the force's own queue"),
    Pair("calls-101-reach-handler", "reaching whoever deals with a call to 101"),
    Pair("switchboard-not-abandoned", "reaching somebody at the switchboard"),
    Pair("control-room-not-abandoned", "reaching somebody in the control room"),
    Pair("second-queue-not-abandoned", "reaching somebody in the second queue"),
    Pair("other-department-not-abandoned", "reaching somebody in another department"),
    Pair("caller-had-been-told", "telling the victim before they have to ask"),
    Pair("caller-details-before-transfer", "taking down who is calling before passing the caller on"),
    Pair("risk-asked-before-transfer", "asking about risk before passing the caller on"),
    Pair("thrive-at-outset", "assessing vulnerability at the outset of a call"),
    Pair("thrive-complete", "assessing all of THRIVE"),
    Pair("thrive-drives-grade", "grading by the risk that was found"),
    Pair("repeat-caller-checked", "checking whether the caller has called before"),
    Pair("repeat-victim-checked", "checking whether the victim was harmed before"),
    Pair("household-checked", "checking who else is in the household"),
    Pair(
        "known-household-checked",
        "looking up a household that is known for somebody vulnerable",
        partly="a household is found by its address, which damaged details hide and which changes where it moves",
    ),
    Pair("domestic-abuse-vulnerability-recorded", "recording that a victim of domestic abuse is vulnerable"),
    Pair(
        "child-vulnerability-recorded",
        "recording that a child is vulnerable",
        also="recording that a missing person is vulnerable",
        partly="where a domestic incident is not flagged as abuse, no record shows what the children at home live with",
    ),
    Pair("mental-health-vulnerability-recorded", "recording that somebody in a mental health crisis is vulnerable"),
    Pair(
        "repeat-victim-recorded",
        "recording that a victim harmed before is vulnerable",
        partly="that somebody was harmed before rests on who is who, which damaged details hide",
    ),
    Pair("evidence-advice-given", "advising how to keep evidence"),
    Pair("prevention-advice-given", "advising how to prevent crime"),
    Pair("attended-emergency", "attending an emergency in time"),
    Pair("attended-priority", "attending a priority incident in time"),
    Pair("attended-scheduled", "coming to an appointment in time"),
    Pair("attended-where-risk-is-high", "attending in time where risk was found to be high"),
    Pair("grade-lowered-with-reason", "lowering a grade with a reason"),
    Pair("grade-lowered-after-fresh-look", "lowering a grade after a fresh look at the risk"),
    Pair("grade-not-lowered-after-missed", "lowering no grade once its time has passed"),
    Pair("delay-told", "telling the victim that officers will be late"),
    Pair("waiting-log-reviewed", "looking at the risk again while nobody is free to come", by="incident_id"),
    Pair("golden-hour-complete", "the steps of the golden hour"),
    Pair("mental-health-advice-given", "advice of a mental health practitioner"),
    Pair("mental-health-round-the-clock", "a mental health practitioner on duty round the clock"),
    Pair("missing-child-log-not-a-concern", "opening the log of a missing child as such"),
    Pair("missing-child-recorded-as-missing", "recording a missing child as missing"),
    Pair("missing-risk-assessed", "assessing the risk to a missing child"),
    Pair("missing-child-level-justified", "a level of risk to a child that is justified"),
    Pair("missing-risk-reviewed", "looking again at the risk to a missing person as planned"),
    Pair("missing-child-acted-on", "looking for a missing child without delay"),
    Pair("missing-inspector-told", "telling the duty inspector of a missing child"),
    Pair("missing-seen-on-return", "seeing somebody who is back"),
    Pair("missing-return-interview", "an independent interview after a child's return"),
    Pair("contact-assessed", "assessing the risk of what comes in online"),
    Pair("victim-updated", "a first update for the victim within a month", by="crime_id"),
    Pair("one-to-one-held", "regular one-to-one meetings in the contact centre", by="staff_id"),
    Pair("training-kept", "training that takes place as planned"),
    Pair("thrive-training-current", "training in THRIVE of whoever answers callers", by="staff_id"),
    Pair("vulnerability-training-current", "training in vulnerability of whoever answers callers", by="staff_id"),
    Pair(
        "golden-hour-training-current",
        "training in the golden hour of whoever leads response officers",
        by="staff_id",
    ),
    Pair("queue-staffed-for-demand", "as many call handlers as the calls of the half hour ask for"),
    Pair("response-vehicles-available", "as many vehicles fit to respond as a district needs"),
    Pair("tutor-experienced", "an experienced tutor for a student officer"),
    Pair("dash-completed", "assessing the risk of domestic abuse"),
    Pair("marac-considered", "considering a MARAC, by the national recommendation"),
    Pair("marac-considered-force-policy", "considering a MARAC, by the force's own policy"),
    Pair("bail-not-lapsed", "deciding what follows before bail ends"),
    Pair("sex-offender-visited", "visiting a registered sex offender"),
    Pair("sex-offender-visit-double-crewed", "visiting with two officers"),
    Pair("handcuffs-have-use-of-force-form", "a use of force form for handcuffs in a search"),
    Pair("stop-search-record-complete", "recording a search whole"),
    Pair("victim-told-within-working-days", "telling the victim of a step"),
)

NO_TRUTH = {
    "crime-reaches-outcome": "it judges published records only",
}
"""Standards that are held against no truth, and why."""
