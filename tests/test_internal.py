"""Who works here is asked of where one stands: who is signed in without a post or a seat belongs to the public."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

import pejling
from pejling.chain.figures.breaks import broken_threads
from pejling.chain.figures.chain import chain_from
from pejling.chain.figures.element_ties import element_ties
from pejling.chain.figures.ring import explained
from pejling.direction.figures.document import lines_of
from pejling.direction.figures.element import read_element
from pejling.direction.models import Document, TieQuestion, Visibility
from tests import world
from tests.access import make_world

SOURCE = Path(pejling.__file__).parent
ASK_WHETHER_SIGNED_IN = {
    "web/menu.py": "the menu under one's name",
    "web/caching.py": "what only an anonymous reader's browser may keep",
    "web/session_end.py": "when the session of who is signed in ends",
    "web/views.py": "whether the session can be kept alive",
    "web/templates/layout.html": "the same menu, or the way to sign in",
    "web/templates/web/error.html": "the way to sign in",
    "search/templates/search/search.html": "the way to sign in",
    "desk/templates/desk/public.html": "why there is nothing of one's own here",
    "portal/room.py": "a visitor's own entry of the menu",
    "portal/templates/portal/promise.html": "the way back, to the front page or to the list",
    "organisation/authority.py": "the one place that says where somebody stands",
    "initiatives/views/links.py": "a link is one person's, and another is signed in here",
    "agreements/views/links.py": "the same",
    "people/views.py": "who is signed in already is sent on",
}


def test_signed_in_is_asked_only_where_it_is_about_signing_in() -> None:
    asking = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".html", ".txt"}
        and re.search(r"is_authenticated|is_anonymous", path.read_text())
    }
    assert sorted(asking) == sorted(ASK_WHETHER_SIGNED_IN)


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The small municipality, with something internal that contributes to a public aim."""
    return make_world()


def test_without_a_post_one_counts_what_the_public_counts(w: SimpleNamespace) -> None:
    anybody, outsider = AnonymousUser(), w.outsider
    assert lines_of(w.public, outsider) == lines_of(w.public, anybody)
    assert read_element(w.aim, outsider) == read_element(w.aim, anybody)
    assert element_ties(w.aim, outsider) == element_ties(w.aim, anybody)
    assert explained(w.aim, outsider) == explained(w.aim, anybody)
    assert chain_from([w.aim.pk], outsider) == chain_from([w.aim.pk], anybody)
    assert broken_threads(outsider) == broken_threads(anybody)


def test_with_a_post_one_counts_more(w: SimpleNamespace) -> None:
    ((of_colleague,),) = (section.lines for section in lines_of(w.public, w.colleague))
    ((of_outsider,),) = (section.lines for section in lines_of(w.public, w.outsider))
    assert (of_colleague.lowers, of_outsider.lowers) == (1, 0)


def test_draft_that_is_tied_to_an_aim_is_counted_for_its_own_people_alone(w: SimpleNamespace) -> None:
    world.tie(world.make_element(w.draft, "En kladde bidrager"), w.aim)
    counted = {
        name: [line.lowers for section in lines_of(w.public, getattr(w, name)) for line in section.lines]
        for name in ("owner", "secretary", "colleague", "outsider")
    }
    assert counted == {"owner": [2], "secretary": [2], "colleague": [1], "outsider": [0]}


def test_one_who_answers_for_an_internal_document_without_a_post_is_told_why_its_aims_do_not_count(
    w: SimpleNamespace,
) -> None:
    w.document.responsible = w.outsider
    w.document.save()
    _ring, quarters = explained(w.element, w.outsider)
    reasons = {
        str(reason.text)
        for quarter in quarters
        for condition in quarter.conditions
        if condition.explanation
        for reason in condition.explanation.reasons
    }
    assert (
        "»Strategiplan for Søparkens Skole« er ikke offentligt, "
        "så det tæller kun for ansatte og byrådsmedlemmer." in reasons
    )
    assert Document.objects.visible_to(w.outsider).count() == 2
    assert w.document.visibility == Visibility.INTERNAL


def test_without_a_post_one_reads_what_was_asked_and_not_by_whom(w: SimpleNamespace, client: Client) -> None:
    """Who answers for the document reads the question to its contribution; names of staff are for those inside."""
    w.tie.lower.document.responsible = w.outsider
    w.tie.lower.document.save()
    TieQuestion.objects.create(contribution=w.tie, why="Hvordan?", by=w.secretary)
    client.force_login(w.outsider)
    text = client.get(reverse("tie_question", args=[w.tie.pk])).content.decode()
    assert " spurgte den" in text
    assert w.secretary.name not in text
    client.force_login(w.colleague)
    assert (
        f"{w.secretary.name} spurgte den"
        in client.get(reverse("tie_question", args=[w.tie.pk])).content.decode()
    )
