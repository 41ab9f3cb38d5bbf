"""Who may reach the organisation's addresses: staff and council members read, the secretariat and the operator keep."""

from types import SimpleNamespace
from typing import Any

from pejling.organisation.models import Deputyship, Post, UnitKind
from tests.access import Access
from tests.world import give_seat


def unit(w: SimpleNamespace) -> list[Any]:
    """The school."""
    return [w.unit.pk]


def person(w: SimpleNamespace) -> list[Any]:
    """The school's leader."""
    return [w.owner.pk]


def forum(w: SimpleNamespace) -> list[Any]:
    """The council."""
    return [w.forum.pk]


def post(w: SimpleNamespace) -> list[Any]:
    """The leader's post."""
    return [Post.objects.get(person=w.owner).pk]


def seat(w: SimpleNamespace) -> list[Any]:
    """A seat in the council."""
    return [give_seat(w.secretary, w.forum).seats.get().pk]


def deputyship(w: SimpleNamespace) -> list[Any]:
    """The leader's deputy, who is the secretary."""
    return [Deputyship.objects.create(person=w.owner, deputy=w.secretary).pk]


def word(w: SimpleNamespace) -> list[Any]:
    """A kind of unit."""
    return ["enhedstyper", UnitKind.objects.get(name="Skole").pk]


def read(args: Any = lambda w: []) -> Access:
    """What staff read."""
    return Access(owner=200, colleague=200, outsider=403, anonymous="login", args=args)


def keep(args: Any = lambda w: [], method: Any = "get") -> Access:
    """What only the secretariat and the operator do."""
    return Access(owner=403, colleague=403, outsider=403, anonymous="login", args=args, method=method)


ACCESS = {
    "units": read(),
    "unit": read(unit),
    "people": read(),
    "person": read(person),
    "forums": read(),
    "forum": read(forum),
    "unit_new": keep(),
    "unit_edit": keep(unit),
    "unit_move": keep(unit),
    "unit_end": keep(unit),
    "unit_reopen": keep(unit, "post"),
    "unit_merge": keep(unit),
    "unit_post_new": keep(unit),
    "post_end": keep(post),
    "post_resume": keep(post, "post"),
    "person_new": keep(),
    "person_edit": keep(person),
    "person_leave": keep(person),
    "person_charges": keep(person),
    "person_return": keep(person, "post"),
    "person_invite": keep(person, "post"),
    "people_invite": keep(method="post"),
    "person_post_new": keep(person),
    "deputy_new": Access(owner=200, colleague=403, outsider=403, anonymous="login", args=person),
    "deputy_end": Access(owner=200, colleague=403, outsider=403, anonymous="login", args=deputyship),
    "deputy_resume": Access(
        owner=303, colleague=403, outsider=403, anonymous="login", args=deputyship, method="post"
    ),
    "forum_new": keep(),
    "forum_edit": keep(forum),
    "forum_end": keep(forum),
    "forum_reopen": keep(forum, "post"),
    "seat_new": keep(forum),
    "seat_end": keep(seat),
    "seat_resume": keep(seat, "post"),
    "words_start": keep(),
    "words": keep(lambda w: ["roller"]),
    "word_new": keep(lambda w: ["roller"]),
    "word_edit": keep(word),
    "word_position": keep(word, "post"),
    "word_drop": keep(word, "post"),
    "identity": keep(),
    "delivery_new": keep(),
    "delivery": keep(lambda w: [1]),
    "delivery_application": keep(lambda w: [1], "post"),
    "delivery_encoding": keep(lambda w: [1], "post"),
    "delivery_discard": keep(lambda w: [1], "post"),
}
