"""A deputy's way through what waits for the absent: the line in the list, its link, the answer, and both names on it."""

import re
from datetime import date, timedelta
from html import unescape
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.direction.actions.documents import edit_facts
from pejling.direction.actions.ties import question_tie
from pejling.direction.models import Contribution, Fate, FateKind, InheritanceAnswer, TieQuestion, Visibility
from pejling.initiatives.actions import reports
from pejling.initiatives.models import Approver, Milestone, Phase, PhaseStep, ReportReply, StatusReport
from pejling.organisation.models import Deputyship
from pejling.people.models import Person
from tests import world

LINE = re.compile(
    r'<a class="waiting-title" href="([^"]+)">(.*?)</a>\s*<span class="under">(.*?)</span>', re.DOTALL
)


@pytest.fixture
def d(w: SimpleNamespace, client: Client) -> SimpleNamespace:
    """Viggo, who has a post at another school and no part in anything; he is signed in. Anna and Mette have a post each."""
    w.viggo = world.give_post(world.make_person("Viggo Vikar"), w.other_unit)
    w.anna = world.give_post(world.make_person("Anna Ansvar"), w.other_unit)
    w.mette = world.give_post(world.make_person("Mette Lund"), w.unit)
    w.client = client
    client.force_login(w.viggo)
    return w


def stand_in(d: SimpleNamespace, absent: Person) -> None:
    """Viggo stands in for somebody today, and had nothing to do before."""
    assert lines(d) == []
    Deputyship.objects.create(person=absent, deputy=d.viggo, starts_on=today(), ends_on=today())


def lines(d: SimpleNamespace) -> list[tuple[str, str, str]]:
    """What waits for Viggo: title, for whom, and the way to do it."""
    text = d.client.get(reverse("waiting")).content.decode()
    found = []
    for url, title, why in LINE.findall(text):
        whom = re.search(r"<strong>(.*?)</strong>", why)
        found.append((unescape(title), whom[1] if whom else "", unescape(url)))
    return found


def only_line(d: SimpleNamespace, absent: Person) -> tuple[str, str]:
    """The title and the way of the one line that Viggo has, which is the absent one's."""
    ((title, whom, url),) = lines(d)
    assert whom == f"For {absent}"
    assert d.client.get(url).status_code == 200
    return title, url


def names(row: object) -> tuple[Person, Person]:
    return row.by, row.on_behalf_of  # type: ignore[attr-defined]


def activity(verb: str) -> tuple[Person | None, Person | None]:
    line = Activity.objects.get(verb=verb)
    return line.by, line.on_behalf_of


def send(d: SimpleNamespace, url: str, **fields: object) -> None:
    """Send a form in that the page offers."""
    response = d.client.post(url.partition("#")[0], fields)
    assert response.status_code == 303, response.content.decode()


# --- Initiatives -----------------------------------------------------------------------------------------------------


def make_due(d: SimpleNamespace) -> None:
    """An initiative that Mette leads and of which a status is due, in a plan that only its editors may read."""
    d.document.visibility = Visibility.DRAFT
    d.document.save()
    d.initiative = world.make_initiative(
        "Læsebånd", document=d.document, lead=d.mette, starts_on=date(2026, 1, 1)
    )
    PhaseStep.objects.update(on=today() - timedelta(days=100))


def test_deputy_gives_the_status_that_the_absent_owes(d: SimpleNamespace) -> None:
    make_due(d)
    stand_in(d, d.mette)
    title, url = only_line(d, d.mette)
    send(d, url, level="on_track")
    assert (title, names(StatusReport.objects.get())) == ("Læsebånd", (d.viggo, d.mette))
    assert (activity("initiatives.reported"), lines(d)) == ((d.viggo, d.mette), [])


def test_deputy_sees_to_the_milestone_that_is_late(d: SimpleNamespace) -> None:
    d.initiative = world.make_initiative(document=d.document, lead=d.mette)
    reports.report(d.initiative, level="on_track", by=d.mette)
    late = Milestone.objects.create(
        initiative=d.initiative, title="Bøger", due_on=today() - timedelta(days=1)
    )
    stand_in(d, d.mette)
    title, url = only_line(d, d.mette)
    reaching = reverse("milestone_reaching", args=[late.pk])
    assert (title, f'action="{reaching}"' in d.client.get(url).content.decode()) == ("Bøger", True)
    send(d, reaching)
    assert (activity("initiatives.milestone_reached"), lines(d)) == ((d.viggo, d.mette), [])


def test_deputy_reads_what_was_answered_the_absent(d: SimpleNamespace) -> None:
    d.initiative = world.make_initiative(document=d.document, lead=d.mette)
    given = reports.report(d.initiative, level="off_track", sentence="Nej.", by=d.mette)
    answer = reports.reply(given, text="Lad os tales ved.", by=d.owner)
    stand_in(d, d.mette)
    _title, url = only_line(d, d.mette)
    reading = reverse("report_reading", args=[given.pk])
    assert f'action="{reading}"' in d.client.get(url).content.decode()
    send(d, reading)
    answer.refresh_from_db()
    assert (answer.read_at is not None, lines(d)) == (True, [])


def test_deputy_answers_a_status_for_the_absent_leader(d: SimpleNamespace) -> None:
    make_tidy(d)
    d.initiative = world.make_initiative(document=d.document, lead=d.mette)
    reports.report(d.initiative, level="off_track", sentence="Nej.", by=d.mette)
    stand_in(d, d.owner)
    _title, url = only_line(d, d.owner)
    send(d, url, text="Lad os tales ved.")
    assert names(ReportReply.objects.get()) == (d.viggo, d.owner)
    assert (activity("initiatives.report_answered"), lines(d)) == ((d.viggo, d.owner), [])


def test_who_stands_in_for_leader_and_lead_answers_for_the_leader(d: SimpleNamespace) -> None:
    initiative = world.make_initiative(document=d.document, lead=d.mette)
    given = reports.report(initiative, level="off_track", sentence="Nej.", by=d.mette)
    for absent in (d.mette, d.owner):
        Deputyship.objects.create(person=absent, deputy=d.viggo)
    assert names(reports.reply(given, by=d.viggo)) == (d.viggo, d.owner)


@pytest.mark.parametrize("approver", ["leader", "person", "forum"])
def test_deputy_approves_for_whom_the_plan_names(d: SimpleNamespace, approver: str) -> None:
    make_tidy(d)
    d.initiative = world.make_initiative(document=d.document, lead=d.mette, phase=Phase.PROPOSED)
    world.tie(d.initiative.element, d.aim)
    forum = world.make_forum("Ledergruppen", kind="Direktion")
    if approver == "person":
        Approver.objects.create(document=d.document, person=d.anna)
    elif approver == "forum":
        world.give_seat(d.anna, forum)
        Approver.objects.create(document=d.document, forum=forum)
    absent = d.owner if approver == "leader" else d.anna
    stand_in(d, absent)
    _title, url = only_line(d, absent)
    step = reverse("initiative_step", args=[d.initiative.pk, Phase.APPROVED.value])
    assert step in d.client.get(url).content.decode()
    send(d, step, on=f"{today():%d.%m.%Y}", item="7")
    verb = "approved_in_forum" if approver == "forum" else "stepped"
    assert names(PhaseStep.objects.latest("pk")) == (d.viggo, absent)
    assert (activity(f"initiatives.{verb}"), lines(d)) == ((d.viggo, absent), [])


def test_deputy_says_no_for_the_approver(d: SimpleNamespace) -> None:
    initiative = world.make_initiative(document=d.document, lead=d.mette, phase=Phase.PROPOSED)
    Approver.objects.create(document=d.document, person=d.anna)
    Deputyship.objects.create(person=d.anna, deputy=d.viggo)
    send(d, reverse("initiative_step", args=[initiative.pk, Phase.STOPPED.value]), why="Ingen penge")
    assert names(PhaseStep.objects.latest("pk")) == (d.viggo, d.anna)


# --- Documents -------------------------------------------------------------------------------------------------------


def make_tidy(d: SimpleNamespace) -> None:
    """Nothing in the school's documents needs tidying."""
    for document in (d.document, d.draft):
        document.responsible, document.review_on = d.secretary, today() + timedelta(days=300)
        document.save()
    d.draft.delete()


def answer_for(d: SimpleNamespace, who: str) -> Person:
    """Let the absent one answer for the tie: as leader, or by name for the document or for the line alone."""
    make_tidy(d)
    if who == "document":
        d.document.responsible, d.document.visibility = d.anna, Visibility.SHARED
        d.document.save()
    elif who == "element":
        d.element.responsible = d.anna
        d.element.save()
    return d.owner if who == "leader" else d.anna  # type: ignore[no-any-return]


@pytest.mark.parametrize("who", ["leader", "document", "element"])
def test_deputy_answers_the_doubt_about_a_tie(d: SimpleNamespace, who: str) -> None:
    absent = answer_for(d, who)
    question_tie(d.tie, why="Hvordan?", by=d.secretary)
    stand_in(d, absent)
    _title, url = only_line(d, absent)
    answering = reverse("tie_answer", args=[d.tie.pk])
    assert f'action="{answering}"' in d.client.get(url).content.decode()
    send(d, answering, answer="Sådan.")
    question = TieQuestion.objects.get()
    assert (question.answered_by, question.answered_on_behalf_of) == (d.viggo, absent)
    assert (activity("direction.question_answered"), lines(d)) == ((d.viggo, absent), [])
    assert f"Viggo Vikar (på vegne af {absent}) svarede" in d.client.get(url).content.decode()


@pytest.mark.parametrize("who", ["leader", "document", "element"])
def test_deputy_answers_for_an_inherited_tie(d: SimpleNamespace, who: str) -> None:
    absent = answer_for(d, who)
    heir = world.make_element(d.public, "Alle unge bliver dygtige læsere")
    d.aim.ended_on = today() - timedelta(days=1)
    d.aim.save()
    Fate.objects.create(element=d.aim, kind=FateKind.CARRIED_ON, to=heir, effective_on=d.aim.ended_on)
    stand_in(d, absent)
    _title, url = only_line(d, absent)
    send(d, url, upper=heir.pk, how="Fordi de læser.")
    made = Contribution.objects.get(upper=heir)
    assert (made.by, names(InheritanceAnswer.objects.get())) == (d.viggo, (d.viggo, absent))
    assert (activity("direction.inheritance_confirmed"), lines(d)) == ((d.viggo, absent), [])


@pytest.mark.parametrize("who", ["responsible", "editor"])
def test_deputy_tidies_what_the_absent_is_named_in(d: SimpleNamespace, who: str) -> None:
    make_tidy(d)
    world.make_document("Andres plan", kind="strategy_plan", unit=d.unit, visibility=Visibility.SHARED)
    plan = world.make_document("Plan", kind="strategy_plan", unit=d.unit, visibility=Visibility.SHARED)
    plan.review_on = today() - timedelta(days=1)
    plan.responsible = d.anna if who == "responsible" else d.secretary
    plan.save()
    if who == "editor":
        plan.editors.add(d.anna)
    stand_in(d, d.anna)
    title, url = only_line(d, d.anna)
    shown = d.client.get(url).content.decode()
    assert (title, ">Plan<" in shown, "Andres plan" in shown) == (
        "Skal revideres: 1 dokument",
        True,
        False,
    )
    facts = reverse("document_facts", args=[plan.pk])
    assert d.client.get(facts).status_code == 200
    edit_facts(plan, opened=plan.version, by=d.viggo, facts={"review_on": today() + timedelta(days=90)})
    assert (activity("direction.facts_edited"), lines(d)) == ((d.viggo, d.anna), [])


def test_named_editor_who_is_also_a_deputy_writes_in_their_own_name(d: SimpleNamespace) -> None:
    d.document.editors.add(d.viggo, d.anna)
    Deputyship.objects.create(person=d.anna, deputy=d.viggo)
    edit_facts(d.document, opened=d.document.version, by=d.viggo, facts={"review_on": today()})
    assert activity("direction.facts_edited") == (d.viggo, None)


def test_deputy_tidies_their_own_beside_that_of_the_absent(d: SimpleNamespace) -> None:
    make_tidy(d)
    own = world.make_document("Egen plan", kind="strategy_plan", unit=d.other_unit, responsible=d.viggo)
    for document in (own, d.document):
        document.review_on = today() - timedelta(days=1)
        document.save()
    Deputyship.objects.create(person=d.owner, deputy=d.viggo)
    found = sorted((title, whom) for title, whom, _url in lines(d))
    assert found == [("Skal revideres: 1 dokument", ""), ("Skal revideres: 1 dokument", "For Gerda Holm")]


def test_office_of_the_secretariat_is_not_handed_on(d: SimpleNamespace) -> None:
    d.document.review_on = today() - timedelta(days=1)
    d.document.save()
    assert d.client.get(reverse("waiting")).status_code == 200
    Deputyship.objects.create(person=d.secretary, deputy=d.viggo)
    assert lines(d) == []
