"""An overview on two pages as a tagged PDF (PDF/UA-1): typst sets the fitted words as large as they find room."""

import json
from collections.abc import Sequence
from typing import Any

from pejling.core.formats import long_day
from pejling.papers.pdf import FONTS, HERE
from pejling.papers.two_pages import PDF, Item, Layout, Part, Sign, TwoPages, fitted, shares_of
from pejling.web.charts.drawing import INK, TONES
from pejling.web.charts.drawing import shape as drawn_shape
from pejling.web.models import Identity

TONE_INK = {**TONES, "warn": "#7a5300"}
"""The tones as words are written in them."""
NARROW, WIDE = 210, 600
"""How wide charts are drawn, so that their words are set in 9 points or more."""
STEP = 26
"""The width of a time in a table, in the drawing's own units."""


def two_pages_pdf(pages: TwoPages) -> bytes:
    """The two pages as PDF."""
    import typst  # 34 MB that only those processes need in which somebody asks for a PDF

    files: dict[str, bytes] = {"main": (HERE / "two_pages.typ").read_bytes()}
    identity = Identity.current()
    sides = [fitted(side, PDF) for side in pages.sides]
    data = {
        "title": pages.title,
        "owner": pages.owner,
        "language": pages.language,
        "municipality": identity.name,
        "dated": long_day(pages.dated),
        "band": identity.band,
        "footers": pages.footers,
        "sides": [
            {
                "headline": side.headline,
                "lead": side.lead,
                "rows": [
                    [
                        _part(part, f"{number}-{row}-{place}", files, len(parts))
                        for place, part in enumerate(parts)
                    ]
                    for row, parts in enumerate(PDF.rows(side.parts))
                ],
                "unshown": pages.unshown % {"titles": ", ".join(side.unshown)} if side.unshown else "",
            }
            for number, side in enumerate(sides)
        ],
    }
    files["two_pages.json"] = json.dumps(data, ensure_ascii=False).encode()
    pdf: bytes = typst.compile(  # type: ignore[call-overload]  # its types know no files in memory
        files, format="pdf", font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=["ua-1"]
    )
    return pdf


def _part(part: Part, name: str, files: dict[str, bytes], beside: int) -> dict[str, Any]:
    """A part as JSON has it; its drawings become files."""
    chart = None
    if part.chart:
        width = NARROW if beside > 1 else WIDE
        files[f"chart-{name}.svg"] = str(part.chart.svg(width)).encode()
        table = part.chart.table()
        said = "; ".join(": ".join((row[0], ", ".join(_counted(table.headings, row)))) for row in table.rows)
        alt = f"{part.chart.title}. {part.chart.description} {said}"
        chart = {"file": f"chart-{name}.svg", "alt": alt, "title": part.chart.title}
    return {
        "title": part.title,
        "layout": part.layout.value,
        "is_beside": beside > 1,
        "lead": part.lead,
        "headings": part.headings,
        "times": part.times,
        "shares": shares_of(part) if part.layout == Layout.TABLE else [],
        "seen_label": part.seen_label,
        "rest": part.rest,
        "chart": chart,
        "items": [_item(item, part, f"{name}-{place}", files) for place, item in enumerate(part.items)],
    }


def _counted(headings: Sequence[str], row: Sequence[str]) -> list[str]:
    return [f"{heading} {value}" for heading, value in zip(headings[1:], row[1:], strict=False)]


def _item(item: Item, part: Part, name: str, files: dict[str, bytes]) -> dict[str, Any]:
    now = None
    if item.now:
        files[f"now-{name}.svg"] = _strip([item.now]).encode()
        now = {
            "word": item.now.word,
            "colour": TONE_INK.get(item.now.tone, INK),
            "file": f"now-{name}.svg",
        }
    signs = None
    if item.signs:
        files[f"signs-{name}.svg"] = _strip(item.signs).encode()
        said = ", ".join(
            f"{time} {sign.word}" for time, sign in zip(part.times, item.signs, strict=True) if sign
        )
        signs = {"file": f"signs-{name}.svg", "alt": f"{item.title}: {said or '–'}"}
    return {
        "title": item.title,
        "text": item.text,
        "note": item.note,
        "above": item.above,
        "seen": item.seen,
        "cells": item.cells,
        "url": item.url,
        "now": now,
        "signs": signs,
    }


def _strip(signs: Sequence[Sign | None]) -> str:
    """The shapes beside each other, each in the middle of its time; a dash where there is none."""
    parts = []
    for place, sign in enumerate(signs):
        middle = (place + 0.5) * STEP
        if sign is None:
            parts.append(f'<path d="M{middle - 4} 10h8" stroke="#8a929a" stroke-width="1.2"/>')
        else:
            parts.append(str(drawn_shape(sign.shape, middle, 10, sign.tone)))
    width = STEP * len(signs)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 20" width="{width}" height="20">'
        f"{''.join(parts)}</svg>"
    )
