"""Following, visits, and what has happened since the last one."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from pejling.activity.actions import log
from pejling.activity.models import Activity
from pejling.core import request_cache
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.desk.actions.following import be_here, follow, unfollow
from pejling.desk.dates import upcoming_dates
from pejling.desk.figures.following import with_following
from pejling.desk.figures.since import News, news_for
from pejling.desk.models import Follow, Visit
from pejling.direction.models import Document, HearingPeriod, Visibility
from pejling.people.models import Person
from tests import world

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def news(person: Person, since: datetime | None = None) -> list[News]:
    return news_for(person, since, timezone.now())


def wrote(thing: object, by: Person, verb: str = "wrote", **details: str) -> Activity:
    return log(f"direction.{verb}", thing, by=by, **details)  # type: ignore[arg-type]


def told(person: Person) -> list[tuple[str, str]]:
    return [(each.title, each.url) for each in news(person)]


def test_leader_is_told_what_others_did_with_the_units_plan(w: SimpleNamespace) -> None:
    wrote(w.document, w.secretary)
    wrote(w.document, w.owner)
    assert [(each.title, str(each.activity.by)) for each in news(w.owner)] == [  # type: ignore[attr-defined]
        ("Strategiplan for Søparkens Skole", "Signe Krogh")
    ]


def test_others_are_told_only_when_they_follow(w: SimpleNamespace) -> None:
    wrote(w.document, w.secretary)
    before = told(w.colleague)
    follow(w.document, by=w.colleague)
    assert (before, told(w.colleague)) == (
        [],
        [("Strategiplan for Søparkens Skole", reverse("document", args=[w.document.pk]))],
    )


def test_what_one_may_no_longer_see_is_not_told(w: SimpleNamespace) -> None:
    follow(w.document, by=w.colleague)
    wrote(w.document, w.secretary)
    w.document.visibility = Visibility.DRAFT
    w.document.save()
    assert told(w.colleague) == []


def test_news_tell_of_elements_and_of_ties_at_both_ends(w: SimpleNamespace) -> None:
    names = {"lower": "Alle læser hver dag", "upper": "Alle børn bliver dygtige læsere"}
    wrote(w.tie, w.secretary, "tie_questioned", **names)
    wrote(w.element, w.secretary, "fate_set", fate="Føres videre")
    assert [each.url for each in news(w.owner)] == [reverse("element", args=[w.element.pk])] * 2


def test_a_tie_is_told_only_where_both_ends_may_be_seen(w: SimpleNamespace) -> None:
    names = {"lower": "Hemmeligt", "upper": "Alle læser hver dag"}
    hidden = world.make_element(w.draft, "Hemmeligt")
    wrote(world.tie(hidden, w.element), w.secretary, "tied", **names)
    follow(w.document, by=w.colleague)
    assert (told(w.colleague), len(told(w.owner))) == ([], 1)


def test_the_same_done_several_times_is_one_line(w: SimpleNamespace) -> None:
    for _each in range(3):
        wrote(w.document, w.secretary)
    assert [each.times for each in news(w.owner)] == [3]


def test_one_sees_a_week_back_and_what_is_new_is_marked(w: SimpleNamespace) -> None:
    with travel(timezone.now() - timedelta(days=8), tick=False):
        wrote(w.document, w.secretary, "moved")
    with travel(timezone.now() - timedelta(days=6), tick=False):
        wrote(w.document, w.secretary, "wrote")
    wrote(w.document, w.secretary, "frozen", name="Før sommer")
    found = news(w.owner, timezone.now() - timedelta(days=2))
    assert [(each.activity.verb, each.is_new) for each in found] == [
        ("direction.frozen", True),
        ("direction.wrote", False),
    ]


def test_after_a_long_absence_one_sees_all_of_it(w: SimpleNamespace) -> None:
    with travel(timezone.now() - timedelta(days=40), tick=False):
        wrote(w.document, w.secretary)
    since = timezone.now() - timedelta(days=60)
    assert (len(news(w.owner)), len(news(w.owner, since))) == (0, 1)


def test_who_has_no_post_is_told_nothing(w: SimpleNamespace) -> None:
    kind = ContentType.objects.get_for_model(w.public)
    Follow.objects.create(person=w.outsider, target_kind=kind, target_id=w.public.pk)
    wrote(w.public, w.secretary)
    assert told(w.outsider) == []


def test_news_cost_the_same_however_many(w: SimpleNamespace) -> None:
    wrote(w.document, w.secretary)
    news(w.owner)
    with CaptureQueriesContext(connection) as few, request_cache.kept():
        news(w.owner)
    for number in range(5):
        document = world.make_document(f"Plan {number}", kind="strategy_plan", unit=w.unit)
        wrote(document, w.secretary)
        wrote(world.make_element(document), w.colleague, "fate_set", fate="x")
    with CaptureQueriesContext(connection) as many, request_cache.kept():
        assert len(news(w.owner)) == 11
    # One for each kind of things, however many there are.
    assert len(few) == len(many)


# --- Following -------------------------------------------------------------------------------------------------------


def test_following_twice_is_following_once(w: SimpleNamespace) -> None:
    follow(w.document, by=w.colleague)
    follow(w.document, by=w.colleague)
    assert Follow.objects.count() == 1


def test_who_has_no_post_cannot_follow(w: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="Kun ansatte"):
        follow(w.public, by=w.outsider)


def test_unfollowing_what_one_does_not_follow_is_told(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="Du følger det ikke"):
        unfollow(w.document, by=w.colleague)


def test_document_offers_to_be_followed_and_the_way_back(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.colleague)
    page = reverse("document", args=[w.document.pk])
    address = reverse("follow", args=["dokument", w.document.pk])
    assert address in client.get(page).content.decode()
    after = client.post(address, follow=True).content.decode()
    back = reverse("unfollow", args=["dokument", w.document.pk])
    assert ("Du følger »Strategiplan" in after, back in after) == (True, True)
    assert w.document.title in client.get(reverse("follows")).content.decode()
    client.post(back, {"list": "1"}, follow=True)
    assert w.document.title not in client.get(reverse("follows")).content.decode()


@pytest.mark.parametrize("kind", ["punkt", "person"])
def test_what_cannot_be_followed_is_not_there(w: SimpleNamespace, client: Client, kind: str) -> None:
    client.force_login(w.owner)
    assert client.post(reverse("follow", args=[kind, w.element.pk])).status_code == 404


def test_list_of_what_one_follows_costs_the_same_for_many(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    follow(w.public, by=w.owner)
    client.get(reverse("follows"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("follows"))
    for number in range(3):
        follow(world.make_document(f"Plan {number}", unit=w.unit), by=w.owner)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("follows"))
    assert len(many) == len(few)


# --- Visits ----------------------------------------------------------------------------------------------------------


def test_a_new_visit_after_a_break_counts_from_the_end_of_the_last(w: SimpleNamespace) -> None:
    be_here(w.owner, at=NOW, is_new=True)
    be_here(w.owner, at=NOW + timedelta(minutes=50), is_new=True)
    soon = Visit.objects.get().since
    be_here(w.owner, at=NOW + timedelta(hours=20), is_new=True)
    assert (soon, Visit.objects.get().since) == (None, NOW + timedelta(minutes=50))


def test_staying_for_hours_is_one_visit(w: SimpleNamespace) -> None:
    be_here(w.owner, at=NOW - timedelta(days=3), is_new=True)
    be_here(w.owner, at=NOW, is_new=True)
    be_here(w.owner, at=NOW + timedelta(hours=4), is_new=False)
    visit = Visit.objects.get()
    assert (visit.since, visit.latest_at) == (NOW - timedelta(days=3), NOW + timedelta(hours=4))


def test_front_page_writes_once_an_hour(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)

    def writes() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("front"))
        return sum("desk_visit" in query["sql"] for query in queries if not query["sql"].startswith("SELECT"))

    first, second = writes(), writes()
    with travel(timezone.now() + timedelta(minutes=61), tick=False):
        later = writes()
    assert (first, second, later) == (1, 0, 1)


# --- Dates -----------------------------------------------------------------------------------------------------------


def test_ones_own_documents_bring_their_dates_in_order(w: SimpleNamespace) -> None:
    w.document.review_on = today() + timedelta(days=40)
    w.document.ends_on = today() + timedelta(days=20)
    w.document.save()
    HearingPeriod.objects.create(
        document=w.draft, opens_on=today(), closes_on=today() + timedelta(days=10), by=w.owner
    )
    found = upcoming_dates(w.owner, today(), today() + timedelta(days=60))
    assert [(day.what, (day.on - today()).days) for day in found] == [
        ("Svarfrist i høringen", 10),
        ("Perioden slutter", 20),
        ("Skal revideres", 40),
    ]
    assert upcoming_dates(w.colleague, today(), today() + timedelta(days=60)) == []


def test_dates_cost_the_same_queries_however_many(w: SimpleNamespace) -> None:
    upcoming_dates(w.owner, today(), today())
    costs = []
    for number in range(3):
        world.make_document(f"Plan {number}", unit=w.unit, review_on=today() + timedelta(days=5))
        with CaptureQueriesContext(connection) as queries:
            assert len(upcoming_dates(w.owner, today(), today() + timedelta(days=60))) == number + 1
        costs.append(len(queries))
    assert costs[0] == costs[2]


@pytest.mark.parametrize("page", ["news", "days"])
def test_page_behind_a_list_teaches_when_it_is_empty(w: SimpleNamespace, client: Client, page: str) -> None:
    client.force_login(w.colleague)
    assert 'class="empty"' in client.get(reverse(page)).content.decode()


def test_page_says_of_the_followed_thing_alone_that_it_is_followed(w: SimpleNamespace) -> None:
    follow(w.document, by=w.colleague)
    rows = with_following(Document.objects.filter(pk__in=[w.document.pk, w.public.pk]), w.colleague)
    assert {row.pk: row.is_followed for row in rows} == {w.document.pk: True, w.public.pk: False}


def test_what_is_followed_is_not_mixed_up_with_another_kind_of_the_same_number(w: SimpleNamespace) -> None:
    follow(w.document, by=w.colleague)
    assert [Follow.objects.of(w.colleague, kind).count() for kind in (Document, Person)] == [1, 0]
