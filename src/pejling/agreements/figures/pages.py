"""What was agreed and wished, as other rooms' pages show it."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.agreements.figures.ledger import state_of
from pejling.agreements.models import Commitment, Proposal
from pejling.agreements.models.commitments import CommitmentQuerySet
from pejling.agreements.models.proposals import ProposalQuerySet
from pejling.core.formats import number
from pejling.core.permissions import may
from pejling.organisation.authority import authority_of, below, unit_parents
from pejling.web.tiles import Face, TileSubject

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.direction.models import Element
    from pejling.organisation.models import Forum, Unit

SHOWN = 5


def about_element(element: "Element", viewer: "Viewer") -> dict[str, Any] | None:
    """When it was last agreed about, and what came of it."""
    if not authority_of(viewer).is_internal:
        return None
    rows = Commitment.objects.visible_to(viewer).filter(element=element).order_by("-agreed_on", "-pk")
    shown = _shown(rows, f"?maal={element.pk}", may_begin=may(viewer, "agreements.begin"))
    wished = Proposal.objects.visible_to(viewer).filter(element=element, withdrawn_at=None).for_list()
    proposals = list(wished.order_by("-put_on", "-pk")[:SHOWN])
    shown |= {"proposals": proposals}
    return shown if shown["found"] or proposals or shown["new"] else None


def at_unit(unit: "Unit", viewer: "Viewer") -> dict[str, Any] | None:
    """What the unit has taken on and not done yet, and what waits for its answer."""
    if not authority_of(viewer).is_internal:
        return None
    rows = Commitment.objects.visible_to(viewer).filter(unit=unit)
    wishes = Proposal.objects.visible_to(viewer).filter(to_unit=unit)
    may_begin = may(viewer, "agreements.begin", unit)
    return _open_and_waiting(rows, wishes, f"?enhed={unit.pk}", may_begin=may_begin)


def of_forum(forum: "Forum", viewer: "Viewer") -> dict[str, Any] | None:
    """What was agreed in the forum and is not done yet, and what waits for its answer."""
    if not authority_of(viewer).is_internal:
        return None
    rows = Commitment.objects.visible_to(viewer).filter(forum=forum)
    wishes = Proposal.objects.visible_to(viewer).filter(to_forum=forum)
    return _open_and_waiting(rows, wishes, f"?forum={forum.pk}", may_begin=False)


def _open_and_waiting(
    rows: CommitmentQuerySet, wishes: ProposalQuerySet, about: str, *, may_begin: bool
) -> dict[str, Any] | None:
    """Nothing where nothing is open and nothing waits."""
    waiting = list(wishes.waiting().for_list().order_by("answer_by", "pk")[:SHOWN])
    shown = _shown(rows.open().order_by("due_on", "pk"), about, may_begin=may_begin)
    return shown | {"waiting": waiting} if shown["found"] or waiting else None


def _shown(rows: CommitmentQuerySet, about: str, *, may_begin: bool) -> dict[str, Any]:
    """The first of them, how many there are, and the ways to all of them and to a new one."""
    found = [(row, state_of(row)) for row in rows.for_list()[:SHOWN]]
    return {
        "found": found,
        "count": rows.count() if len(found) == SHOWN else len(found),
        "all": reverse("commitments") + about,
        "new": reverse("commitment_new") + about if may_begin else "",
    }


def commitments_tile(subject: TileSubject, viewer: "Viewer") -> Face | None:
    """How many commitments of the units, or about the aims, are open, and how many of them are late."""
    if not authority_of(viewer).is_internal:
        return None
    rows = Commitment.objects.visible_to(viewer)
    if subject.units:
        rows = rows.filter(unit__in=below(set(subject.units), unit_parents()))
    elif subject.aims:
        rows = rows.filter(element__in=subject.aims)
    else:
        return None
    open_now, late = rows.open().count(), rows.overdue().count()
    if not open_now:
        return None
    words = (
        ngettext("%(late)s er over tiden.", "%(late)s er over tiden.", late)
        if late
        else _("Ingen er over tiden.")
    )
    return Face(figure=number(open_now), words=words % {"late": number(late)}, url=_ledger(subject))


def _ledger(subject: TileSubject) -> str:
    """The ledger of just what the tile counts, where the ledger can be narrowed so."""
    base = reverse("commitments")
    if len(subject.units) == 1:
        return f"{base}?enhed={next(iter(subject.units))}"
    if len(subject.aims) == 1:
        return f"{base}?maal={next(iter(subject.aims))}"
    return ""
