"""Who may take a file in, and judge its proposal."""

from types import SimpleNamespace

from pejling.direction.models import DocumentKind, Intake
from tests.access import Access


def waiting(w: SimpleNamespace) -> list[int]:
    """A file that the owner has taken in."""
    kind = DocumentKind.objects.get(code="strategy_plan")
    proposal: dict[str, list[str]] = {"sections": [], "elements": [], "warnings": []}
    return [
        Intake.objects.create(
            name="plan.txt", size=1, unit=w.unit, kind=kind, by=w.owner, proposal=proposal
        ).pk
    ]


ACCESS = {
    "import_document": Access(owner=200, colleague=200, outsider=403, anonymous="login"),
    "import_review": Access(owner=200, colleague=404, outsider=404, anonymous="login", args=waiting),
    "import_dropping": Access(
        owner=303, colleague=404, outsider=404, anonymous="login", args=waiting, method="post"
    ),
    "import_taking_up": Access(
        owner=303, colleague=404, outsider=404, anonymous="login", args=waiting, method="post"
    ),
}
