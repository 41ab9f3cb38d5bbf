"""What citizens can see of the work: by the kind of plan, but for what its owner took out; and what was written for them."""

from datetime import timedelta
from typing import Any

from pejling.core.history import save, update_all
from pejling.demo.loading.cast import Cast
from pejling.demo.loading.staff import working_day
from pejling.demo.people import toml
from pejling.direction.models import DocumentKind
from pejling.initiatives.models import Initiative, PublicText, PublicTextKind

CHOSEN_BEFORE = timedelta(days=200)
"""So long ago the owners of the plans made their choice."""

KINDS = {"naaet": PublicTextKind.REACHED, "gaar": PublicTextKind.PROGRESS}


def load_public(cast: Cast) -> None:
    """The kinds, the choices and the texts."""
    book = toml("forloeb/borgerne.toml")
    for kind in DocumentKind.objects.filter(code__in=book["typer"]):
        kind.shows_progress = True
        save(kind, by=cast.secretary)
    update_all(Initiative, [_taken_out(key, cast) for key in book["fra"]], ["is_status_public"], by=None)
    PublicText.objects.bulk_create([_text(line, cast) for line in book["tekster"]])


def _taken_out(key: str, cast: Cast) -> Initiative:
    row, course = cast.initiatives[key], next(each for each in cast.courses if each.key == key)
    day = max(working_day(cast.story.today - CHOSEN_BEFORE), course.followed_on)
    hand = cast.hand(cast.staff.leader(course.document.unit, day), day)
    row.is_status_public = False
    cast.changed(row, at=cast.moment(day, f"{key} public"), by=hand["by"])
    document = cast.documents[course.document.key]
    at = row._history_date  # type: ignore[attr-defined]
    cast.log.note("initiatives.public_status_chosen", document, at=at, **hand, shown=0, hidden=1)
    return row


def _text(line: dict[str, Any], cast: Cast) -> PublicText:
    key = line["indsats"]
    row, course = cast.initiatives[key], next(each for each in cast.courses if each.key == key)
    on = max(working_day(cast.story.today - timedelta(days=line["dage"])), course.followed_on)
    kind, text = next((KINDS[name], line[name]) for name in KINDS if name in line)
    hand = cast.hand_at(course.document.unit, on, lead=course.lead)
    at = cast.moment(on, f"{key} told", after=row.created_at)
    cast.log.note("initiatives.public_text_written", row, at=at, **hand)
    return PublicText(initiative=row, kind=kind, text=text, on=on, at=at, **hand)
