"""Who may do what with documents, elements and ties. One function per permission; docs/rettigheder.md tells it to people."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import permission
from pejling.direction.models import Contribution, Document, Element, Intake, Life, Phase
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

ONLY_EDITORS = _("Kun dokumentets redaktører, enhedens leder og sekretariatet kan ændre det.")


@permission(
    "direction.create", reason=_("Kun enhedens leder og sekretariatet kan oprette dokumenter for enheden.")
)
def may_create(viewer: "Viewer", unit: Unit | None) -> bool:
    """The leader of the unit and the secretariat; without a unit: whether there is any unit they may do it for."""
    authority = authority_of(viewer)
    if authority.is_secretariat:
        return True
    return authority.leads(unit.pk) if unit else bool(authority.led_units)


@permission("direction.edit", reason=ONLY_EDITORS)
def may_edit(viewer: "Viewer", document: Document) -> bool:
    """The secretariat, the leader of the unit or of one above it, the responsible, the named editors, and their deputies."""
    return document.is_edited_by(viewer)


@permission(
    "direction.write",
    reason=_("Ordlyden ligger fast, når dokumentet er i høring, vedtaget, afløst eller udfaset."),
)
def may_write(viewer: "Viewer", document: Document) -> bool:
    """Editors, as long as the wording is neither out in hearing nor adopted, and the document not succeeded or retired."""
    if document.has_settled_wording or document.is_out_of_force or document.phase == Phase.HEARING:
        return False
    return may_edit(viewer, document)


@permission(
    "direction.share", reason=_("Kun enhedens leder og sekretariatet kan gøre et dokument offentligt.")
)
def may_publish(viewer: "Viewer", document: Document) -> bool:
    """Making a document public, or taking it back from the public: the leader of the unit and the secretariat."""
    authority = authority_of(viewer)
    return authority.is_secretariat or authority.leads(document.unit_id)


@permission("direction.adopt", reason=_("Kun sekretariatet kan skrive en politisk vedtagelse ind."))
def may_adopt(viewer: "Viewer", document: Document) -> bool:
    """The secretariat; for what no political forum adopts, the leader of the unit too."""
    authority = authority_of(viewer)
    if authority.is_secretariat:
        return True
    political = document.forum is not None and document.forum.is_political
    return document.life == Life.ADOPTED and not political and authority.leads(document.unit_id)


@permission("direction.retire", reason=_("Kun sekretariatet og enhedens leder kan udfase et dokument."))
def may_retire(viewer: "Viewer", document: Document) -> bool:
    """The secretariat; the leader of the unit too, unless a political forum adopted it."""
    authority = authority_of(viewer)
    political = document.forum is not None and document.forum.is_political
    return authority.is_secretariat or (not political and authority.leads(document.unit_id))


@permission(
    "direction.succeed",
    reason=_(
        "Kun dem, der kan ændre det gamle dokument, kan sætte det til at blive afløst og tage det tilbage."
    ),
)
def may_let_succeed(viewer: "Viewer", old: Document) -> bool:
    """The editors of the old document: nobody else says that it is to be succeeded, or takes that back on its behalf."""
    return may_edit(viewer, old)


@permission(
    "direction.withdraw_adoption",
    reason=_(
        "Kun den, der også kan skrive det ind, som dokumentet har afløst, kan trække vedtagelsen tilbage."
    ),
)
def may_withdraw_adoption(viewer: "Viewer", document: Document) -> bool:
    """Who may adopt it, and what it has put out of force, which would be in force again."""
    if not may_adopt(viewer, document):
        return False
    if authority_of(viewer).is_secretariat:
        return True
    olds = Document.objects.filter(successions__new=document, successions__completed_at__isnull=False)
    return all(may_adopt(viewer, old) for old in olds.select_related("kind", "forum__kind"))


@permission("direction.correct", reason=_("Kun sekretariatet kan rette i en vedtaget ordlyd."))
def may_correct(viewer: "Viewer", document: Document) -> bool:
    """The secretariat, once the wording is adopted."""
    return authority_of(viewer).is_secretariat and document.has_settled_wording


@permission(
    "direction.fate",
    reason=_("Kun sekretariatet og det nye dokuments redaktører kan afgøre gamle måls skæbne."),
)
def may_set_fates(viewer: "Viewer", document: Document) -> bool:
    """The editors of the document that takes over, or of the one that is retired."""
    return may_edit(viewer, document)


@permission("direction.tie", reason=ONLY_EDITORS)
def may_tie(viewer: "Viewer", element: Element) -> bool:
    """The editors of the document in which the lower element stands, and who answers for the element itself."""
    return element.responsible_id in authority_of(viewer).people or may_edit(viewer, element.document)


@permission(
    "direction.question",
    reason=_("Kun den, der svarer for det øverste mål, kan stille spørgsmål til bidraget."),
)
def may_question(viewer: "Viewer", tie: Contribution) -> bool:
    """Who answers for the upper aim: its responsible and its document's editors."""
    return may_tie(viewer, tie.upper)


@permission("direction.bear", reason=_("Kun direktører, centerchefer og sekretariatet kan sætte pejlinger."))
def may_set_bearing(viewer: "Viewer", _thing: object = None) -> bool:
    """The secretariat, and leaders of units that have units below them."""
    authority = authority_of(viewer)
    if authority.is_secretariat:
        return True
    return (
        Unit.objects.current().filter(parent__in=authority.led_units).exists()
        if authority.led_units
        else False
    )


@permission("direction.answer_bearing", reason=_("Kun enhedens leder kan svare på en pejling for enheden."))
def may_answer_bearing(viewer: "Viewer", unit: Unit) -> bool:
    """The leader of the unit, and the secretariat."""
    authority = authority_of(viewer)
    return authority.is_secretariat or authority.leads(unit.pk)


@permission(
    "direction.intake", reason=_("Kun den, der har lagt filen op, og sekretariatet kan gøre noget ved den.")
)
def may_handle_intake(viewer: "Viewer", intake: Intake) -> bool:
    """Who sent the file in, and the secretariat."""
    authority = authority_of(viewer)
    return authority.is_secretariat or (authority.person is not None and intake.by_id == authority.person.pk)


@permission("direction.kinds", reason=_("Kun sekretariatet kan ændre typer og betegnelser."))
def may_keep_kinds(viewer: "Viewer", _thing: object = None) -> bool:
    """The secretariat."""
    return authority_of(viewer).is_secretariat
