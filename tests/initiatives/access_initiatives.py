"""Who may do what with an initiative, its steps, its milestones and what is judged of it."""

from types import SimpleNamespace

from pejling.core.dates import today
from pejling.initiatives.models import Initiative, Milestone
from tests import world
from tests.access import Access


def made(w: SimpleNamespace) -> Initiative:
    """An initiative under way in the school's plan."""
    return world.make_initiative(document=w.document)


def initiative(w: SimpleNamespace) -> list[int]:
    return [made(w).pk]


def document(w: SimpleNamespace) -> list[int]:
    return [w.document.pk]


def line(w: SimpleNamespace) -> list[int]:
    return [world.make_element(w.document, "Læsebånd", kind="initiative").pk]


def milestone(w: SimpleNamespace) -> list[int]:
    return [Milestone.objects.create(initiative=made(w), title="Alle er med", due_on=today()).pk]


def criterion(w: SimpleNamespace) -> list[int]:
    row = made(w)
    return [
        row.pk,
        world.make_element(w.document, "Ni af ti", kind="success_criterion", parent=row.element).pk,
    ]


ACCESS = {
    "initiatives_sheet": Access(owner=200, colleague=200, outsider=404, anonymous="login"),
    "initiatives_import": Access(owner=200, colleague=200, outsider=404, anonymous="login"),
    "initiatives": Access(owner=200, colleague=200, outsider=404, anonymous="login"),
    "initiative_new": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=document),
    "approver": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=document),
    "initiative_beginning": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=line),
    "initiative": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=initiative),
    "initiative_activity": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=initiative),
    "initiative_edit": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=initiative),
    "initiative_step": Access(
        owner=200, colleague=403, outsider=404, anonymous="login", args=lambda w: [made(w).pk, "done"]
    ),
    "initiative_step_back": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=initiative
    ),
    "milestone_new": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=initiative),
    "milestone_edit": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=milestone),
    "milestone_reaching": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=milestone, method="post"
    ),
    "milestone_missing": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=milestone, method="post"
    ),
    "milestone_removal": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=milestone, method="post"
    ),
    "milestone_restoration": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=milestone, method="post"
    ),
    "criterion_new": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=initiative),
    "verdict_new": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=criterion),
    "readiness_new": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=initiative),
}
