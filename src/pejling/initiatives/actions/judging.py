"""What is judged about an initiative: its success criteria, by evidence, and how ready those are who shall carry it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.core.locking import require_locked
from pejling.core.permissions import require
from pejling.direction.actions.elements import add_element
from pejling.direction.models import Element, ElementKind, Nature
from pejling.initiatives.actions.locking import lock_with_document
from pejling.initiatives.actions.noting import absent, note
from pejling.initiatives.figures.criteria import criteria_of
from pejling.initiatives.models import CriterionVerdict, Facet, FacetScore, Initiative, Readiness

if TYPE_CHECKING:
    from pejling.people.models import Person

Scores = Mapping[str, tuple[int, str]]
"""By facet: the score, from 1 to 5, and the sentence that says why."""


@transaction.atomic
def add_criterion(initiative: Initiative, *, title: str, by: "Person") -> Element:
    """Say by what one shall know that the initiative has succeeded: a line under its own in the plan."""
    require(by, "initiatives.edit", lock_with_document(initiative))
    kinds = ElementKind.objects.filter(nature=Nature.EVIDENCE).order_by("-is_offered", "position")
    kind = kinds.first()
    if kind is None:
        raise ValidationError(_("Ingen type af punkter siger, hvad man kan se det på. Vælg en under typer."))
    element = initiative.element
    criterion = add_element(element.section, kind=kind, title=title, parent=element, by=by)
    note("criterion_added", initiative, by=by, title=criterion.title)
    return criterion


@transaction.atomic
def judge(
    initiative: Initiative,
    criterion: Element,
    *,
    verdict: str,
    evidence: str,
    source_url: str = "",
    by: "Person",
) -> CriterionVerdict:
    """Judge one of its success criteria by what can be seen. A changed view is a new verdict; none is rewritten."""
    require_locked(by, "initiatives.edit", initiative)
    if not criteria_of([initiative.element_id]).filter(pk=criterion.pk).exists():
        raise ValidationError(_("Succeskriteriet hører ikke til indsatsen."))
    if not evidence.strip():
        raise ValidationError({"evidence": _("Skriv, hvad I ser på.")})
    judged = CriterionVerdict(
        criterion=criterion,
        verdict=verdict,
        evidence=evidence,
        source_url=source_url,
        by=by,
        on_behalf_of=absent(initiative, by),
    )
    judged.full_clean(exclude=["on_behalf_of"])
    judged.save()
    note("judged", initiative, by=by, criterion=criterion.title, verdict=judged.verdict)
    return judged


@transaction.atomic
def assess(initiative: Initiative, scores: Scores, *, by: "Person") -> Readiness:
    """Say how ready we are, on all five sides at once; taken again later it is a new assessment beside the earlier ones."""
    require_locked(by, "initiatives.edit", initiative)
    if set(scores) != set(Facet.values):
        raise ValidationError(_("Vurdér alle fem sider."))
    assessment = Readiness.objects.create(initiative=initiative, by=by, on_behalf_of=absent(initiative, by))
    rows = [
        FacetScore(readiness=assessment, facet=facet, score=score, sentence=sentence.strip())
        for facet, (score, sentence) in scores.items()
    ]
    for row in rows:
        row.full_clean()
    FacetScore.objects.bulk_create(rows)
    note("assessed", initiative, by=by)
    return assessment
