"""The weekly mail: when it comes, what it says, what it never says twice."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from time_machine import travel

from pejling.core.dates import today
from pejling.core.models import ScheduledRun
from pejling.desk.actions.mail_choices import choose_mail
from pejling.desk.mailing.asked import send_asked
from pejling.desk.mailing.digests import send_digests
from pejling.desk.mailing.due import last_round, occasion_of, receivers, weekdays_due
from pejling.desk.models import Delivery, Mail, MailedDuty, Step, Weekday
from pejling.desk.tasks import WEEKLY, begin_digests
from pejling.desk.tasks import send_digests as send_later
from pejling.organisation.models import Deputyship
from pejling.people.models import Person
from tests import world
from tests.desk.conftest import Room

DENMARK = ZoneInfo("Europe/Copenhagen")
MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)
pytestmark = pytest.mark.time_machine(datetime(2026, 11, 23, 7, tzinfo=DENMARK).astimezone(UTC))


def post(on: date = MONDAY, *people: Person) -> list[EmailMultiAlternatives]:
    """What comes on a day, to everybody unless told."""
    before = len(mail.outbox)
    send_digests(list(people) or list(Person.objects.order_by("pk")), on)
    return mail.outbox[before:]  # type: ignore[return-value]


def subjects(mails: list[EmailMultiAlternatives]) -> list[tuple[str, str]]:
    return [(sent.to[0].partition(" <")[0], str(sent.subject)) for sent in mails]


# --- When ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "after", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 20), [0]),
        (date(2026, 11, 25), date(2026, 11, 24), [2]),
        # Nothing ran on Monday and Tuesday.
        (date(2026, 11, 25), date(2026, 11, 20), [0, 1, 2]),
        # Easter 2026: Thursday 2 April to Monday 6 April are days off, and their mails come on Tuesday.
        (date(2026, 4, 7), date(2026, 4, 1), [0, 1, 3, 4]),
        (date(2026, 4, 1), date(2026, 3, 31), [2]),
        # Christmas Eve is a Thursday, Christmas Day a Friday.
        (date(2026, 12, 28), date(2026, 12, 23), [0, 3, 4]),
        # A month without a worker: a week back is all that is caught up with.
        (date(2026, 11, 23), date(2026, 10, 1), [0, 1, 2, 3, 4]),
    ],
)
def test_mail_of_a_day_off_is_due_on_the_next_working_day(on: date, after: date, due: list[int]) -> None:
    assert sorted(weekdays_due(on, after)) == due


def test_last_round_is_that_of_the_slot_before_todays(db: None) -> None:
    first = last_round(WEEKLY, MONDAY)
    for day in (18, 20, 23):
        ScheduledRun.objects.create(key=WEEKLY, at=datetime(2026, 11, day, 6, 30, tzinfo=DENMARK))
    assert (first, last_round(WEEKLY, MONDAY)) == (date(2026, 11, 22), date(2026, 11, 20))


def test_mail_goes_to_those_who_chose_the_day_and_can_be_reached(w: SimpleNamespace) -> None:
    choose_mail(w.colleague, wants_digest=True, weekday=Weekday.FRIDAY)
    world.make_person("Uden Mail", email=None)
    world.make_person("Fie Fratrådt", is_active=False)
    assert [str(person) for person in receivers({Weekday.FRIDAY})] == ["Bo Friis"]
    assert [str(person) for person in receivers({Weekday.MONDAY})] == [
        "Gerda Holm",
        "Ulla Udefra",
        "Signe Krogh",
    ]


def test_round_begins_a_task_for_each_hundred_whose_mail_is_due(w: SimpleNamespace) -> None:
    for number in range(100):
        world.make_person(f"Person {number}")
    with travel(datetime(2026, 11, 23, 6, 30, tzinfo=DENMARK), tick=False):
        begin_digests.func()
    asked = [task.args_kwargs["args"] for task in DBTaskResult.objects.order_by("enqueued_at", "pk")]
    assert sorted(len(receivers({Weekday.MONDAY}).filter(pk__range=each[:2])) for each in asked) == [4, 100]


def test_round_that_a_killed_worker_leaves_for_a_day_off_waits_for_the_next_morning(
    w: SimpleNamespace, room: Room
) -> None:
    room.ask(w.owner)
    with travel(datetime(2026, 11, 21, 9, 0, tzinfo=DENMARK), tick=False):  # a Saturday
        begin_digests.func()
        send_later.func(w.owner.pk, w.owner.pk, [0])
    due = [timezone.localtime(task.run_after) for task in DBTaskResult.objects.all()]
    assert (mail.outbox, [f"{moment:%d.%m %H:%M}" for moment in due]) == ([], ["23.11 06:30"] * 2)


# --- What ------------------------------------------------------------------------------------------------------------


def test_nothing_to_say_is_no_mail(w: SimpleNamespace, room: Room) -> None:
    assert (post(), Mail.objects.count()) == ([], 0)


def test_mail_has_the_lines_of_min_side_with_working_links(w: SimpleNamespace, room: Room) -> None:
    room.ask(w.owner, "1", url="/enheder/", due_on=date(2026, 11, 27))
    room.ask(w.owner, "2", title="Med link")
    room.links["2"] = "https://pejling.example/status/abc"
    (sent,) = post()
    text, html = str(sent.body), str(sent.alternatives[0][0])
    assert subjects([sent]) == [("Gerda Holm", "2 ting venter på dig")]
    for link in ("http://localhost:8000/enheder/", "https://pejling.example/status/abc"):
        assert (f"\n{link}\n" in text, f'href="{link}"' in html) == (True, True)
    assert "Du leder indsatsen. Senest på fredag." in text


def test_link_that_needs_no_sign_in_is_only_for_ones_own_duties(w: SimpleNamespace, room: Room) -> None:
    Deputyship.objects.create(person=w.owner, deputy=w.colleague, ends_on=MONDAY + WEEK)
    room.ask(w.owner, "1", url="/enheder/")
    room.links["1"] = "https://pejling.example/status/gerdas"
    bodies = {sent.to[0].partition(" <")[0]: str(sent.body) for sent in post()}
    assert {name: "status/gerdas" in body for name, body in bodies.items()} == {
        "Gerda Holm": True,
        "Bo Friis": False,
    }
    assert "For Gerda Holm." in bodies["Bo Friis"]


def test_mail_is_in_the_persons_language(w: SimpleNamespace, room: Room) -> None:
    w.owner.language = "en"
    w.owner.save()
    for person in (w.owner, w.colleague):
        room.ask(person, "1")
    assert sorted(subjects(post())) == [
        ("Bo Friis", "Én ting venter på dig"),
        ("Gerda Holm", "One thing waits for you"),
    ]


def test_mail_can_be_unsubscribed_from_by_mail_programs(w: SimpleNamespace, room: Room) -> None:
    room.ask(w.owner)
    (sent,) = post()
    headers = dict(sent.message().items())
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://localhost:8000/konto/post/afmelding/")


def test_no_title_and_no_name_can_add_a_header_or_markup(w: SimpleNamespace, room: Room) -> None:
    Person.objects.filter(pk=w.owner.pk).update(name="Gerda\r\nBcc: alle@fjordlund.example")
    w.owner.refresh_from_db()
    room.ask(w.owner, "1", title="Læs\nBcc: ond@example.com\n\n<script>x</script>", is_asked=True)
    post()
    send_asked(w.colleague, "1")
    room.ask(w.colleague, "2", title="Læs\nBcc: ond@example.com\n\n<script>x</script>", is_asked=True)
    send_asked(w.colleague, "2")
    for sent in mail.outbox:
        raw = sent.message().as_bytes()
        assert b"\nBcc:" not in raw.partition(b"\n\n")[0]
        assert sent.recipients() == [sent.to[0]]
        assert "<script>" not in str(sent.alternatives[0][0])  # type: ignore[union-attr]
    assert len(mail.outbox) == 2


# --- Never twice -----------------------------------------------------------------------------------------------------


def test_the_same_week_brings_one_mail(w: SimpleNamespace, room: Room) -> None:
    room.ask(w.owner, "1")
    first = post(MONDAY)
    room.ask(w.owner, "2")
    assert (len(first), post(MONDAY), post(MONDAY + timedelta(days=3))) == (1, [], [])
    assert occasion_of(MONDAY) == "week:2026-48"


def test_what_was_told_is_not_told_again_the_next_week(w: SimpleNamespace, room: Room) -> None:
    room.ask(w.owner, "1", title="Gammelt")
    post(MONDAY)
    silent = post(MONDAY + WEEK)
    room.ask(w.owner, "2", title="Nyt")
    (sent,) = post(MONDAY + WEEK)
    assert silent == []
    assert [words in str(sent.body) for words in ("Nyt\n", "Gammelt", "Desuden venter én ting")] == [
        True,
        False,
        True,
    ]


def told(person: Person) -> list[tuple[str, str, date]]:
    return list(MailedDuty.objects.filter(person=person).order_by("pk").values_list("key", "step", "on"))


def test_one_is_reminded_once_after_the_deadline(w: SimpleNamespace, room: Room) -> None:
    room.ask(w.owner, "1", due_on=MONDAY + timedelta(days=10))
    weeks = [subjects(post(MONDAY + number * WEEK)) for number in range(4)]
    assert [bool(each) for each in weeks] == [True, False, True, False]
    assert told(w.owner) == [("1", Step.TOLD, MONDAY), ("1", Step.REMINDED, MONDAY + 2 * WEEK)]


def test_what_nobody_waits_for_is_reminded_of_later_and_goes_no_further(
    w: SimpleNamespace, room: Room
) -> None:
    chief = world.make_leader("Henriette Brink", w.top)
    room.ask(w.owner, "1")
    weeks = [bool(post(MONDAY + number * WEEK)) for number in range(6)]
    assert (weeks, told(chief)) == ([True, False, True, False, False, False], [])


def test_five_working_days_are_not_five_days(w: SimpleNamespace, room: Room) -> None:
    before = date(2026, 3, 30)  # Monday before Easter: three working days until the Tuesday after
    room.ask(w.owner, "1", due_on=before)
    assert [bool(post(day)) for day in (before, date(2026, 4, 7), date(2026, 4, 13))] == [True, False, True]


def silence(w: SimpleNamespace, room: Room) -> Callable[[int], list[tuple[str, str]]]:
    """Somebody has been told on Monday, reminded a week later, and does not answer."""
    room.ask(w.owner, "1", due_on=MONDAY - WEEK)
    post(MONDAY)
    post(MONDAY + WEEK)
    return lambda week: subjects(post(MONDAY + week * WEEK))


def test_after_a_second_silence_the_leader_above_is_told_once(w: SimpleNamespace, room: Room) -> None:
    world.make_leader("Henriette Brink", w.top)
    later = silence(w, room)
    weeks = [later(number) for number in (2, 3, 4)]
    assert weeks == [[], [("Henriette Brink", "Én ting venter på dig")], []]
    assert "Venter hos Gerda Holm." in str(mail.outbox[-1].body)


def test_what_only_few_may_see_is_not_told_to_the_leader_above(w: SimpleNamespace, room: Room) -> None:
    chief = world.make_leader("Henriette Brink", w.top)
    room.ask(w.owner, "1", due_on=MONDAY - WEEK, is_open=False)
    weeks = [bool(post(MONDAY + number * WEEK)) for number in range(5)]
    assert (weeks, told(chief)) == ([True, True, False, False, False], [])


def test_what_is_done_meanwhile_is_not_told_to_the_leader_above(w: SimpleNamespace, room: Room) -> None:
    world.make_leader("Henriette Brink", w.top)
    later = silence(w, room)
    later(2)
    room.asked.clear()
    assert later(3) == []


def test_a_deputy_has_it_and_the_leader_above_is_left_in_peace(w: SimpleNamespace, room: Room) -> None:
    chief = world.make_leader("Henriette Brink", w.top)
    Deputyship.objects.create(person=w.owner, deputy=w.colleague, ends_on=MONDAY + 10 * WEEK)
    later = silence(w, room)
    for number in (2, 3):
        later(number)
    assert told(chief) == []
    assert [step for _key, step, _on in told(w.colleague)] == [Step.TOLD, Step.REMINDED]


def test_who_wants_no_weekly_mail_hears_only_of_what_they_were_asked(w: SimpleNamespace, room: Room) -> None:
    choose_mail(w.owner, wants_digest=False)
    room.ask(w.owner, "1", title="Fundet")
    silent = post(MONDAY)
    room.ask(w.owner, "2", title="Spurgt", is_asked=True)
    (sent,) = post(MONDAY)
    assert silent == []
    assert [words in str(sent.body) for words in ("Spurgt\n", "Fundet\n")] == [True, False]


# --- At once ---------------------------------------------------------------------------------------------------------


def test_what_one_is_asked_comes_at_once_and_once(w: SimpleNamespace, room: Room) -> None:
    room.ask(w.owner, "1", is_asked=True)
    assert (send_asked(w.owner, "1"), send_asked(w.owner, "1"), post(MONDAY)) == (1, 0, [])
    assert subjects(mail.outbox) == [("Gerda Holm", "Giv status på læsebånd")]  # type: ignore[arg-type]


def test_deputy_is_asked_at_once_too(w: SimpleNamespace, room: Room) -> None:
    Deputyship.objects.create(person=w.owner, deputy=w.colleague, ends_on=MONDAY + WEEK)
    room.ask(w.owner, "1", is_asked=True)
    assert send_asked(w.owner, "1") == 2


def test_what_was_answered_before_the_mail_went_is_not_mailed(w: SimpleNamespace, room: Room) -> None:
    assert (send_asked(w.owner, "1"), mail.outbox) == (0, [])


def test_who_has_left_is_not_mailed(w: SimpleNamespace, room: Room) -> None:
    room.ask(w.owner, "1", is_asked=True)
    w.owner.is_active = False
    w.owner.save()
    assert (send_asked(w.owner, "1"), mail.outbox) == (0, [])


# --- Many ------------------------------------------------------------------------------------------------------------


def test_computing_for_many_costs_what_it_costs_for_two(w: SimpleNamespace, room: Room) -> None:
    people = [world.make_leader(f"Leder {number}", w.unit) for number in range(12)]
    for person in people:
        room.ask(person, f"{person.pk}")
    with CaptureQueriesContext(connection) as two:
        post(MONDAY, *people[:2])
    with CaptureQueriesContext(connection) as many:
        post(MONDAY, *people[2:])

    def reads(queries: CaptureQueriesContext) -> int:
        """Without those by which each mail is remembered and marked."""
        return sum(
            query["sql"].startswith("SELECT") and "desk_mail" not in query["sql"].partition("WHERE")[0]
            for query in queries
        )

    assert (len(mail.outbox), reads(many)) == (12, reads(two))
    assert Mail.objects.filter(delivery=Delivery.SENT).count() == 12


def test_only_what_is_raised_waits_for_the_mail_to_the_leader_above(w: SimpleNamespace) -> None:
    told, raised = (
        MailedDuty.objects.create(person=w.owner, key="prøve:1", step=step, on=today())
        for step in (Step.TOLD, Step.RAISED)
    )
    assert list(MailedDuty.objects.to_be_raised()) == [raised]
    assert told.mail is None
