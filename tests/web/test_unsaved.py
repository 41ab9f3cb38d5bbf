"""What was typed when the session ended, or when the browser had lost its cookies, stands in the form after sign-in."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import lxml.html
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.initiatives.models import StatusReport
from pejling.people.models import Person
from pejling.web import unsaved
from pejling.web.models import UnsavedForm
from tests import world
from tests.access import make_world
from tests.test_access import ACCESS

WORDS = "Vi nåede det & mere <end> »planlagt«"


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def browser(person: Person | None = None) -> Client:
    """A browser as it is: it proves its forms."""
    client = Client(enforce_csrf_checks=True)
    if person:
        client.force_login(person)
    return client


def tree(html: str) -> Any:
    return lxml.html.document_fromstring(html)


def posting_forms(client: Client, page: str) -> list[Any]:
    """The forms of a page that post something that somebody may type."""
    answer = client.get(page)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return []
    found = tree(answer.content.decode()).xpath("//form[@method='post']")
    return [form for form in found if text_fields(form)]


def text_fields(form: Any) -> list[str]:
    fields = form.xpath(
        ".//textarea[@name] | .//input[@name and (not(@type) or @type='text' or @type='email' or @type='url')]"
    )
    return [field.get("name") for field in fields]


def filled(form: Any) -> list[tuple[str, str]]:
    """What a browser sends of the form, with words typed in every text field."""
    texts = set(text_fields(form))
    sent = [(name, str(value)) for name, value in form.form_values() if name not in texts]
    return [*sent, *((name, WORDS) for name in sorted(texts))]


def in_query(sent: list[tuple[str, str]]) -> dict[str, list[str]]:
    body: dict[str, list[str]] = {}
    for name, value in sent:
        body.setdefault(name, []).append(value)
    return body


def standing_in(form: Any) -> dict[str, str]:
    texts = form.xpath(".//textarea[@name]")
    return {
        **{field.get("name"): (field.text or "").lstrip("\n") for field in texts},
        **{field.get("name"): field.get("value", "") for field in form.xpath(".//input[@name]")},
    }


def pages(w: SimpleNamespace) -> Iterator[str]:
    for name, access in sorted(ACCESS.items()):
        if access.method == "get" and not name.startswith(("account_", "mfa_", "demo")):
            query = "&".join(f"{key}={value}" for key, value in access.query.items())
            yield reverse(name, args=access.args(w)) + (f"?{query}" if query else "")


@pytest.mark.parametrize(
    ("who", "way"),
    [("owner", "all cookies gone"), ("secretary", "session ended")],
    ids=["owner", "secretary"],
)
def test_every_form_holds_what_was_typed_after_sign_in(who: str, way: str, w: SimpleNamespace) -> None:
    person, tried, seen = getattr(w, who), 0, set()
    lost: list[tuple[Any, ...]] = []
    for page in pages(w):
        client = browser(person)
        for form in posting_forms(client, page):
            address = urljoin(page, form.get("action") or page)
            if (urlsplit(address).path, tuple(text_fields(form))) in seen:
                continue
            seen.add((urlsplit(address).path, tuple(text_fields(form))))
            tried += 1
            lines = Activity.objects.count()
            if way == "all cookies gone":
                client.cookies.clear()
            else:
                client.logout()
            answer = client.post(address, in_query(filled(form)))
            if answer.status_code != 303 or not answer["Location"].startswith(reverse("account_login")):
                lost.append((page, address, answer.status_code))
                continue
            assert Activity.objects.count() == lines
            client.force_login(person)
            back = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
            again = [
                each
                for each in posting_forms(client, back)
                if urljoin(back, each.get("action") or back) == address
            ]
            if not any(
                {standing_in(each).get(name) for name in text_fields(form)} == {WORDS} for each in again
            ):
                lost.append((page, address, [standing_in(each) for each in again]))
            UnsavedForm.objects.all().delete()
            client = browser(person)
    assert lost == []
    assert tried > 15, tried


# --- one form: a status


@pytest.fixture
def initiative(w: SimpleNamespace) -> Any:
    return world.make_initiative("Læsecafé på biblioteket", document=w.document, lead=w.owner)


def status_form(client: Client, initiative: Any) -> tuple[str, dict[str, Any]]:
    """The address and the fields of the status of an initiative, as they stand on its page."""
    address = reverse("report_new", args=[initiative.pk])
    form = next(each for each in posting_forms(client, address) if each.get("action") == address)
    return address, in_query(filled(form)) | {"level": ["on_track"], "expected_on": [""]}


def refused_for_sign_in(person: Person, initiative: Any, **headers: str) -> tuple[Client, Any]:
    """The browser of somebody who has sent a status with all cookies gone, and what was answered."""
    client = browser(person)
    address, sent = status_form(client, initiative)
    client.cookies.clear()
    return client, client.post(address, sent, headers=headers)


def test_status_is_saved_by_saving_again_and_not_before(w: SimpleNamespace, initiative: Any) -> None:
    client, answer = refused_for_sign_in(w.owner, initiative)
    client.force_login(w.owner)
    assert not StatusReport.objects.exists()
    page = client.get(parse_qs(urlsplit(answer["Location"]).query)["next"][0])
    assert "Ikke gemt endnu" in page.content.decode()
    form = tree(page.content.decode()).xpath("//form[@data-restored]")[0]
    sent = in_query([(name, str(value)) for name, value in form.form_values()])
    assert client.post(form.get("action"), sent).status_code == 303
    assert StatusReport.objects.get().sentence == WORDS
    assert not UnsavedForm.objects.exists()
    assert client.cookies["unsaved"].value == ""


def test_what_one_wrote_is_not_shown_to_another_at_the_same_computer(
    w: SimpleNamespace, initiative: Any
) -> None:
    client, _answer = refused_for_sign_in(w.owner, initiative)
    client.force_login(w.secretary)
    for page in (
        reverse("report_new", args=[initiative.pk]),
        reverse("initiative", args=[initiative.pk]),
        "/",
    ):
        assert WORDS.split(" &")[0] not in client.get(page).content.decode()
    client.force_login(w.owner)
    assert "planlagt" in client.get(reverse("report_new", args=[initiative.pk])).content.decode()


def test_it_is_shown_in_the_browser_alone_in_which_it_was_written(
    w: SimpleNamespace, initiative: Any
) -> None:
    refused_for_sign_in(w.owner, initiative)
    page = browser(w.owner).get(reverse("report_new", args=[initiative.pk]))
    assert "planlagt" not in page.content.decode()


def test_form_of_one_is_not_sent_in_the_name_of_another(w: SimpleNamespace, initiative: Any) -> None:
    address, sent = status_form(browser(w.owner), initiative)
    client = Client()
    client.force_login(w.secretary)
    answer = client.post(address, sent)
    assert (answer.status_code, StatusReport.objects.exists()) == (409, False)
    assert WORDS.split(" &")[0] not in answer.content.decode()
    client.force_login(w.owner)
    assert "planlagt" in client.get(address).content.decode()


def test_form_whose_token_was_renewed_in_another_window_keeps_its_text(
    w: SimpleNamespace, initiative: Any
) -> None:
    client = browser(w.owner)
    address, sent = status_form(client, initiative)
    client.logout()
    client.force_login(w.owner)
    answer = client.post(address, sent)
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert "planlagt" in client.get(address).content.decode()


def test_form_from_another_site_is_a_forgery_and_nothing_is_kept(w: SimpleNamespace, initiative: Any) -> None:
    client = browser(w.owner)
    address, sent = status_form(client, initiative)
    del client.cookies["csrftoken"]
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://ond.example"}):
        assert client.post(address, sent, headers=headers).status_code == 403
    assert not UnsavedForm.objects.exists()


@pytest.mark.parametrize("stamp", ["", "x", "WzEsIi8iLCJhIl0:1abc:xyz"])
def test_who_has_no_stamp_of_ours_fills_up_nothing(stamp: str, w: SimpleNamespace, initiative: Any) -> None:
    address, sent = status_form(browser(w.owner), initiative)
    assert browser().post(address, sent | {"form_stamp": [stamp]}).status_code == 403
    assert not UnsavedForm.objects.exists()


def test_only_the_newest_of_a_person_are_kept(w: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsaved, "MOST", 3)
    client = browser(w.owner)
    form = posting_forms(client, reverse("document_write", args=[w.document.pk]))[0]
    sent = in_query(filled(form))
    client.cookies.clear()
    for number in range(5):
        client.post(f"{form.get('action')}?nr={number}", sent)
    kept = UnsavedForm.objects.order_by("pk").values_list("address", flat=True)
    assert [urlsplit(address).query for address in kept] == ["nr=2", "nr=3", "nr=4"]


def test_text_that_is_too_large_to_be_kept_is_told_as_that(w: SimpleNamespace, initiative: Any) -> None:
    client = browser(w.owner)
    address, sent = status_form(client, initiative)
    client.cookies.clear()
    answer = client.post(address, sent | {"sentence": ["x" * (unsaved.LARGEST + 1)]})
    assert (answer.status_code, UnsavedForm.objects.exists()) == (413, False)
    assert "Gå tilbage, og kopiér din tekst" in answer.content.decode()


def test_password_is_never_kept(w: SimpleNamespace) -> None:
    w.owner.set_password(world.PASSWORD)
    w.owner.save()
    client = browser(w.owner)
    form = tree(client.get(reverse("account_reauthenticate")).content.decode()).xpath(
        "//form[.//input[@type='password']]"
    )[0]
    sent = in_query([(name, str(value)) for name, value in form.form_values()]) | {"password": [WORDS]}
    client.cookies.clear()
    client.post(reverse("account_reauthenticate"), sent)
    assert not UnsavedForm.objects.exists()


def test_nothing_in_the_database_can_be_read_without_the_browser(w: SimpleNamespace, initiative: Any) -> None:
    client, _answer = refused_for_sign_in(w.owner, initiative)
    row = UnsavedForm.objects.get()
    assert b"planlagt" not in bytes(row.content)
    assert client.cookies["unsaved"].value not in (row.browser, bytes(row.content).decode())
    assert client.cookies["unsaved"]["httponly"] is True


def test_text_is_forgotten_after_two_hours(w: SimpleNamespace, initiative: Any) -> None:
    client, _answer = refused_for_sign_in(w.owner, initiative)
    with time_machine.travel(timezone.now() + unsaved.KEPT_FOR + timedelta(minutes=1)):
        client.force_login(w.owner)
        assert "planlagt" not in client.get(reverse("report_new", args=[initiative.pk])).content.decode()
        unsaved.forget_old()
    assert not UnsavedForm.objects.exists()


def test_text_can_be_thrown_away(w: SimpleNamespace, initiative: Any) -> None:
    client, _answer = refused_for_sign_in(w.owner, initiative)
    client.force_login(w.owner)
    page = reverse("report_new", args=[initiative.pk])
    form = tree(client.get(page).content.decode()).xpath("//section[@class='unsaved']//form")[0]
    sent = in_query([(name, str(value)) for name, value in form.form_values()])
    assert client.post(form.get("action"), sent)["Location"] == page
    assert "planlagt" not in client.get(page).content.decode()


def test_htmx_is_sent_to_sign_in_as_a_whole_page(w: SimpleNamespace, initiative: Any) -> None:
    _client, answer = refused_for_sign_in(
        w.owner, initiative, **{"hx-request": "true", "hx-target": "div#report"}
    )
    assert answer["HX-Redirect"].startswith(reverse("account_login"))


def test_text_that_saves_itself_hears_that_one_is_signed_out_and_stands_there_again(
    w: SimpleNamespace,
) -> None:
    client = browser(w.owner)
    page = reverse("document_write", args=[w.document.pk])
    stamp = posting_forms(client, page)[0].xpath(".//input[@name='form_stamp']")[0].get("value")
    client.cookies.clear()
    answer = client.post(
        reverse("section_text", args=[w.section.pk]),
        {"title": "Læsning", "body": "<p>Vi <strong>vil</strong> læse.</p>", "version": w.section.version},
        headers={"accept": "application/json", "x-form-stamp": stamp},
    )
    assert (answer.status_code, answer.json()["sign_in"].partition("next=")[2]) == (
        401,
        page.replace("/", "%2F"),
    )
    client.force_login(w.owner)
    form = tree(client.get(page).content.decode()).xpath(
        f"//form[@action='{reverse('section_text', args=[w.section.pk])}']"
    )[0]
    assert form.get("data-restored") == ""
    assert standing_in(form)["title"] == "Læsning"
    assert form.xpath(".//*[@data-body]/p/strong")[0].text == "vil"


def test_text_whose_form_is_gone_is_shown_to_be_copied(w: SimpleNamespace) -> None:
    client = browser(w.owner)
    page = reverse("document_write", args=[w.document.pk])
    form = posting_forms(client, page)[0]
    sent = in_query(filled(form))
    client.cookies.clear()
    client.post(form.get("action").replace(str(w.section.pk), "999999"), sent)
    client.force_login(w.owner)
    notice = tree(client.get(page).content.decode()).xpath("//section[@class='unsaved']")[0].text_content()
    assert "planlagt" in notice


def test_status_by_a_link_keeps_its_text_without_any_cookie(w: SimpleNamespace) -> None:
    from tests.initiatives.access_status import link

    page = reverse("status_link", args=link(w))
    client = browser()
    form = posting_forms(client, page)[0]
    sent = in_query(filled(form))
    client.cookies.clear()
    answer = client.post(page, sent)
    assert (answer.status_code, answer["Location"]) == (303, page)
    assert WORDS in standing_in(posting_forms(client, page)[0]).values()
