"""What was agreed, and what is wished."""

from pejling.agreements.models.commitments import Closing, Commitment, CommitmentShare, Outcome, Way
from pejling.agreements.models.proposals import (
    Answer,
    Proposal,
    ProposalAnswer,
    ProposalKind,
    ProposalShare,
)

__all__ = [
    "Answer",
    "Closing",
    "Commitment",
    "CommitmentShare",
    "Outcome",
    "Proposal",
    "ProposalAnswer",
    "ProposalKind",
    "ProposalShare",
    "Way",
]
