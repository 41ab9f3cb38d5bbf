"""One's own initiatives on Min side: what others did with them, the days that they bring, and those that one follows."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pejling.core import request_cache
from pejling.core.dates import months_before, today
from pejling.desk.actions.following import follow
from pejling.desk.dates import upcoming_dates
from pejling.desk.figures.since import news_for
from pejling.direction.models import Visibility
from pejling.initiatives.actions import milestones, phases, reports
from pejling.initiatives.actions.judging import add_criterion, judge
from pejling.initiatives.models import Phase
from pejling.organisation.models import Deputyship
from pejling.people.models import Person
from tests import world

A_YEAR = timedelta(days=365)


@pytest.fixture
def i(w: SimpleNamespace) -> SimpleNamespace:
    """An initiative of the school that Mette leads."""
    w.mette = world.give_post(world.make_person("Mette Lund"), w.unit)
    w.initiative = world.make_initiative("Fælles læsebånd", document=w.document, lead=w.mette)
    return w


def told(person: Person) -> list[str]:
    """The verbs that the person is told of initiatives, newest first."""
    found = news_for(person, None, timezone.now())
    verbs = [each.activity.verb for each in found]
    return [verb.removeprefix("initiatives.") for verb in verbs if verb.startswith("initiatives.")]


def days(person: Person, ahead: timedelta = A_YEAR) -> list[tuple[date, str, str]]:
    return [(day.on, day.title, day.what) for day in upcoming_dates(person, today(), today() + ahead)]


def stand_in(deputy: Person, absent: Person) -> None:
    Deputyship.objects.create(person=absent, deputy=deputy, starts_on=today(), ends_on=today())


# --- What has happened -----------------------------------------------------------------------------------------------


def test_who_leads_an_initiative_is_told_what_others_do_with_it(i: SimpleNamespace) -> None:
    report = reports.report(i.initiative, level="on_track", by=i.mette)
    reports.reply(report, text="Godt gået.", by=i.owner)
    milestone = milestones.add_milestone(i.initiative, title="Bøger", due_on=today(), by=i.mette)
    later, opened = today() + timedelta(days=9), milestone.version
    milestones.change_milestone(
        milestone, title="Bøger", due_on=later, reached_on=None, opened=opened, by=i.owner
    )
    criterion = add_criterion(i.initiative, title="Alle læser", by=i.owner)
    judge(i.initiative, criterion, verdict="met", evidence="Set.", by=i.owner)
    phases.step(i.initiative, Phase.PAUSED, why="Sommer", by=i.owner)
    assert told(i.mette) == ["stepped", "judged", "criterion_added", "milestone_changed", "report_answered"]
    (news,) = [
        each for each in news_for(i.mette, None, timezone.now()) if each.activity.verb == "initiatives.judged"
    ]
    assert (news.title, news.url) == ("Fælles læsebånd", reverse("initiative", args=[i.initiative.pk]))


def test_leader_of_the_unit_its_deputy_and_who_follows_are_told_and_nobody_else(i: SimpleNamespace) -> None:
    i.deputy = world.give_post(world.make_person("Viggo Vikar"), i.other_unit)
    stand_in(i.deputy, i.owner)
    reports.report(i.initiative, level="on_track", by=i.mette)
    assert (told(i.owner), told(i.deputy), told(i.colleague)) == (["reported"], ["reported"], [])
    follow(i.initiative, by=i.colleague)
    assert told(i.colleague) == ["reported"]


def test_what_a_follower_may_no_longer_see_is_not_told(i: SimpleNamespace) -> None:
    follow(i.initiative, by=i.colleague)
    reports.report(i.initiative, level="on_track", by=i.mette)
    i.document.visibility = Visibility.DRAFT
    i.document.save()
    assert told(i.colleague) == []


def test_news_of_initiatives_cost_no_query_of_their_own(i: SimpleNamespace) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted, request_cache.kept():
            news_for(i.owner, None, timezone.now())
        return len(counted)

    told(i.owner)
    reports.report(i.initiative, level="on_track", by=i.mette)
    one = queries()
    for number in range(3):
        other = world.make_initiative(f"Indsats {number}", document=i.document, lead=i.mette)
        reports.report(other, level="on_track", by=i.mette)
    assert queries() == one
    assert len(told(i.owner)) == 4


def test_initiative_offers_to_be_followed_and_the_way_back(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.colleague)
    page = reverse("initiative", args=[i.initiative.pk])
    address = reverse("follow", args=["indsats", i.initiative.pk])
    assert address in client.get(page).content.decode()
    after = client.post(address, follow=True)
    back = reverse("unfollow", args=["indsats", i.initiative.pk])
    assert after.redirect_chain == [(page, 303)]
    assert ("Du følger »Fælles læsebånd«" in after.content.decode(), back in after.content.decode()) == (
        True,
        True,
    )
    assert f'href="{page}"' in client.get(reverse("follows")).content.decode()
    client.post(back, {"list": "1"})
    assert f'href="{page}"' not in client.get(reverse("follows")).content.decode()


# --- Days ------------------------------------------------------------------------------------------------------------


def test_who_leads_an_initiative_finds_its_days_in_order(i: SimpleNamespace) -> None:
    i.initiative.ends_on = today() + timedelta(days=20)
    i.initiative.save()
    milestones.add_milestone(i.initiative, title="Bøger", due_on=today() + timedelta(days=30), by=i.mette)
    soon = today() + timedelta(days=2)
    reports.report(
        i.initiative,
        level="pressed",
        sentence="Vi venter.",
        expected_on=today() + timedelta(days=40),
        by=i.mette,
    )
    milestones.add_milestone(i.initiative, title="Vejledere", due_on=soon, by=i.mette)
    assert days(i.mette) == [
        (soon, "Vejledere", "Delmål i »Fælles læsebånd«"),
        (today() + timedelta(days=30), "Bøger", "Delmål i »Fælles læsebånd«"),
        # By the latest status, and not by plan any more.
        (today() + timedelta(days=40), "Fælles læsebånd", "Ventes afsluttet"),
        (months_before(today(), -3), "Fælles læsebånd", "Næste status"),
    ]
    assert days(i.colleague) == []


def test_who_stands_in_finds_the_days_of_the_absent(i: SimpleNamespace) -> None:
    i.initiative.ends_on = today() + timedelta(days=20)
    i.initiative.save()
    stand_in(i.colleague, i.mette)
    assert [what for _on, _title, what in days(i.colleague)] == ["Ventes afsluttet", "Næste status"]


def test_period_of_the_next_status_is_the_units_own(i: SimpleNamespace) -> None:
    from pejling.initiatives.actions.choices import set_rhythm

    set_rhythm(i.unit, 1, by=i.owner)
    reports.report(i.initiative, level="on_track", by=i.mette)
    assert days(i.mette) == [(months_before(today(), -1), "Fælles læsebånd", "Næste status")]


def test_what_has_ended_or_is_reached_brings_no_day(i: SimpleNamespace) -> None:
    milestone = milestones.add_milestone(i.initiative, title="Bøger", due_on=today(), by=i.mette)
    milestones.reach(milestone, by=i.mette)
    assert [what for _on, _title, what in days(i.mette)] == ["Næste status"]
    milestones.add_milestone(i.initiative, title="Vejledere", due_on=today() + timedelta(days=1), by=i.mette)
    phases.step(i.initiative, Phase.STOPPED, why="Ingen penge", by=i.mette)
    assert days(i.mette) == []


def test_days_of_initiatives_cost_the_same_queries_however_many(i: SimpleNamespace) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            days(i.mette)
        return len(counted)

    milestones.add_milestone(i.initiative, title="Bøger", due_on=today(), by=i.mette)
    few = queries()
    for number in range(3):
        other = world.make_initiative(f"Indsats {number}", document=i.document, lead=i.mette)
        milestones.add_milestone(other, title="Bøger", due_on=today(), by=i.mette)
    assert queries() == few
    assert len(days(i.mette)) == 8
