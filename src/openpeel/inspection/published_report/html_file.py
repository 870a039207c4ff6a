"""A report as a web page: headings, paragraphs, nested lists and tables, without the site around it."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from openpeel.errors import Refused
from openpeel.inspection.published_report.document import Block, Cell, Document, Kind

_SITE = ("nav", "script", "style", "noscript", "template", "svg", "form", "button", "iframe", "head")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "aside",
        "header",
        "footer",
        "figure",
        "figcaption",
        "blockquote",
        "details",
        "summary",
        "address",
        "dl",
        "dt",
        "dd",
        "ul",
        "ol",
        "li",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "body",
        "html",
        "hr",
        "pre",
        "center",
    ]
)
_BOLD = ("strong", "b")
_DEEPEST = 200


def read_html(markup: str) -> Document:
    """The blocks of a web page; a page whose elements nest deeper than any report's is refused."""
    soup = BeautifulSoup(markup, "html.parser")
    for tag in soup.find_all(_SITE):
        tag.decompose()
    main = soup.find("main") or soup.find("article") or soup.body or soup
    return Document(tuple(block for block in _walk(main, 0, 0) if block.text), "html")


def _walk(parent: Tag, depth: int, listed: int) -> Iterator[Block]:
    """The blocks in ``parent``; words that stand loose between blocks make a paragraph."""
    if depth > _DEEPEST:
        raise Refused(
            f"The page's elements are nested more than {_DEEPEST} deep.", mend="Save the report's own page as HTML."
        )
    loose: list[Tag | NavigableString] = []
    for child in parent.children:
        if isinstance(child, PreformattedString):  # comments and the like
            continue
        if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(_BLOCKS_LIST)):
            yield from _paragraph(loose, depth)
            loose = []
            yield from _element(child, depth, listed)
        elif isinstance(child, Tag) and child.name == "br" and _is_double(child):
            yield from _paragraph(loose, depth)
            loose = []
        elif isinstance(child, Tag | NavigableString):
            loose.append(child)
    yield from _paragraph(loose, depth)


def _element(tag: Tag, depth: int, listed: int) -> Iterator[Block]:
    if tag.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
        yield Block(_words([tag]), Kind.HEADING, int(tag.name[1]), terms=_terms([tag]))
    elif tag.name == "table":
        yield _table(tag)
    elif tag.name in ("ul", "ol"):
        yield from _walk(tag, depth + 1, listed + 1)
    elif tag.name == "li":
        first = True
        for block in _walk(tag, depth + 1, listed):
            if first and block.kind is Kind.PARAGRAPH:
                yield Block(block.text, Kind.BULLET, max(listed, 1), terms=block.terms)
            else:
                yield block
            first = False
    else:
        yield from _walk(tag, depth + 1, listed)


def _paragraph(parts: list[Tag | NavigableString], depth: int) -> Iterator[Block]:
    text = _words(parts)
    if text:
        yield Block(text, emphasised=_is_bold(parts), terms=_terms(parts))


def _words(parts: list[Tag | NavigableString]) -> str:
    words = []
    for part in parts:
        if isinstance(part, NavigableString):
            words.append(str(part))
        else:
            words.extend(
                " " if isinstance(piece, Tag) and piece.name == "br" else str(piece)
                for piece in ([part] if part.name == "br" else part.descendants)
                if (isinstance(piece, Tag) and piece.name == "br")
                or (isinstance(piece, NavigableString) and not isinstance(piece, PreformattedString))
            )
    return " ".join("".join(words).replace("\u00ad", "").split())


def _terms(parts: list[Tag | NavigableString]) -> tuple[str, ...]:
    links = [
        link for part in parts if isinstance(part, Tag) for link in ([part] if part.name == "a" else part.find_all("a"))
    ]
    return tuple(words for link in links if (words := _words([link])))


def _is_bold(parts: list[Tag | NavigableString]) -> bool:
    """Whether every word stands in bold."""
    strings: list[NavigableString] = []
    for part in parts:
        if isinstance(part, NavigableString):
            strings.append(part)
        else:
            strings.extend(piece for piece in part.descendants if isinstance(piece, NavigableString))
    printed = [string for string in strings if string.strip()]
    return bool(printed) and all(string.find_parent(_BOLD) is not None for string in printed)


def _table(tag: Tag) -> Block:
    rows = []
    for row in tag.find_all("tr"):
        cells: list[Cell] = []
        at = 0
        for cell in row.find_all(["td", "th"]):
            width = str(cell.get("colspan", "1"))
            span = int(width) if width.isdigit() and 0 < int(width) < 100 else 1
            items = [_words([item]) for item in cell.find_all(["li", "p"]) if not item.find(["li", "p"])]
            cells.extend(Cell(at, at + span - 1, text) for text in (items or [_words([cell])]) if text)
            at += span
        rows.append(tuple(cells))
    text = " | ".join(cell.text for row in rows for cell in row)
    return Block(text, Kind.TABLE, rows=tuple(rows))


def _is_double(tag: Tag) -> bool:
    following = tag.next_sibling
    while isinstance(following, NavigableString) and not following.strip():
        following = following.next_sibling
    return isinstance(following, Tag) and following.name == "br"


_BLOCKS_LIST = sorted(_BLOCKS)
