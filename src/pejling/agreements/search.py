"""How agreements and proposals are found."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pejling.agreements.models import Commitment, Proposal
from pejling.search.registry import Place, SearchSource, Text

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def commitment_texts(rows: QuerySet[Commitment]) -> Iterator[Text]:
    """By what was agreed."""
    for pk, title, detail, said_at in rows.order_by().values_list("pk", "title", "detail", "said_at"):
        yield Text(pk, title, f"{detail}\n{said_at}".strip())


def visible_commitments(viewer: "Viewer") -> QuerySet[Commitment]:
    """Those that the viewer may see."""
    return Commitment.objects.visible_to(viewer)


def commitment_places(ids: Collection[int]) -> dict[int, Place]:
    """Each with its unit."""
    return {
        row.pk: Place(reverse("commitment", args=[row.pk]), row.title, row.detail, where=str(row.unit))
        for row in Commitment.objects.filter(pk__in=ids).for_list()
    }


def proposal_texts(rows: QuerySet[Proposal]) -> Iterator[Text]:
    """By what is put forward."""
    for pk, title, text in rows.order_by().values_list("pk", "title", "text"):
        yield Text(pk, title, text)


def visible_proposals(viewer: "Viewer") -> QuerySet[Proposal]:
    """Those that the viewer may see."""
    return Proposal.objects.visible_to(viewer)


def proposal_places(ids: Collection[int]) -> dict[int, Place]:
    """Each with the unit that put it forward."""
    return {
        row.pk: Place(reverse("proposal", args=[row.pk]), row.title, row.text, where=str(row.unit))
        for row in Proposal.objects.filter(pk__in=ids).for_list()
    }


SOURCES = (
    SearchSource(
        "commitment", _("Aftaler"), Commitment, commitment_texts, visible_commitments, commitment_places, 28
    ),
    SearchSource("proposal", _("Forslag"), Proposal, proposal_texts, visible_proposals, proposal_places, 29),
)
