"""How agreements and proposals are found."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pejling.agreements.models import Commitment, Proposal
from pejling.search.registry import ResultRank, SearchPlace, SearchSource, Text

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def commitment_texts(rows: QuerySet[Commitment]) -> Iterator[Text]:
    """By what was agreed. Where it was said is no part of it: who looks for a unit does not look for its agreements."""
    for pk, title, detail in rows.order_by().values_list("pk", "title", "detail"):
        yield Text(pk, title, detail)


def ranks_of_commitments(found: Mapping[int, int]) -> dict[int, ResultRank]:
    """What is done or given up after what is not."""
    over = Commitment.objects.filter(pk__in=found, closing__isnull=False).order_by()
    return dict.fromkeys(over.values_list("pk", flat=True), ResultRank.ENDED)


def visible_commitments(viewer: "Viewer") -> QuerySet[Commitment]:
    """Those that the viewer may see."""
    return Commitment.objects.visible_to(viewer)


def commitment_places(ids: Collection[int]) -> dict[int, SearchPlace]:
    """Each with its unit."""
    return {
        row.pk: SearchPlace(reverse("commitment", args=[row.pk]), row.title, row.detail, where=str(row.unit))
        for row in Commitment.objects.filter(pk__in=ids).for_list()
    }


def proposal_texts(rows: QuerySet[Proposal]) -> Iterator[Text]:
    """By what is put forward."""
    for pk, title, text in rows.order_by().values_list("pk", "title", "text"):
        yield Text(pk, title, text)


def visible_proposals(viewer: "Viewer") -> QuerySet[Proposal]:
    """Those that the viewer may see."""
    return Proposal.objects.visible_to(viewer)


def proposal_places(ids: Collection[int]) -> dict[int, SearchPlace]:
    """Each with the unit that put it forward."""
    return {
        row.pk: SearchPlace(reverse("proposal", args=[row.pk]), row.title, row.text, where=str(row.unit))
        for row in Proposal.objects.filter(pk__in=ids).for_list()
    }


SOURCES = (
    SearchSource(
        "commitment",
        _("Aftaler"),
        Commitment,
        commitment_texts,
        visible_commitments,
        commitment_places,
        28,
        ranks_of_commitments,
    ),
    SearchSource("proposal", _("Forslag"), Proposal, proposal_texts, visible_proposals, proposal_places, 29),
)
