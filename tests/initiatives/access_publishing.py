"""Who may choose and write what citizens see."""

from types import SimpleNamespace

from pejling.initiatives.actions.publishing import write_public_text
from pejling.initiatives.models import PublicTextKind
from tests import world
from tests.access import Access


def plan(w: SimpleNamespace) -> list[int]:
    world.make_initiative(document=w.document)
    return [w.document.pk]


def initiative(w: SimpleNamespace) -> list[int]:
    return [world.make_initiative(document=w.document).pk]


def text(w: SimpleNamespace) -> list[int]:
    row = world.make_initiative(document=w.document)
    return [
        write_public_text(row, kind=PublicTextKind.REACHED, text="Alle læser hver morgen.", by=w.owner).pk
    ]


ACCESS = {
    "public_status": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=plan),
    "public_text_new": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=initiative),
    "public_text_withdrawal": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=text, method="post"
    ),
}
