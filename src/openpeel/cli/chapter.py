"""openpeel chapter: one chapter of an inspection report, as HTML and PDF."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel.cli.assessing import audience_option, dossier_options, open_dossier
from openpeel.cli.data_option import data_option
from openpeel.errors import Refused
from openpeel.inspection.evidence.audience import Audience


@click.command()
@dossier_options
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the page here.")
@click.option("--pdf", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the PDF here.")
@audience_option(Audience.PUBLIC)
@data_option
def chapter(
    area: str | None,
    force: str | None,
    file: Path | None,
    on: str | None,
    html: Path | None,
    pdf: Path | None,
    audience: str,
    data: Path,
) -> None:
    """Write the chapter on an area of policing: grade, causes of concern, findings, figures, and the argument.

    The figures come from the runs of openpeel evaluate; what people found and decided from the assessment. Without an
    assessment the chapter is drafted from the records alone, and has no judgment. By default it is fit to publish:
    small counts and protected sources are not shown. The same input gives the same files, byte for byte.

    \b
    Examples:
      openpeel chapter --area responding-to-the-public --force exampleshire --html chapter.html
      openpeel chapter --assessment assessment.json --html chapter.html --pdf chapter.pdf
      openpeel chapter --assessment assessment.json --pdf for-us.pdf --for "inspection team"
    """
    if not (html or pdf):
        raise Refused("no file to write is named", mend="give --html FILE, --pdf FILE or both")
    opened = open_dossier(data, file, area, force, on)
    from openpeel.reports.chapter.page import chapter_page
    from openpeel.reports.chapter.pdf import chapter_pdf
    from openpeel.reports.chapter.writing import chapter as write

    content = write(opened.dossier, Audience(audience), opened.readings)
    if html:
        html.write_text(chapter_page(content), encoding="utf-8")
        click.echo(f"Written: {html}", err=True)
    if pdf:
        pdf.write_bytes(chapter_pdf(content))
        click.echo(f"Written: {pdf}", err=True)
