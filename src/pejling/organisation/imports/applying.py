"""A plan carried out, whole or not at all."""

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pejling.core import history
from pejling.core.dates import today
from pejling.core.text import sort_key
from pejling.organisation.actions.people import leave
from pejling.organisation.actions.periods import finish_all, keep_an_operator
from pejling.organisation.actions.units import end_unit
from pejling.organisation.models import NamedKind, Post, Role, Unit, UnitKind
from pejling.organisation.rules import require_keeping
from pejling.people.models import Person

if TYPE_CHECKING:
    from pejling.organisation.imports.plan import Plan

Word = TypeVar("Word", bound=NamedKind)
UNIT_FIELDS = ("name", "sort_key", "kind", "parent", "external_id", "starts_on", "ends_on", "version")
PERSON_FIELDS = ("name", "sort_key", "email", "phone", "external_id", "is_active", "version")


def apply(plan: "Plan", *, by: Person | None) -> None:
    """Carry a plan out. Raises `ValidationError`, with nothing done, when it has problems or no longer fits."""
    if plan.problems:
        raise ValidationError(_("Filen har fejl. Intet er ændret."))
    try:
        with transaction.atomic():
            _apply_plan(plan, by)
    except IntegrityError as error:
        raise ValidationError(
            _("Organisationen er ændret imens, eller to linjer kan ikke stå sammen. Intet er ændret.")
        ) from error


def _apply_plan(plan: "Plan", by: Person | None) -> None:
    require_keeping(by)
    _add_words(UnitKind, plan.new_unit_kinds, by)
    _add_words(Role, plan.new_roles, by)
    _add_units(plan.new_units, by)
    _change_units(plan.changed_units, by)
    history.create_all(Person, plan.new_people, by=by)
    _change_people(plan.changed_people, by)
    history.create_all(Post, plan.new_posts, by=by)
    changed = [post for post in plan.changed_posts if post.ends_on or not post.is_current()]
    keep_an_operator(besides=[*changed, *(post for post, _on in plan.ending_posts)])
    history.update_all(Post, plan.changed_posts, ["starts_on", "ends_on"], by=by)
    for post, on in plan.ending_posts:
        finish_all([post], on=on, by=by)
    for person in plan.ending_people:
        leave(person, on=today(), by=by)
    for unit in plan.ending_units:
        end_unit(unit, on=today(), by=by)


def _add_words(model: type[Word], words: list[Word], by: Person | None) -> None:
    last = model._default_manager.aggregate(last=Max("position"))["last"]
    for position, word in enumerate(words, start=0 if last is None else last + 1):
        word.position = position
    history.create_all(model, words, by=by)


def _add_units(units: list[Unit], by: Person | None) -> None:
    """From above, for a unit needs its parent's key."""
    waiting = units
    while waiting:
        ready = [unit for unit in waiting if unit.parent is None or unit.parent.pk]
        history.create_all(Unit, ready, by=by)
        waiting = [unit for unit in waiting if not unit.pk]


def _change_units(units: list[Unit], by: Person | None) -> None:
    for unit in units:
        # The key of what was new when it was named here.
        unit.kind, unit.parent = unit.kind, unit.parent
        unit.sort_key = sort_key(unit.name)
        unit.version += 1
    history.update_all(Unit, units, UNIT_FIELDS, by=by)


def _change_people(people: list[Person], by: Person | None) -> None:
    for person in people:
        person.sort_key = sort_key(person.name)
        person.version += 1
    history.update_all(Person, people, PERSON_FIELDS, by=by)
