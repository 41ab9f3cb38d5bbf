"""Fjordlund's organisation: units, people, posts, forums, seats and deputies, the same every time.

What is named by hand stands in the content files; the other leaders and staff are drawn from the name lists.
"""

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pejling.demo.reading import plain
from pejling.demo.story import Deputyship, Forum, Person, Post, Role, Seat, Unit, UnitKind

CONTENT = Path(__file__).parent / "content"
SEED = 1937
FOUNDED = date(2022, 1, 1)
FOREIGN_NAME_EVERY = 9


@dataclass
class Organisation:
    """The people and bodies of the municipality while they are being put together."""

    domain: str
    units: tuple[Unit, ...]
    unit_kinds: tuple[UnitKind, ...]
    roles: tuple[Role, ...]
    people: dict[str, Person] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    forums: list[Forum] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    deputyships: list[Deputyship] = field(default_factory=list)

    def leader_of(self, unit_key: str) -> str | None:
        """The person who leads a unit today."""
        kinds = {kind.name: kind.leader_role for kind in self.unit_kinds}
        role = next(kinds[unit.kind] for unit in self.units if unit.key == unit_key)
        posts = (p for p in self.posts if p.unit == unit_key and p.role == role and p.valid_to is None)
        return next((post.person for post in posts), None)

    def below(self, unit_key: str) -> list[str]:
        """A unit and every unit under it that stands today, in the order of the file."""
        found = [unit_key]
        for unit in self.units:
            if unit.parent in found and unit.valid_to is None:
                found.append(unit.key)
        return found

    def add_person(self, name: str, login: str | None = None) -> str:
        """Add a person under the key and address that the name gives."""
        key = plain(name).lower().replace(" ", ".")
        ident = str(uuid5(NAMESPACE_URL, f"https://{self.domain}/person/{key}"))
        self.people[key] = Person(key, name, f"{key}@{self.domain}", ident, login)
        return key


def toml(name: str) -> dict[str, Any]:
    """One of the content files."""
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def organisation() -> Organisation:
    """All of the organisation; draws the same names each time."""
    facts = toml("kommune.toml")
    built = Organisation(
        facts["domaene"],
        tuple(_units(facts["domaene"], facts["hovedby"])),
        tuple(UnitKind(name, kind["leder"], kind["niveau"]) for name, kind in facts["enhedstyper"].items()),
        tuple(Role(name, grants) for name, grants in facts["roller"].items()),
    )
    forums, people = toml("fora.toml"), toml("personer.toml")
    _add_named(built, people["personer"])
    _add_council(built, forums)
    _add_drawn(built, people["stillinger"])
    _add_forums(built, forums)
    built.deputyships = [
        Deputyship(row["person"], row["stedfortraeder"], row["fra"], row["til"])
        for row in people["stedfortraedere"]
    ]
    return built


def _units(domain: str, main_town: str) -> Iterator[Unit]:
    for key, facts in toml("enheder.toml").items():
        ident = str(uuid5(NAMESPACE_URL, f"https://{domain}/enhed/{key}"))
        yield Unit(
            key, facts["navn"], facts["type"], facts.get("under"), facts.get("sted", main_town), ident,
            facts.get("fra", FOUNDED), facts.get("til"), facts.get("ind_i"),
        )  # fmt: skip


def _add_named(built: Organisation, people: Mapping[str, Any]) -> None:
    for facts in people.values():
        person = built.add_person(facts["navn"], facts.get("login"))
        built.posts.append(Post(person, facts["enhed"], facts["rolle"], facts["fra"], facts.get("til")))


def _add_council(built: Organisation, facts: Mapping[str, Any]) -> None:
    logins = {person: login for login, person in facts["login"].items()}
    for key, name in facts["byraadsmedlemmer"].items():
        built.add_person(name, logins.get(key))


def _add_drawn(built: Organisation, jobs: Mapping[str, Sequence[str]]) -> None:
    """Fill every unit that has no leader yet, then the other jobs, with drawn people."""
    draw = random.Random(SEED)
    names = _names(draw)
    kinds = {kind.name: kind.leader_role for kind in built.unit_kinds}
    for unit in built.units:
        if unit.valid_to is None and built.leader_of(unit.key) is None:
            _hire(built, names, unit.key, kinds[unit.kind], draw)
    for role, units in jobs.items():
        for unit_key in units:
            if role == "MED-repræsentant":
                _elect(built, unit_key)
            else:
                _hire(built, names, unit_key, role, draw)


def _hire(built: Organisation, names: Iterator[str], unit: str, role: str, draw: random.Random) -> None:
    person = built.add_person(next(name for name in names if _is_free(built, name)))
    since = date(2026, 8, 1) - timedelta(days=draw.randrange(30, 4500))
    built.posts.append(Post(person, unit, role, since.replace(day=1)))


def _is_free(built: Organisation, name: str) -> bool:
    return plain(name).lower().replace(" ", ".") not in built.people


def _elect(built: Organisation, unit: str) -> None:
    """Give the first member of staff in a unit the MED post beside the daily one."""
    person = next(post.person for post in built.posts if post.unit == unit and post.role == "Medarbejder")
    built.posts.append(Post(person, unit, "MED-repræsentant", date(2024, 1, 1)))


def _names(draw: random.Random) -> Iterator[str]:
    """Names without end: mostly Danish, women and men by turns, and now and then one from the list of whole names."""
    lists = toml("navne.toml")
    whole = iter(draw.sample(lists["hele"], len(lists["hele"])))
    surnames: list[str] = []
    number = 0
    while True:
        number += 1
        foreign = next(whole, None) if number % FOREIGN_NAME_EVERY == 0 else None
        surnames = surnames or draw.sample(lists["efternavne"], len(lists["efternavne"]))
        first = draw.choice(lists["maend"] if draw.random() < 0.4 else lists["kvinder"])
        yield foreign or f"{first} {surnames.pop()}"


def _add_forums(built: Organisation, facts: Mapping[str, Any]) -> None:
    council = list(facts["byraadsmedlemmer"])
    for key, forum in facts["fora"].items():
        built.forums.append(Forum(key, forum["navn"], forum["type"], forum.get("enhed", "kommunen")))
        taken: set[str] = set()
        for person, role in _members(built, forum, council):
            if person not in taken:
                taken.add(person)
                built.seats.append(Seat(person, key, role, forum["fra"], forum.get("til")))


def _members(built: Organisation, forum: Mapping[str, Any], council: list[str]) -> Iterator[tuple[str, str]]:
    """Everybody in a forum with the role held there, the chair first; one person may come twice."""
    yield forum["formand"], "Formand"
    if "naestformand" in forum:
        yield forum["naestformand"], "Næstformand"
    named = forum.get("medlemmer", [])
    leaders = [leader for unit in forum.get("ledere", []) if (leader := built.leader_of(unit))]
    for person in [
        *(council if named == "alle byrådsmedlemmer" else named),
        *leaders,
        *_leaders_under(built, forum),
    ]:
        yield person, "Ledelsesrepræsentant" if forum["type"] == "MED" else "Medlem"
    for place, person in enumerate([*forum.get("valgte", []), *_elected(built, forum)]):
        is_vice = place == 0 and forum["type"] == "MED"
        yield person, "Næstformand" if is_vice else "Medarbejderrepræsentant"


def _leaders_under(built: Organisation, forum: Mapping[str, Any]) -> list[str]:
    rule = forum.get("ledere_under", {"enhed": "", "antal": 0})
    direct = [u.key for u in built.units if u.parent == rule["enhed"] and u.valid_to is None]
    return [leader for unit in direct[: rule["antal"]] if (leader := built.leader_of(unit))]


def _elected(built: Organisation, forum: Mapping[str, Any]) -> list[str]:
    """The MED representatives of the units that a forum draws them from; spread when it takes only some."""
    rule = forum.get("med_under")
    units = built.below(rule["enhed"]) if rule else forum.get("med_fra", [])
    found = [post.person for post in built.posts if post.role == "MED-repræsentant" and post.unit in units]
    return found[:: max(1, len(found) // rule["antal"])][: rule["antal"]] if rule else found
