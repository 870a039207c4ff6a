"""Writing a chapter: findings are drafted from standards' sentences, and stand under people's headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpeel import library
from openpeel.inspection.argument.build import Dossier
from openpeel.inspection.assessment.assessment import CauseOfConcern, Decided, Finding
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.evidence.evidence import Evidence
from openpeel.inspection.framework.grades import Grade
from openpeel.language.framework import Area
from openpeel.language.source_text import Citation
from openpeel.reports.chapter.argued import annex, band_words
from openpeel.reports.chapter.beside import beside
from openpeel.reports.chapter.charts import months_chart, standards_chart
from openpeel.reports.chapter.contents import Chapter, Chart, Concern, Section, Text, Verdict
from openpeel.reports.chapter.days import day, sentence
from openpeel.reports.chapter.notes import Notes
from openpeel.reports.chapter.recommended import ReadingsOf, followed, recommended
from openpeel.reports.chapter.showing import finding_shown, is_sensitive, shown, what_is_kept_back
from openpeel.reports.words import on_page


def chapter(whole: Dossier, audience: Audience, readings_of: ReadingsOf) -> Chapter:
    """The chapter of a dossier as ``audience`` may read it."""
    return _Writer(whole.as_seen_by(audience), audience, readings_of).written()


class _Writer:
    """Writes one chapter: what was said already is not said again."""

    def __init__(self, dossier: Dossier, audience: Audience, readings_of: ReadingsOf) -> None:
        self.dossier, self.audience = dossier, audience
        self.assessment = dossier.assessment
        self.area = Area.of(dossier.assessment.area)
        self.notes = Notes()
        self.said: set[str] = set()
        self.hidden = {name for name, one in dossier.judged.items() if not shown(one, audience).has_rate}
        register = dossier.assessment.recommendations
        self.followed = {
            item.id: followed(item, register, readings_of)
            for cause in dossier.assessment.causes
            for item in (register.item(name) for name in cause.recommendations)
        }

    def written(self) -> Chapter:
        """The whole chapter; the order matters, since definitions are numbered by their first use."""
        concerns = tuple(self._concerns())
        improvements = tuple(self._improvements())
        findings = tuple(self._findings())
        sections = tuple(beside(self.dossier, self.audience, self.notes))
        for one in self.dossier.judged.values():
            self.notes.of(one.standard)
        return Chapter(
            force=self.assessment.title,
            area=self.area.title,
            period=f"{day(self.assessment.begins)} to {day(self.assessment.ends)}",
            about=self.assessment.about,
            audience=str(self.audience),
            verdict=self._verdict(),
            concerns=concerns,
            improvements=improvements,
            findings=findings,
            beside=sections,
            annex=annex(self.dossier, self.hidden),
            definitions=self.notes.definitions,
            made=tuple(self._made()),
        )

    def _verdict(self) -> Verdict:
        made = self.assessment.judgment(self.dossier.day)
        supports = band_words(self.dossier.argument)
        if made is None:
            return Verdict("No judgment yet", supports, "No person has decided on a grade.", "")
        argued = f"The argument then supported: {made.band}."
        if made.argument and made.argument != self.dossier.fingerprint:
            argued += f" The evidence has changed since. {supports}"
        return Verdict(
            made.grade.label,
            _grade_sentence(self.assessment.title, made.grade, self.area),
            f"Decided by {made.by}, {made.post}, on {day(made.on)}: {sentence(made.reason)}",
            argued,
        )

    def _concerns(self) -> Iterator[Concern]:
        for cause in self.assessment.causes:
            decided = cause.standing(self.dossier.day)
            if decided is not Decided.NOT_ISSUED:
                yield self._concern(cause, decided)

    def _concern(self, cause: CauseOfConcern, decided: Decided | None) -> Concern:
        those = [self.followed[name] for name in cause.recommendations]
        words = next((one.item.deadline for one in those if one.item.deadline), "")
        commentary = [Text(sentence(paragraph)) for paragraph in cause.commentary]
        commentary += self._sentences(cause.standards)
        last = max(cause.decisions, key=lambda one: one.on, default=None)
        said = "Proposed; no person has decided on it yet."
        if last is not None:
            said = f"{str(last.decided).capitalize()} by {last.by} on {day(last.on)}: {sentence(last.reason)}"
        if decided is Decided.ENDED:
            said = f"This cause of concern has ended. {said}"
        on, shows_counts = self.dossier.day, self.audience.sees_small_counts
        return Concern(
            cause.statement,
            f"{self.assessment.title} should{f', {words}' if words else ''}:" if those else "",
            tuple(recommended(one, self.assessment, on, shows_counts=shows_counts) for one in those),
            tuple(commentary),
            said,
        )

    def _improvements(self) -> Iterator[Section]:
        for wanted in self.assessment.improvements:
            paragraphs = [Text(sentence(paragraph)) for paragraph in wanted.commentary]
            yield Section(wanted.statement, (*paragraphs, *self._sentences(wanted.standards)))

    def _findings(self) -> Iterator[Section]:
        for finding in self.assessment.findings:
            yield self._finding(finding)
        for one in self.dossier.argument.characteristics:
            its = one.characteristic
            names = [name for name, j in self.dossier.judged.items() if j.standard.characteristic == its.identifier]
            paragraphs = self._sentences(names)
            paragraphs += self._evidence(p.evidence for p in one.pieces if not p.evidence.standard)
            chart = standards_chart(
                its,
                [self.dossier.judged[name] for name in names],
                self.audience,
                self.dossier.argument.rule.without_target,
                f"Cases due from {day(self.assessment.begins)} to {day(self.assessment.ends)}",
            )
            charts = (chart, *self._months(names)) if chart else ()
            if paragraphs or charts:
                note = "" if names else "No standard of the library tests this yet."
                yield Section(f"{its.says}: {one.words}", tuple(paragraphs), charts=charts, note=note)

    def _finding(self, finding: Finding) -> Section:
        paragraphs = [Text(sentence(words)) for words in finding.paragraphs]
        paragraphs += self._sentences(finding.standards)
        paragraphs += self._evidence(one for one in self.assessment.evidence if finding.id in one.findings)
        return Section(finding.heading, tuple(paragraphs))

    def _sentences(self, names: Sequence[str]) -> list[Text]:
        """The findings of standards and indicators that have not been said yet."""
        found = []
        for name in names:
            one = self.dossier.judged.get(name)
            if one is None or name in self.said:
                continue
            self.said.add(name)
            words = sentence(finding_shown(one, self.audience))
            if one.reviewed:
                few = not self.audience.sees_small_counts
                words += " People read some of these cases; their findings are counted." if few else one.review_words
            found.append(Text(words, (self.notes.of(one.standard),)))
        return found

    def _evidence(self, those: Iterator[Evidence]) -> list[Text]:
        found = []
        for one in those:
            # Of an indicator each group says its own sentence under the one name.
            if (said := f"{one.id}: {one.says}") not in self.said:
                self.said.add(said)
                figure = f" {one.figure.words}" if one.figure else ""
                indicator = library.indicators().get(one.id)
                notes = (self.notes.of(indicator),) if indicator else ()
                found.append(
                    Text(sentence(f"{sentence(one.says)[:-1]} ({_basis(one)}){':' if figure else ''}{figure}"), notes)
                )
        return found

    def _months(self, names: Sequence[str]) -> Iterator[Chart]:
        drawn: set[str] = set()
        for one in self.followed.values():
            measure = one.item.measure
            if measure is not None and measure.of in names and measure.of not in drawn:
                drawn.add(measure.of)
                if chart := months_chart(measure, one.readings, self.audience):
                    yield chart

    def _made(self) -> Iterator[str]:
        runs = {one.run.id: one.run for one in self.dossier.judged.values()}
        for run in runs.values():
            yield (
                f"Records: snapshot {run.snapshot[:12]}, judged in run {run.id}, {run.as_at.question.value} "
                f"{on_page(run.as_at.moment)}, by OpenPEEL {run.version}."
            )
        cited = [one.standard.source for one in self.dossier.judged.values()]
        sources = {one.source for one in cited if isinstance(one, Citation)}
        for source in sorted(sources, key=lambda one: one.id):
            yield f"Standards are drawn from {source} ({source.licence})."
        yield f"Argument {self.dossier.fingerprint}, by the rule of {day(self.dossier.argument.rule.since)}."
        yield (
            "Anybody with the records, the run and the assessment gets the same chapter, byte for byte. "
            "Characteristics are in our own words, not the inspectorate's."
        )
        if not self.audience.sees_small_counts:
            sensitive = any(is_sensitive(one.standard) for one in self.dossier.judged.values())
            kept_back = what_is_kept_back(sensitive=sensitive)
            yield f"Fit to publish. {kept_back} Nothing is shown by which a confidential source could be found."


def _basis(one: Evidence) -> str:
    reach = one.reach.words
    return f"{one.basis}: {reach}" if reach else str(one.basis)


def _grade_sentence(force: str, grade: Grade, area: Area) -> str:
    at = area.in_sentence or area.title.lower()
    if grade is Grade.REQUIRES_IMPROVEMENT:
        return f"{force} requires improvement at {at}."
    return f"{force} is {grade.label.lower()} at {at}."
