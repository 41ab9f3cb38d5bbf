"""Who may see, set and answer bearings, and who may see the register."""

from types import SimpleNamespace

from pejling.direction.actions.bearings import answer_irrelevant
from tests import world
from tests.access import Access


def bearing(w: SimpleNamespace) -> list[int]:
    """A bearing of the owner's unit."""
    return [world.make_bearing("Alle får svar", unit=w.unit, reaching=[w.unit], summary="Ventetid").pk]


def answered(w: SimpleNamespace) -> list[int]:
    """The same, which the owner's unit has answered."""
    from pejling.direction.models import Document

    (pk,) = bearing(w)
    answer_irrelevant(Document.objects.get(pk=pk), w.unit, why="Nej", by=w.owner)
    return [pk, w.unit.pk]


ACCESS = {
    "documents": Access(owner=200, colleague=200, outsider=200, anonymous=200),
    "bearings": Access(owner=200, colleague=200, outsider=200, anonymous=200),
    "bearing_new": Access(owner=403, colleague=403, outsider=403, anonymous="login"),
    "bearing": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=bearing),
    "bearing_change": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=bearing),
    "bearing_withdrawal": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=bearing),
    "bearing_answer": Access(
        owner=200, colleague=403, outsider=404, anonymous="login", args=lambda w: [*bearing(w), w.unit.pk]
    ),
    "bearing_contribution": Access(
        owner=200, colleague=403, outsider=404, anonymous="login", args=lambda w: [*bearing(w), w.unit.pk]
    ),
    "bearing_answer_withdrawal": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=answered, method="post"
    ),
}
