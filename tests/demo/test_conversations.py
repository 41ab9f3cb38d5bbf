"""Fjordlund's conversations and agreements: two years of them, told on whatever day it is."""

from datetime import timedelta

import pytest
from django.db.models import Count, Q

from pejling.agreements.figures.ledger import State, stands
from pejling.agreements.models import Commitment, Proposal, ProposalAnswer
from pejling.conversations.figures.season import Stage, conversing_units, year_of
from pejling.conversations.models import Bid, Conversation, JointAnswer
from pejling.core.dates import today
from pejling.people.models import Person

pytestmark = pytest.mark.usefixtures("fjordlund")


def test_nearly_every_unit_has_held_a_conversation_within_a_year_and_most_two_within_two() -> None:
    units = conversing_units()
    within = Conversation.objects.filter(held_at__date__gte=today() - timedelta(days=400)).values("unit")
    counts = Conversation.objects.filter(held_at__isnull=False).values("unit").annotate(n=Count("pk"))
    assert within.distinct().count() > 0.8 * len(units)
    assert sum(row["n"] >= 2 for row in counts) > 0.6 * len(units)


def test_one_team_is_preparing_with_bids_that_others_agree_with() -> None:
    talk = Conversation.objects.get(unit__name="Åbylille Skole", held_at=None)
    bids = Bid.objects.filter(conversation=talk)
    assert {bid.by.name for bid in bids} == {"Rune Hald", "Sofie Bang"}
    assert bids.filter(supports__isnull=False).exists()
    trine = Person.objects.get(name="Trine Falkenberg")
    assert Conversation.objects.visible_to(trine).filter(pk=talk.pk).exists()


def test_agreements_stand_in_every_state_and_are_about_something() -> None:
    rows = Commitment.objects
    counts = {state: rows.filter(stands(state)).count() for state in State}
    assert all(counts.values())
    assert counts[State.DONE] > counts[State.OVERDUE] + counts[State.DROPPED]
    assert not rows.filter(Q(element=None, about_none_because="")).exists()
    assert not rows.filter(closing__isnull=False, closing__words="").exists()
    assert not rows.filter(closing__on__gt=today()).exists()


def test_proposals_wait_are_late_answered_and_sent_on() -> None:
    assert Proposal.objects.waiting().exists()
    assert Proposal.objects.overdue().exists()
    assert ProposalAnswer.objects.filter(answer="sent_on").exists()
    assert Proposal.objects.filter(answer__isnull=False).exists()


def test_no_two_units_share_the_same_words_across_in_a_year() -> None:
    shared = JointAnswer.objects.filter(is_shared=True, question="change")
    words = list(shared.values_list("conversation__year", "text"))
    assert len(words) == len(set(words)) > 5


def test_the_chief_executive_sees_the_whole_year() -> None:
    henriette = Person.objects.get(name="Henriette Brink")
    last_year = year_of(conversing_units(), today().year - 1, henriette)
    assert len(last_year) > 130
    assert sum(row.stage in (Stage.HELD, Stage.CONFIRMED) for row in last_year) > 100
