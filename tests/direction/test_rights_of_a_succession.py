"""A succession takes one document's place from another's: both sides decide, and who edits the old one is told."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.direction.actions.adoption import adopt, withdraw_adoption
from pejling.direction.actions.fates import set_fate
from pejling.direction.actions.succession import (
    abandon_succession,
    begin_succession,
    carry_through,
    release_old,
    undo_succession,
)
from pejling.direction.models import Document, Fate, FateKind, Phase, Succession, Visibility
from pejling.people.models import Person
from tests import world


@pytest.fixture
def s(w: SimpleNamespace) -> SimpleNamespace:
    """The council's policy for the schools, principles of Gerda's school, and a draft that both could be replaced by."""
    w.leaders = world.make_forum("Lederforum", kind="Chefforum")
    w.councils = world.make_adopted("Skolepolitik", forum=w.forum, on=date(2020, 1, 1), unit=w.top)
    w.councils_aim = world.make_element(w.councils, "Alle hører til")
    w.own = world.make_adopted("Skolens principper", forum=w.leaders, on=date(2020, 1, 1), unit=w.unit)
    w.new = world.make_document("Skolens kurs", unit=w.unit, forum=w.leaders, visibility=Visibility.DRAFT)
    w.aim_of_new = world.make_element(w.new, "Alle trives")
    return w


def fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def adopt_new(s: SimpleNamespace, by: Person) -> None:
    adopt(s.new, forum=s.leaders, decided_on=today(), in_force_on=today(), by=by)


def read_by(person: Person, document: Document) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse("document", args=[document.pk])).content.decode()


def test_editor_of_a_draft_does_not_set_the_councils_policy_to_be_succeeded(s: SimpleNamespace) -> None:
    with pytest.raises(PermissionDenied, match="Kun dem, der kan ændre det gamle dokument"):
        begin_succession(s.new, [s.own, s.councils], by=s.owner)
    assert not Succession.objects.exists()


def test_page_offers_what_one_edits_and_keeps_what_others_chose_unseen(s: SimpleNamespace) -> None:
    secret = world.make_adopted("Fortroligt", forum=s.forum, unit=s.top, visibility=Visibility.SHARED)
    begin_succession(s.new, [secret], by=s.secretary)
    client = Client()
    client.force_login(s.owner)
    address = reverse("succession_olds", args=[s.new.pk])
    page = client.get(address).content.decode()
    assert ("Skolens principper" in page, "Skolepolitik" in page, "Fortroligt" in page) == (
        True,
        False,
        False,
    )
    assert client.post(address, {"olds": [s.own.pk]}).status_code == 303
    assert set(s.new.succession.olds.all()) == {s.own, secret}


def test_editor_of_the_draft_alone_lets_go_of_what_others_set(s: SimpleNamespace) -> None:
    begin_succession(s.new, [s.own, s.councils], by=s.secretary)
    begin_succession(fresh(s.new), [s.own, s.councils], by=s.owner)
    begin_succession(fresh(s.new), [s.own], by=s.owner)
    assert list(s.new.succession.olds.all()) == [s.own]


def test_leader_does_not_withdraw_the_adoption_of_what_succeeded_the_councils_policy(
    s: SimpleNamespace,
) -> None:
    begin_succession(s.new, [s.councils], by=s.secretary)
    set_fate(s.councils_aim, FateKind.CARRIED_ON, to=[s.aim_of_new], by=s.owner)
    adopt_new(s, s.secretary)
    with pytest.raises(PermissionDenied, match="det ind, som dokumentet har afløst"):
        withdraw_adoption(fresh(s.new), why="Fejl", by=s.owner)
    assert "Træk vedtagelsen tilbage" not in read_by(s.owner, s.new)
    client = Client()
    client.force_login(s.owner)
    address = reverse("adoption_withdrawal", args=[s.new.pk])
    assert client.post(address, {"why": "Fejl"}).status_code == 403
    assert fresh(s.councils).phase == Phase.SUCCEEDED
    withdraw_adoption(fresh(s.new), why="Fejl", by=s.secretary)
    assert fresh(s.councils).phase == Phase.IN_FORCE


def test_leader_withdraws_what_succeeded_the_schools_own(s: SimpleNamespace) -> None:
    begin_succession(s.new, [s.own], by=s.owner)
    adopt_new(s, s.owner)
    assert "Træk vedtagelsen tilbage" in read_by(s.owner, s.new)
    withdraw_adoption(fresh(s.new), why="Fejl", by=s.owner)
    assert (fresh(s.own).phase, fresh(s.new).phase) == (Phase.IN_FORCE, Phase.DRAFT)


def test_law_is_carried_through_and_undone_by_who_may_retire_both(s: SimpleNamespace) -> None:
    old = world.make_document("Gammel lov", kind="law", unit=s.top)
    new = world.make_document("Ny lov", kind="law", unit=s.unit, in_force_from=today())
    succession = begin_succession(new, [old], by=s.secretary)
    with pytest.raises(PermissionDenied):
        carry_through(succession, by=s.colleague)
    with pytest.raises(PermissionDenied):
        carry_through(succession, by=s.owner)
    Document.objects.filter(pk=old.pk).update(in_force_from=date(2020, 1, 1))
    carry_through(succession, by=s.secretary)
    with pytest.raises(PermissionDenied):
        undo_succession(succession, why="Fejl", by=s.owner)
    undo_succession(succession, why="Fejl", by=s.secretary)
    assert fresh(old).phase == Phase.IN_FORCE


# Those who edit the old one, and may not see the draft. ---------------------------------------------------------------


@pytest.fixture
def hidden(s: SimpleNamespace) -> SimpleNamespace:
    """Gerda's principles are set to be succeeded by a draft of the municipality's, which she may not see."""
    s.secret = world.make_document("Hemmelig kurs", unit=s.top, forum=s.leaders, visibility=Visibility.DRAFT)
    s.own_aim = world.make_element(s.own, "Alle læser")
    s.secret_aim = world.make_element(s.secret, "Alle kan det hele")
    begin_succession(s.secret, [s.own, s.councils], by=s.secretary)
    set_fate(s.own_aim, FateKind.CARRIED_ON, to=[s.secret_aim], by=s.secretary)
    return s


def test_who_edits_the_old_one_reads_that_it_is_set_to_be_succeeded_and_whom_to_ask(
    hidden: SimpleNamespace,
) -> None:
    page = read_by(hidden.owner, hidden.own)
    assert "Et udkast, som du ikke må se, er sat til at afløse det." in page
    assert str(hidden.secretary) in page
    assert reverse("succession_release", args=[hidden.own.pk]) in page
    assert "Hemmelig kurs" not in page
    assert "Udfas<" not in page


def test_others_do_not_read_of_a_draft_that_they_may_not_see(hidden: SimpleNamespace) -> None:
    assert (
        "sat til at blive afløst" not in read_by(hidden.colleague, hidden.own).split("document-activity")[0]
    )


def test_who_edits_the_old_one_is_told_on_their_own_page(hidden: SimpleNamespace) -> None:
    client = Client()
    client.force_login(hidden.owner)
    page = client.get(reverse("news")).content.decode()
    assert "satte dokumentet til at blive afløst" in page
    assert "Hemmelig kurs" not in page


def test_who_edits_the_old_one_takes_it_out_without_seeing_the_draft(hidden: SimpleNamespace) -> None:
    client = Client()
    client.force_login(hidden.owner)
    address = reverse("succession_release", args=[hidden.own.pk])
    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": "De gælder stadig"}).status_code == 303
    assert list(hidden.secret.succession.olds.all()) == [hidden.councils]
    assert not Fate.objects.filter(element=hidden.own_aim).exists()
    line = Activity.objects.about(hidden.secret).first()
    assert line is not None
    assert (line.verb, line.details) == ("direction.succession_released", {"why": "De gælder stadig"})
    assert client.get(address).status_code == 404


def test_last_old_one_taken_out_ends_the_succession(hidden: SimpleNamespace) -> None:
    release_old(hidden.own, why="Nej", by=hidden.owner)
    release_old(hidden.councils, why="Nej", by=hidden.secretary)
    assert not Succession.objects.exists()


def test_others_take_nothing_out(hidden: SimpleNamespace) -> None:
    with pytest.raises(PermissionDenied):
        release_old(hidden.own, why="Nej", by=hidden.colleague)
    with pytest.raises(PermissionDenied):
        release_old(hidden.councils, why="Nej", by=hidden.owner)
    assert hidden.secret.succession.olds.count() == 2


def test_what_has_been_succeeded_is_not_taken_out(hidden: SimpleNamespace) -> None:
    set_fate(hidden.councils_aim, FateKind.CARRIED_ON, to=[hidden.secret_aim], by=hidden.secretary)
    adopt(hidden.secret, forum=hidden.leaders, decided_on=today(), in_force_on=today(), by=hidden.secretary)
    with pytest.raises(ValidationError, match="ikke sat til at blive afløst"):
        release_old(hidden.own, why="Nej", by=hidden.owner)


def test_who_abandons_a_succession_tells_the_old_ones_too(hidden: SimpleNamespace) -> None:
    abandon_succession(hidden.secret.succession, by=hidden.secretary)
    assert next(line.verb for line in Activity.objects.about(hidden.own)) == "direction.succession_unplanned"


def test_only_who_decides_on_the_heir_sets_and_clears_fates(hidden: SimpleNamespace) -> None:
    with pytest.raises(PermissionDenied):
        set_fate(hidden.own_aim, FateKind.LAPSED, why="Nej", by=hidden.owner)
