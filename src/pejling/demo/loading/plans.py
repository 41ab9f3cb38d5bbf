"""What the plans have beside their text: who approves, with whom they were talked over, and who says that they hold."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pejling.core.history import backdate_history, create_all
from pejling.demo import story as told
from pejling.demo.loading.cast import Cast
from pejling.demo.loading.courses import FOLLOWED_KINDS, FORGOTTEN_AFTER
from pejling.demo.loading.documents import settled_at
from pejling.demo.loading.draws import draw
from pejling.demo.loading.staff import working_day
from pejling.demo.people import toml
from pejling.initiatives.models import Approver, Circle, Confirmation, Involvement

HALF_A_YEAR = 182
APPROVED_ABOVE = 6
"""One plan in so many is approved by the leader above."""
CONFIRMED, DISCUSSED = 3, 8
"""One plan in so many has been confirmed; one in so many has never been talked over with anybody."""


def load_approvers(cast: Cast) -> None:
    """Whom the plans name as the one who approves: before any work is approved."""
    create_all(Approver, [row for plan in _plans(cast) for row in _approver(plan, cast)], by=None)


def load_plans(cast: Cast) -> None:
    """Involvement and confirmations."""
    create_all(Involvement, [row for plan in _plans(cast) for row in _involvement(plan, cast)], by=None)
    Confirmation.objects.bulk_create([row for plan in _plans(cast) for row in _confirmation(plan, cast)])


def _plans(cast: Cast) -> list[told.Document]:
    return [document for document in cast.story.documents if document.kind in FOLLOWED_KINDS]


def _fixed(plan: told.Document) -> dict[str, Any]:
    """What is told of a plan by hand."""
    found: dict[str, Any] = toml("forloeb/planer.toml").get(plan.key, {})
    return found


def _approver(plan: told.Document, cast: Cast) -> Iterator[Approver]:
    row, day = cast.documents[plan.key], settled_at(plan, cast)
    named = _fixed(plan).get("godkender")
    if named is None and draw(f"{plan.key} approver", APPROVED_ABOVE) == 0:
        leader = cast.staff.leader(plan.unit, cast.story.today)
        named = cast.staff.leader(plan.unit, cast.story.today, besides=leader)
    if not named:
        return
    forum = cast.forums.get(named)
    approver = Approver(document=row, forum=forum, person=None if forum else cast.people[named])
    by = cast.author(plan)
    cast.log.note("initiatives.approver_named", row, by=by, at=day, approver=str(approver))
    yield backdate_history(approver, at=day, by=by)


# --- Talked over -----------------------------------------------------------------------------------------------------


def _involvement(plan: told.Document, cast: Cast) -> Iterator[Involvement]:
    is_full = bool(_fixed(plan).get("drøftet"))
    if not is_full and draw(f"{plan.key} discussed", DISCUSSED) == 0:
        return
    last = cast.story.today
    if (last - plan.last_changed_on).days > FORGOTTEN_AFTER:
        last = plan.last_changed_on
    day, number = plan.created_on + timedelta(days=14 + draw(f"{plan.key} talk", 30)), 0
    while day <= last:
        yield _talk(plan, day, Circle.STAFF, number, cast)
        if is_full or draw(f"{plan.key} med {number}", 3):
            yield _talk(plan, day + timedelta(days=12), Circle.MED, number, cast)
        if is_full or draw(f"{plan.key} users {number}", 4) == 0:
            yield _talk(plan, day + timedelta(days=20), Circle.USERS, number, cast)
        number += 1
        day += timedelta(days=HALF_A_YEAR - 40 + draw(f"{plan.key} {number}", 120))
    if is_full:
        for circle in (Circle.STAFF, Circle.MED, Circle.USERS):
            yield _talk(plan, last - timedelta(days=33 - 7 * len(circle)), circle, number, cast)


def _talk(plan: told.Document, day: date, circle: Circle, number: int, cast: Cast) -> Involvement:
    row, day = cast.documents[plan.key], working_day(min(day, cast.story.today))
    hand = cast.hand_at(plan.unit, day)
    at = cast.moment(day, f"{plan.key} {circle} {number}", after=row.created_at)
    cast.log.note("initiatives.involvement_written", row, at=at, **hand)
    has_changed = (
        number == 0 or _fixed(plan).get("drøftet") or draw(f"{plan.key} {circle} {number} changed", 3)
    )
    talk = Involvement(
        document=row, circle=circle, on=day, by=hand["by"], at=at,
        forum=_committee(plan, cast) if circle == Circle.MED else None,
        detail=cast.wordings.deal("inddragelse", f"{circle.value}_hvem", plan.unit),
        what_changed=cast.wordings.deal("inddragelse", f"{circle.value}_aendrede", plan.unit) if has_changed else "",
    )  # fmt: skip
    return backdate_history(talk, at=at, by=hand["by"])


def _committee(plan: told.Document, cast: Cast) -> Any:
    """The MED committee of the unit, or of the nearest one above it."""
    by_unit = {forum.unit: forum.key for forum in cast.story.forums if forum.kind == "MED"}
    return next((cast.forums[by_unit[unit]] for unit in cast.staff.above(plan.unit) if unit in by_unit), None)


# --- Confirmed -------------------------------------------------------------------------------------------------------


def _confirmation(plan: told.Document, cast: Cast) -> Iterator[Confirmation]:
    is_full = bool(_fixed(plan).get("bekræftet"))
    is_forgotten = (cast.story.today - plan.last_changed_on).days > FORGOTTEN_AFTER
    if is_forgotten or (not is_full and draw(f"{plan.key} confirmed", CONFIRMED)):
        return
    day = working_day(cast.story.today - timedelta(days=3 + draw(f"{plan.key} confirmed on", 90)))
    if day < plan.created_on:
        return
    if is_full:
        day = max(day, plan.last_changed_on)
    row, hand = cast.documents[plan.key], cast.hand_at(plan.unit, day)
    at = cast.moment(day, f"{plan.key} confirmed", after=row.touched_at if is_full else row.created_at)
    cast.log.note("initiatives.plan_confirmed", row, at=at, **hand)
    withdrawn_at = (
        at + timedelta(minutes=4) if draw(f"{plan.key} withdrawn", 12) == 0 and not is_full else None
    )
    if withdrawn_at:
        cast.log.note("initiatives.plan_confirmation_withdrawn", row, at=withdrawn_at, **hand)
    yield Confirmation(document=row, at=at, withdrawn_at=withdrawn_at, **hand)
