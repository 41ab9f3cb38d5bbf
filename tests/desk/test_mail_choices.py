"""Choosing one's mails, and ending the weekly one by its link."""

from types import SimpleNamespace

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pejling.desk.actions.mail_choices import choose_mail, unsubscription_token
from pejling.desk.models import MailChoice, Weekday
from pejling.people.models import Person


def chosen() -> list[tuple[str, int, bool]]:
    return [(str(row.person), row.weekday, row.wants_digest) for row in MailChoice.objects.all()]


def test_day_and_mail_are_chosen_on_ones_own_page(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    client.post(reverse("mail_choice"), {"wants_digest": "on", "weekday": "2"})
    first = chosen()
    client.post(reverse("mail_choice"), {"weekday": "2"})
    assert (first, chosen()) == ([("Gerda Holm", 2, True)], [("Gerda Holm", 2, False)])


@pytest.mark.parametrize("weekday", ["5", "-1", "", "onsdag", "99999999999999999999"])
def test_no_other_days_can_be_chosen(w: SimpleNamespace, client: Client, weekday: str) -> None:
    client.force_login(w.owner)
    answer = client.post(reverse("mail_choice"), {"weekday": weekday})
    assert (answer.status_code, chosen()) == (422, [])


def test_action_takes_no_other_day_either(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError):
        choose_mail(w.owner, wants_digest=True, weekday=6)  # type: ignore[arg-type]


def test_link_ends_the_weekly_mail_with_one_post_and_without_signing_in(w: SimpleNamespace) -> None:
    browser = Client(enforce_csrf_checks=True)
    address = reverse("mail_unsubscription", args=[unsubscription_token(w.owner)])
    browser.get(address)
    looked = chosen()
    answer = browser.post(address, {"List-Unsubscribe": "One-Click"})
    assert (looked, answer.status_code, chosen()) == ([], 200, [("Gerda Holm", 0, False)])


def test_link_keeps_the_chosen_day(w: SimpleNamespace, client: Client) -> None:
    choose_mail(w.owner, wants_digest=True, weekday=Weekday.FRIDAY)
    client.post(reverse("mail_unsubscription", args=[unsubscription_token(w.owner)]))
    assert chosen() == [("Gerda Holm", 4, False)]


def test_link_of_somebody_else_or_of_nobody_is_not_there(w: SimpleNamespace, client: Client) -> None:
    token = unsubscription_token(w.owner)
    forged = [token[:-1] + ("A" if token[-1] != "A" else "B"), "1", signing.dumps(w.owner.pk, salt="andet")]
    forged.append(unsubscription_token(Person(pk=w.owner.pk + 1_000, email="ingen@fjordlund.example")))
    answers = [client.post(reverse("mail_unsubscription", args=[each])).status_code for each in forged]
    assert (answers, chosen()) == ([404] * 4, [])


def test_who_has_no_mail_is_told_so(w: SimpleNamespace, client: Client) -> None:
    w.owner.email = None
    w.owner.save()
    client.force_login(w.owner)
    assert "Du har ingen e-mail i Pejling" in client.get(reverse("mail_choice")).content.decode()
