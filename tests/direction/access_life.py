"""Who may take which step in a document's life."""

from datetime import date
from types import SimpleNamespace

from pejling.direction.models import Succession, Visibility
from tests import world
from tests.access import Access


def heir(w: SimpleNamespace) -> list[int]:
    """The owner's draft, set to take over from an older policy."""
    old = world.make_adopted("Gammel læsepolitik", forum=w.forum, on=date(2020, 1, 1), unit=w.top)
    world.make_element(old, "Flere låner bøger")
    Succession.objects.create(new=w.draft, by=w.owner).olds.add(old)
    return [w.draft.pk]


def reserved(w: SimpleNamespace) -> list[int]:
    """A policy of the owner's school that a draft of the municipality's is set to take over from."""
    old = world.make_adopted("Skolens politik", forum=w.forum, on=date(2020, 1, 1), unit=w.unit)
    new = world.make_document("Ny politik", unit=w.top, visibility=Visibility.DRAFT)
    Succession.objects.create(new=new, by=w.secretary).olds.add(old)
    return [old.pk]


def law(w: SimpleNamespace) -> list[int]:
    """A law of the owner's school, set to take over from an older one."""
    old, new = (world.make_document(title, kind="law", unit=w.unit) for title in ("Gammel lov", "Ny lov"))
    Succession.objects.create(new=new, by=w.owner).olds.add(old)
    return [new.pk]


def draft(w: SimpleNamespace) -> list[int]:
    return [w.draft.pk]


def living(w: SimpleNamespace) -> list[int]:
    return [w.document.pk]


def element(w: SimpleNamespace) -> list[int]:
    return [w.element.pk]


ACCESS = {
    "hearing": Access(owner=200, colleague=404, outsider=404, anonymous="login", args=draft),
    "hearing_closing": Access(
        owner=303, colleague=404, outsider=404, anonymous="login", args=draft, method="post"
    ),
    "adoption": Access(owner=403, colleague=404, outsider=404, anonymous="login", args=draft),
    "adoption_withdrawal": Access(
        owner=403, colleague=403, outsider=403, anonymous="login", args=lambda w: [w.public.pk]
    ),
    "retirement": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=living),
    "retirement_withdrawal": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=living),
    "document_period": Access(
        owner=403, colleague=403, outsider=403, anonymous="login", args=lambda w: [w.public.pk]
    ),
    "document_correction": Access(
        owner=403, colleague=403, outsider=403, anonymous="login", args=lambda w: [w.public.pk]
    ),
    "corrections": Access(
        owner=200, colleague=200, outsider=200, anonymous=200, args=lambda w: [w.public.pk]
    ),
    "section_correction": Access(
        owner=403, colleague=403, outsider=403, anonymous="login", args=lambda w: [w.aim.section_id]
    ),
    "element_correction": Access(
        owner=403, colleague=403, outsider=403, anonymous="login", args=lambda w: [w.aim.pk]
    ),
    "succession": Access(owner=200, colleague=404, outsider=404, anonymous="login", args=heir),
    "succession_olds": Access(owner=200, colleague=404, outsider=404, anonymous="login", args=draft),
    "succession_abandonment": Access(
        owner=303, colleague=404, outsider=404, anonymous="login", args=heir, method="post"
    ),
    "succession_release": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=reserved),
    "succession_completion": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=law, method="post"
    ),
    "succession_undoing": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=law),
    "carrying_on": Access(
        owner=303, colleague=404, outsider=404, anonymous="login", args=heir, method="post"
    ),
    "fate": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=element),
    "fate_clearing": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=element, method="post"
    ),
    "element_ending": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=element),
    "revisions": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=living),
    "as_of": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=living),
    "comparison": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=living),
    "element_as_of": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=element),
}
