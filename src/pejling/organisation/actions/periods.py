"""How what somebody holds comes to an end, and how an ending is taken back."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from pejling.core import history
from pejling.core.dates import today
from pejling.core.locking import lock, lock_all
from pejling.organisation.actions.openness import require_here
from pejling.organisation.models import Capacity, Deputyship, Post, Seat

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.people.models import Person

Held = TypeVar("Held", Post, Seat, Deputyship)
Period = Post | Seat | Deputyship


def finish(row: Period, *, on: date, by: "Person") -> None:
    """Write the last day of a post, a seat or a deputyship."""
    lock(row.person)
    lock(row)
    if row.starts_on and on < row.starts_on:
        raise ValidationError({"on": _("Sidste dag kan ikke ligge før den første.")})
    if row.has_ended:
        raise ValidationError(_("Den er allerede afsluttet."))
    row.ends_on = on
    history.save(row, by=by)


def resume(row: Period, *, by: "Person") -> None:
    """Take an ending back: the last day becomes what it was before."""
    lock(row.person)
    lock(row)
    latest, before = [*row.history.order_by("-history_date", "-history_id")[:2], None, None][:2]
    if latest is None or before is None or latest.history_type != "~" or latest.ends_on == before.ends_on:
        raise ValidationError(_("Afslutningen kan ikke fortrydes længere."))
    require_here(row.person)
    row.ends_on = before.ends_on
    history.save(row, by=by)


def finish_all(rows: Iterable[Held], *, on: date, by: "Person | None") -> list[Held]:
    """End all that would last longer than a day; what had not begun by then falls away. Answers the rows that ended."""
    lasting = [row for row in rows if row.ends_on is None or row.ends_on > on]
    begun = [row for row in lasting if row.starts_on is None or row.starts_on <= on]
    for row in lasting:
        if row not in begun:
            history.delete(row, by=by)
    for row in begun:
        row.ends_on = on
    if begun:
        history.update_all(type(begun[0]), begun, ["ends_on"], by=by)
    return begun


def lock_posts(posts: "QuerySet[Post]") -> list[Post]:
    """These posts as they stand now, locked together with all operators': two who end the last two of those do not meet."""
    lock_all(
        Post.objects.filter(Q(pk__in=posts.order_by().values("pk")) | Q(role__capacity=Capacity.OPERATOR))
    )
    return list(posts.order_by("pk"))


def keep_an_operator(*, besides: Iterable[Post]) -> None:
    """Somebody must be left who can run the installation once these posts, locked by `lock_posts`, have ended."""
    ending = [post.pk for post in besides if post.role.capacity == Capacity.OPERATOR]
    if not ending:
        return
    operators = Post.objects.filter(role__capacity=Capacity.OPERATOR)
    others = operators.current().filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today()))
    if not others.filter(person__is_active=True).exclude(pk__in=ending).exists():
        raise ValidationError(_("Der skal være mindst én it-administrator. Giv en anden rollen først."))


def refuse_overlap(row: Period, same: "Iterable[Period]", words: str) -> None:
    """The same thing cannot be held twice at one time."""
    for other in same:
        if other.overlaps(row.starts_on, row.ends_on):
            raise ValidationError(words)
