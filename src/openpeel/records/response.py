"""The response to an incident: who was sent and came, what the victim was told of delay, what specialists advised."""

from openpeel.language.columns import code, moment, text
from openpeel.language.tables import Table

OUTCOMES = {
    "advice to officers": "Officers went on with advice",
    "spoke to the person": "The practitioner spoke to the person",
    "referred to health services": "The person was referred to health services",
    "health services attended": "Health services took over",
    "voluntary attendance": "The person went to hospital or a place of safety of their own accord",
    "detained": "The person was detained under the Mental Health Act 1983 s.136",
    "nothing more needed": "Nothing more was needed",
}

STEPS = {
    "scene and evidence": "The scene, and evidence that may be lost, were made safe",
    "victim": "The victim was made safe and heard",
    "witnesses": "Witnesses were found and first accounts taken",
    "suspect": "The suspect was identified and, if possible, arrested",
    "recordings": "Recordings of cameras were found and asked for",
    "resources": "Who else is needed was thought of",
}


class Deployments(Table):
    """One resource sent to an incident."""

    deployment_id = text("The deployment's reference", key=True)
    incident_id = text("The incident", required=True)
    resource = text("The call sign that was sent")
    officer_id = text("Staff number of the officer in charge of it")
    assigned_at = moment("When it was sent", required=True)
    arrived_at = moment("When it arrived; empty if it did not")
    cleared_at = moment("When it was free again, or called off")
    begins = assigned_at


class DelayNotices(Table):
    """A record that a victim was told that officers would come later than promised."""

    notice_id = text("The record's reference", key=True)
    incident_id = text("The incident", required=True)
    told_at = moment("When the victim was told", required=True)
    told_by = text("Staff number of whoever told the victim")
    expected_at = moment("When the victim was told to expect officers", planned=True)
    begins = told_at


class MentalHealthAdvice(Table):
    """A request to a mental health practitioner of the control room, and what came of it."""

    advice_id = text("The request's reference", key=True)
    incident_id = text("The incident", required=True)
    asked_at = moment("When the practitioner was asked", required=True)
    given_at = moment("When the practitioner answered; empty if none did")
    practitioner_id = text("Staff number of the practitioner")
    outcome = code("What came of it", OUTCOMES, known_with=given_at)
    begins = asked_at


class GoldenHourSteps(Table):
    """A step of the golden hour: a supervisor's checklist of what is done at the start of an investigation."""

    step_id = text("The record's reference", key=True)
    incident_id = text("The incident", required=True)
    step = code("Which step", STEPS, required=True)
    done_at = moment("When the supervisor found it done, or not needed", required=True)
    supervisor_id = text("Staff number of the supervisor")
    not_needed_because = text("Why it was not needed; empty if it was done")
    begins = done_at
