"""Who may do what with meetings; docs/rettigheder.md tells it to people."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import permission
from pejling.meetings.models import Attendance, Item, Matter, Meeting, State
from pejling.meetings.models.presiding import CHAIR, VICE, forums_run_by, practice_of, presiders
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Forum

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def sits_in(viewer: "Viewer", forum: int) -> bool:
    """Whether the viewer has a seat in the forum today."""
    return forum in authority_of(viewer).forums


def takes_part(viewer: "Viewer", meeting: Meeting) -> bool:
    """Whether the viewer is a member today, is called, or prepares the meeting."""
    if sits_in(viewer, meeting.forum_id) or meeting.is_edited_by(viewer):
        return True
    people = authority_of(viewer).people
    return (
        bool(people) and Attendance.objects.filter(meeting=meeting, person__in=people, is_guest=True).exists()
    )


def _runs(viewer: "Viewer", forum: Forum) -> bool:
    authority = authority_of(viewer)
    if authority.person is None or not authority.is_internal:
        return False
    runs = forum.pk in forums_run_by(authority.person)
    return authority.is_secretariat or runs or (forum.unit_id is not None and authority.leads(forum.unit_id))


@permission("meetings.set_up", reason=_("Kun sekretariatet kan ændre, hvordan fora holder møder."))
def may_set_up(viewer: "Viewer", _thing: object = None) -> bool:
    """How forums of a kind hold meetings, and where."""
    return authority_of(viewer).is_secretariat


@permission(
    "meetings.plan",
    reason=_(
        "Kun forummets formand, næstformand og sekretær, enhedens leder og sekretariatet kan lægge møder."
    ),
)
def may_plan(viewer: "Viewer", forum: Forum | None = None) -> bool:
    """Those who run the forum's meetings, and the secretariat; of no forum in particular whoever may in any."""
    if forum is not None:
        return _runs(viewer, forum)
    authority = authority_of(viewer)
    if authority.person is None or not authority.is_internal:
        return False
    return authority.is_secretariat or bool(forums_run_by(authority.person)) or bool(authority.led_units)


@permission(
    "meetings.suggest",
    reason=_("Kun forummets medlemmer og dem, der lægger dets møder, kan foreslå et punkt."),
)
def may_suggest(viewer: "Viewer", forum: Forum) -> bool:
    """Put something into the forum's backlog: its members, and those who run its meetings."""
    return sits_in(viewer, forum.pk) or _runs(viewer, forum)


@permission(
    "meetings.edit",
    reason=_(
        "Kun formand, næstformand og sekretær, mødets ansvarlige, enhedens leder og sekretariatet kan det."
    ),
)
def may_edit(viewer: "Viewer", meeting: Meeting) -> bool:
    """Its agenda, its course and its minutes, until these are approved."""
    return meeting.state not in (State.APPROVED, State.CANCELLED) and meeting.is_edited_by(viewer)


@permission("meetings.note", reason=_("Kun dem, der er med i mødet, kan skrive noter til referatet."))
def may_note(viewer: "Viewer", meeting: Meeting) -> bool:
    """All who take part, from the call until the minutes are approved."""
    return meeting.state in (State.CALLED, State.UNDER_WAY, State.CLOSED) and takes_part(viewer, meeting)


@permission("meetings.own_note", reason=_("Kun dem, der er med i mødet, kan have private noter til det."))
def may_keep_own_note(viewer: "Viewer", meeting: Meeting) -> bool:
    """A private note belongs to a seat, or to having been called."""
    authority = authority_of(viewer)
    if authority.person is None or meeting.state == State.CANCELLED:
        return False
    if meeting.forum_id in authority.forums:
        return meeting.state != State.DRAFT or meeting.is_edited_by(viewer)
    called = Attendance.objects.filter(meeting=meeting, person=authority.person, is_guest=True)
    return meeting.called_at is not None and called.exists()


@permission("meetings.assent", reason=_("Kun formanden og næstformanden kan det."))
def may_assent(viewer: "Viewer", meeting: Meeting) -> bool:
    """Chair and vice-chair, each for their side, where they set the agenda and approve the minutes together."""
    return bool(sides_of(viewer, meeting)) and matter_now(meeting) is not None


def matter_now(meeting: Meeting) -> Matter | None:
    """What the two can agree to as the meeting stands now; nothing where it is not asked of them."""
    if not practice_of(meeting.forum.kind).by_both:
        return None
    return {State.DRAFT: Matter.AGENDA, State.CLOSED: Matter.MINUTES}.get(meeting.state)


def sides_of(viewer: "Viewer", meeting: Meeting) -> list[bool]:
    """For which side the viewer may speak: False for the chair's, True for the vice-chair's."""
    people = authority_of(viewer).people
    parts = {CHAIR: False, VICE: True}
    return [
        parts[each.part]
        for each in presiders()
        if each.forum == meeting.forum_id and each.person in people and each.part in parts
    ]


@permission("meetings.refer", reason=_("Kun et medlem af forummet kan føre en sag videre."))
def may_refer(viewer: "Viewer", item: Item) -> bool:
    """A member themselves, and those who keep the minutes, until these are approved."""
    meeting = item.meeting
    if meeting is None or meeting.state not in (State.UNDER_WAY, State.CLOSED):
        return False
    return sits_in(viewer, item.forum_id) or meeting.is_edited_by(viewer)


@permission(
    "meetings.edit_item",
    reason=_("Punktet er afgjort, eller du er ikke en af dem, der lægger forummets møder."),
)
def may_edit_item(viewer: "Viewer", item: Item) -> bool:
    """What an item says and its enclosures: those who prepare the meeting, or the forum's meetings, until it is decided."""
    if item.is_decided:
        return False
    return may_edit(viewer, item.meeting) if item.meeting else _runs(viewer, item.forum)
