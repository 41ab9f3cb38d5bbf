"""The nouns of initiatives: the work, its status, what is judged about it, and what a plan has beside its text."""

from pejling.initiatives.models.initiatives import (
    ENDED,
    REPORTED,
    Initiative,
    Intent,
    Milestone,
    Partner,
    Phase,
    PhaseStep,
    Scope,
)
from pejling.initiatives.models.judging import CriterionVerdict, Facet, FacetScore, Readiness, Verdict
from pejling.initiatives.models.plans import Approver, Circle, Confirmation, Involvement
from pejling.initiatives.models.public import PublicText, PublicTextKind
from pejling.initiatives.models.reports import (
    USUAL_INTERVAL,
    WORST_FIRST,
    Interval,
    LeaderRequest,
    Level,
    ReportingRhythm,
    ReportReply,
    StatusChoices,
    StatusReport,
    StatusRequest,
    Way,
)

__all__ = [
    "ENDED",
    "REPORTED",
    "USUAL_INTERVAL",
    "WORST_FIRST",
    "Approver",
    "Circle",
    "Confirmation",
    "CriterionVerdict",
    "Facet",
    "FacetScore",
    "Initiative",
    "Intent",
    "Interval",
    "Involvement",
    "LeaderRequest",
    "Level",
    "Milestone",
    "Partner",
    "Phase",
    "PhaseStep",
    "PublicText",
    "PublicTextKind",
    "Readiness",
    "ReportReply",
    "ReportingRhythm",
    "Scope",
    "StatusChoices",
    "StatusReport",
    "StatusRequest",
    "Verdict",
    "Way",
]
