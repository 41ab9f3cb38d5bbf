"""What was agreed, and what is wished."""

from pejling.agreements.models.commitments import Closing, Commitment, CommitmentShare, Outcome, Way
from pejling.agreements.models.proposals import (
    Answer,
    Proposal,
    ProposalAnswer,
    ProposalKind,
    ProposalShare,
)
from pejling.agreements.models.sharing import Part, SharedTask, TaskPart

__all__ = [
    "Answer",
    "Closing",
    "Commitment",
    "CommitmentShare",
    "Outcome",
    "Part",
    "Proposal",
    "ProposalAnswer",
    "ProposalKind",
    "ProposalShare",
    "SharedTask",
    "TaskPart",
    "Way",
]
