"""How initiatives are found by what their lines do not say: who leads them, what they ask for, and who takes part.

By their wording they are found already, as the elements that they are; so the words of the title are not told again here.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pejling.initiatives.models import ENDED, Initiative
from pejling.search.registry import ResultRank, SearchPlace, SearchSource, Text

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def visible(viewer: "Viewer") -> QuerySet[Initiative]:
    """The initiatives that the viewer may see."""
    return Initiative.objects.visible_to(viewer)


def rank_of(found: Mapping[int, int]) -> dict[int, ResultRank]:
    """What is over after what goes on."""
    over = Initiative.objects.filter(pk__in=found, phase__in=ENDED).order_by()
    return dict.fromkeys(over.values_list("pk", flat=True), ResultRank.ENDED)


def texts(initiatives: QuerySet[Initiative]) -> Iterator[Text]:
    """By lead, competences and partners outside the municipality."""
    columns = ("pk", "lead__name", "competences", "outside_partners")
    for pk, *said in initiatives.order_by().values_list(*columns):
        yield Text(pk, "", "\n".join(words for words in said if words))


def places(ids: Collection[int]) -> dict[int, SearchPlace]:
    """Each initiative with its unit, its plan and its phase."""
    rows = Initiative.objects.filter(pk__in=ids).select_related("element__document", "unit", "lead")
    return {
        row.pk: SearchPlace(
            reverse("initiative", args=[row.pk]),
            row.element.title,
            "\n".join(
                filter(None, [row.lead.name if row.lead else "", row.competences, row.outside_partners])
            ),
            kind=str(Initiative._meta.verbose_name).capitalize(),
            where=f"{row.unit} · {row.element.document}",
            state=str(row.get_phase_display()),
        )
        for row in rows
    }


SOURCES = (SearchSource("initiative", _("Indsatser"), Initiative, texts, visible, places, 25, rank_of),)
