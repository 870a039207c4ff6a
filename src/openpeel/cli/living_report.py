"""openpeel living-report: a published report with what tests each of its sentences."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel.cli.data_option import data_option
from openpeel.cli.judging import runs_folder
from openpeel.cli.output import format_options, print_rows
from openpeel.engine.runs import kept_runs
from openpeel.errors import Refused
from openpeel.inspection.living_report.build import Answer, LivingReport, classes_for, draft, shipped_classes
from openpeel.inspection.living_report.build import living_report as build
from openpeel.inspection.living_report.classes import CLAIMS, SentenceClass, read_classes, write_classes
from openpeel.inspection.published_report.read import read_report
from openpeel.inspection.published_report.structure import Report
from openpeel.language.source_text import PEEL_2021_22


@click.command("living-report")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--classes",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file of classes; the shipped one by default.",
)
@click.option(
    "--draft",
    "draft_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a file of classes to fill in, and stop.",
)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the page: one HTML file, to read or print."
)
@click.option("--force", metavar="NAME", help="The force in the records whose figures answer; the report's by default.")
@click.option("--to-build", is_flag=True, help="List what records could test but no standard does yet.")
@data_option
@format_options
def living_report(
    file: Path | None,
    classes: Path | None,
    draft_file: Path | None,
    output: Path | None,
    force: str | None,
    to_build: bool,
    data: Path,
    output_format: str,
) -> None:
    """Write a published report with what tests each of its sentences today. Without FILE, the report that ships.

    Each sentence has a class: records, an audit of files, people to ask, published figures, or no record can tell;
    headings and sentences with nothing to test are classed as such. People set the classes in a file beside the report.
    Where records were judged (openpeel evaluate), today's answer stands beside the sentence.

    \b
    Examples:
      openpeel living-report --output living.html
      openpeel living-report --to-build
      openpeel living-report our-report.pdf --draft our-classes.csv
      openpeel living-report our-report.pdf --classes our-classes.csv --output living.html
    """
    report = read_report(file or PEEL_2021_22.file)
    if draft_file:
        if draft_file.exists():
            raise Refused("The draft would overwrite a file.", where=str(draft_file), mend="Give another name.")
        known = shipped_classes(report)
        write_classes(draft_file, draft(report, read_classes(known) if known else ()))
        click.echo(f"Written: {draft_file}. Fill in the column class, and fieldwork, tests and note where they apply.")
        return
    answers, answered_by = _answers(report, force, data)
    living = build(report, classes_for(report, classes), answers, answered_by)
    if output:
        from openpeel.reports.living_report.page import living_report_page

        output.write_text(living_report_page(living), encoding="utf-8")
        click.echo(f"Written: {output}", err=True)
    if to_build:
        rows = [{"measure": what, "sentences": len(those)} for what, those in living.to_build()]
        print_rows(rows, output_format, numbers=("sentences",))
    elif output_format != "table":
        print_rows(_sentence_rows(living), output_format)
    else:
        _counts(living)


def _answers(report: Report, force: str | None, data: Path) -> tuple[dict[str, Answer], str]:
    """What the newest run of each standard and the indicators say, and of which force; nothing without a run."""
    runs = kept_runs(runs_folder(data))
    if not runs:
        if force:
            raise Refused("No records have been judged yet.", where=str(data), mend="Judge them: openpeel evaluate.")
        return {}, ""
    from openpeel.records.store import Store
    from openpeel.reports.living_report.answers import answers_of, figures_of, forces_of, lists_of

    by_run = [(run, forces_of(run)) for run in runs]
    there = sorted({name for _, names in by_run for name in names})
    own = report.force.casefold()
    chosen = force or next((name for name in there if own.startswith(f"{name.replace('-', ' ')} ")), None)
    if force and force not in there:
        raise Refused(f"The records hold no force ‘{force}’.", mend=f"The forces are: {', '.join(there)}.")
    if chosen is None:
        click.echo(f"No figures of {report.force} in the records ({', '.join(there)}): see --force.", err=True)
        return {}, ""
    own_runs = [run for run, names in by_run if chosen in names]
    latest = max(own_runs, key=lambda run: run.as_at.moment)
    snapshot = Store(data).snapshot(latest.snapshot)
    answers = figures_of(snapshot, latest.as_at, chosen) | lists_of(snapshot, latest.as_at, chosen)
    # Of each standard the newest run that judged it.
    for run in reversed(own_runs):
        answers |= answers_of(run, chosen)
    return answers, chosen


def _sentence_rows(living: LivingReport) -> list[dict[str, object]]:
    return [
        {
            "sentence": sentence.number,
            "chapter": paragraph.place.chapter,
            "place": str(paragraph.place),
            "class": sentence.classed.of_class.value[0],
            "fieldwork": sentence.classed.fieldwork.value if sentence.classed.fieldwork else "",
            "tests": " ".join(sentence.classed.tests),
            "note": sentence.classed.note,
            "today": " ".join(answer.whole for answer in sentence.answers),
            "text": sentence.classed.sentence,
        }
        for paragraph, sentence in living.sentences()
    ]


def _counts(living: LivingReport) -> None:
    rows: list[dict[str, object]] = []
    for chapter, counted in living.counts().items():
        if any(counted[its] for its in CLAIMS):
            rows.append({"chapter": chapter} | {its.label: counted[its] for its in SentenceClass})
    print_rows(rows, "table", title="Sentences by what tests them", numbers=[its.label for its in SentenceClass])
    waiting = sum(len(those) for _, those in living.to_build())
    tested = sum(1 for _, sentence in living.sentences() if sentence.classed.tests)
    click.echo(
        f"\n{tested} sentences have a standard or an indicator; {waiting} more could be tested on records: "
        "openpeel living-report --to-build."
    )
