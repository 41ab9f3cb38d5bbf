"""What all charts are drawn with: tones, shapes, words, and the frame that says what the drawing shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from pejling.web.language import content_lang

WIDE, NARROW = 640, 340
"""Drawings are as wide as a column of text, and as a phone; each is shown where its words are of readable size."""
TEXT, SMALL = 13, 12
INK, SOFT, LINE, PAPER = "#1b1f23", "#525a63", "#dce1e6", "#ffffff"
FONT = "IBM Plex Sans, system-ui, sans-serif"
TONES = {
    "good": "#17693a",
    "warn": "#c98a00",
    "bad": "#a81414",
    "info": "#0a5694",
    "neutral": "#717a83",
    "quiet": "#c3cad1",
}
"""The tones of tokens.css, as paper needs them; on a page charts.css lays the page's own over them."""
ON_TONES = {"warn": INK, "quiet": INK}
"""What is written on a tone, where white could not be read."""
SHAPES = {
    "circle": '<circle r="5.5"/>',
    "triangle": '<path d="M0 -6 6.5 5.5h-13z"/>',
    "square": '<rect x="-5.25" y="-5.25" width="10.5" height="10.5" rx="1"/>',
    "diamond": '<path d="M0 -6.25 6.25 0 0 6.25 -6.25 0z"/>',
    "clock": (
        '<circle r="4.75" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        '<path d="M0 -2.5V0.3H2.2" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    ),
    "ring": '<circle r="4.75" fill="none" stroke="currentColor" stroke-width="1.75"/>',
}


@dataclass(frozen=True)
class ChartTable:
    """The same as the drawing, in words and numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    own_words: bool = False
    """Whether the rows are named in the municipality's own words, which are no other language's."""


@dataclass(frozen=True)
class Chart:
    """A chart: its title, what it says to whoever does not see it, and how it is drawn."""

    title: str
    description: str

    role: ClassVar[str] = "img"
    """A picture, or a group where some of its marks are links."""
    is_small: ClassVar[bool] = False
    """Whether it stands within a line of text, and has no table of its own."""

    def draw(self, width: int) -> tuple[float, Iterable[Markup]]:
        """Its height at a width, and what is drawn."""
        raise NotImplementedError

    def table(self) -> ChartTable:
        """The same in words and numbers."""
        raise NotImplementedError

    def svg(self, width: int = WIDE) -> Markup:
        """The drawing."""
        height, parts = self.draw(width)
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {} {}" width="{}" height="{}" role="{}" '
            'font-family="{}" font-size="{}" fill="{}"><title>{}</title><desc>{}</desc>{}</svg>'
        ).format(
            width, height, width, height, self.role, FONT, TEXT, INK, self.title, self.description, Markup("").join(parts)
        )  # fmt: skip


def at(number: float) -> str:
    """A coordinate, no longer than it needs to be."""
    return f"{number:.1f}".removesuffix(".0")


def word(
    text: str,
    x: float,
    y: float,
    *,
    anchor: str = "start",
    size: int = TEXT,
    soft: bool = False,
    bold: bool = False,
    own: bool = False,
) -> Markup:
    """Words beside a mark."""
    return Markup('<text x="{}" y="{}" text-anchor="{}" font-size="{}"{}{}{}>{}</text>').format(
        at(x),
        at(y),
        anchor,
        size,
        Markup(' fill="{}" class="soft"').format(SOFT) if soft else "",
        Markup(' font-weight="700"') if bold else "",
        content_lang() if own else "",
        text,
    )


def block(x: float, y: float, width: float, height: float, tone: str) -> Markup:
    """A bar."""
    return Markup('<rect class="tone-{}" fill="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        tone, TONES[tone], at(x), at(y), at(max(width, 0)), at(max(height, 0))
    )


def line(x1: float, y1: float, x2: float, y2: float, *, strong: bool = False, dashed: bool = False) -> Markup:
    """A line of the grid, of an axis or of a threshold."""
    return Markup('<path class="{}" stroke="{}"{} fill="none" d="M{} {}L{} {}"/>').format(
        "axis" if strong else "grid",
        INK if strong else LINE,
        Markup(' stroke-dasharray="4 3"') if dashed else "",
        at(x1), at(y1), at(x2), at(y2),
    )  # fmt: skip


def shape(name: str, x: float, y: float, tone: str, *, scale: float = 1, on_tone: bool = False) -> Markup:
    """The shape of a status; `on_tone` as it is seen on a bar of its own tone."""
    colour = ON_TONES.get(tone, PAPER) if on_tone else TONES[tone]
    return Markup('<g class="{}" fill="{}" color="{}" transform="translate({} {}){}">{}</g>').format(
        "on-tone" if on_tone else f"tone-{tone}",
        colour,
        colour,
        at(x),
        at(y),
        Markup(" scale({})").format(scale) if scale != 1 else "",
        Markup(SHAPES[name]),
    )


def shapes(name: str, places: Iterable[tuple[float, float]], tone: str, *, scale: float) -> Markup:
    """Many of one shape and tone: the tone is said once, and each is no more than its place. There may be thousands."""
    sized = f" scale({scale})" if scale != 1 else ""
    drawn = "".join(f'<g transform="translate({at(x)} {at(y)}){sized}">{SHAPES[name]}</g>' for x, y in places)
    colour = TONES[tone]
    # Numbers and what stands above: nothing in it was written by anybody.
    return Markup(f'<g class="tone-{tone}" fill="{colour}" color="{colour}">{drawn}</g>' if drawn else "")


def width_of(text: str, size: int = TEXT) -> float:
    """About how much room words take; IBM Plex Sans is a little over half as wide as it is high."""
    return len(text) * size * 0.56


def wrapped(text: str, room: float, size: int = TEXT) -> list[str]:
    """The words on as many lines as they need; a name is never cut."""
    lines: list[str] = []
    for each in text.split():
        if lines and width_of(f"{lines[-1]} {each}", size) <= room:
            lines[-1] = f"{lines[-1]} {each}"
        else:
            lines.append(each)
    return lines or [""]


def label_room(labels: Sequence[str], width: int) -> float:
    """The room for names at the left of their rows: none on a narrow drawing, where each stands above its row."""
    if width < 480:
        return 0
    return min(max((width_of(each) for each in labels), default=0) + 12, width * 0.36)
