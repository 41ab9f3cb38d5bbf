"""Meetings of forums, what stands on their agendas, and what came of it."""

from pejling.meetings.models.held import (
    Ballot,
    Disqualification,
    Dissent,
    Note,
    OwnNote,
    Referral,
    ReferralKind,
    VoteSide,
)
from pejling.meetings.models.items import Decision, Item, ItemCommitment, ItemKind, ItemProposal, Outcome
from pejling.meetings.models.meetings import (
    STATES,
    Assent,
    Attendance,
    Matter,
    Meeting,
    MeetingKind,
    MeetingShare,
    Presence,
    State,
)
from pejling.meetings.models.practice import ForumPractice, ForumSource, Where

__all__ = [
    "STATES",
    "Assent",
    "Attendance",
    "Ballot",
    "Decision",
    "Disqualification",
    "Dissent",
    "ForumPractice",
    "ForumSource",
    "Item",
    "ItemCommitment",
    "ItemKind",
    "ItemProposal",
    "Matter",
    "Meeting",
    "MeetingKind",
    "MeetingShare",
    "Note",
    "Outcome",
    "OwnNote",
    "Presence",
    "Referral",
    "ReferralKind",
    "State",
    "VoteSide",
    "Where",
]
