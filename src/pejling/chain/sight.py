"""What one sees of the whole chain, and what was read for it, kept for as long as it stands and for those who see the same.

docs/decisions/261-the-whole-chain-is-kept.md says what was weighed.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Sum

from pejling.core.dates import today
from pejling.direction.models import (
    Adoption,
    Contribution,
    Document,
    DocumentKind,
    Element,
    ElementKind,
    Fate,
    InheritanceAnswer,
    TieQuestion,
)
from pejling.direction.models.documents import BEFORE_FORCE, settled
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Forum, ForumKind

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST = 16
"""So many sights are kept in each process, of each kind."""


@dataclass(frozen=True)
class Sight:
    """Everything that decides what is shown: how new the chain is, the day, and the documents that the viewer may see.

    Drafts are left out, for they are no part of the chain: so all who may see the same of it share what was read. `judged`
    are those that have been in force so long that they ought not to stand alone.
    """

    version: tuple[object, ...]
    on: date
    public_only: bool
    seen: frozenset[int]
    judged: frozenset[int]


def sight_of(viewer: "Viewer") -> Sight:
    """Asked anew for each page: what the viewer may see is never kept."""
    on = today()
    seen = Document.objects.visible_to(viewer).exclude(phase__in=BEFORE_FORCE).order_by()
    return Sight(
        # Read first: what is changed meanwhile makes what is read now old at once.
        _version(),
        on,
        not authority_of(viewer).is_internal,
        frozenset(seen.values_list("pk", flat=True)),
        frozenset(seen.filter(settled(on)).values_list("pk", flat=True)),
    )


def _version() -> tuple[object, ...]:
    """Another one when anything has changed that the chain is read from.

    A stretch of typing is one row of history, so the elements' own versions are counted as well.
    """
    histories = (Document, Element, Contribution, Fate, DocumentKind, ElementKind, Forum, ForumKind)
    adoptions = Adoption.objects.aggregate(Count("pk"), Sum("pk"), Count("withdrawn_at"))
    answers = InheritanceAnswer.objects.aggregate(Count("pk"), Sum("pk"), Count("withdrawn_at"))
    doubts = TieQuestion.objects.open().aggregate(Count("pk"), Sum("pk"))
    return (
        *(model.history.order_by().aggregate(last=Max("history_id"))["last"] for model in histories),
        *Element.objects.order_by().aggregate(Count("pk"), Sum("version")).values(),
        *adoptions.values(),
        *answers.values(),
        *doubts.values(),
    )
