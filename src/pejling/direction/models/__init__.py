"""The nouns of direction: kinds, documents and what stands in them, ties, adoption and succession, bearings, files."""

from pejling.direction.models.adoption import (
    Adoption,
    Correction,
    HearingPeriod,
    PeriodChange,
    Retirement,
    Revision,
)
from pejling.direction.models.bearings import Addressing, Irrelevance
from pejling.direction.models.documents import Document, Editorship, Phase, Share
from pejling.direction.models.elements import Element, Section
from pejling.direction.models.intake import Intake
from pejling.direction.models.kinds import ChainColumn, DocumentKind, ElementKind, Frame, Life, Nature
from pejling.direction.models.succession import (
    Fate,
    FateKind,
    InheritanceAnswer,
    InheritanceReply,
    Succession,
)
from pejling.direction.models.ties import Contribution, TieQuestion
from pejling.organisation.visibility import Visibility

__all__ = [
    "Addressing",
    "Adoption",
    "ChainColumn",
    "Contribution",
    "Correction",
    "Document",
    "DocumentKind",
    "Editorship",
    "Element",
    "ElementKind",
    "Fate",
    "FateKind",
    "Frame",
    "HearingPeriod",
    "InheritanceAnswer",
    "InheritanceReply",
    "Intake",
    "Irrelevance",
    "Life",
    "Nature",
    "PeriodChange",
    "Phase",
    "Retirement",
    "Revision",
    "Section",
    "Share",
    "Succession",
    "TieQuestion",
    "Visibility",
]
