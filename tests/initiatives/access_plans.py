"""Who may see the plans, and keep them alive."""

from types import SimpleNamespace

from pejling.core.dates import today
from pejling.initiatives.actions.plans import confirm_plan, write_involvement
from pejling.initiatives.models import Circle
from tests import world
from tests.access import Access


def plan(w: SimpleNamespace) -> list[int]:
    return [w.document.pk]


def confirmed(w: SimpleNamespace) -> list[int]:
    return [confirm_plan(w.document, by=w.owner).pk]


def involvement(w: SimpleNamespace) -> list[int]:
    return [write_involvement(w.document, circle=Circle.MED, on=today(), by=w.owner).pk]


def theme(w: SimpleNamespace) -> list[int]:
    bearing = world.make_bearing("Trivsel går på tværs", unit=w.top, reaching=[w.unit], is_cross_cutting=True)
    return [w.document.pk, bearing.pk]


ACCESS = {
    "plans": Access(owner=200, colleague=200, outsider=200, anonymous="login"),
    "plan": Access(owner=200, colleague=200, outsider=404, anonymous="login", args=plan),
    "plan_life": Access(owner=200, colleague=200, outsider=404, anonymous="login", args=plan),
    "confirmations": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=plan, method="post"
    ),
    "confirmation_withdrawal": Access(
        owner=303, colleague=303, outsider=404, anonymous="login", args=confirmed, method="post"
    ),
    "involvement_new": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=plan),
    "involvement_removal": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=involvement, method="post"
    ),
    "involvement_restoration": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=involvement, method="post"
    ),
    "theme": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=theme),
}
