"""Units: made, corrected, moved, ended, opened again, merged."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core import formats, history
from pejling.core.dates import today
from pejling.core.locking import lock, lock_all
from pejling.organisation.actions.openness import require_open
from pejling.organisation.actions.periods import finish_all, keep_an_operator, lock_posts
from pejling.organisation.actions.posts import move_posts
from pejling.organisation.authority import below, unit_parents
from pejling.organisation.belongings import counted_at, move_all
from pejling.organisation.models import Post, Unit, UnitKind
from pejling.organisation.rules import require_keeping

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def create_unit(
    *,
    name: str,
    kind: UnitKind,
    parent: Unit | None = None,
    external_id: str = "",
    starts_on: date | None = None,
    by: "Person | None",
) -> Unit:
    """Make a unit, under another or at the top."""
    if parent:
        require_open(parent)
    require_keeping(by)
    unit = Unit(name=name, kind=kind, parent=parent, external_id=external_id, starts_on=starts_on)
    unit.full_clean()
    history.save(unit, by=by)
    log("organisation.unit_created", unit, by=by)
    return unit


@transaction.atomic
def edit_unit(
    unit: Unit,
    *,
    name: str,
    kind: UnitKind,
    external_id: str,
    starts_on: date | None,
    opened: int,
    by: "Person",
) -> None:
    """Correct what is written about a unit. Raises `Stale` when somebody was faster."""
    lock(unit)
    require_keeping(by)
    unit.name, unit.kind, unit.external_id, unit.starts_on = name, kind, external_id, starts_on
    unit.full_clean()
    history.save_edit(unit, opened=opened, by=by)
    log("organisation.unit_edited", unit, by=by)


@transaction.atomic
def move_unit(unit: Unit, *, parent: Unit | None, opened: int, by: "Person") -> None:
    """Put a unit, and all below it, under another unit or at the top."""
    old = hold_tree_still().get(unit.pk)
    lock(unit)
    require_keeping(by)
    if parent:
        require_open(parent)
        if parent.pk in below({unit.pk}, unit_parents()):
            raise ValidationError(
                {"parent": _("En enhed kan ikke høre under sig selv eller en enhed under den.")}
            )
    before = str(Unit.objects.get(pk=old)) if old else ""
    unit.parent = parent
    history.save_edit(unit, opened=opened, by=by)
    log("organisation.unit_moved", unit, by=by, old=before, new=str(parent or ""))


@transaction.atomic
def end_unit(unit: Unit, *, on: date, receiver: Unit | None = None, by: "Person | None") -> None:
    """Close a unit after its last day, and end the posts in it.

    What belongs to it, and the units below it, go to the receiver. Without one it must have nothing left.
    """
    hold_tree_still()
    require_keeping(by)
    _refuse_ended(lock(unit))
    if on > today():
        raise ValidationError(
            {"on": _("Vælg i dag eller en dag, der har været: det, enheden har, flytter med det samme.")}
        )
    if unit.starts_on and on < unit.starts_on:
        raise ValidationError({"on": _("Sidste dag kan ikke ligge før den første.")})
    posts = lock_posts(unit.posts.select_related("role", "person"))
    for post in posts:
        if post.is_operating:
            require_keeping(by, post)
    keep_an_operator(besides=posts)
    if receiver:
        _hand_over(unit, receiver, by=by)
    elif left := things_left(unit):
        raise ValidationError(
            _("Enheden har stadig %(things)s. Vælg, hvem der overtager.") % {"things": ", ".join(left)}
        )
    finish_all(posts, on=on, by=by)
    history.save_values(unit, by=by, ends_on=on)
    log("organisation.unit_ended", unit, by=by, day=formats.day(on))


@transaction.atomic
def reopen_unit(unit: Unit, *, by: "Person") -> None:
    """Open an ended unit again. Its people and documents do not come back by themselves."""
    hold_tree_still()
    lock(unit)
    require_keeping(by)
    if unit.ends_on is None:
        raise ValidationError(_("Enheden er ikke nedlagt."))
    if unit.parent and unit.parent.is_closed:
        raise ValidationError(_("Enheden over den er nedlagt. Genåbn eller flyt den først."))
    history.save_values(unit, by=by, ends_on=None, merged_into=None)
    log("organisation.unit_reopened", unit, by=by)


@transaction.atomic
def merge_units(old: Unit, *, into: Unit, on: date, by: "Person") -> list[Post]:
    """Let one unit become part of another from a day: all that it has and its people go along, its leaders do not.

    Answers the leaders' posts that ended, for they need new ones.
    """
    hold_tree_still()
    require_keeping(by)
    _refuse_ended(lock(old))
    if on > today():
        raise ValidationError(
            {"on": _("Vælg i dag eller en dag, der har været: det, enheden har, flytter med det samme.")}
        )
    _hand_over(old, into, by=by)
    last = max(on - timedelta(days=1), old.starts_on or date.min)
    left_behind = move_posts(old, into, on=on, by=by)
    history.save_values(old, by=by, ends_on=last, merged_into=into)
    log("organisation.unit_merged", old, by=by, other=into.name)
    log("organisation.unit_merged", into, by=by, other=old.name)
    return left_behind


def things_left(unit: Unit) -> list[str]:
    """What a unit must be rid of before it can end, in words: "2 enheder under sig", "3 dokumenter"."""
    children = _lasting_children(unit).count()
    units = [_("enheder under sig (%(count)s)") % {"count": children}] if children else []
    return units + [f"{label.lower()} ({count})" for label, count in counted_at(unit)]


def _hand_over(old: Unit, new: Unit, *, by: "Person | None") -> None:
    """The units below and all belongings get a new home."""
    if old == new:
        raise ValidationError(_("Vælg en anden enhed end enheden selv."))
    require_open(new)
    if new.pk in below({old.pk}, unit_parents()):
        history.save_values(new, by=by, parent=old.parent)
    children = list(_lasting_children(old).exclude(pk=new.pk))
    for child in children:
        child.parent = new
        child.version += 1
    history.update_all(Unit, children, ["parent", "version"], by=by)
    move_all(old, new, by=by)


def _lasting_children(unit: Unit) -> QuerySet[Unit]:
    return unit.children.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today()))


def hold_tree_still() -> dict[int, int | None]:
    """Each unit's parent; until the end of the transaction nobody else moves or ends a unit, or gives it anything.

    So no circle can come about, and nothing is left behind. They are locked before any of them is looked at.
    """
    return {unit.pk: unit.parent_id for unit in lock_all(Unit.objects.all())}


def _refuse_ended(unit: Unit) -> None:
    if unit.is_closed:
        raise ValidationError(_("Enheden %(unit)s er nedlagt.") % {"unit": unit})
