"""Other people's numbers in what one posts: refused as if they did not exist, and no word of theirs in the answer."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pejling.agreements.models import Commitment, Proposal
from pejling.conversations.models import Bid, Conversation, Note, SeenValue
from pejling.core.dates import today
from pejling.direction.actions.elements import remove_element
from pejling.direction.actions.sections import remove_section
from pejling.direction.models import (
    Addressing,
    Contribution,
    Document,
    DocumentKind,
    Element,
    Fate,
    InheritanceAnswer,
    Intake,
    Phase,
    Section,
    Succession,
    Visibility,
)
from pejling.initiatives.models import Initiative, LeaderRequest, PhaseStep, PublicText, StatusReport
from pejling.insight.models import TwoPagesChoices
from pejling.organisation.models import Deputyship
from pejling.people.models import Person
from pejling.search.models import Synonyms
from tests import world
from tests.chain.access_chain import of_inheritance
from tests.conversations import access_conversations
from tests.direction.access_life import heir

SECRET = "Fortroligt hos de andre"
Case = Callable[[SimpleNamespace], tuple[str, list[Any], dict[str, Any]]]


@pytest.fixture
def w(w: SimpleNamespace) -> SimpleNamespace:
    """The small municipality, with documents at the other school that the owner may not see."""
    w.hidden = world.make_document(
        SECRET, kind="strategy_plan", unit=w.other_unit, visibility=Visibility.DRAFT, responsible=w.colleague
    )
    w.hidden_section = world.make_section(w.hidden, SECRET)
    w.hidden_element = world.make_element(w.hidden, SECRET, section=w.hidden_section)
    w.hidden_adopted = world.make_adopted(
        SECRET, forum=w.forum, on=date(2025, 1, 1), unit=w.other_unit, visibility=Visibility.SHARED
    )
    w.gone = world.make_person("Gitte Gået", is_active=False)
    return w


def tie_new(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "tie_new", [w.element.pk], {"upper": w.hidden_element.pk, "how": "Sådan"}


def inheritance(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "inheritance", of_inheritance(w), {"upper": w.hidden_element.pk, "how": "Sådan"}


def fate(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "fate", [w.element.pk], {"kind": "carried_on", "to": [w.hidden_element.pk]}


def element_ending(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "element_ending", [w.element.pk], {"kind": "moved", "to": [w.hidden_element.pk]}


def succession_olds(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "succession_olds", [w.draft.pk], {"olds": [w.hidden_adopted.pk]}


def document_new_supplement(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    kind = DocumentKind.objects.get(code="policy")
    body = {"kind": kind.pk, "title": "Tillæg", "unit": w.unit.pk, "supplements": w.hidden_adopted.pk}
    return "document_new", [], body


def document_new_for_others(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    kind = DocumentKind.objects.get(code="policy")
    return "document_new", [], {"kind": kind.pk, "title": "Deres politik", "unit": w.other_unit.pk}


def document_facts_supplement(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "document_facts", [w.draft.pk], {"title": "x", "version": 1, "supplements": w.hidden_adopted.pk}


def document_facts_editor(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "document_facts", [w.document.pk], {"title": "x", "version": 1, "editors": [w.gone.pk]}


def document_facts_responsible(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "document_facts", [w.document.pk], {"title": "x", "version": 1, "responsible": w.gone.pk}


def element_edit(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    body = {"title": "x", "version": 1, "kind": w.element.kind_id, "responsible": w.gone.pk}
    return "element_edit", [w.element.pk], body


def import_document(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    kind = DocumentKind.objects.get(code="strategy_plan")
    body = {"file": SimpleUploadedFile("plan.txt", b"En plan"), "unit": w.other_unit.pk, "kind": kind.pk}
    return "import_document", [], body


def bearing_change(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    row = world.make_bearing("Alle får svar", unit=w.unit, reaching=[w.unit])
    body = {
        "title": "x",
        "why": "y",
        "starts_on": "01.01.2026",
        "unit": w.unit.pk,
        "units": [w.other_unit.pk],
    }
    return "bearing_change", [row.pk], {**body, "version": 1}


def element_restoration(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    pk = w.hidden_element.pk
    remove_element(w.hidden_element, by=w.colleague)
    return "element_restoration", [w.document.pk, pk], {}


def section_restoration(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    remove_element(w.hidden_element, by=w.colleague)
    pk = w.hidden_section.pk
    remove_section(w.hidden_section, by=w.colleague)
    return "section_restoration", [w.document.pk, pk], {}


def deputy_new(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "deputy_new", [w.owner.pk], {"deputy": w.gone.pk}


def hidden_work(w: SimpleNamespace) -> Initiative:
    return world.make_initiative(SECRET, document=w.hidden, lead=w.colleague)


def status_asking(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "status_asking", [hidden_work(w).pk], {}


def status_asking_withdrawal(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    work = world.make_initiative("Læsebånd", document=w.document, lead=w.owner)
    asked = LeaderRequest.objects.create(initiative=work, person=w.owner, by=w.secretary)
    return "status_asking_withdrawal", [asked.pk], {}


def public_status(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "public_status", [w.document.pk], {"shown": [hidden_work(w).pk], "opened": "0"}


def public_status_of_hidden(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "public_status", [w.hidden.pk], {"shown": [hidden_work(w).pk]}


def public_text_new(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "public_text_new", [hidden_work(w).pk], {"kind": "progress", "text": "Nyt", "on": "01.01.2026"}


def public_text_withdrawal(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "public_text_withdrawal", [hidden_work(w).public_texts.create(text=SECRET).pk], {}


def two_pages_choice(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "two_pages_choice", ["dokumenter", w.hidden.pk], {"text-aims": "Mit", "version": 0}


def two_pages_restoration(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "two_pages_restoration", ["dokumenter", w.hidden.pk, 0], {}


def two_pages_of_another_kind(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "two_pages_restoration", ["personer", w.colleague.pk, 0], {}


def commitment_new(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    body = {"title": "x", "unit": w.unit.pk, "due_on": "01.01.2100", "agreed_on": "01.01.2026"}
    return "commitment_new", [], {**body, "element": w.hidden_element.pk, "visibility": "internal"}


def commitment_new_for_others(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    body = {"title": "x", "unit": w.other_unit.pk, "due_on": "01.01.2100", "agreed_on": "01.01.2026"}
    return "commitment_new", [], {**body, "about_none_because": "drift", "visibility": "internal"}


def proposal_new(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    body = {"kind": "wish", "title": "x", "unit": w.unit.pk, "to_unit": w.other_unit.pk}
    more = {"answer_by": "01.01.2100", "visibility": "internal", "element": w.hidden_element.pk}
    return "proposal_new", [], body | more


def conversation_agreeing(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    body = {"side": "host", "title": "x", "due_on": "01.01.2100", "element": w.hidden_element.pk}
    return "conversation_agreeing", [access_conversations.talk(w).pk], body


def value_seeing(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return (
        "value_seeing",
        [access_conversations.talk(w).pk],
        {"value": w.hidden_element.pk, "words": "x"},
    )


def others_talk(w: SimpleNamespace) -> Conversation:
    """The other school's conversation, in which the owner has no part."""
    return Conversation.objects.get_or_create(unit=w.other_unit, year=today().year, place=SECRET)[0]


def bid(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "bid", [others_talk(w).pk, "succeed"], {"text": "x"}


def conversation_jotting(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "conversation_jotting", [others_talk(w).pk], {"turn": "answers", "text": "x"}


def conversation_edit(w: SimpleNamespace) -> tuple[str, list[Any], dict[str, Any]]:
    return "conversation_edit", [others_talk(w).pk], {"minutes": 90, "version": 1}


def everything(w: SimpleNamespace) -> list[Any]:
    """All that a case could have written, in numbers and names."""
    models: list[Any] = [
        Contribution, Fate, InheritanceAnswer, Succession, Document, Element, Section, Intake, Deputyship,
        TwoPagesChoices, PublicText.objects.active(), Synonyms,
        Commitment, Proposal, Conversation, Bid, Note, SeenValue,
    ]  # fmt: skip
    counts = [getattr(model, "objects", model).count() for model in models]
    return [
        *counts,
        list(Addressing.objects.values_list("document", "unit")),
        list(
            Document.objects.order_by("pk").values_list(
                "title", "responsible", "supplements", "version", "unit"
            )
        ),
        list(Element.objects.order_by("pk").values_list("title", "responsible", "version")),
        list(LeaderRequest.objects.order_by("pk").values_list("initiative", "person", "by", "withdrawn_at")),
        list(Initiative.objects.order_by("pk").values_list("is_status_public", "version")),
        list(Document.editors.through.objects.values_list("person", flat=True)),
    ]


@pytest.mark.parametrize(
    "case",
    [
        tie_new, inheritance, fate, element_ending, succession_olds, document_new_supplement, document_new_for_others,
        document_facts_supplement, document_facts_editor, document_facts_responsible, element_edit, import_document,
        bearing_change, element_restoration, section_restoration, deputy_new,
        status_asking, status_asking_withdrawal, public_status, public_status_of_hidden, public_text_new,
        public_text_withdrawal, two_pages_choice, two_pages_restoration, two_pages_of_another_kind,
        commitment_new,
        commitment_new_for_others, proposal_new, conversation_agreeing, value_seeing, bid, conversation_jotting,
        conversation_edit,
    ],
    ids=lambda case: case.__name__,
)  # fmt: skip
def test_number_of_what_one_may_not_see_is_refused_as_if_nothing_had_it(
    case: Case, w: SimpleNamespace
) -> None:
    name, args, body = case(w)
    before = everything(w)
    client = Client()
    client.force_login(w.owner)
    answer = client.post(reverse(name, args=args), body)
    assert answer.status_code in (404, 422)
    assert SECRET not in answer.content.decode()
    assert everything(w) == before


def forms_of_few(w: SimpleNamespace) -> dict[str, tuple[list[Any], dict[str, Any]]]:
    """Forms about what all staff may see and few may do, by name: what the address asks for, and what is typed."""
    work = world.make_initiative("Læsebånd", document=w.document, lead=w.owner)
    told = work.public_texts.create(text="Alle læser nu.")
    row = Synonyms.objects.create(name="plejehjem, plejecenter", position=1)
    words = {"name": "skole, læreanstalt", "version": row.version}
    return {
        "status_asking": ([work.pk], {}),
        "statuses_asking": ([w.unit.pk], {}),
        "public_status": ([w.document.pk], {"shown": [work.pk], "opened": "0"}),
        "public_text_new": ([work.pk], {"kind": "progress", "text": "Nyt", "on": "01.01.2026"}),
        "public_text_withdrawal": ([told.pk], {}),
        "two_pages_choice": (["dokumenter", w.document.pk], {"text-aims": "Mit", "version": 0}),
        "two_pages_restoration": (["enheder", w.unit.pk, 0], {}),
        "initiative_step": ([work.pk, "done"], {"why": "Nået", "item": "Punkt 4"}),
        "word_new": (["naerord"], words),
        "word_edit": (["naerord", row.pk], words),
        "word_drop": (["naerord", row.pk], {}),
    }


@pytest.mark.parametrize("who", ["colleague", "outsider", "anonymous"])
def test_forms_of_few_write_nothing_for_others(who: str, w: SimpleNamespace) -> None:
    asked = forms_of_few(w)
    before = everything(w)
    client = Client()
    if who != "anonymous":
        client.force_login(getattr(w, who))
    answers = {
        name: client.post(reverse(name, args=args), body).status_code for name, (args, body) in asked.items()
    }
    refused = {"colleague": {403}, "outsider": {403, 404}, "anonymous": {302}}[who]
    assert {name: code for name, code in answers.items() if code not in refused} == {}
    assert everything(w) == before


def test_whoever_asks_all_of_a_unit_asks_nobody_about_the_work_of_others(w: SimpleNamespace) -> None:
    own = world.make_initiative("Læsebånd", document=w.document, lead=w.colleague)
    others = world.make_initiative(SECRET, document=w.document, lead=w.colleague, unit=w.other_unit)
    for work in (own, others):
        PhaseStep.objects.filter(initiative=work).update(
            on=date(2020, 1, 1), at=timezone.now() - timedelta(days=900)
        )
        StatusReport.objects.create(
            initiative=work, level="on_track", by=w.colleague, at=timezone.now() - timedelta(days=800)
        )
    client = Client()
    client.force_login(w.owner)
    client.post(reverse("statuses_asking", args=[w.unit.pk]))
    assert list(LeaderRequest.objects.values_list("initiative", flat=True)) == [own.pk]


def test_line_of_another_document_is_no_place_to_begin_after(w: SimpleNamespace) -> None:
    client = Client()
    client.force_login(w.owner)
    client.post(reverse("sections", args=[w.document.pk]), {"title": "Mit", "after": w.hidden_section.pk})
    body = {"title": "Mit", "kind": w.element.kind_id, "after": w.hidden_element.pk}
    client.post(reverse("section_elements", args=[w.section.pk]), body)
    assert Section.objects.get(title="Mit").document == w.document
    made = Element.objects.get(title="Mit")
    assert (made.document, made.section, made.parent) == (w.document, w.section, None)


def test_only_old_lines_are_carried_on(w: SimpleNamespace) -> None:
    args = heir(w)
    client = Client()
    client.force_login(w.owner)
    for pk in (w.hidden_element.pk, w.element.pk, 10**30):
        client.post(reverse("carrying_on", args=args), {"element": pk})
    assert w.draft.elements.count() == 0


def test_numbers_in_addresses_show_nothing_hidden(w: SimpleNamespace) -> None:
    client = Client()
    pages = [
        f"{reverse('tie_new', args=[w.element.pk])}?maal={w.hidden_element.pk}",
        f"{reverse('tie_new', args=[w.element.pk])}?q=fortroligt",
        f"{reverse('document_new')}?tillaeg_til={w.hidden_adopted.pk}",
        f"{reverse('chain')}?punkt={w.hidden_element.pk}",
        f"{reverse('chain')}?dokument={w.hidden.pk}",
        f"{reverse('chain')}?enhed={w.other_unit.pk}",
        f"{reverse('chain')}?q=fortroligt",
        f"{reverse('search')}?q=fortroligt",
        f"{reverse('documents')}?enhed={w.other_unit.pk}&ryd_op=alt",
        reverse("document", args=[w.hidden.pk]),
        reverse("element", args=[w.hidden_element.pk]),
        reverse("ring", args=[w.hidden_element.pk]),
        reverse("unit", args=[w.other_unit.pk]),
        reverse("person", args=[w.colleague.pk]),
        reverse("succession_olds", args=[w.draft.pk]),
        reverse("element_ending", args=[w.element.pk]),
        reverse("document_facts", args=[w.draft.pk]),
    ]
    shown: dict[tuple[str, str], str] = {}
    for person in (w.owner, w.outsider, None):
        client.logout()
        if person:
            client.force_login(person)
        shown |= {(str(person), page): client.get(page, follow=True).content.decode() for page in pages}
    assert [key for key, page in shown.items() if SECRET in page] == []


def test_file_of_somebody_else_cannot_be_judged(w: SimpleNamespace) -> None:
    kind = DocumentKind.objects.get(code="strategy_plan")
    intake = Intake.objects.create(
        name=f"{SECRET}.txt", size=1, unit=w.other_unit, kind=kind, by=w.colleague,
        proposal={"sections": [], "elements": [], "warnings": []},
    )  # fmt: skip
    client = Client()
    client.force_login(w.owner)
    answers = [
        client.post(reverse(name, args=[intake.pk]), {"title": "Min"})
        for name in ("import_review", "import_dropping", "import_taking_up")
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert SECRET not in client.get(reverse("import_document")).content.decode()
    intake.refresh_from_db()
    assert (intake.title, intake.document, intake.dropped_at) == ("", None, None)


def test_leader_of_a_unit_makes_nobody_of_the_secretariat(w: SimpleNamespace) -> None:
    """What only the secretariat does stays with it, whatever is posted."""
    client = Client()
    client.force_login(w.owner)
    names = {
        "unit_post_new": w.unit.pk,
        "person_post_new": w.owner.pk,
        "unit_edit": w.unit.pk,
        "person_edit": w.owner.pk,
    }
    answers = {
        name: client.post(reverse(name, args=[pk]), {"role": 1, "person": w.owner.pk}).status_code
        for name, pk in names.items()
    }
    assert answers == dict.fromkeys(names, 403)
    assert Person.objects.get(pk=w.owner.pk).posts.count() == 1
    assert Document.objects.get(pk=w.draft.pk).phase == Phase.DRAFT
