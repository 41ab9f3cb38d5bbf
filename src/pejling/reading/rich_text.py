"""Write running text as the few tags that a section may hold."""

from collections.abc import Sequence
from html import escape

from pejling.reading.outline import Part

DEEPEST = 8
"""The levels of a list, from 0: Word has nine, and a file that says more is read as if it had nine."""


def paragraph(text: str) -> str:
    """A paragraph."""
    return f"<p>{escape(text, quote=False)}</p>"


def nested_list(items: Sequence[Part]) -> str:
    """A list with the lists inside it; typed numbers stay where counting anew would change them."""
    out: list[str] = []
    open_tags: list[str] = []
    counts: list[int] = []
    for item in items:
        depth = min(item.level, len(open_tags), DEEPEST)
        while len(open_tags) > depth + 1:
            out.append(f"</li></{open_tags.pop()}>")
            counts.pop()
        if len(open_tags) == depth + 1:
            out.append("</li>")
        else:
            open_tags.append("ol" if _counts_itself(item, 1) else "ul")
            counts.append(0)
            out.append(f"<{open_tags[-1]}>")
        counts[-1] += 1
        counting = open_tags[-1] == "ol" and _counts_itself(item, counts[-1])
        shown = item.text if counting or not item.number else item.numbered_text
        out.append(f"<li>{escape(shown, quote=False)}")
    out.extend(f"</li></{tag}>" for tag in reversed(open_tags))
    return "".join(out)


def _counts_itself(item: Part, position: int) -> bool:
    return item.is_ordered and (not item.number or item.number == str(position))


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """A table whose first row names its columns."""
    head, *body = rows
    lines = [_row(head, "th"), *(_row(row, "td") for row in body)]
    return f"<table>{''.join(lines)}</table>"


def _row(cells: tuple[str, ...], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_cell(cell)}</{tag}>' for cell in cells)}</tr>"


def _cell(text: str) -> str:
    lines = text.split("\n")
    return escape(text, quote=False) if len(lines) == 1 else "".join(paragraph(line) for line in lines)
