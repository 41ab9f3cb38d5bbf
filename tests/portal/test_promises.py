"""What citizens meet first: the promises and how they go, from what is public and nothing else."""

import json
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pejling.core.dates import today
from pejling.direction.models import Contribution, Correction, Document, Fate, FateKind, Phase, Visibility
from pejling.initiatives.actions.publishing import choose_public, write_public_text
from pejling.initiatives.models import Initiative, Level, Milestone, PhaseStep, PublicTextKind, StatusReport
from pejling.initiatives.models import Phase as WorkPhase
from pejling.portal.figures.promise import promise_of
from pejling.portal.figures.promises import read_board
from pejling.portal.figures.verdict import Course
from tests import world
from tests.portal.conftest import make_work


def text_of(address: str, person: object = None) -> str:
    client = Client()
    if person:
        client.force_login(person)  # type: ignore[arg-type]
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_front_page_says_what_is_promised_before_any_list_of_documents(w: SimpleNamespace) -> None:
    page = text_of("/")
    assert page.index("Børn vokser op med mod på livet") < page.index("De vedtagne tekster")
    assert "Det har vi lovet dig" in page
    assert "Ved vi ikke endnu" in page


def test_who_works_here_keeps_min_side(w: SimpleNamespace) -> None:
    assert "Det har vi lovet dig" not in text_of("/", w.owner)
    assert "Det har vi lovet dig" in text_of("/loefter/", w.owner)


def test_promise_is_told_by_whom_it_is_worked_on_and_how_that_goes(w: SimpleNamespace) -> None:
    make_work(w, "Læsebånd", due=6, met=6)
    make_work(w, "Regnebånd", Level.PRESSED)
    make_work(w, "Musik", Level.OFF_TRACK, days_ago=300)
    make_work(w, "Hemmeligt", is_public=False)
    make_work(w, "Svømning")
    (promise,) = read_board().promises
    assert [(sign.word, count) for sign, count in promise.counts] == [
        ("På sporet", 2),
        ("Presset", 1),
        ("Ved vi ikke endnu", 1),
    ]
    assert (promise.verdict.course, promise.places) == (Course.FORWARD, ["Søparkens Skole"])
    assert "Hemmeligt" not in [each.title for each in promise.work]


def test_latest_that_was_reached_is_told(w: SimpleNamespace) -> None:
    row = make_work(w, "Læsebånd")
    write_public_text(row, kind=PublicTextKind.REACHED, text="Alle læser.", by=w.owner)
    last_week = today() - timedelta(days=7)
    write_public_text(row, kind=PublicTextKind.REACHED, text="De første læser.", on=last_week, by=w.owner)
    (promise,) = read_board().promises
    assert [story.told.text for story in promise.stories] == ["Alle læser.", "De første læser."]
    assert "Alle læser." in text_of("/")


def test_idea_is_the_units_own_until_it_is_approved(w: SimpleNamespace) -> None:
    idea = world.make_initiative("Idéen", document=w.document, phase=WorkPhase.IDEA, is_status_public=True)
    world.tie(idea.element, w.aim)
    assert read_board().promises[0].work == ()


def test_without_a_vision_the_policies_promise(w: SimpleNamespace) -> None:
    Document.objects.filter(pk=w.vision.pk).update(visibility=Visibility.INTERNAL)
    assert [promise.title for promise in read_board().promises] == ["Alle børn bliver dygtige læsere"]
    assert "Alle børn bliver dygtige læsere" in text_of("/")


def test_two_visions_both_promise(w: SimpleNamespace) -> None:
    other = world.make_adopted(
        "Vision for fjorden", kind="vision", forum=w.forum, unit=w.top, visibility=Visibility.PUBLIC
    )
    world.make_element(other, "Fjorden er ren", kind="vision_statement")
    assert [source.document.title for source in read_board().sources] == ["Vision for fjorden", "Vision 2037"]
    assert "Her er 2 løfter" in text_of("/")


def test_laws_and_the_leadership_foundation_promise_citizens_nothing(w: SimpleNamespace) -> None:
    Document.objects.filter(pk__in=[w.vision.pk, w.public.pk]).update(visibility=Visibility.INTERNAL)
    foundation = world.make_adopted(
        "Ledelsesgrundlag",
        kind="leadership_foundation",
        forum=w.forum,
        unit=w.top,
        visibility=Visibility.PUBLIC,
    )
    world.make_element(foundation, "Vi leder sammen", kind="value")
    assert read_board().promises == []


def test_empty_municipality_says_something_sensible(db: None) -> None:
    page = text_of("/")
    assert "Kommunen har ikke offentliggjort noget endnu" in page
    assert "Der er ikke givet løfter endnu" in text_of("/loefter/")


def test_expired_vision_says_that_it_holds_until_it_is_replaced(w: SimpleNamespace) -> None:
    Document.objects.filter(pk=w.vision.pk).update(
        starts_on=date(2020, 1, 1), ends_on=today() - timedelta(days=1)
    )
    words = "gælder, indtil"
    assert words in text_of("/")
    assert words in text_of(f"/loefter/{w.statement.pk}/")
    assert "Perioden er udløbet" not in text_of("/")


def test_same_number_of_queries_for_one_and_three(w: SimpleNamespace) -> None:
    row = make_work(w, "Læsebånd", due=2)
    write_public_text(row, kind=PublicTextKind.REACHED, text="Alle læser.", by=w.owner)
    with CaptureQueriesContext(
        connection,
    ) as one:
        read_board()
        promise_of(w.statement.pk)
    for title in ("Regnebånd", "Musik"):
        more = make_work(w, title, due=2)
        write_public_text(more, kind=PublicTextKind.REACHED, text="Alle er med.", by=w.owner)
        world.make_element(w.vision, f"Også {title}", kind="vision_statement")
    with CaptureQueriesContext(connection) as three:
        read_board()
        promise_of(w.statement.pk)
    assert len(three) == len(one)


# --- A promise's own page ---------------------------------------------------------------------------------------------


def test_page_has_the_words_the_decision_and_who_answers(w: SimpleNamespace) -> None:
    world.give_post(w.secretary, w.top, "Institutionsleder")
    page = text_of(f"/loefter/{w.statement.pk}/")
    assert "Alle børn bliver set." in page
    assert "vedtaget af Byrådet den 6. maj 2025" in page
    assert "Institutionsleder" in page
    assert w.secretary.name not in page


def test_tree_leads_from_the_promise_by_the_policy_to_the_school(w: SimpleNamespace) -> None:
    row = make_work(w, "Læsebånd")
    world.tie(row.element, w.statement)
    figure = promise_of(w.statement.pk)
    assert figure
    (policy,) = figure.branches
    assert (policy.element, policy.kicker) == (w.aim, "Politik · Byrådet")
    assert [(branch.element.title, branch.kicker) for branch in policy.branches] == [
        ("Læsebånd", "Søparkens Skole")
    ]


def test_what_is_not_public_has_no_page(w: SimpleNamespace) -> None:
    internal = world.make_adopted("Intern politik", forum=w.forum, unit=w.top, visibility=Visibility.INTERNAL)
    aim = world.make_element(internal, "Kun for os")
    for pk in (aim.pk, w.element.pk, 10**9):
        assert Client().get(f"/loefter/{pk}/").status_code == 404


def test_changes_tell_of_mending_and_of_an_old_aim_with_its_old_words(w: SimpleNamespace) -> None:
    Correction.objects.create(
        element=w.statement,
        document=w.vision,
        field="title",
        before="Børn har mod",
        after="",
        why="Uklart.",
        by=w.secretary,
    )
    old = world.make_document(
        "Den gamle politik", unit=w.top, visibility=Visibility.PUBLIC, phase=Phase.SUCCEEDED
    )
    moved = world.make_element(old, "Alle kan læse i 2027")
    Fate.objects.create(
        element=moved, kind=FateKind.MOVED, to=w.aim, why="Forsøget begyndte senere.", effective_on=today()
    )
    page = text_of(f"/loefter/{w.statement.pk}/")
    for words in (
        "Børn har mod",
        "Uklart.",
        "Alle kan læse i 2027",
        "Forsøget begyndte senere.",
        "Løftet blev givet af Byrådet.",
    ):
        assert words in page
    assert w.secretary.name not in page


def test_old_aim_of_an_internal_document_is_not_told(w: SimpleNamespace) -> None:
    old = world.make_document("Internt papir", unit=w.top, visibility=Visibility.INTERNAL)
    moved = world.make_element(old, "Skjult ordlyd")
    Fate.objects.create(element=moved, kind=FateKind.MOVED, to=w.statement, effective_on=today())
    page = text_of(f"/loefter/{w.statement.pk}/")
    assert "Skjult ordlyd" not in page
    assert "Internt papir" not in page


def let_it_be_long_ago(w: SimpleNamespace, row: Initiative) -> None:
    """All this was so a hundred days ago already."""
    then = timezone.now() - timedelta(days=100)
    for thing in (row, row.element, w.vision, w.document, w.public, w.statement):
        latest = thing.history.first()
        thing.history.exclude(pk=latest.pk).delete()
        thing.history.update(history_date=then)
    row.steps.update(on=timezone.localdate(then))
    Initiative.objects.filter(pk=row.pk).update(created_at=then)
    Contribution.objects.update(created_at=then)


def test_dated_link_goes_on_showing_the_day(w: SimpleNamespace) -> None:
    row = make_work(w, "Læsebånd", Level.ON_TRACK, days_ago=40)
    let_it_be_long_ago(w, row)
    then = today() - timedelta(days=20)
    StatusReport.objects.create(initiative=row, level=Level.OFF_TRACK, by=w.owner)
    w.statement.title = "Helt andre ord"
    w.statement.save()
    figure = promise_of(w.statement.pk, then)
    assert figure
    assert figure.promise.title == "Børn vokser op med mod på livet"
    assert [each.level for each in figure.promise.work] == [Level.ON_TRACK]
    page = text_of(f"/loefter/{w.statement.pk}/{then.isoformat()}/")
    assert "Sådan så siden ud, da dagen sluttede" in page
    assert "Helt andre ord" not in page


def test_dated_link_shows_no_status_that_was_hidden_then(w: SimpleNamespace) -> None:
    row = make_work(w, "Læsebånd", days_ago=40, is_public=False)
    let_it_be_long_ago(w, row)
    choose_public(w.document, [row], by=w.owner)
    then, now = promise_of(w.statement.pk, today() - timedelta(days=20)), promise_of(w.statement.pk)
    assert then
    assert now
    assert then.promise.work == ()
    assert [each.title for each in now.promise.work] == ["Læsebånd"]


@pytest.mark.parametrize("day", ["2999-01-01", "2026-02-31", "1-1-1"])
def test_day_that_there_is_not_answers_404(w: SimpleNamespace, day: str) -> None:
    assert Client().get(f"/loefter/{w.statement.pk}/{day}/").status_code == 404


# --- Data -------------------------------------------------------------------------------------------------------------


def test_promise_is_taken_home_as_rows_and_for_programs(w: SimpleNamespace) -> None:
    row = make_work(w, "=Læsebånd", due=6, met=6)
    write_public_text(row, kind=PublicTextKind.PROGRESS, text="Det går godt.", by=w.owner)
    rows = Client().get(f"/loefter/{w.statement.pk}/loefte.csv").content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Løfte;Sådan går løftet;")
    assert "'=Læsebånd;Søparkens Skole;" in rows[1]
    assert "Det går godt." in rows[1]
    data = json.loads(Client().get(f"/loefter/{w.statement.pk}/loefte.json").content)
    assert data["course"] == "unknown"
    assert data["initiatives"][0]["milestones_met"] == 6
    every = json.loads(Client().get("/loefter/loefter.json").content)
    assert every["documents"][0]["promises"][0]["id"] == w.statement.pk


# --- Nothing internal -------------------------------------------------------------------------------------------------


def test_no_internal_word_comes_out(w: SimpleNamespace) -> None:
    planted = [f"zq{number:03d}xv" for number in range(12)]
    row = make_work(w, "Læsebånd", due=6, met=6)
    hidden = make_work(w, planted[0], is_public=False)
    row.contributes_to_none_because, row.competences, row.outside_partners = planted[1:4]
    row.save()
    StatusReport.objects.create(initiative=row, level=Level.PRESSED, sentence=planted[4], by=w.owner)
    Milestone.objects.create(initiative=row, title=planted[5], due_on=today())
    PhaseStep.objects.create(initiative=row, after=WorkPhase.PAUSED, why=planted[6], by=w.owner)
    write_public_text(hidden, kind=PublicTextKind.REACHED, text=planted[7], by=w.owner)
    taken_back = write_public_text(row, kind=PublicTextKind.PROGRESS, text=planted[8], by=w.owner)
    taken_back.withdrawn_at = timezone.now()
    taken_back.save()
    tie = w.statement.contributors.get()
    tie.how = planted[9]
    tie.save()
    secret = world.make_document("Kladde", kind="strategy_plan", unit=w.unit, visibility=Visibility.DRAFT)
    world.tie(world.make_initiative(planted[10], document=secret, is_status_public=True).element, w.statement)
    w.owner.name = planted[11]
    w.owner.save()
    base = f"/loefter/{w.statement.pk}/"
    addresses = ["/", "/loefter/", base, f"{base}{today()}/", f"{base}loefte.csv", f"{base}loefte.json"]
    for address in [*addresses, "/loefter/loefter.csv", "/loefter/loefter.json"]:
        text = Client().get(address).content.decode()
        assert "Læsebånd" in text or address in ("/", "/loefter/")
        # The hidden initiative's line stands in a public plan, whose words anybody may read: only its status is hidden.
        assert [word for word in planted if word in text] == [], address


def test_no_private_word_is_used(w: SimpleNamespace) -> None:
    make_work(w, "Læsebånd", due=6, met=6)
    for address in ("/", "/loefter/", f"/loefter/{w.statement.pk}/"):
        text = text_of(address).lower()
        assert [
            word for word in (">punkt", " punkt ", "fratrådt", "udløbet", "trænger til") if word in text
        ] == []


def test_sign_in_is_in_the_menu_on_a_phone(w: SimpleNamespace) -> None:
    page = text_of("/")
    menu = page[page.index("phone-menu") :]
    assert "/konto/log-ind" in menu[: menu.index("</details>")]


def test_promise_that_holds_no_more_says_at_its_address_where_it_lives_on(w: SimpleNamespace) -> None:
    new = world.make_adopted(
        "Vision 2045", kind="vision", forum=w.forum, on=today(), unit=w.top, visibility=Visibility.PUBLIC
    )
    heir = world.make_element(new, "Alle børn har en ven", kind="vision_statement")
    end_promise(w, kind=FateKind.CARRIED_ON, to=heir)
    page = text_of(f"/loefter/{w.statement.pk}/")
    assert "Løftet gælder ikke mere" in page
    assert f'href="/loefter/{heir.pk}/"' in page
    assert Client().get(f"/loefter/{w.statement.pk}/loefte.json").status_code == 404


def test_promise_that_lapsed_says_why(w: SimpleNamespace) -> None:
    end_promise(w, kind=FateKind.LAPSED, why="Vi løser det på skolerne nu.")
    assert "Vi løser det på skolerne nu." in text_of(f"/loefter/{w.statement.pk}/")


def test_heir_that_citizens_may_not_read_is_not_named(w: SimpleNamespace) -> None:
    closed = world.make_adopted(
        "Intern vision", kind="vision", forum=w.forum, on=today(), unit=w.top, visibility=Visibility.INTERNAL
    )
    end_promise(
        w, kind=FateKind.MOVED, to=world.make_element(closed, "Hemmeligt mål", kind="vision_statement")
    )
    page = text_of(f"/loefter/{w.statement.pk}/")
    assert "Løftet gælder ikke mere" in page
    assert "Hemmeligt mål" not in page
    assert "Intern vision" not in page


def test_address_of_what_never_was_a_public_promise_says_nothing(w: SimpleNamespace) -> None:
    end_promise(w, kind=FateKind.LAPSED, why="Hemmeligt.")
    Document.objects.filter(pk=w.vision.pk).update(visibility=Visibility.INTERNAL)
    assert Client().get(f"/loefter/{w.statement.pk}/").status_code == 404
    point = world.make_element(w.document, "Et mål i en plan", kind="goal")
    assert Client().get(f"/loefter/{point.pk}/").status_code == 404


def end_promise(w: SimpleNamespace, **fate: object) -> None:
    """The vision's statement stops to hold today, with this fate."""
    Fate.objects.create(element=w.statement, by=w.owner, effective_on=today(), **fate)
    w.statement.ended_on = today()
    w.statement.save()
