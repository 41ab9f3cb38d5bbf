"""Units, people, posts, forums, seats and deputies."""

from collections.abc import Iterable
from typing import TypeVar

from django.contrib.auth.hashers import make_password

from pejling.core.history import backdate_history, create_all, save
from pejling.demo import story as told
from pejling.demo.loading.cast import Cast
from pejling.demo.logins import PASSWORD
from pejling.direction.defaults import ensure_default_kinds
from pejling.organisation.defaults import ensure_organisation_defaults
from pejling.organisation.models import (
    Capacity,
    Deputyship,
    Forum,
    ForumKind,
    NamedKind,
    Post,
    Role,
    Seat,
    SeatRole,
    Unit,
    UnitKind,
)
from pejling.people.models import Person
from pejling.search.defaults import ensure_default_synonyms
from pejling.web.models import Identity

CAPACITIES = {"director": Capacity.LEADER, **{capacity.value: capacity for capacity in Capacity}}
MED_LEVELS = {"omu": "Områdeudvalg (OMU)", "lmu": "Lokaludvalg (LMU)"}
NEWCOMERS = 6
BAND, ACCENT = "#0d4b46", "#0b6157"

Word = TypeVar("Word", bound=NamedKind)


def load_organisation(cast: Cast) -> None:
    """The municipality's own words, then who and what it consists of."""
    ensure_organisation_defaults()
    ensure_default_kinds()
    ensure_default_synonyms()
    name = cast.story.name
    save(Identity(pk=1, name=name, short_name=name.split()[0], band=BAND, accent=ACCENT), by=None)
    _load_units(cast)
    _load_people(cast)
    _load_posts(cast)
    _load_forums(cast)


def _words(model: type[Word], wanted: Iterable[tuple[str, dict[str, str]]]) -> dict[str, Word]:
    """Every word of this kind by its name; those that the story adds come after the default ones."""
    known = {word.name: word for word in model._default_manager.all()}
    for name, meaning in wanted:
        if name not in known:
            known[name] = model._default_manager.create(name=name, position=len(known), **meaning)
    return known


def _load_units(cast: Cast) -> None:
    """A level at a time, for a unit needs the one above it."""
    kinds = _words(UnitKind, ((kind.name, {}) for kind in cast.story.unit_kinds))
    waiting = list(cast.story.units)
    while waiting:
        ready = [unit for unit in waiting if unit.parent is None or unit.parent in cast.units]
        rows = [_unit(unit, kinds, cast) for unit in ready]
        cast.units.update(
            zip((unit.key for unit in ready), create_all(Unit, rows, by=None, at=cast.founded), strict=True)
        )
        waiting = [unit for unit in waiting if unit.key not in cast.units]
    for unit in cast.story.units:
        if unit.merged_into:
            _merge(unit, cast)


def _unit(unit: told.Unit, kinds: dict[str, UnitKind], cast: Cast) -> Unit:
    return Unit(
        name=unit.name,
        kind=kinds[unit.kind],
        parent=cast.units[unit.parent] if unit.parent else None,
        external_id=unit.external_id,
        starts_on=unit.valid_from,
        ends_on=unit.valid_to,
    )


def _merge(unit: told.Unit, cast: Cast) -> None:
    row = cast.units[unit.key]
    row.merged_into = cast.units[unit.merged_into or ""]
    row.version += 1
    save(backdate_history(row, at=cast.moment(unit.valid_to or cast.story.today, unit.key), by=None), by=None)


def _load_people(cast: Cast) -> None:
    """Everybody signs in with the same password, which is hashed once, for that takes its time on purpose.

    A few have not been invited yet, so that the secretariat has somebody to invite.
    """
    password, none = make_password(PASSWORD), make_password(None)
    left, newcomers = _left(cast.story), _newcomers(cast.story)
    rows = [
        Person(
            name=person.name,
            email=person.email,
            external_id=person.external_id,
            is_active=person.key not in left,
            password=none if person.key in newcomers else password,
        )
        for person in cast.story.people
    ]
    created = create_all(Person, rows, by=None, at=cast.founded)
    cast.people.update(zip((person.key for person in cast.story.people), created, strict=True))


def _newcomers(story: told.Story) -> set[str]:
    """The last of those who hold no post but as staff."""
    grants = {role.name: role.grants for role in story.roles}
    more = {post.person for post in story.posts if grants[post.role] != "staff"}
    staff = {post.person for post in story.posts} - more - _left(story)
    return {person.key for person in [p for p in story.people if p.key in staff and not p.login][-NEWCOMERS:]}


def _left(story: told.Story) -> set[str]:
    """Those whose posts have all ended and who sit nowhere."""
    today = story.today
    here = {post.person for post in story.posts if post.valid_to is None or post.valid_to >= today}
    here |= {seat.person for seat in story.seats if seat.valid_to is None or seat.valid_to >= today}
    return {post.person for post in story.posts} - here


def _load_posts(cast: Cast) -> None:
    roles = _words(Role, ((role.name, {"capacity": CAPACITIES[role.grants]}) for role in cast.story.roles))
    posts = [
        Post(
            person=cast.people[post.person],
            unit=cast.units[post.unit],
            role=roles[post.role],
            starts_on=post.valid_from,
            ends_on=post.valid_to,
        )
        for post in cast.story.posts
    ]
    create_all(Post, posts, by=None, at=cast.founded)
    deputyships = [
        Deputyship(
            person=cast.people[row.person],
            deputy=cast.people[row.deputy],
            starts_on=row.valid_from,
            ends_on=row.valid_to,
        )
        for row in cast.story.deputyships
    ]
    create_all(Deputyship, deputyships, by=None, at=cast.founded)


def _load_forums(cast: Cast) -> None:
    kinds = _words(ForumKind, ())
    rows = [
        Forum(name=f.name, kind=kinds[_forum_kind(f)], unit=cast.units[f.unit]) for f in cast.story.forums
    ]
    created = create_all(Forum, rows, by=None, at=cast.founded)
    cast.forums.update(zip((forum.key for forum in cast.story.forums), created, strict=True))
    roles = _words(SeatRole, ((seat.role, {}) for seat in cast.story.seats))
    seats = [
        Seat(
            person=cast.people[seat.person],
            forum=cast.forums[seat.forum],
            role=roles[seat.role],
            starts_on=seat.valid_from,
            ends_on=seat.valid_to,
        )
        for seat in cast.story.seats
    ]
    create_all(Seat, seats, by=None, at=cast.founded)


def _forum_kind(forum: told.Forum) -> str:
    """The MED committees are told apart by their level."""
    return MED_LEVELS.get(forum.key.split("-")[0], "Hovedudvalg") if forum.kind == "MED" else forum.kind
