"""Conversations and agreements in a real browser: they read well for all, fit a phone, and what one writes is kept."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from pejling.conversations.models import Bid, Note
from pejling.people.models import Person
from tests.access import make_world
from tests.agreements import access_agreements
from tests.browser import DESKTOP, PHONE
from tests.conversations import access_conversations

SignIn = Callable[[Person], None]
Axe = Callable[[Page], list[str]]


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """The small municipality with a conversation, in which something was agreed and answered."""
    w = make_world()
    w.talk = access_conversations.answered(w)
    access_conversations.others_bid(w)
    access_conversations.agreed(w)
    w.commitment = access_agreements.agreed(w)
    w.proposal = access_agreements.proposed(w)
    return w


def addresses(w: SimpleNamespace) -> list[str]:
    """Every page of the two rooms."""
    talk, commitment, proposal = [w.talk.pk], [w.commitment.pk], [w.proposal.pk]
    return [
        reverse("conversations"),
        reverse("answers_across"),
        reverse("conversation", args=talk),
        reverse("conversation_edit", args=talk),
        reverse("conversation_question", args=[*talk, "change"]),
        reverse("joint_answer", args=[*talk, "succeed"]),
        *(
            reverse("conversation_screen", args=talk) + f"?runde={turn}"
            for turn in ("answers", "direction", "wishes")
        ),
        reverse("conversation_agreeing", args=talk),
        reverse("conversation_putting_forward", args=talk),
        reverse("value_seeing", args=talk),
        reverse("commitments"),
        reverse("commitment_new"),
        reverse("commitment", args=commitment),
        reverse("commitment_done", args=commitment),
        reverse("commitment_dropped", args=commitment),
        reverse("commitment_planned", args=commitment),
        reverse("proposals"),
        reverse("proposal_new"),
        reverse("proposal", args=proposal),
        reverse("proposal_answer", args=proposal),
    ]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_pages_read_well_for_all_and_fit_their_window(
    w: SimpleNamespace, page: Page, sign_in: SignIn, axe: Axe, size: dict[str, int]
) -> None:
    sign_in(w.owner)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for address in addresses(w):
        page.goto(address)
        assert (address, axe(page)) == (address, [])
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (address, width) == (address, size["width"])


def test_what_one_writes_to_a_question_and_on_the_screen_is_kept_by_itself(
    w: SimpleNamespace, page: Page, sign_in: SignIn
) -> None:
    sign_in(w.owner)
    page.goto(reverse("conversation_question", args=[w.talk.pk, "change"]))
    page.get_by_label("Dit bud").fill("Vi fastholder læsebåndet.")
    expect(page.get_by_text("Gemt kl.")).to_be_visible()
    page.goto(reverse("conversation_screen", args=[w.talk.pk]))
    page.get_by_label("Note til spørgsmålet").first.fill("Hvem mærker det først?")
    expect(page.get_by_text("Gemt kl.")).to_be_visible()
    assert Bid.objects.get(by=w.owner, question="change").text == "Vi fastholder læsebåndet."
    assert Note.objects.get(by=w.owner).text == "Hvem mærker det først?"
