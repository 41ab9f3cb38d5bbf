"""Our rich text (core/richtext.py says which tags there are) as blocks of an outline."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import html
from lxml.etree import ParserError

from pejling.papers.outline import Cell, Heading, ListBlock, OutlineBlock, Paragraph, Quote, Run, Table

_SPACE = re.compile(r"[ \t\r\n\f]+")
_STYLE = {
    "strong": {"strong": True},
    "em": {"emphasis": True},
    "u": {"underline": True},
    "sub": {"sub": True},
    "sup": {"sup": True},
}
_BLOCKS = {"p", "h3", "h4", "ul", "ol", "blockquote", "table"}
WIDEST = 12
"""More columns than this no sheet of paper holds; what is beyond follows in the last one."""


def from_markup(markup: str) -> tuple[OutlineBlock, ...]:
    """The blocks of sanitised rich text."""
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except ParserError:
        return ()
    return tuple(_blocks(root))


def _blocks(parent: html.HtmlElement) -> Iterator[OutlineBlock]:
    """What stands in an element: its blocks, and loose words between them as paragraphs."""
    loose: list[Run] = list(_words(parent.text, Run("")))
    for child in parent:
        if child.tag in _BLOCKS:
            yield from _paragraph(loose)
            loose = []
            yield from _block(child)
        else:
            loose += _runs(child, Run(""))
        loose += _words(child.tail, Run(""))
    yield from _paragraph(loose)


def _block(element: html.HtmlElement) -> Iterator[OutlineBlock]:
    match element.tag:
        case "p":
            yield from _blocks(element)
        case "h3" | "h4":
            words = _SPACE.sub(" ", element.text_content()).strip()
            if words:
                yield Heading(int(element.tag[1]), words)
        case "ul" | "ol":
            start = element.get("start", "1")
            yield from _paragraph([*_words(element.text, Run(""))])
            items = tuple(tuple(_item(each)) for each in element)
            yield ListBlock(items, element.tag == "ol", int(start[:6]) if start.isdecimal() else 1)
        case "blockquote":
            yield Quote(tuple(_inner(_blocks(element))))
        case "table":
            yield _table(element)


def _inner(blocks: Iterator[OutlineBlock]) -> Iterator[OutlineBlock]:
    """What stands within a list, a quote or a cell: a heading there heads no part of the paper, and is strong words."""
    for block in blocks:
        yield Paragraph((Run(block.text, strong=True),)) if isinstance(block, Heading) else block


def _item(element: html.HtmlElement) -> Iterator[OutlineBlock]:
    """What one line of a list holds, and loose words after it; what is no line of its own counts as one."""
    yield from _inner(_block(element) if element.tag in _BLOCKS else _blocks(element))
    yield from _paragraph([*_words(element.tail, Run(""))])


def _paragraph(runs: list[Run]) -> Iterator[Paragraph]:
    """The runs as a paragraph, without space at its ends; nothing when there are no words."""
    while runs and not runs[0].text.strip():
        del runs[0]
    while runs and not runs[-1].text.strip():
        del runs[-1]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
        yield Paragraph(tuple(runs))


def _runs(element: html.HtmlElement, style: Run) -> Iterator[Run]:
    if element.tag == "br":
        yield replace(style, text="\n")
        return
    style = replace(style, **_STYLE.get(element.tag, {}))  # type: ignore[arg-type]  # mypy does not see that they are truths
    if element.tag == "a" and element.get("href"):
        style = replace(style, href=element.get("href"))
    yield from _words(element.text, style)
    for child in element:
        yield from _runs(child, style)
        yield from _words(child.tail, style)


def _words(text: str | None, style: Run) -> Iterator[Run]:
    if text:
        yield replace(style, text=_SPACE.sub(" ", text))


def _table(element: html.HtmlElement) -> Table:
    """The cells at their places in the grid, with no span across another cell or beyond the edge."""
    rows = list(element.iter("tr"))
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        column = 0
        for each in row:
            if each.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            if column >= WIDEST:
                break
            width = _fitting(each.get("colspan"), WIDEST - column)
            while any((number, column + step) in taken for step in range(width)):
                width -= 1
            height = _fitting(each.get("rowspan"), len(rows) - number)
            taken |= {(number + down, column + step) for down in range(height) for step in range(width)}
            cells.append(Cell(number, column, tuple(_inner(_blocks(each))), width, height))
            column += width
    columns = max((column for _row, column in taken), default=0) + 1
    return Table(columns, len(rows), tuple(cells), headers=_headers(rows, cells))


def _fitting(span: str | None, room: int) -> int:
    return max(1, min(int(span[:4]) if span and span.isdecimal() else 1, room))


def _headers(rows: list[html.HtmlElement], cells: list[Cell]) -> int:
    """How many of the first rows are headings; a table is never headings alone, and none reaches below them."""
    count = 0
    for row in rows[:-1]:
        kinds = {each.tag for each in row if each.tag in ("td", "th")}
        if kinds != {"th"} and (row.getparent() is None or row.getparent().tag != "thead"):
            break
        count += 1
    reaches = any(cell.row < count < cell.row + cell.rowspan for cell in cells)
    return 0 if reaches else count
