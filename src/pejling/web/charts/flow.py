"""What runs between stages that stand in a line: a block for each stage, bands as broad as what they count, and gaps."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _
from markupsafe import Markup

from pejling.core.formats import number
from pejling.web.charts.drawing import (
    PAPER,
    SMALL,
    TONES,
    Chart,
    ChartTable,
    at,
    block,
    line,
    width_of,
    word,
    wrapped,
)

BLOCK, DASHES = 116.0, 18.0
PITCH, BROADEST, LEAST = 24.0, 190.0, 2.0
"""The height for a band's number, which is a link; how broad all bands at the fullest side are, and the thinnest."""


@dataclass(frozen=True)
class FlowGap:
    """Where something ought to run on and does not: how many, what they are called here, and what is said of them alone."""

    label: str
    said: str
    count: int
    href: str = ""
    is_after: bool = False
    """Whether the gap is after its stage; else it is before."""

    @property
    def written(self) -> str:
        """What stands beside it."""
        return f"{number(self.count)} {self.label}"

    @property
    def named(self) -> str:
        """The same with what it means, for who hears it alone."""
        return f"{self.written}. {self.said}"


@dataclass(frozen=True)
class FlowStage:
    """A stage: its name, how much stands in it, in words, where that is listed; what runs within it; and its gaps."""

    label: str
    counted: str
    count: int
    href: str = ""
    within: "FlowBand | None" = None
    gaps: tuple[FlowGap, ...] = ()


@dataclass(frozen=True)
class FlowBand:
    """What runs between two stages, by their places: `start` is the first of them, or the same within one stage."""

    start: int
    end: int
    count: int
    said: str
    href: str = ""


@dataclass(frozen=True)
class FlowChart(Chart):
    """Stages from the left to the right. A band that passes a stage runs below its block, never behind it."""

    stages: tuple[FlowStage, ...]
    bands: tuple[FlowBand, ...]

    role: ClassVar[str] = "group"

    def draw(self, width: int) -> tuple[float, Iterable[Markup]]:
        return self._wide(width) if width >= 480 else self._narrow(width)

    def _wide(self, width: int) -> tuple[float, Iterable[Markup]]:
        step = (width - BLOCK) / max(len(self.stages) - 1, 1)
        layout = _Layout(self, [step * place for place in range(len(self.stages))])
        parts = [layout.band(each) for each in sorted(self.bands, key=lambda each: each.count)]
        for place, stage in enumerate(self.stages):
            parts += _block(stage, layout.lefts[place], layout.heights[place])
            parts += layout.gaps(place)
        return layout.bottom + 4, parts

    def _narrow(self, width: int) -> tuple[float, Iterable[Markup]]:
        """A row for each stage, and below it a bar for each band to an earlier stage, and its gaps."""
        most = max((band.count for band in self.bands), default=0) or 1
        y, parts = 0.0, list[Markup]()
        for place, stage in enumerate(self.stages):
            parts.append(line(0, y, width, y))
            named = [
                word(stage.label, 0, y + 19, bold=True),
                word(stage.counted, width, y + 19, anchor="end"),
            ]
            parts.append(_link(stage.href, "", named))
            y += 28
            for band in (each for each in self.bands if each.end == place):
                name = word(f"↑ {self.stages[band.start].label}", 8, y + 14, size=SMALL)
                bar = block(96, y + 4, max((width - 150) * band.count / most, LEAST), 11, "info")
                said = word(number(band.count), width, y + 14, anchor="end", size=SMALL)
                parts.append(_link(band.href, "", [name, bar, said]))
                y += PITCH
            if stage.within:
                said = word(stage.within.said, 8, y + 14, size=SMALL, soft=True)
                parts.append(_link(stage.within.href, "", [said]))
                y += PITCH
            for gap in stage.gaps:
                said = word(gap.written, 34, y + 14, size=SMALL)
                parts.append(_link(gap.href, gap.named, [_dashes(8, y + 10, 20), said]))
                y += PITCH
            y += 8
        return y, parts

    def table(self) -> ChartTable:
        rows = [(stage.label, stage.counted) for stage in self.stages]
        rows += [(each.said, number(each.count)) for each in self.bands]
        rows += [(stage.within.said, number(stage.within.count)) for stage in self.stages if stage.within]
        rows += [(gap.said, number(gap.count)) for stage in self.stages for gap in stage.gaps]
        return ChartTable((_("Hvad"), _("Antal")), tuple(rows))


class _Layout:
    """Where blocks, bands and gaps stand, a band by its middle and its breadth."""

    def __init__(self, chart: FlowChart, lefts: Sequence[float]) -> None:
        self.chart, self.lefts = chart, lefts
        self.leaving: dict[int, list[FlowBand]] = defaultdict(list)
        self.arriving: dict[int, list[FlowBand]] = defaultdict(list)
        # The nearest first: what goes farthest leaves lowest, for it passes below what stands between.
        for band in sorted(chart.bands, key=lambda each: each.end - each.start):
            self.leaving[band.start].append(band)
            self.arriving[band.end].append(band)
        stages = chart.stages
        self.before = max((sum(not gap.is_after for gap in each.gaps) for each in stages), default=0)
        after = max((sum(gap.is_after for gap in each.gaps) for each in stages), default=0)
        # Gaps stand above all bands, those before a stage above those after one: so nothing is written on anything else.
        self.top = 8 + PITCH * (self.before + after)
        sides = [*self.leaving.values(), *self.arriving.values()]
        fullest = max((sum(band.count for band in side) for side in sides), default=0) or 1
        self.breadths = {band: max(band.count * BROADEST / fullest, LEAST) for band in chart.bands}
        self.ends = {
            (band, is_start): y
            for side, is_start in ((self.leaving, True), (self.arriving, False))
            for place in side
            for band, y in self._ports(side[place])
        }
        self.heights = [self._height(place) for place in range(len(chart.stages))]
        self.waypoints, self.bottom = self._waypoints()

    def _ports(self, side: list[FlowBand]) -> Iterable[tuple[FlowBand, float]]:
        y = self.top
        for band in side:
            room = max(self.breadths[band], PITCH)
            yield band, y + room / 2
            y += room + 2

    def _room(self, side: list[FlowBand]) -> float:
        return self.top + sum(max(self.breadths[band], PITCH) + 2 for band in side)

    def _height(self, place: int) -> float:
        """High enough for what meets it on either side, and for what is written in it."""
        stage = self.chart.stages[place]
        written = 24 + 15 * len(_counted(stage)) + 22 + (14 * len(_within(stage)) if stage.within else 0)
        return max(self._room(self.arriving[place]), self._room(self.leaving[place]), written) + 6

    def _waypoints(self) -> tuple[dict[tuple[FlowBand, int], float], float]:
        """At what height each band passes each stage between its ends; and where it all ends below."""
        waypoints: dict[tuple[FlowBand, int], float] = {}
        bottom = max(self.heights, default=0.0)
        for place, height in enumerate(self.heights):
            y = height + 12
            passing = [band for band in self.chart.bands if band.start < place < band.end]
            for band in sorted(passing, key=lambda each: (each.end - each.start, each.start)):
                waypoints[band, place] = y + self.breadths[band] / 2
                y += self.breadths[band] + 5
            bottom = max(bottom, y)
        return waypoints, bottom

    def band(self, band: FlowBand) -> Markup:
        """A band, and its number where it arrives."""
        x, y = self.lefts[band.start] + BLOCK, self.ends[band, True]
        path = f"M{at(x)} {at(y)}"
        for between in range(band.start + 1, band.end):
            waypoint, left = self.waypoints[band, between], self.lefts[between]
            path += f"{_bend(x, y, left, waypoint)}H{at(left + BLOCK)}"
            x, y = left + BLOCK, waypoint
        left, end = self.lefts[band.end], self.ends[band, False]
        path += _bend(x, y, left, end)
        drawn = Markup('<path class="flow" d="{}" stroke="{}" stroke-width="{}" fill="none"/>').format(
            path, TONES["info"], at(self.breadths[band])
        )
        said = number(band.count)
        back = Markup(
            '<rect class="flow-paper" fill="{}" x="{}" y="{}" width="{}" height="14" rx="3"/>'
        ).format(PAPER, at(left - 12 - width_of(said, SMALL)), at(end - 7), at(width_of(said, SMALL) + 6))
        return _link(
            band.href, band.said, [drawn, back, word(said, left - 9, end + 4, anchor="end", size=SMALL)]
        )

    def gaps(self, place: int) -> Iterable[Markup]:
        """The gaps of a stage: a dashed end and how many."""
        left = self.lefts[place]
        rows = {False: 8.0, True: 8 + PITCH * self.before}
        for gap in self.chart.stages[place].gaps:
            y = rows[gap.is_after] + PITCH / 2
            rows[gap.is_after] += PITCH
            x, beside = (
                (left + BLOCK, left + BLOCK + DASHES + 4)
                if gap.is_after
                else (left - DASHES, left - DASHES - 4)
            )
            anchor = "start" if gap.is_after else "end"
            said = word(gap.written, beside, y + 4, anchor=anchor, size=SMALL)
            yield _link(gap.href, gap.named, [_dashes(x, y, DASHES), said])


def _block(stage: FlowStage, x: float, height: float) -> Iterable[Markup]:
    yield Markup(
        '<rect class="flow-stage" fill="{}" stroke="{}" x="{}" y="0.5" width="{}" height="{}" rx="4"{}/>'
    ).format(
        PAPER, TONES["neutral"], at(x), at(BLOCK), at(height), Markup(' stroke-dasharray="4 3"') if not stage.count else ""
    )  # fmt: skip
    words = [word(stage.label, x + 12, 24, bold=True)]
    words += [word(each, x + 12, 42 + 15 * down, size=SMALL) for down, each in enumerate(_counted(stage))]
    yield _link(stage.href, "", words)
    if stage.within:
        lines = _within(stage)
        top = height - 8 - 14 * (len(lines) - 1)
        words = [
            word(each, x + 12, top + 14 * down, size=SMALL, soft=True) for down, each in enumerate(lines)
        ]
        yield _link(stage.within.href, "", words)


def _counted(stage: FlowStage) -> list[str]:
    return wrapped(stage.counted, (BLOCK - 20) * 1.1, SMALL)


def _within(stage: FlowStage) -> list[str]:
    return wrapped(stage.within.said if stage.within else "", (BLOCK - 20) * 1.1, SMALL)


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = at((x + to_x) / 2)
    return f"C{middle} {at(y)} {middle} {at(to_y)} {at(to_x)} {at(to_y)}"


def _dashes(x: float, y: float, width: float) -> Markup:
    return Markup(
        '<path class="flow-gap" d="M{} {}h{}" stroke="{}" stroke-width="2" stroke-dasharray="4 3" fill="none"/>'
    ).format(at(x), at(y), at(width), TONES["bad"])


def _link(href: str, said: str, drawn: Iterable[Markup]) -> Markup:
    """What is drawn as a link to what it counts; `said` where its own words do not say enough."""
    inside = Markup("").join(drawn)
    if not href:
        return inside
    label = Markup(' aria-label="{}"').format(said) if said else Markup("")
    return Markup('<a href="{}"{}>{}</a>').format(href, label, inside)
