"""Who may do what with initiatives, status and plans, a function per permission; docs/rettigheder.md tells it to people."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import may, permission, require
from pejling.direction.models import Document, Nature
from pejling.initiatives.models import Approver, Initiative
from pejling.initiatives.phases import Move
from pejling.organisation.authority import Authority, authority_of
from pejling.organisation.models import Seat

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.direction.models import Element
    from pejling.initiatives.models import StatusReport
    from pejling.organisation.models import Unit
    from pejling.people.models import Person


def is_or_stands_in_for(authority: Authority, person_id: int | None) -> bool:
    """Whether one is this person, or does today what waits for them."""
    return person_id in authority.people


def absent_member(authority: Authority, forum_id: int) -> "Person | None":
    """Whose deputy one is who sits in the forum."""
    if not authority.stands_in_for:
        return None
    seats = Seat.objects.current().filter(forum=forum_id, person__in=authority.stands_in_for)
    member = seats.order_by("pk").values_list("person", flat=True).first()
    return authority.stands_in_for.get(member or 0)


@permission(
    "initiatives.begin",
    reason=_("Kun planens redaktører, enhedens leder og sekretariatet kan gøre et punkt til en indsats."),
)
def may_begin(viewer: "Viewer", element: "Element") -> bool:
    """The editors of the document in which the element stands, while it stands and says what is done."""
    is_work = element.kind.nature == Nature.WORK and element.ended_on is None
    return is_work and may(viewer, "direction.edit", element.document)


@permission(
    "initiatives.edit",
    reason=_("Kun den, der leder indsatsen, planens redaktører og enhedens leder kan ændre den."),
)
def may_edit(viewer: "Viewer", initiative: Initiative) -> bool:
    """Who leads it or stands in for them, the leader of its unit or of one above it, and the editors of its plan."""
    authority = authority_of(viewer)
    if is_or_stands_in_for(authority, initiative.lead_id) or authority.leads(initiative.unit_id):
        return True
    return may(viewer, "direction.edit", initiative.element.document)


@permission(
    "initiatives.report",
    reason=_("Kun den, der leder indsatsen, planens redaktører og enhedens leder kan give status."),
)
def may_report(viewer: "Viewer", initiative: Initiative) -> bool:
    """The same as those who edit it."""
    return may_edit(viewer, initiative)


@permission("initiatives.reply", reason=_("Kun ledere over indsatsen og sekretariatet kan svare på status."))
def may_reply(viewer: "Viewer", initiative: Initiative) -> bool:
    """Leaders of its unit or of one above it, and the secretariat; who leads it does not answer themselves."""
    authority = authority_of(viewer)
    return authority.is_secretariat or authority.leads(initiative.unit_id)


@permission("initiatives.ask", reason=_("Kun ledere over indsatsen og sekretariatet kan bede om status."))
def may_ask(viewer: "Viewer", thing: "Initiative | Unit") -> bool:
    """Of an initiative or of all in a unit: leaders of the unit or of one above it, and the secretariat."""
    authority = authority_of(viewer)
    return authority.is_secretariat or authority.leads(getattr(thing, "unit_id", thing.pk))


@permission(
    "initiatives.withdraw_report",
    reason=_("Kun den, der har givet en status, og den, det skete på vegne af, kan tage den tilbage."),
)
def may_withdraw_report(viewer: "Viewer", report: "StatusReport") -> bool:
    """Who gave it, on whose behalf it was given, and who stands in for either, as long as they work here."""
    authority = authority_of(viewer)
    return authority.is_internal and any(
        is_or_stands_in_for(authority, person) for person in (report.by_id, report.on_behalf_of_id)
    )


@permission(
    "initiatives.links",
    reason=_("Kun sekretariatet og it-administratoren kan bestemme, om mailens links bruges."),
)
def may_choose_links(viewer: "Viewer", _thing: object = None) -> bool:
    """The secretariat and the operator."""
    authority = authority_of(viewer)
    return authority.is_secretariat or authority.is_operator


@permission(
    "initiatives.approve", reason=_("Kun den, som planen nævner som godkender, kan godkende indsatsen.")
)
def may_approve(viewer: "Viewer", initiative: Initiative) -> bool:
    """Whom the plan names: a person, or for a forum those who sit in it and the secretariat. Where it names nobody, or
    somebody who has left, the secretariat and the leaders of its unit.

    A deputy approves for the absent, also for one who sits in the forum.
    """
    authority = authority_of(viewer)
    document = initiative.element.document
    approver = Approver.objects.of(document)
    if approver is None:
        return authority.is_secretariat or authority.leads(document.unit_id)
    if approver.forum_id is not None:
        return (
            authority.is_secretariat
            or approver.forum_id in authority.forums
            or absent_member(authority, approver.forum_id) is not None
        )
    return is_or_stands_in_for(authority, approver.person_id)


def may_take(viewer: "Viewer", initiative: Initiative, move: Move) -> bool:
    """Whether one may take a step from phase to phase: an approval as above, any other as an editor of the initiative.

    Who approves may also answer no.
    """
    if move.is_approval:
        return may_approve(viewer, initiative)
    return may_edit(viewer, initiative) or (move.is_answer and may_approve(viewer, initiative))


def require_step(viewer: "Viewer", initiative: Initiative, move: Move | None) -> None:
    """Refuse in words whoever may not take the step; where there is none to take, whoever may not edit the initiative."""
    if move is None or not may_take(viewer, initiative, move):
        require(
            viewer, "initiatives.approve" if move and move.is_approval else "initiatives.edit", initiative
        )


@permission("initiatives.plan", reason=_("Kun planens redaktører, enhedens leder og sekretariatet kan det."))
def may_keep_plan(viewer: "Viewer", document: Document) -> bool:
    """What stands beside a plan's text - approver, involvement, confirmation: its editors."""
    return may(viewer, "direction.edit", document)


@permission(
    "initiatives.publish",
    reason=_("Kun planens redaktører, enhedens leder og sekretariatet kan vælge, hvad borgerne kan se."),
)
def may_publish(viewer: "Viewer", document: Document) -> bool:
    """Which of a plan's initiatives show the public how they go: the plan's editors."""
    return may(viewer, "direction.edit", document)


@permission(
    "initiatives.rhythm", reason=_("Kun enhedens leder og sekretariatet kan bestemme enhedens statusrytme.")
)
def may_set_rhythm(viewer: "Viewer", unit: "Unit") -> bool:
    """The leader of the unit or of one above it, and the secretariat."""
    authority = authority_of(viewer)
    return authority.is_secretariat or authority.leads(unit.pk)
