"""Posts, seats, deputies, people and words: given, ended, and taken back."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.organisation.actions.deputies import deputise, end_deputyship, resume_deputyship
from pejling.organisation.actions.forums import (
    create_forum,
    end_forum,
    end_seat,
    give_seat,
    reopen_forum,
    resume_seat,
)
from pejling.organisation.actions.people import come_back, create_person, leave
from pejling.organisation.actions.posts import end_post, give_post, resume_post
from pejling.organisation.actions.words import create_word, drop_word, edit_word, shift_word
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Capacity, Deputyship, ForumKind, Post, Role, Seat, SeatRole, UnitKind
from pejling.people.models import Person
from tests import world

YESTERDAY = today() - timedelta(days=1)


def test_given_post_counts_at_once(w: SimpleNamespace) -> None:
    leader = Role.objects.get(name="Institutionsleder")
    authority_of(w.gerda)
    give_post(person=w.gerda, unit=w.other, role=leader, by=w.secretary)
    assert authority_of(w.gerda).leads(w.other.pk)
    assert (
        Activity.objects.about(w.gerda)[0].words
        == "gav Gerda Holm posten som Institutionsleder i Bakkens Skole"
    )


def test_same_post_cannot_be_held_twice_at_one_time(w: SimpleNamespace) -> None:
    leader = Role.objects.get(name="Institutionsleder")
    with pytest.raises(ValidationError, match="Gerda Holm har allerede den rolle"):
        give_post(person=w.gerda, unit=w.school, role=leader, starts_on=today(), by=w.secretary)


def test_same_post_can_be_held_again_after_a_break(w: SimpleNamespace) -> None:
    end_post(w.gerda.posts.get(), on=YESTERDAY, by=w.secretary)
    give_post(
        person=w.gerda,
        unit=w.school,
        role=Role.objects.get(name="Institutionsleder"),
        starts_on=today(),
        by=w.secretary,
    )
    assert authority_of(w.gerda).leads(w.school.pk)


def test_ended_post_can_be_taken_back_to_the_day_it_had_before(w: SimpleNamespace) -> None:
    summer = date(2030, 6, 30)
    role = Role.objects.get(name="Medarbejder")
    post = give_post(person=w.gerda, unit=w.other, role=role, ends_on=summer, by=w.secretary)
    end_post(post, on=YESTERDAY, by=w.secretary)
    resume_post(Post.objects.get(pk=post.pk), by=w.secretary)
    assert Post.objects.get(pk=post.pk).ends_on == summer


def test_post_that_was_not_ended_has_nothing_to_take_back(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="kan ikke fortrydes længere"):
        resume_post(w.bo.posts.get(), by=w.secretary)


def test_post_does_not_end_before_it_begins(w: SimpleNamespace) -> None:
    post = give_post(
        person=w.gerda,
        unit=w.other,
        role=Role.objects.get(name="Medarbejder"),
        starts_on=today(),
        by=w.secretary,
    )
    with pytest.raises(ValidationError, match="Sidste dag kan ikke ligge før den første"):
        end_post(post, on=YESTERDAY, by=w.secretary)


def test_last_operator_stays(w: SimpleNamespace) -> None:
    post = w.operator.posts.get()
    with pytest.raises(ValidationError, match="mindst én it-administrator"):
        end_post(post, on=today(), by=w.operator)
    give_post(person=w.gerda, unit=w.top, role=post.role, by=w.operator)
    end_post(post, on=today(), by=w.operator)
    assert Post.objects.get(pk=post.pk).ends_on == today()


def test_who_has_left_gets_no_post(w: SimpleNamespace) -> None:
    leave(w.gerda, on=today(), by=w.secretary)
    with pytest.raises(ValidationError, match="er fratrådt"):
        give_post(person=w.gerda, unit=w.other, role=Role.objects.get(name="Medarbejder"), by=w.secretary)


def test_leaving_ends_posts_seats_and_deputyships_and_is_never_a_deletion(w: SimpleNamespace) -> None:
    world.give_seat(w.gerda, w.council)
    Deputyship.objects.create(person=w.gerda, deputy=w.bo)
    leave(w.gerda, on=YESTERDAY, by=w.secretary)
    gerda = Person.objects.get(pk=w.gerda.pk)
    assert not gerda.is_active
    ends = [row.ends_on for rows in (gerda.posts, gerda.seats, gerda.deputyships) for row in rows.all()]
    assert ends == [YESTERDAY, YESTERDAY, YESTERDAY]
    assert not authority_of(w.bo).leads(w.school.pk)


def test_who_comes_back_has_no_post_until_one_is_given(w: SimpleNamespace) -> None:
    leave(w.gerda, on=YESTERDAY, by=w.secretary)
    come_back(w.gerda, by=w.secretary)
    assert w.gerda.is_active
    assert authority_of(w.gerda).led_units == frozenset()


def test_last_operator_does_not_leave(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="mindst én it-administrator"):
        leave(w.operator, on=today(), by=w.operator)
    w.operator.refresh_from_db()
    assert w.operator.is_active


def test_email_of_another_is_refused_whatever_its_case(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="E-mailen bruges allerede"):
        create_person(name="Ny Person", email=str(w.gerda.email).upper(), by=w.secretary)


def test_id_of_another_is_refused_by_name(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="Gerda Holm har allerede det id"):
        create_person(name="Ny Person", external_id="gh", by=w.secretary)


def test_forum_and_its_seats_end_together_and_what_was_ended_can_be_taken_back(w: SimpleNamespace) -> None:
    forum = create_forum(name="Børneudvalget", kind=ForumKind.objects.get(name="Udvalg"), by=w.secretary)
    seat = give_seat(person=w.gerda, forum=forum, role=SeatRole.objects.get(name="Formand"), by=w.secretary)
    end_seat(seat, on=YESTERDAY, by=w.secretary)
    resume_seat(Seat.objects.get(pk=seat.pk), by=w.secretary)
    assert authority_of(w.gerda).is_council_member
    end_forum(forum, on=YESTERDAY, by=w.secretary)
    assert Seat.objects.get(pk=seat.pk).ends_on == YESTERDAY
    reopen_forum(forum, by=w.secretary)
    assert forum.is_current()
    lines = [line.verb.removeprefix("organisation.") for line in Activity.objects.about(forum)]
    assert lines == [
        "forum_reopened",
        "forum_ended",
        "seat_resumed",
        "seat_ended",
        "seat_given",
        "forum_created",
    ]


def test_deputy_is_chosen_ended_and_taken_back(w: SimpleNamespace) -> None:
    deputyship = deputise(w.gerda, deputy=w.bo, by=w.gerda)
    assert authority_of(w.bo).acts_for == {w.school.pk: w.gerda}
    end_deputyship(deputyship, on=YESTERDAY, by=w.gerda)
    assert authority_of(w.bo).acts_for == {}
    resume_deputyship(Deputyship.objects.get(pk=deputyship.pk), by=w.gerda)
    assert authority_of(Person.objects.get(pk=w.bo.pk)).acts_for == {w.school.pk: w.gerda}


def test_nobody_is_their_own_deputy(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="stedfortræder for sig selv"):
        deputise(w.gerda, deputy=w.gerda, by=w.gerda)


def test_words_are_made_renamed_and_reordered(w: SimpleNamespace) -> None:
    word = create_word(UnitKind, name="Distrikt", by=w.secretary)
    edit_word(word, name="Område", opened=1, by=w.secretary)
    shift_word(word, places=-1, by=w.secretary)
    assert [kind.name for kind in UnitKind.objects.all()][-2:] == ["Område", "Team"]


def test_word_in_use_is_not_dropped_and_an_unused_one_is(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="Skole er i brug"):
        drop_word(UnitKind.objects.get(name="Skole"), by=w.secretary)
    drop_word(UnitKind.objects.get(name="Afdeling"), by=w.secretary)
    assert not UnitKind.objects.filter(name="Afdeling").exists()
    assert Activity.objects.filter(verb="organisation.word_dropped").count() == 1


def test_operators_role_cannot_lose_its_meaning_while_nobody_else_is_one(w: SimpleNamespace) -> None:
    role = Role.objects.get(name="It-administrator")
    with pytest.raises(ValidationError, match="mindst én it-administrator"):
        edit_word(role, name="It", capacity=Capacity.STAFF, opened=1, by=w.operator)
