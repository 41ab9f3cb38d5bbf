"""What counts as an answer to a bearing, and who reads the answers."""

from types import SimpleNamespace

from django.test import Client
from django.urls import reverse

from pejling.core.dates import today
from pejling.direction.actions.bearings import BearingText, set_bearing
from pejling.direction.figures.bearings import reach
from pejling.direction.models import Document, Visibility
from tests import world


def test_drafts_are_no_answer_to_a_bearing_and_answers_are_for_staff(
    w: SimpleNamespace, client: Client
) -> None:
    text = BearingText(title="Alle hilser", why="Tonen", starts_on=today())
    bearing = set_bearing(text, unit=w.top, units=[w.unit], by=w.secretary)
    world.tie(world.make_element(w.draft, "Vi hilser"), bearing.elements.get())
    assert reach(bearing).tied == 0
    world.tie(world.make_element(w.document, "Vi hilser"), bearing.elements.get())
    assert reach(bearing).tied == 1
    Document.objects.filter(pk=bearing.pk).update(visibility=Visibility.PUBLIC)
    assert "Arbejder med den" not in client.get(reverse("bearing", args=[bearing.pk])).content.decode()
    client.force_login(w.colleague)
    assert "Arbejder med den" in client.get(reverse("bearing", args=[bearing.pk])).content.decode()
