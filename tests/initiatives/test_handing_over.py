"""Who leaves hands over what they answer for: it is listed before and after, and goes to one or to several others."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from pejling.core.dates import today
from pejling.direction.actions.elements import name_responsible
from pejling.direction.models import Document, Element
from pejling.initiatives.models import Initiative
from pejling.organisation.belongings import charged_to
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    w = make_world()
    w.initiative = world.make_initiative("Læsebånd hver morgen", document=w.document, lead=w.owner)
    Document.objects.filter(pk=w.document.pk).update(responsible=w.owner)
    name_responsible(w.element, w.owner, by=w.secretary)
    return w


@pytest.fixture
def secretary(w: SimpleNamespace) -> Client:
    client = Client()
    client.force_login(w.secretary)
    return client


def charges(w: SimpleNamespace) -> dict[str, list[str]]:
    return {each.charge.key: [str(row) for row in each.rows] for each in charged_to(w.owner, w.secretary)}


@pytest.mark.parametrize("name", ["person_leave", "post_end"])
def test_what_somebody_answers_for_is_listed_before_they_leave_and_after(
    name: str, w: SimpleNamespace, secretary: Client
) -> None:
    pk = w.owner.pk if name == "person_leave" else w.owner.posts.get().pk
    before = secretary.get(reverse(name, args=[pk])).content.decode()
    answer = secretary.post(reverse(name, args=[pk]), {"on": today().isoformat()})
    assert answer.status_code == 303
    # A post holds until its last day is over, so what is left is shown when somebody has no other.
    left = reverse("person_charges", args=[w.owner.pk])
    after = secretary.get(left).content.decode()
    for title in ("Læsebånd hver morgen", "Strategiplan for Søparkens Skole", "Alle læser hver dag"):
        assert title in before
        assert title in after
    if name == "person_leave":
        assert answer["Location"] == left
        assert "Har stadig ansvar" in secretary.get(reverse("person", args=[w.owner.pk])).content.decode()


def test_all_goes_to_one(w: SimpleNamespace, secretary: Client) -> None:
    keys = [key for each in charged_to(w.owner, w.secretary) for key, _title in each.choices()]
    address = reverse("person_charges", args=[w.owner.pk])
    answer = secretary.post(address, {"to": w.colleague.pk, "rows": keys})
    assert (answer.status_code, charges(w)) == (303, {})
    assert Initiative.objects.get(pk=w.initiative.pk).lead == w.colleague
    assert Document.objects.get(pk=w.document.pk).responsible == w.colleague
    assert Element.objects.get(pk=w.element.pk).responsible == w.colleague


def test_one_goes_and_the_rest_stays(w: SimpleNamespace, secretary: Client) -> None:
    address = reverse("person_charges", args=[w.owner.pk])
    secretary.post(address, {"to": w.colleague.pk, "rows": [f"initiative-{w.initiative.pk}"]})
    assert charges(w) == {"document": [w.document.title], "element": [w.element.title]}


def test_nothing_goes_to_oneself_or_to_one_who_has_left(w: SimpleNamespace, secretary: Client) -> None:
    address = reverse("person_charges", args=[w.owner.pk])
    for to in (w.owner.pk, world.make_person("Ole Væk", is_active=False).pk):
        answer = secretary.post(address, {"to": to, "rows": [f"initiative-{w.initiative.pk}"]})
        assert answer.status_code == 422
    assert Initiative.objects.get(pk=w.initiative.pk).lead == w.owner


def test_what_is_not_the_persons_is_not_handed_over(w: SimpleNamespace, secretary: Client) -> None:
    other = world.make_initiative("Lektiecafé", document=w.document, lead=w.secretary)
    address = reverse("person_charges", args=[w.owner.pk])
    answer = secretary.post(address, {"to": w.colleague.pk, "rows": [f"initiative-{other.pk}"]})
    assert answer.status_code == 422
    assert Initiative.objects.get(pk=other.pk).lead == w.secretary
