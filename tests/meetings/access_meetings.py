"""Who may see and run meetings: members now, those called, those who prepare them, and who may read what is open."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from pejling.agreements.actions.proposals import propose
from pejling.agreements.models import Proposal
from pejling.core.dates import today
from pejling.meetings.actions import agenda, holding, minutes, planning
from pejling.meetings.models import Item, Meeting
from pejling.organisation.models import Forum
from tests import world
from tests.access import Access

# The school's own committee: its leader presides, and what is open there is for those who work here.


def committee(w: SimpleNamespace) -> Forum:
    """The school's own forum, with its leader as chair."""
    w.leaders_forum = Forum.objects.filter(name="Skolens ledermøde").first()
    if w.leaders_forum is None:
        w.leaders_forum = world.make_forum("Skolens ledermøde", kind="Ledermøde", unit=w.unit)
        world.give_seat(w.owner, w.leaders_forum, "Formand")
    found: Forum = w.leaders_forum
    return found


def planned(w: SimpleNamespace) -> Meeting:
    """A draft in two weeks with one item beside the standing ones."""
    meeting = planning.plan(committee(w), at=timezone.now() + timedelta(days=14), by=w.owner)
    agenda.add_item(meeting, title="Læsebånd", recommendation="at læsebåndet fortsætter", by=w.owner)
    return meeting


def called(w: SimpleNamespace) -> Meeting:
    return planning.call(planned(w), by=w.owner)


def begun(w: SimpleNamespace) -> Meeting:
    return holding.begin(called(w), by=w.owner)


def decided(w: SimpleNamespace) -> Meeting:
    meeting = begun(w)
    for row in meeting.items.in_order():
        holding.decide(row, "noted", by=w.owner)
    return meeting


def closed(w: SimpleNamespace) -> Meeting:
    return holding.close(decided(w), by=w.owner)


def item_of(meeting: Meeting) -> Item:
    """The item that is no standing one."""
    return meeting.items.get(is_standing=False)


def waiting(w: SimpleNamespace) -> Item:
    return agenda.suggest(committee(w), title="Skolebibliotek", by=w.owner)


def dropped(w: SimpleNamespace) -> Item:
    return agenda.drop(waiting(w), by=w.owner)


def postponed(w: SimpleNamespace) -> Item:
    item = item_of(begun(w))
    holding.decide(item, "postponed", by=w.owner)
    return item


def wished(w: SimpleNamespace) -> Proposal:
    return propose(
        unit=w.unit,
        kind="wish",
        title="Bogbus",
        to_forum=committee(w),
        answer_by=today(),
        visibility="internal",
        by=w.owner,
    )


def cancelled(w: SimpleNamespace) -> Meeting:
    return planning.cancel(called(w), because="Sne", by=w.owner)


def for_both(w: SimpleNamespace) -> Meeting:
    """A draft of a MED committee, whose chair is the owner."""
    forum = world.make_forum("Skolens MED", kind="Lokaludvalg (LMU)", unit=w.unit)
    world.give_seat(w.owner, forum, "Formand")
    meeting = planning.plan(forum, at=timezone.now() + timedelta(days=14), by=w.owner)
    agenda.add_item(meeting, title="Arbejdsmiljø", by=w.owner)
    return meeting


def pk_of(make: Any) -> Any:
    return lambda w: [make(w).pk]


def item_in(make: Any) -> Any:
    return lambda w: [item_of(make(w)).pk]


INSIDE: dict[str, Any] = {"owner": 200, "colleague": 200, "outsider": 404, "anonymous": "login"}
READ: dict[str, Any] = INSIDE
OPEN_TO_ALL: dict[str, Any] = {"owner": 200, "colleague": 200, "outsider": 404, "anonymous": 404}
WRITTEN: dict[str, Any] = {"owner": 200, "colleague": 403, "outsider": 404, "anonymous": "login"}
SECRETARIAT: dict[str, Any] = {"owner": 403, "colleague": 403, "outsider": 404, "anonymous": "login"}
HIDDEN: dict[str, Any] = {"owner": 200, "colleague": 404, "outsider": 404, "anonymous": "login"}
# The owner is first, so that what they took away is not there for a colleague, and what they sent out is.
# A button tells a refusal where it stands; the act has not been done. Whoever may not see the thing finds nothing.
PRESSED: dict[str, Any] = {
    "owner": 303,
    "colleague": 403,
    "outsider": 404,
    "anonymous": "login",
    "method": "post",
}
PRESSED_HIDDEN: dict[str, Any] = {**PRESSED, "colleague": 404}


def found_disqualified(w: SimpleNamespace) -> list[int]:
    return [minutes.disqualify(item_of(begun(w)), w.owner, because="Far", decided_by="Mødet", by=w.owner).pk]


def said(w: SimpleNamespace) -> list[int]:
    return [minutes.dissent(item_of(begun(w)), w.owner, words="Nej.", by=w.owner).pk]


def agreed_to(w: SimpleNamespace) -> list[int]:
    return [planning.assent(for_both(w), by=w.owner).pk]


ACCESS = {
    "meetings": Access(**INSIDE),
    "meeting_new": Access(**{**INSIDE, "colleague": 200}),
    "meeting_year": Access(**{**INSIDE, "colleague": 200}),
    "practices": Access(**SECRETARIAT),
    "practice_edit": Access(**SECRETARIAT, args=lambda w: [committee(w).kind_id]),
    "forum_meetings": Access(**INSIDE, args=pk_of(committee)),
    "item_suggestion": Access(**WRITTEN, args=pk_of(committee)),
    "forum_source": Access(**SECRETARIAT, args=pk_of(committee)),
    "proposal_on_agenda": Access(**PRESSED, args=pk_of(wished)),
    "disqualification_removal": Access(**PRESSED_HIDDEN, args=found_disqualified),
    "dissent_removal": Access(**PRESSED_HIDDEN, args=said),
    "item": Access(**READ, args=item_in(called)),
    "item_edit": Access(**WRITTEN, args=item_in(called)),
    "item_place": Access(**PRESSED, args=item_in(called)),
    "item_putting_on": Access(**HIDDEN, args=pk_of(waiting)),
    "item_taking_off": Access(**PRESSED_HIDDEN, args=item_in(called)),
    "item_dropping": Access(**PRESSED_HIDDEN, args=pk_of(waiting)),
    "item_restoring": Access(**PRESSED_HIDDEN, args=pk_of(dropped)),
    "item_carrying": Access(**WRITTEN, args=pk_of(postponed)),
    "item_here": Access(**PRESSED, args=item_in(begun)),
    "item_outcome": Access(**WRITTEN, args=item_in(begun)),
    "item_reopening": Access(**WRITTEN, args=pk_of(postponed)),
    "item_votes": Access(**WRITTEN, args=item_in(begun)),
    "item_party_votes": Access(**WRITTEN, args=item_in(begun)),
    "item_disqualifying": Access(**WRITTEN, args=item_in(begun)),
    "item_dissent": Access(**WRITTEN, args=item_in(begun)),
    "item_referral": Access(**WRITTEN, args=item_in(begun)),
    "item_record": Access(**WRITTEN, args=item_in(begun)),
    "item_jotting": Access(**PRESSED, args=item_in(begun)),
    "item_own_note": Access(**PRESSED, args=item_in(begun)),
    "item_agreeing": Access(**WRITTEN, args=item_in(begun)),
    "item_putting_forward": Access(**WRITTEN, args=item_in(begun)),
    "meeting": Access(**OPEN_TO_ALL, args=pk_of(called)),
    "meeting_edit": Access(**WRITTEN, args=pk_of(called)),
    "item_new": Access(**WRITTEN, args=pk_of(called)),
    "meeting_calling": Access(**PRESSED, args=pk_of(planned)),
    "meeting_assent": Access(**PRESSED_HIDDEN, args=pk_of(for_both)),
    "meeting_unassent": Access(**PRESSED_HIDDEN, args=agreed_to),
    "meeting_cancelling": Access(**WRITTEN, args=pk_of(called)),
    "meeting_restoring": Access(**PRESSED, args=pk_of(cancelled)),
    "meeting_run": Access(**WRITTEN, args=pk_of(begun)),
    "meeting_wall": Access(**READ, args=pk_of(begun)),
    "meeting_opening": Access(**PRESSED, args=pk_of(called)),
    "meeting_closing": Access(**PRESSED, args=pk_of(decided)),
    "meeting_reopening": Access(**PRESSED, args=pk_of(closed)),
    "meeting_approval": Access(**PRESSED, args=pk_of(closed)),
    "meeting_presence": Access(**WRITTEN, args=pk_of(called)),
    "meeting_word": Access(**OPEN_TO_ALL, args=pk_of(called)),
    "meeting_pdf": Access(**OPEN_TO_ALL, args=pk_of(called)),
    "meeting_open_word": Access(**OPEN_TO_ALL, args=pk_of(called)),
    "meeting_open_pdf": Access(**OPEN_TO_ALL, args=pk_of(called)),
}
