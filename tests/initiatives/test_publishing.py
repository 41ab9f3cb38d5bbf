"""What citizens see of a plan's work is chosen by the plan's owner, and written in words of its own."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.direction.models import Visibility
from pejling.initiatives.actions.publishing import choose_public, withdraw_public_text, write_public_text
from pejling.initiatives.models import Initiative, PublicText, PublicTextKind
from tests import world


@pytest.fixture
def plan(w: SimpleNamespace) -> SimpleNamespace:
    """The school's plan, made public, with two initiatives."""
    w.document.visibility = Visibility.PUBLIC
    w.document.save()
    w.reading = world.make_initiative("Læsebånd", document=w.document, lead=w.owner)
    w.maths = world.make_initiative("Regnebånd", document=w.document, lead=w.owner)
    return w


def shown() -> list[str]:
    return [str(row) for row in Initiative.objects.with_public_status().order_by("pk")]


def let_kind_show(document: object) -> None:
    kind = document.kind  # type: ignore[attr-defined]
    kind.shows_progress = True
    kind.save()


def browser_of(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_nothing_is_shown_until_somebody_chooses_it(plan: SimpleNamespace) -> None:
    assert shown() == []


def test_kind_of_the_plan_decides_where_its_owner_has_not(plan: SimpleNamespace) -> None:
    let_kind_show(plan.document)
    assert shown() == ["Læsebånd", "Regnebånd"]


def test_owner_chooses_otherwise_than_the_kind(plan: SimpleNamespace) -> None:
    let_kind_show(plan.document)
    assert choose_public(plan.document, [plan.maths], by=plan.owner) == 1
    assert shown() == ["Regnebånd"]
    plan.maths.refresh_from_db()
    assert plan.maths.is_status_public is None


def test_plan_that_is_not_public_shows_nothing_whatever_is_chosen(plan: SimpleNamespace) -> None:
    choose_public(plan.document, [plan.reading], by=plan.owner)
    plan.document.visibility = Visibility.INTERNAL
    plan.document.save()
    assert shown() == []


def test_choice_is_kept_in_history_and_told_in_the_log(plan: SimpleNamespace) -> None:
    choose_public(plan.document, [plan.reading], by=plan.owner)
    plan.reading.refresh_from_db()
    assert [row.is_status_public for row in plan.reading.history.all()] == [True, None]
    assert plan.reading.version == 2
    line = Activity.objects.get(verb="initiatives.public_status_chosen")
    assert (line.by, line.words) == (
        plan.owner,
        "valgte, hvilke af planens indsatser borgerne kan følge: 1 til, 0 fra",
    )


def test_same_choice_again_is_no_change(plan: SimpleNamespace) -> None:
    choose_public(plan.document, [plan.reading], by=plan.owner)
    assert choose_public(plan.document, [plan.reading], by=plan.owner) == 0
    assert Activity.objects.filter(verb="initiatives.public_status_chosen").count() == 1


def test_initiative_of_another_plan_is_refused(plan: SimpleNamespace) -> None:
    other = world.make_document("Plan for Bakken", kind="strategy_plan", unit=plan.other_unit)
    stray = world.make_initiative("Musik", document=other)
    with pytest.raises(ValidationError):
        choose_public(plan.document, [stray], by=plan.owner)


def test_colleague_neither_chooses_nor_writes(plan: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        choose_public(plan.document, [plan.reading], by=plan.colleague)
    with pytest.raises(Refused):
        write_public_text(plan.reading, kind=PublicTextKind.PROGRESS, text="Det går godt.", by=plan.colleague)


def test_owner_chooses_on_the_page_of_the_plan(plan: SimpleNamespace) -> None:
    browser, address = browser_of(plan.owner), f"/planer/{plan.document.pk}/borgerne"
    page = browser.get(address)
    assert page.content.decode().count('name="shown"') == 2
    answer = browser.post(address, {"shown": [plan.maths.pk]})
    assert answer.status_code == 303
    assert shown() == ["Regnebånd"]


def test_old_form_does_not_open_again_what_somebody_else_has_closed(plan: SimpleNamespace) -> None:
    choose_public(plan.document, [plan.reading], by=plan.owner)
    browser, address = browser_of(plan.owner), f"/planer/{plan.document.pk}/borgerne"
    (opened,) = re.findall(r'name="opened" value="([^"]*)"', browser.get(address).content.decode())
    choose_public(plan.document, [], by=plan.secretary)
    late = world.make_initiative("Skrivebånd", document=plan.document, lead=plan.owner, is_status_public=True)
    browser.post(address, {"opened": opened, "shown": [plan.reading.pk, plan.maths.pk]})
    assert shown() == ["Regnebånd", "Skrivebånd"]
    browser.post(address, {"opened": f"{plan.maths.pk},{late.pk}", "shown": []})
    assert shown() == []


def test_text_for_citizens_is_written_and_stands_on_the_initiatives_page(plan: SimpleNamespace) -> None:
    browser = browser_of(plan.owner)
    typed = {"kind": "reached", "text": "Alle klasser læser hver morgen.", "on": f"{today()}"}
    assert browser.post(f"/indsatser/{plan.reading.pk}/borgerne", typed).status_code == 303
    assert "Alle klasser læser hver morgen." in browser.get(f"/indsatser/{plan.reading.pk}/").content.decode()


def test_text_about_what_is_to_come_is_refused(plan: SimpleNamespace) -> None:
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(ValidationError):
        write_public_text(plan.reading, kind=PublicTextKind.REACHED, text="Nået.", on=tomorrow, by=plan.owner)


def test_text_taken_back_is_gone_and_stays_in_the_log(plan: SimpleNamespace) -> None:
    told = write_public_text(plan.reading, kind=PublicTextKind.PROGRESS, text="Det går godt.", by=plan.owner)
    withdraw_public_text(told, by=plan.owner)
    assert list(PublicText.objects.told_by(today())) == []
    verbs = Activity.objects.about(plan.reading).values_list("verb", flat=True)
    assert list(verbs) == ["initiatives.public_text_withdrawn", "initiatives.public_text_written"]
    with pytest.raises(ValidationError):
        withdraw_public_text(told, by=plan.owner)
