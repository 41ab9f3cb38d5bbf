"""A file of people held against the people and posts that there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.core.text import fold
from pejling.organisation.imports.cells import day_in, email_in, put, text_in
from pejling.organisation.imports.plan import Change, Plan, Step
from pejling.organisation.imports.posts import KnownPosts, plan_post
from pejling.organisation.imports.tables import Line, Table, doubt_unknown_ids
from pejling.organisation.imports.units import Known as KnownUnits
from pejling.organisation.imports.units import standing_units
from pejling.organisation.models import Capacity, Post, Role
from pejling.people.models import Person

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

ORDINARY = (Capacity.LEADER, Capacity.DEPUTY, Capacity.STAFF)
"""What a file may end; what is given for the whole municipality was given by hand and is taken by hand."""


@dataclass
class _Known:
    """The people of the database and of the file, as far as it has been read."""

    by_id: dict[str, Person] = field(default_factory=dict)
    by_email: dict[str, Person] = field(default_factory=dict)
    file: dict[int, Person] = field(default_factory=dict)
    lines: dict[int, Line] = field(default_factory=dict)
    changes: dict[int, list[Change]] = field(default_factory=dict)
    """The people of the file, their first lines and what changes, by the object's identity: new ones have no key yet."""

    def add(self, person: Person) -> None:
        if person.external_id:
            self.by_id[person.external_id] = person
        if person.email:
            self.by_email[person.email.lower()] = person


def plan_people(table: Table, plan: Plan, *, by: "Viewer | None") -> None:
    """Fill the plan with what the file would do to people and posts. On the command line `by` is nobody: an operator."""
    people = list(Person.objects.all())
    known = _Known()
    for each in people:
        known.add(each)
    doubt_unknown_ids(table, "person_id", known.by_id, plan)
    posts = _known_posts(plan, people, may_empower=by is None or may(by, "organisation.empower"))
    for line in table.lines:
        if person := _person_on(line, known, plan):
            known.changes.setdefault(id(person), []).extend(_changes(line, person, known, plan, posts))
            known.file.setdefault(id(person), person)
            plan_post(line, person, posts, plan)
    for person in known.file.values():
        _note(person, known, plan)
    plan.steps += posts.steps
    _note_missing(people, known, posts, plan, by)


def _known_posts(plan: Plan, people: Iterable[Person], *, may_empower: bool) -> KnownPosts:
    units = KnownUnits()
    for unit in standing_units():
        units.add(unit)
    posts = KnownPosts(units, {fold(role.name): role for role in Role.objects.all()}, may_empower=may_empower)
    by_pk = {person.pk: person for person in people}
    for post in Post.objects.select_related("role", "unit"):
        posts.of.setdefault(id(by_pk[post.person_id]), []).append(post)
    return posts


def _person_on(line: Line, known: _Known, plan: Plan) -> Person | None:
    """The person that a line is about: by id, else by e-mail, else a new one."""
    external_id, email = text_in(plan, line, "person_id", 100), email_in(plan, line)
    name = text_in(plan, line, "name", 200)
    if not name:
        plan.problem(line.number, _("Personen mangler et navn."))
        return None
    if not external_id and not email:
        words = _(
            "Personen har hverken person_id eller e-mail, så vi kan ikke kende vedkommende igen næste gang."
        )
        plan.problem(line.number, words)
        return None
    by_email = known.by_email.get(email) if email else None
    person = known.by_id.get(external_id) if external_id else by_email
    if person is None and by_email and not by_email.external_id:
        person = by_email
    if by_email and person is not by_email:
        words = _("E-mailen %(email)s bruges allerede af %(person)s.")
        plan.problem(line.number, words % {"email": email, "person": by_email.name})
        return None
    if person is None:
        person = Person(name=name)
        person.set_unusable_password()
    return person


def _changes(line: Line, person: Person, known: _Known, plan: Plan, posts: KnownPosts) -> list[Change]:
    """Write the line's values on the person. A later line about the same person must say the same."""
    name, email = line.get("name"), line.get("email").lower()
    if first := known.lines.get(id(person)):
        if fold(first.get("name")) != fold(name) or (email and first.get("email").lower() not in ("", email)):
            words = _("Personen har et andet navn eller en anden e-mail på linje %(line)s.")
            plan.problem(line.number, words % {"line": first.number})
        return []
    known.lines[id(person)] = line
    old_email = person.email
    changes = [
        put(person, _("id"), "external_id", line.get("person_id")),
        put(person, _("navn"), "name", name),
        put(person, _("e-mail"), "email", email),
        put(person, _("telefon"), "phone", text_in(plan, line, "phone", 40)),
    ]
    known.add(person)
    if any(changes) and person.pk in posts.operators and not posts.may_empower:
        plan.problem(line.number, _("Kun en it-administrator kan ændre en it-administrators oplysninger."))
    if changes[2] and old_email and known.by_email.get(old_email) is person:
        del known.by_email[old_email]
    return [change for change in changes if change]


def _note(person: Person, known: _Known, plan: Plan) -> None:
    line, changes = known.lines[id(person)], known.changes[id(person)]
    if not person.pk:
        plan.new_people.append(person)
        plan.steps.append(
            Step("create", "person", person.name, line.number, tuple(changes), person.external_id)
        )
        return
    if not person.is_active and not _is_over(line):
        person.is_active = True
        changes.append(Change(_("status"), _("fratrådt"), _("aktiv")))
    if changes:
        plan.changed_people.append(person)
        plan.steps.append(
            Step("change", "person", person.name, line.number, tuple(changes), person.external_id)
        )
    else:
        plan.unchanged += 1


def _is_over(line: Line) -> bool:
    """Whether the line speaks of what has ended."""
    ends_on = day_in(Plan(), line, "ends_on")
    return ends_on is not None and ends_on < today()


def _note_missing(
    people: list[Person], known: _Known, posts: KnownPosts, plan: Plan, by: "Viewer | None"
) -> None:
    """People and posts that the file does not speak of: named, and ended only if asked for."""
    for person in people:
        if person.external_id and person.is_active and id(person) not in known.lines:
            _note_missing_person(person, posts, plan, by)
    for person in people:
        if id(person) in known.lines and id(person) in posts.touched:
            for post in posts.untouched(person):
                _note_missing_post(person, post, plan, today())


def _note_missing_person(person: Person, posts: KnownPosts, plan: Plan, by: "Viewer | None") -> None:
    plan.missing.append(person.name)
    if not plan.ends_missing:
        return
    if person.pk in posts.operators or (by is not None and by.pk == person.pk):
        plan.kept.append(f"{person}: " + _("er it-administrator eller dig selv"))
        return
    plan.ending_people.append(person)
    plan.steps.append(Step("end", "person", person.name, key=person.external_id))


def _note_missing_post(person: Person, post: Post, plan: Plan, on: date) -> None:
    if post.role.capacity not in ORDINARY or not post.is_current():
        return
    name = f"{person}, {post.role}, {post.unit}"
    plan.missing.append(name)
    if plan.ends_missing:
        plan.ending_posts.append((post, on))
        plan.steps.append(Step("end", "post", name))
