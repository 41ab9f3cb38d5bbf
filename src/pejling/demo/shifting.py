"""Keeps the demo fresh: the story happens around one day, and is moved to the day on which it is loaded.

The content is written with absolute dates around `Story.today` (21 November 2026). `moved_to` moves every date by
the same whole number of weeks, so that a council meeting still falls on its weekday, and every year named in a title
or a sentence by the nearest whole number of years. Documents of kind `law` stay as they are: they are real.
"""

import re
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from pejling.demo.story import Document, Story

PROSE = {"title", "text", "how", "reason"}
YEAR = re.compile(r"(?<![\d.])20[1-4]\d(?![\d.]*\d)")
DAYS_IN_A_YEAR = 365.2425


def moved_to(story: Story, today: date) -> Story:
    """The same story told as if `today` were its day, within a week."""
    days = (today - story.today).days // 7 * 7
    years = round(days / DAYS_IN_A_YEAR)
    moved: Story = _moved(story, timedelta(days=days), years)
    return moved


def _moved(value: Any, by: timedelta, years: int) -> Any:
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(_moved(one, by, years) for one in value)
    if not hasattr(value, "__dataclass_fields__") or (isinstance(value, Document) and value.kind == "law"):
        return value
    changes = {f.name: _moved_field(f.name, getattr(value, f.name), by, years) for f in fields(value)}
    return replace(value, **changes)


def _moved_field(name: str, value: Any, by: timedelta, years: int) -> Any:
    if name in PROSE:
        return YEAR.sub(lambda match: str(int(match.group()) + years), value)
    return _moved(value, by, years)
