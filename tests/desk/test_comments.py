"""Comments beside things: who reads them, who is told, and how one takes one's own back."""

from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.permissions import Refused, may
from pejling.desk.actions.comments import (
    comment,
    edit_comment,
    remove_comment,
    restore_comment,
    settle_mentions,
)
from pejling.desk.actions.following import follow
from pejling.desk.commented import Commented
from pejling.desk.duties import duties_of
from pejling.desk.figures.comments import thread_of, threads_of
from pejling.desk.figures.since import news_for
from pejling.desk.keys import mention_key
from pejling.desk.mailing.asked import send_asked
from pejling.desk.models import Comment, Mention
from pejling.initiatives.models import Level, StatusReport
from pejling.organisation.visibility import Visibility
from pejling.people.models import Person
from pejling.search.figures import search
from tests import world
from tests.made_up.models import Case
from tests.rooms import Tell

WORD = "zqkommentarxv"


def said(thing: object, viewer: Person) -> list[str]:
    thread = thread_of(thing, viewer)  # type: ignore[arg-type]
    return [each.text for each in thread.comments] if thread else []


def asked(person: Person) -> list[str]:
    return [
        duty.title
        for source, duty in duties_of([person], today())[person.pk]
        if source.key == "desk.mentions"
    ]


def test_comment_is_read_on_the_page_by_those_who_work_here_and_by_nobody_else(
    w: SimpleNamespace, client: Client
) -> None:
    comment(w.aim, text=WORD, by=w.owner)
    page = reverse("element", args=[w.aim.pk])
    assert WORD not in client.get(page).content.decode()
    client.force_login(w.outsider)
    assert WORD not in client.get(page).content.decode()
    client.force_login(w.colleague)
    assert WORD in client.get(page).content.decode()


def test_comment_is_seen_by_those_who_may_see_the_thing_alone(w: SimpleNamespace) -> None:
    hidden = world.make_element(w.draft, "Nyt mål")
    row = comment(hidden, text=WORD, by=w.owner)
    seeing = [
        each
        for each in (w.owner, w.secretary, w.colleague, w.outsider)
        if row in Comment.objects.visible_to(each)
    ]
    finding = [
        each
        for each in (w.owner, w.secretary, w.colleague, w.outsider)
        if search(WORD, each, sources=["comment"]).hits
    ]
    assert (seeing, finding) == ([w.owner, w.secretary], [w.owner, w.secretary])
    assert [may(each, "desk.comment", hidden) for each in (w.owner, w.colleague, w.outsider)] == [
        True,
        False,
        False,
    ]


def test_comment_is_found_with_what_it_is_about_until_it_is_taken_away(w: SimpleNamespace) -> None:
    row = comment(w.aim, text=WORD, by=w.owner)
    (hit,) = search(WORD, w.colleague, sources=["comment"]).hits
    assert (hit.name, hit.place.url) == (
        w.aim.title,
        f"{reverse('element', args=[w.aim.pk])}#kommentar-{row.pk}",
    )
    remove_comment(row, by=w.owner)
    assert search(WORD, w.colleague, sources=["comment"]).hits == []


def test_whoever_is_named_has_a_duty_and_a_mail_until_they_have_seen_it(w: SimpleNamespace) -> None:
    comment(w.aim, text="Hvad siger du, @Bo Friis?", by=w.owner)
    assert asked(w.colleague) == [f"Gerda Holm nævner dig: »{w.aim.title}«"]
    assert send_asked(w.colleague, mention_key(Mention.objects.get().pk)) == 1
    assert [each.to for each in mail.outbox] == [[f"Bo Friis <{w.colleague.email}>"]]
    settle_mentions(w.aim, by=w.colleague)
    assert asked(w.colleague) == []


def test_answering_beside_the_thing_settles_what_one_was_named_in(w: SimpleNamespace) -> None:
    comment(w.aim, text="@Bo Friis har du set det?", by=w.owner)
    comment(w.aim, text="Ja.", by=w.colleague)
    assert asked(w.colleague) == []


def test_name_that_nobody_has_or_that_two_have_is_refused_in_words(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="ingen, der hedder Bo"):
        comment(w.aim, text="Hej @Bo", by=w.owner)
    world.give_post(world.make_person("Bo Friis", email="bo2@fjordlund.example"), w.unit)
    with pytest.raises(ValidationError, match="Flere hedder Bo Friis"):
        comment(w.aim, text="Hej @Bo Friis", by=w.owner)
    comment(w.aim, text="Hej @bo2@fjordlund.example.", by=w.owner)
    assert [each.person.email for each in Mention.objects.all()] == ["bo2@fjordlund.example"]
    assert not Comment.objects.filter(text="Hej @Bo").exists()


def test_who_may_not_see_the_thing_cannot_be_named(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="kan ikke se det her"):
        comment(world.make_element(w.draft, "Nyt mål"), text="Se her, @Bo Friis", by=w.owner)


def test_one_edits_and_takes_away_ones_own_and_gets_it_back(w: SimpleNamespace) -> None:
    row = comment(w.aim, text="Godt", by=w.owner)
    for act in (
        lambda: edit_comment(row, text="Skidt", opened=1, by=w.colleague),
        lambda: remove_comment(row, by=w.secretary),
    ):
        with pytest.raises(Refused):
            act()
    edit_comment(row, text="Rigtig godt", opened=1, by=w.owner)
    assert [each.text for each in row.history.all()] == ["Rigtig godt", "Godt"]
    remove_comment(row, by=w.owner)
    assert said(w.aim, w.colleague) == []
    restore_comment(row, by=w.owner)
    assert said(w.aim, w.colleague) == ["Rigtig godt"]


def test_pages_of_a_comment_edit_it_take_it_away_and_undo_that(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    client.post(reverse("comment_new", args=["maal", w.aim.pk]), {"text": "Godt"})
    row = Comment.objects.get()
    client.post(reverse("comment_edit", args=[row.pk]), {"text": "Bedre", "version": 1})
    assert said(w.aim, w.owner) == ["Bedre"]
    client.post(reverse("comment_removal", args=[row.pk]))
    assert said(w.aim, w.owner) == []
    client.post(reverse("comment_restoring", args=[row.pk]))
    assert said(w.aim, w.owner) == ["Bedre"]
    assert (
        client.post(reverse("comment_new", args=["maal", w.aim.pk]), {"text": "@Ingen Kendt"}).status_code
        == 422
    )


def test_comment_is_in_the_log_without_its_words_and_is_news_to_those_who_follow(w: SimpleNamespace) -> None:
    follow(w.public, by=w.colleague)
    comment(w.aim, text=WORD, by=w.owner)
    line = Activity.objects.about(w.aim).get(verb="desk.commented")
    assert WORD not in str(line.details)
    assert "desk.commented" in {each.activity.verb for each in news_for(w.colleague, None, timezone.now())}


def test_status_and_initiative_are_commented_each_beside_itself(w: SimpleNamespace, client: Client) -> None:
    initiative = world.make_initiative("Læsebånd", document=w.document, lead=w.owner)
    report = StatusReport.objects.create(initiative=initiative, level=Level.ON_TRACK, by=w.owner)
    comment(initiative, text="Om indsatsen", by=w.owner)
    comment(report, text="Om status", by=w.colleague)
    assert (said(initiative, w.owner), said(report, w.owner)) == (["Om indsatsen"], ["Om status"])
    assert Activity.objects.about(initiative).filter(verb="desk.commented").count() == 2
    client.force_login(w.owner)
    shown = client.get(reverse("initiative", args=[initiative.pk])).content.decode()
    assert ("Om indsatsen" in shown, "Om status" in shown) == (True, True)


def test_threads_beside_three_cost_what_those_beside_one_do(w: SimpleNamespace) -> None:
    aims = [world.make_element(w.document, f"Mål {number}") for number in range(3)]
    for aim in aims:
        comment(aim, text="Godt", by=w.owner)

    def cost(things: list[object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            threads_of(things, w.owner)  # type: ignore[arg-type]
        return len(queries)

    cost([*aims])
    assert cost([*aims[:1]]) == cost([*aims])


def test_another_rooms_things_are_commented_as_soon_as_it_tells_of_them(
    w: SimpleNamespace, tell: Tell
) -> None:
    case = Case.objects.create(title="Ny skole", unit=w.unit, visibility=Visibility.DRAFT)
    tell(
        Commented(
            "sag", Case, lambda viewer: Case.objects.visible_to(viewer), str, lambda case: f"/sager/{case.pk}"
        )
    )
    row = comment(case, text=WORD, by=w.owner)
    assert (said(case, w.owner), row in Comment.objects.visible_to(w.colleague)) == ([WORD], False)
    (hit,) = search(WORD, w.owner, sources=["comment"]).hits
    assert (hit.name, hit.place.url) == ("Ny skole", f"/sager/{case.pk}#kommentar-{row.pk}")
    with pytest.raises(Refused):
        comment(case, text="Nej", by=w.colleague)
