"""One strategic conversation through all who are in it, from the season that is proposed to the confirmation.

What is pressed is counted, and docs/brugere/samtaler.md says as much.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from pejling.agreements.models import Closing, Commitment, Proposal
from pejling.conversations.actions import holding, planning, preparing
from pejling.conversations.models import Bid, Conversation, JointAnswer, Question, Side
from pejling.core.dates import today
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.browser import DESKTOP, PHONE
from tests.e2e.test_week import Taps

SignIn = Callable[[Person], None]


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """A school with a leader, a deputy head and a team leader below, under a centre head and a director."""
    w = make_world()
    w.director = world.make_leader("Henriette Brink", w.top)
    w.vice = world.give_post(world.make_person("Rune Hald"), w.unit, "Souschef")
    w.team = world.make_unit("Indskolingen", parent=w.unit)
    w.member = world.make_leader("Sofie Lind", w.team)
    planning.choose_month(w.unit, today().month, by=w.owner)
    return w


def begun(w: SimpleNamespace) -> Conversation:
    return planning.plan(
        w.unit, year=today().year, at=timezone.now() + timedelta(days=3), people=[w.member], by=w.owner
    )


def test_a_team_member_answers_a_question_on_a_phone(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    row = begun(w)
    page.set_viewport_size(PHONE)
    taps = Taps(page)
    sign_in(w.member)
    page.goto("/")
    page.locator(".waiting li").filter(has_text="Skriv dit bud").locator("a.button").click()
    page.get_by_label("Dit bud").fill("To hold ad gangen.")
    expect(page.get_by_text("Gemt kl.")).to_be_visible()
    assert taps.since_last() == 1
    assert Bid.objects.get(conversation=row).text == "To hold ad gangen."
    page.get_by_role("link", name=re.compile("^Næste: ")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(str(Question.CHANGE.label))
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_leader_prepares_the_whole_conversation(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    page.set_viewport_size(DESKTOP)
    taps = Taps(page)
    sign_in(w.owner)
    page.goto("/")
    # The season is proposed on Min side, and who takes part stands in the form.
    page.get_by_role("link", name=re.compile("^Begynd")).first.click()
    page.get_by_role("button", name="Begynd samtalen").click()
    row = Conversation.objects.get()
    assert set(row.invitations.values_list("person__name", flat=True)) == {"Sofie Lind"}
    preparing.bid(row, Question.SUCCEED, text="At alle læser.", competences="Læsevejledning", by=w.member)
    page.get_by_role("link", name=re.compile("^Saml jeres svar")).first.click()
    for question in Question:
        expect(page.get_by_role("heading", level=1)).to_have_text(str(question.label))
        field = page.locator("[name=text]")
        if question == Question.SUCCEED:
            expect(field).to_have_value("At alle læser.")
        else:
            field.fill("Sammen.")
        page.get_by_role("button", name="Gem svaret").click()
    page.get_by_role("button", name="Send planen og svarene").click()
    expect(page.locator("#toasts")).to_contain_text("sendt til lederen")
    assert (taps.since_last(), JointAnswer.objects.count()) == (8, 4)
    row.refresh_from_db()
    assert row.sent_at is not None
    assert JointAnswer.objects.get(question="succeed").competences == "Læsevejledning"


def test_the_leader_above_reads_and_asks(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    row = begun(w)
    preparing.answer(row, Question.SUCCEED, text="At alle læser.", opened=1, by=w.owner)
    preparing.send(row, by=w.owner)
    page.set_viewport_size(DESKTOP)
    taps = Taps(page)
    sign_in(w.director)
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Læs")).first.click()
    expect(page.get_by_role("main")).to_contain_text("At alle læser.")
    page.get_by_role("button", name="Jeg har læst det").click()
    expect(page.locator("#toasts")).to_contain_text("du har læst det")
    assert taps.since_last() == 2
    page.get_by_role("link", name="Spørg til planen").click()
    page.get_by_label("Dit spørgsmål").fill("Hvad holder I op med?")
    page.get_by_role("button", name="Send spørgsmålet").click()
    expect(page.get_by_role("main")).to_contain_text("Hvad holder I op med?")


def test_what_is_agreed_is_written_on_the_shared_screen_and_the_others_see_it(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    row = begun(w)
    page.set_viewport_size(DESKTOP)
    taps = Taps(page)
    sign_in(w.owner)
    page.goto(f"/samtaler/{row.pk}/storskaerm")
    box = page.get_by_label("Skriv en aftale: Enheden tager på sig")
    box.click()
    box.fill("To hold ad gangen")
    expect(page.get_by_label("Hvem gør det?").first).to_have_value(str(w.owner.pk))
    box.press("Enter")
    expect(page.locator("#agreed-host")).to_contain_text("To hold ad gangen")
    assert taps.since_last() == 1
    made = Commitment.objects.get()
    assert (made.responsible, made.unit) == (w.owner, w.unit)
    page.get_by_label("Skriv en aftale: Niveauet over tager på sig").fill("Svare på ønsket")
    page.get_by_label("Skriv en aftale: Niveauet over tager på sig").press("Enter")
    expect(page.locator("#agreed-above")).to_contain_text("Svare på ønsket")
    assert Commitment.objects.get(title="Svare på ønsket").responsible == w.director


def test_an_agreement_is_reported_done_from_min_side(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    row = begun(w)
    holding.agree(row, Side.HOST, title="To hold ad gangen", due_on=today(), by=w.owner)
    page.set_viewport_size(PHONE)
    taps = Taps(page)
    sign_in(w.owner)
    page.goto("/")
    page.locator(".waiting li").filter(has_text="To hold ad gangen").get_by_role(
        "link", name=re.compile("^Meld gjort")
    ).click()
    page.get_by_label("Hvad kom der ud af det?").fill("Det virker.")
    page.get_by_role("button", name="Meld gjort").click()
    expect(page.locator("#toasts")).to_contain_text("meldt gjort")
    assert (taps.since_last(), Closing.objects.get().words) == (2, "Det virker.")


def test_a_wish_is_answered_from_min_side(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    row = begun(w)
    holding.put_forward(
        row,
        kind="wish",
        title="Fælles læsevejleder",
        to_unit=w.top,
        answer_by=today() + timedelta(days=9),
        visibility="internal",
        by=w.owner,
    )
    page.set_viewport_size(DESKTOP)
    taps = Taps(page)
    sign_in(w.director)
    page.goto("/")
    page.locator(".waiting li").filter(has_text="Fælles læsevejleder").get_by_role(
        "link", name=re.compile("^Svar")
    ).click()
    page.get_by_text("Vi prøver det af", exact=True).click()
    page.get_by_label("Med ord").fill("Vi begynder i januar.")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.locator("#toasts")).to_contain_text("Svaret er sendt")
    assert (taps.since_last(), Proposal.objects.get().answer is not None) == (3, True)


def test_it_is_held_and_confirmed_by_both(
    page: Page, w: SimpleNamespace, sign_in: SignIn, browser: Browser
) -> None:
    row = begun(w)
    Conversation.objects.update(at=timezone.now())
    page.set_viewport_size(DESKTOP)
    sign_in(w.owner)
    page.goto(f"/samtaler/{row.pk}/")
    page.get_by_role("button", name="Samtalen er holdt").click()
    page.get_by_role("button", name="Bekræft aftalerne").click()
    expect(page.locator("#toasts")).to_contain_text("bekræftet")
    sign_in(w.director)
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Se og bekræft")).click()
    page.get_by_role("button", name="Bekræft aftalerne").click()
    expect(page.locator("#toasts")).to_contain_text("bekræftet")
    row.refresh_from_db()
    assert row.is_confirmed
