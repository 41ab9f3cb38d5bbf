"""Fjordlund in the database: all of it, as it is told, with a past that can be believed."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.core.dates import end_of, today
from pejling.core.richtext import to_plain
from pejling.demo.loading import is_loaded, load
from pejling.demo.loading.markup import earlier, rich
from pejling.demo.logins import KINDS, PASSWORD, logins
from pejling.demo.story import Story
from pejling.demo.texts import load_story
from pejling.direction.figures.as_of import document_as_of
from pejling.direction.models import (
    Addressing,
    Adoption,
    Contribution,
    Document,
    Element,
    Fate,
    Irrelevance,
    Phase,
    Revision,
    Section,
    Share,
    Succession,
    Visibility,
)
from pejling.initiatives.models import Approver, Initiative, Involvement, Milestone, Partner
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Deputyship, Forum, Post, Seat, Unit
from pejling.people.models import Person
from pejling.search.models import Change, Entry

TRACKED: tuple[type[models.Model], ...] = (
    Unit, Person, Post, Forum, Seat, Deputyship, Document, Section, Element, Contribution, Fate, Initiative, Partner,
    Milestone, Approver, Involvement,
)  # fmt: skip
MOST_STATEMENTS = 1_100
"""For over twenty thousand rows with their histories."""


def document(title: str) -> Document:
    return Document.objects.get(title__startswith=title)


def secretary() -> Person:
    return Person.objects.get(name="Camilla Nymand")


# --- All of it -------------------------------------------------------------------------------------------------------


def test_everything_that_is_told_is_there_once(fjordlund: Story) -> None:
    told: dict[type[models.Model], int] = {
        Unit: len(fjordlund.units),
        Person: len(fjordlund.people),
        Post: len(fjordlund.posts),
        Forum: len(fjordlund.forums),
        Seat: len(fjordlund.seats),
        Deputyship: len(fjordlund.deputyships),
        Document: len(fjordlund.documents),
        Section: sum(len(each.sections) for each in fjordlund.documents),
        Element: len(fjordlund.elements),
        Contribution: len(fjordlund.ties),
        Succession: len(fjordlund.successions),
        Irrelevance: len(fjordlund.not_relevant),
        Share: sum(len(each.shared_with) for each in fjordlund.documents),
        Addressing: sum(len(each.addressed_to) for each in fjordlund.documents),
        Adoption: sum(each.adopted_on is not None for each in fjordlund.documents),
    }
    assert {model: model._default_manager.count() for model in told} == told


@pytest.mark.parametrize(
    ("model", "about"), [(Unit, 140), (Person, 215), (Document, 125), (Element, 1_370), (Contribution, 950)]
)
def test_municipality_is_as_large_as_it_should_be(
    fjordlund: Story, model: type[models.Model], about: int
) -> None:
    assert about * 0.9 <= model._default_manager.count() <= about * 1.15


def test_texts_stand_as_they_are_told(fjordlund: Story) -> None:
    told = {(each.title, to_plain(rich(each.text))) for each in fjordlund.elements.values()}
    assert {(each.title, to_plain(each.text)) for each in Element.objects.all()} == told


def test_everybody_signs_in_with_the_same_password(fjordlund: Story) -> None:
    assert [
        each.email for each in logins() if authenticate(email=each.email, password=PASSWORD) is None
    ] == []
    assert set(fjordlund.logins) == set(KINDS)


def test_each_login_stands_where_its_kind_should(fjordlund: Story) -> None:
    standing = {
        kind: authority_of(Person.objects.get(email=each.email)) for kind, each in fjordlund.logins.items()
    }
    assert standing["secretariat"].is_secretariat
    assert standing["operator"].is_operator
    assert standing["controller"].is_controller
    assert standing["council_member"].is_council_member
    assert len(standing["chief_executive"].led_units) == Unit.objects.count()
    led = [len(standing[kind].led_units) for kind in ("centre_head", "unit_leader", "staff")]
    assert led[0] > led[1] > led[2] == 0


def test_those_who_have_left_cannot_sign_in(fjordlund: Story) -> None:
    gone = {each.name for each in Person.objects.filter(is_active=False)}
    assert gone == {"Poul Tranberg", "Gitte Malling", "Vibeke Ostergren"}


def test_everything_can_be_found(fjordlund: Story) -> None:
    assert Change.objects.count() == 0
    found = set(Entry.objects.filter(source="document").values_list("object_id", flat=True))
    assert found == set(Document.objects.values_list("pk", flat=True))


# --- Its past --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", TRACKED)
def test_latest_history_of_every_row_is_the_row(fjordlund: Story, model: Any) -> None:
    latest = {row.id: row for row in model.history.all().latest_of_each()}
    rows = list(model._default_manager.all())
    names = [field.attname for field in model.history.model.tracked_fields]
    assert len(rows) > 0
    assert [
        row for row in rows if any(getattr(latest[row.pk], name) != getattr(row, name) for name in names)
    ] == []


@pytest.mark.parametrize("model", TRACKED)
def test_nothing_happened_before_it_began_or_after_now(fjordlund: Story, model: Any) -> None:
    histories: dict[int, list[tuple[Any, str]]] = {}
    for pk, at, kind in model.history.order_by("history_date", "history_id").values_list(
        "id", "history_date", "history_type"
    ):
        histories.setdefault(pk, []).append((at, kind))
    assert {rows[0][1] for rows in histories.values()} == {"+"}
    assert {kind for rows in histories.values() for _at, kind in rows[1:]} <= {"~"}
    assert max(at for rows in histories.values() for at, _kind in rows) <= timezone.now()


def test_documents_were_begun_and_last_touched_on_the_days_that_are_told(fjordlund: Story) -> None:
    told = {(each.title, each.created_on, each.last_changed_on) for each in fjordlund.documents}
    days = {
        (each.title, timezone.localdate(each.created_at), timezone.localdate(each.touched_at))
        for each in Document.objects.all()
    }
    assert days == told


def test_adopted_document_was_a_draft_until_it_was_adopted(fjordlund: Story) -> None:
    policy = document("Ældre- og værdighedspolitik")
    adoption = policy.adoptions.get()
    before = policy.history.as_of(adoption.at - timedelta(minutes=1))
    assert (before.phase, before.visibility, before.in_force_from) == (Phase.DRAFT, Visibility.DRAFT, None)
    assert (policy.phase, policy.in_force_from) == (Phase.IN_FORCE, adoption.in_force_on)


def test_living_plan_has_grown_since_it_was_begun(fjordlund: Story) -> None:
    plan = document("Strategiplan for Åbylille Skole")
    begun = document_as_of(plan, plan.created_at, secretary())
    now = document_as_of(plan, end_of(today()), secretary())
    assert begun is not None
    assert now is not None
    assert len(begun.elements) < len(now.elements)
    texts = {element.id: element.text for element in now.elements}
    grown = [element for element in begun.elements if element.text != texts[element.id]]
    assert len(grown) > 0
    assert [element.title for element in grown if not len(element.text) < len(texts[element.id])] == []


def test_adopted_wording_has_not_changed_since_it_was_adopted(fjordlund: Story) -> None:
    for adoption in Adoption.objects.select_related("document"):
        later = {"history_date__gt": adoption.at, "document": adoption.document}
        assert not Element.history.filter(**later).exists()
        assert not Section.history.filter(**later).exists()


def test_named_moments_lie_within_the_life_of_their_plan(fjordlund: Story) -> None:
    revisions = list(Revision.objects.select_related("document"))
    assert len({revision.document_id for revision in revisions}) > 20
    assert [each for each in revisions if not each.document.created_at < each.at <= timezone.now()] == []


def test_half_done_succession_has_planned_fates_and_aims_without_one(fjordlund: Story) -> None:
    succession = Succession.objects.get(completed_at=None)
    fates = Fate.objects.filter(element__document__in=succession.olds.all())
    aims = Element.objects.aims().filter(document__in=succession.olds.all())
    assert set(fates.values_list("effective_on", flat=True)) == {None}
    assert 0 < aims.filter(fates=None).count() < aims.count()
    assert {old.phase for old in succession.olds.all()} == {Phase.IN_FORCE}


def test_completed_succession_has_put_the_old_document_out_of_force(fjordlund: Story) -> None:
    succession = Succession.objects.exclude(completed_at=None).get()
    (old,) = succession.olds.all()
    assert succession.new.in_force_from is not None
    assert (old.phase, old.in_force_until) == (
        Phase.SUCCEEDED,
        succession.new.in_force_from - timedelta(days=1),
    )
    came_true = Fate.objects.filter(element__document=old).values_list("effective_on", flat=True)
    assert set(came_true) == {succession.new.in_force_from}


def test_every_line_of_the_log_can_be_read(fjordlund: Story) -> None:
    lines = list(Activity.objects.select_related("by"))
    assert [line for line in lines if line.words == line.verb or line.at > timezone.now()] == []
    assert {line.verb for line in lines} >= {
        "direction.created", "direction.wrote", "direction.adopted", "direction.frozen", "direction.tied",
        "direction.fate_set",
        "direction.succession_begun", "direction.succeeded", "direction.bearing_set", "direction.bearing_irrelevant",
    }  # fmt: skip


# --- How it is put there ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_loading_takes_few_statements() -> None:
    with CaptureQueriesContext(connection) as statements:
        load(load_story(today()))
    assert len(statements) <= MOST_STATEMENTS


@pytest.mark.django_db
def test_loading_that_is_broken_off_leaves_nothing() -> None:
    def interrupted(steps: Any) -> Any:
        for number, step in enumerate(steps):
            if number == 3:
                raise KeyboardInterrupt
            yield step

    with pytest.raises(KeyboardInterrupt):
        load(load_story(today()), shown=interrupted)
    assert not is_loaded()


def test_second_loading_is_refused(fjordlund: Story) -> None:
    with pytest.raises(CommandError, match="allerede en kommune"):
        call_command("load_demo")


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Et afsnit.\n\nEt til.", "<p>Et afsnit.</p><p>Et til.</p>"),
        (
            "Tre ting:\n- rent vand\n- grønne veje",
            "<p>Tre ting:</p><ul><li>rent vand</li><li>grønne veje</li></ul>",
        ),
        ("1. Først\n2. Så", "<ol><li>Først</li><li>Så</li></ol>"),
        ("Det er **vigtigt** & <sandt>", "<p>Det er <strong>vigtigt</strong> &amp; &lt;sandt&gt;</p>"),
        ("", ""),
    ],
)
def test_simple_markdown_becomes_rich_text(text: str, markup: str) -> None:
    assert rich(text) == markup


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Vi læser højt. Hver dag.", "Vi læser højt."),
        ("Kun én sætning.", "Kun én sætning."),
        ("Først.\n\nSå. Og til sidst.", "Først.\n\nSå."),
        ("Indledning. Her er:\n- et punkt. To", "Indledning. Her er:\n- et punkt. To"),
    ],
)
def test_earlier_text_lacks_the_last_sentence(text: str, before: str) -> None:
    assert earlier(text) == before
