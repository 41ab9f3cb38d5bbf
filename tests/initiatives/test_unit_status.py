"""What a unit's page says of its work, to those who may know of it."""

from datetime import date, timedelta
from types import SimpleNamespace

from pejling.core.dates import today
from pejling.direction.models import Document, Visibility
from pejling.initiatives.figures.units import unit_status
from pejling.initiatives.models import Initiative
from pejling.organisation.models import Seat
from tests import world


def test_work_in_a_plan_that_one_may_not_see_is_not_counted(w: SimpleNamespace) -> None:
    world.make_initiative(document=w.document, lead=w.owner)
    Document.objects.filter(pk=w.document.pk).update(visibility=Visibility.DRAFT)
    own, others = unit_status(w.unit, w.owner), unit_status(w.unit, w.colleague)
    assert own is not None
    assert (own["figure"].total, others) == (1, None)


def test_who_only_had_a_seat_once_is_not_at_work(w: SimpleNamespace) -> None:
    initiative = world.make_initiative(
        document=w.document, lead=world.give_seat(world.make_person("Karen Krogh"), w.forum)
    )
    assert Initiative.objects.for_list().get().is_lead_at_work  # type: ignore[attr-defined]
    Seat.objects.filter(person=initiative.lead).update(ends_on=date(2020, 1, 1))
    assert not Initiative.objects.for_list().get().is_lead_at_work  # type: ignore[attr-defined]


def test_rhythm_of_a_unit_that_has_ended_is_not_to_be_chosen(w: SimpleNamespace) -> None:
    world.make_initiative(document=w.document, lead=w.owner)
    chosen = []
    for ends_on in (None, today() - timedelta(days=1)):
        w.unit.ends_on = ends_on
        shown = unit_status(w.unit, w.secretary)
        chosen.append(shown and shown["may_choose"])
    assert chosen == [True, False]
