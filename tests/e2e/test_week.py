"""A leader's week from the mail to the confirmed plan on a phone, and a director's at a desk; every tap is counted."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from pejling.core.dates import today
from pejling.desk.mailing.digests import send_digests
from pejling.initiatives.actions.reports import report
from pejling.initiatives.models import Confirmation, Initiative, PhaseStep, ReportReply, StatusReport, Way
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.browser import DESKTOP, PHONE

SignIn = Callable[[Person], None]


class Taps:
    """Counts what is pressed in the page, by pointer or by Enter, on this page and on all that come after it."""

    def __init__(self, page: Page) -> None:
        self.pressed: list[str] = []
        page.expose_function("pejlingPressed", self._note)
        page.add_init_script(
            "addEventListener('pointerdown', e => pejlingPressed(e.target.textContent.trim()), true)"
        )

    def _note(self, words: str) -> None:
        self.pressed.append(words)

    def since_last(self) -> int:
        """How many there were, and count from here."""
        count = len(self.pressed)
        self.pressed.clear()
        return count


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """A school with a plan and an initiative that was approved long ago and never heard of since, under a director."""
    w = make_world()
    w.initiative = world.make_initiative("Læsebånd hver morgen", document=w.document, lead=w.owner)
    long_ago = today() - timedelta(days=120)
    Initiative.objects.update(created_at=timezone.now() - timedelta(days=200), starts_on=None)
    PhaseStep.objects.filter(initiative=w.initiative).update(on=long_ago)
    w.director = world.make_leader("Henriette Brink", w.top)
    return w


def link_in_mail(about: str) -> str:
    """The address under a line of the last mail, as a phone opens it, without the server's name."""
    lines = str(mail.outbox[-1].body).splitlines()
    place = next(number for number, line in enumerate(lines) if about in line)
    link = next(line for line in lines[place:] if line.startswith("http"))
    return re.sub(r"^https?://[^/]+", "", link)


def test_leaders_week_goes_from_the_mail_to_the_confirmed_plan_on_a_phone(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    page.set_viewport_size(PHONE)
    taps = Taps(page)
    assert send_digests([w.owner], today()) == 1

    # From the mail: the level, a sentence when there is something to say, and save. Nobody signs in.
    page.goto(link_in_mail("Læsebånd hver morgen"))
    page.get_by_text("På sporet", exact=True).click()
    page.get_by_role("button", name="Gem status").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Din status er gemt")
    assert (taps.since_last(), StatusReport.objects.get().way) == (2, Way.LINK)

    # Signed in, what was done is gone from the list, and the plan is there with whether it lives.
    sign_in(w.owner)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hej Gerda")
    expect(page.locator(".waiting li").filter(has_text="Læsebånd hver morgen")).to_have_count(0)
    plan = page.locator(".plan-line")
    expect(plan).to_contain_text("alle indsatser har frisk status")
    plan.get_by_role("button", name="Planen gælder stadig").click()
    expect(page.locator("#toasts")).to_contain_text("planen stadig gælder")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hej Gerda")
    assert (taps.since_last(), Confirmation.objects.filter(document=w.document).count()) == (1, 1)

    # What was talked over with the staff is written down from the plan's own page.
    page.get_by_role("link", name=w.document.title).click()
    page.get_by_role("link", name="Lever planen?").click()
    page.get_by_role("link", name="Skriv ned, hvem I har talt med").click()
    page.get_by_text("Personalemøde", exact=True).click()
    page.get_by_label("Hvad ændrede det?").fill("Læsebåndet er nu hver morgen.")
    page.get_by_role("button", name="Skriv det ned").click()
    expect(page.locator(".involvement")).to_contain_text("Læsebåndet er nu hver morgen.")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_status_from_min_side_is_three_taps_and_leads_back(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    page.set_viewport_size(PHONE)
    taps = Taps(page)
    sign_in(w.owner)
    page.goto("/")
    page.locator(".waiting li").filter(has_text="Læsebånd hver morgen").get_by_role(
        "link", name=re.compile("^Giv status")
    ).click()
    page.get_by_text("På sporet", exact=True).click()
    page.get_by_role("button", name="Gem status").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hej Gerda")
    assert (taps.since_last(), StatusReport.objects.get().way) == (3, Way.PAGE)


def test_directors_week_is_the_reports_off_track_and_nothing_else(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    page.set_viewport_size(DESKTOP)
    for number in range(3):
        fine = world.make_initiative(f"Fin indsats {number}", document=w.document, lead=w.owner)
        report(fine, level="on_track", by=w.owner)
    bad = report(w.initiative, level="off_track", sentence="Vejlederen er rejst.", by=w.owner)
    taps = Taps(page)
    sign_in(w.director)
    page.goto("/")
    waiting = page.locator(".waiting li")
    expect(waiting.filter(has_text="Læsebånd hver morgen")).to_have_count(1)
    expect(waiting.filter(has_text="Fin indsats")).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Se og svar")).click()
    expect(page.get_by_text("Vejlederen er rejst.")).to_be_visible()
    page.get_by_label("Svar").fill("Ring til mig i morgen.")
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("#toasts")).to_contain_text("Dit svar er givet.")
    assert (taps.since_last(), ReportReply.objects.get().report) == (2, bad)
    page.goto("/")
    expect(page.locator(".waiting li").filter(has_text="Læsebånd hver morgen")).to_have_count(0)

    # How it goes below, without an average: from the organisation's page in one look.
    page.goto(f"/enheder/{w.top.pk}/")
    expect(page.get_by_role("main")).to_contain_text("Af sporet")
    expect(page.locator(".worst")).to_contain_text("Læsebånd hver morgen")
