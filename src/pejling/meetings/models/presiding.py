"""Who runs a forum's meetings today: its chair, its vice-chair and whoever keeps its minutes, by their seats."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pejling.core import request_cache
from pejling.meetings.models.practice import USUAL, ForumPractice
from pejling.organisation.models import Seat, SeatRole

if TYPE_CHECKING:
    from pejling.organisation.models import Forum, ForumKind
    from pejling.people.models import Person

CHAIR, VICE, SECRETARY = "chair", "vice", "secretary"
NAMES = {CHAIR: "Formand", VICE: "Næstformand", SECRETARY: "Sekretær"}
"""What the roles are called in a new municipality; a practice names others."""


@dataclass(frozen=True)
class Presider:
    """A person who runs meetings of a forum, and as what."""

    forum: int
    person: int
    part: str


def practices() -> dict[int, ForumPractice]:
    """What the municipality has said of each kind, by the kinds' ids."""
    return request_cache.get_or_set(
        "practices", lambda: {row.kind_id: row for row in ForumPractice.objects.select_related("kind")}
    )


def practice_of(kind: "ForumKind") -> ForumPractice:
    """How forums of a kind hold their meetings; as is usual for such forums where nothing is said."""
    return practices().get(kind.pk) or ForumPractice(kind=kind, **USUAL[kind.nature])


def _parts() -> dict[tuple[int | None, int], str]:
    """What each role means, by kind of forum (None: a kind that says nothing) and role."""
    named = {name: part for part, name in NAMES.items()}
    usual = {pk: named[name] for pk, name in SeatRole.objects.values_list("pk", "name") if name in named}
    found: dict[tuple[int | None, int], str] = {(None, role): part for role, part in usual.items()}
    for kind, row in practices().items():
        for part in (CHAIR, VICE, SECRETARY):
            chosen = getattr(row, f"{part}_id")
            roles = [chosen] if chosen else [role for role, each in usual.items() if each == part]
            found |= {(kind, role): part for role in roles}
    return found


def presiders() -> list[Presider]:
    """All who run meetings today, in two or three queries for the whole municipality."""

    def read() -> list[Presider]:
        meaning, known = _parts(), practices()
        roles = {role for _kind, role in meaning}
        seats = Seat.objects.current().filter(role__in=roles, person__is_active=True)
        rows = seats.order_by("pk").values_list("forum", "forum__kind", "role", "person")
        found = (
            (forum, meaning.get((kind if kind in known else None, role)), who)
            for forum, kind, role, who in rows
        )
        return [Presider(forum, who, part) for forum, part, who in found if part]

    return request_cache.get_or_set("presiders", read)


def forums_run_by(person: "Person") -> frozenset[int]:
    """The forums whose meetings the person runs today."""
    return frozenset(each.forum for each in presiders() if each.person == person.pk)


def holder(forum: "Forum", part: str) -> int | None:
    """Who holds a part in a forum today, by their id."""
    return next((each.person for each in presiders() if each.forum == forum.pk and each.part == part), None)
