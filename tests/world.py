"""A small municipality to try things in: functions that make what a test needs, in the test's own words."""

from datetime import date
from itertools import count
from typing import Any

from pejling.core.dates import today
from pejling.core.positions import POSITION_GAP
from pejling.direction.defaults import ensure_default_kinds
from pejling.direction.models import (
    Addressing,
    Adoption,
    Contribution,
    Document,
    DocumentKind,
    Element,
    ElementKind,
    Life,
    Phase,
    Section,
    Visibility,
)
from pejling.direction.models.documents import SETTLING
from pejling.initiatives.models import Initiative, PhaseStep
from pejling.initiatives.models import Phase as WorkPhase
from pejling.organisation.defaults import ensure_organisation_defaults
from pejling.organisation.models import Forum, ForumKind, Post, Role, Seat, SeatRole, Unit, UnitKind
from pejling.people.models import Person

PASSWORD = "en-lang-og-god-adgangskode"
_numbers = count(1)


def ensure_words() -> None:
    """The default kinds, roles and levels; they are there already unless a test has emptied the database."""
    if Role.objects.exists() and ElementKind.objects.exists():
        return
    ensure_organisation_defaults()
    ensure_default_kinds()


def make_unit(
    name: str = "Søparkens Skole", *, kind: str = "Skole", parent: Unit | None = None, **fields: Any
) -> Unit:
    """A unit, of a default kind."""
    return Unit.objects.create(name=name, kind=UnitKind.objects.get(name=kind), parent=parent, **fields)


def make_person(name: str = "Gerda Holm", *, password: str | None = None, **fields: Any) -> Person:
    """A person who can sign in with PASSWORD when it is given."""
    fields.setdefault("email", f"person{next(_numbers)}@fjordlund.example")
    return Person.objects.create_user(name=name, password=password, **fields)


def give_post(person: Person, unit: Unit, role: str = "Medarbejder", **period: date) -> Person:
    """Put the person in the unit, in a default role."""
    Post.objects.create(person=person, unit=unit, role=Role.objects.get(name=role), **period)
    return person


def make_leader(name: str, unit: Unit, **fields: Any) -> Person:
    """A person who leads the unit."""
    return give_post(make_person(name, **fields), unit, "Institutionsleder")


def make_secretary(unit: Unit, name: str = "Signe Krogh", **fields: Any) -> Person:
    """A person of the secretariat."""
    return give_post(make_person(name, **fields), unit, "Strategikonsulent")


def make_forum(name: str = "Byrådet", *, kind: str = "Byråd", **fields: Any) -> Forum:
    """A forum, of a default kind."""
    return Forum.objects.create(name=name, kind=ForumKind.objects.get(name=kind), **fields)


def give_seat(person: Person, forum: Forum, role: str = "Medlem", **period: date) -> Person:
    """Seat the person in the forum."""
    Seat.objects.create(person=person, forum=forum, role=SeatRole.objects.get(name=role), **period)
    return person


def make_document(
    title: str = "Politik for læselyst",
    *,
    kind: str = "policy",
    unit: Unit,
    visibility: Visibility = Visibility.INTERNAL,
    **fields: Any,
) -> Document:
    """A document of a default kind: living and external ones in force unless drafts, adopted ones not yet adopted."""
    document_kind = DocumentKind.objects.get(code=kind)
    if document_kind.life != Life.ADOPTED and visibility != Visibility.DRAFT:
        fields.setdefault("in_force_from", date(2020, 1, 1))
        fields.setdefault("phase", Phase.IN_FORCE)
    return Document.objects.create(
        title=title, kind=document_kind, unit=unit, visibility=visibility, **fields
    )


def make_adopted(
    title: str = "Politik for læselyst", *, forum: Forum, on: date | None = None, **fields: Any
) -> Document:
    """A document adopted by the forum, in force from the same day."""
    on = on or today()
    document = make_document(title, forum=forum, in_force_from=on, phase=Phase.IN_FORCE, **fields)
    Adoption.objects.create(document=document, forum=forum, decided_on=on, in_force_on=on)
    return document


def make_bearing(title: str, *, unit: Unit, reaching: list[Unit], **fields: Any) -> Document:
    """A bearing of the unit's, addressed to others, that holds today."""
    document = make_document(title, kind="bearing", unit=unit, **fields)
    make_element(document, title, kind="priority")
    for reached in reaching:
        Addressing.objects.create(document=document, unit=reached)
    return document


def let_documents_settle() -> None:
    """Let every document have bound so long that others have had time to tie to it."""
    for document in Document.objects.exclude(in_force_from=None):
        document.in_force_from = document.in_force_from and document.in_force_from - SETTLING
        document.created_at -= SETTLING
        document.save()


def make_section(document: Document, title: str = "Det vil vi", body: str = "<p>Vi vil.</p>") -> Section:
    """A section at the end of the document."""
    position = (document.sections.count() + 1) * POSITION_GAP
    return Section.objects.create(document=document, title=title, body=body, position=position)


def make_element(
    document: Document, title: str = "Alle børn lærer at læse", *, kind: str = "goal", **fields: Any
) -> Element:
    """An element at the end of the document's first section, which is made when it is missing."""
    section = fields.pop("section", None) or document.sections.first() or make_section(document)
    position = (document.elements.count() + 1) * POSITION_GAP
    element_kind = ElementKind.objects.get(code=kind)
    fields = {"section": section, "position": position, **fields}
    return Element.objects.create(document=document, title=title, kind=element_kind, **fields)


def tie(
    lower: Element, upper: Element, how: str = "Fordi det ene fører til det andet.", **fields: Any
) -> Contribution:
    """Let the lower element contribute to the upper aim."""
    return Contribution.objects.create(lower=lower, upper=upper, how=how, **fields)


def make_initiative(
    title: str = "Fælles læsebånd hver morgen",
    *,
    document: Document | None = None,
    element: Element | None = None,
    lead: Person | None = None,
    phase: WorkPhase = WorkPhase.UNDER_WAY,
    **fields: Any,
) -> Initiative:
    """An initiative behind an element of its own in the document, of the document's unit; under way."""
    if element is None:
        assert document is not None
        element = make_element(document, title, kind="initiative")
    fields.setdefault("unit", element.document.unit)
    initiative = Initiative.objects.create(element=element, lead=lead, phase=phase, **fields)
    PhaseStep.objects.create(initiative=initiative, after=phase, by=lead)
    return initiative
