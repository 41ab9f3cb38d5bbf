"""The initiatives: who leads them, with whom, what they cost, and the phases they went through."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Model

from pejling.core.formats import day as in_words
from pejling.core.history import backdate_history, create_all, update_all
from pejling.demo.loading.cast import Cast, Hand
from pejling.demo.loading.course import Course, Stage
from pejling.demo.loading.courses import courses
from pejling.demo.loading.draws import draw, one_of, pick
from pejling.demo.people import toml
from pejling.initiatives.models import Approver, Initiative, Intent, Partner, Phase, PhaseStep, Scope
from pejling.initiatives.phases import move_between
from pejling.people.models import Person

ITEM = "4"
"""Of the agenda on which a forum approved an initiative."""
INTENTS = {Intent.DEVELOP: 50, Intent.CHANGE: 30, Intent.KEEP: 20}
KRONER = (15_000, 25_000, 40_000, 60_000, 85_000, 120_000, 180_000, 250_000, 400_000, 750_000)
MONEY = {"unknown": 3, "none": 5, "some": 4}
COMPETENT, OUTSIDE = 40, 22
"""So many in a hundred say what it takes, and who outside takes part."""
PARTNERS = (0, 0, 0, 1, 1, 2)
WHY = {
    Phase.PROPOSED: "foreslaaet", Phase.APPROVED: "godkendt", Phase.UNDER_WAY: "i_gang", Phase.PAUSED: "sat_paa_pause",
    Phase.DONE: "gennemfoert", Phase.STOPPED: "stoppet",
}  # fmt: skip
FREE_OF_TIME, OVERDUE, EARLY = 12, 24, 75
"""One in so many has no last day, one in so many should have been done by now, and that since so many days at most."""
SHORTEST, LONGEST = 45, 540


def load_initiatives(cast: Cast) -> None:
    """All initiatives as one began to follow them, then who took them over, and their steps, in the order of the years."""
    cast.courses = courses(cast)
    rows = [_begun(course, cast) for course in cast.courses]
    created = create_all(Initiative, rows, by=None)
    cast.initiatives.update(zip((course.key for course in cast.courses), created, strict=True))
    create_all(Partner, [row for course in cast.courses for row in _partners(course, cast)], by=None)
    _walk(cast)


def _begun(course: Course, cast: Cast) -> Initiative:
    key = course.key
    starts_on, ends_on = period(course, cast)
    at = moment(course, course.followed_on, "begun", cast)
    by = cast.people[cast.staff.leader(course.document.unit, course.followed_on)]
    row = Initiative(
        element=cast.elements[key],
        unit=cast.units[course.document.unit],
        lead=_first_lead(course, cast),
        intent=one_of(INTENTS, f"{key} intent"),
        scope=_scope(course, cast),
        phase=course.stages[0].phase,
        contributes_to_none_because=_reason(course, cast),
        oere=_oere(key),
        competences=_said("kompetencer", COMPETENT, course, cast),
        outside_partners=_said("uden_for", OUTSIDE, course, cast),
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=at,
    )
    return backdate_history(row, at=at, by=by)


def moment(course: Course, day: date, what: str, cast: Cast) -> datetime:
    """When something happened to an initiative that day: in working hours, and not before its line was there."""
    began = changed_at(cast.elements[course.key])
    return cast.moment(day, f"{course.key} {what}", after=began if began.date() == day else None)


def changed_at(row: Model) -> datetime:
    """When the history of a row says that it was last changed."""
    at: datetime = row._history_date  # type: ignore[attr-defined]
    return at


def changed_by(row: Model) -> Person | None:
    """Who the history of a row says changed it last."""
    by: Person | None = row._history_user  # type: ignore[attr-defined]
    return by


def _first_lead(course: Course, cast: Cast) -> Person | None:
    """Who led it from the first day; whoever leads it now may have come later."""
    if course.lead is None:
        return None
    on = course.followed_on
    there = cast.staff.is_at_work(course.lead, on)
    return cast.people[course.lead if there else cast.staff.leader(course.document.unit, on)]


def _scope(course: Course, cast: Cast) -> Scope:
    """What carries out a cross-cutting bearing serves that first."""
    across = {document.key for document in cast.story.documents if document.is_cross_cutting}
    tied = {upper.split("/")[0] for lower, upper in cast.ties if lower == course.key}
    return Scope.CROSS_CUTTING if tied & across or draw(f"{course.key} scope", 14) == 0 else Scope.CORE_TASK


def _oere(key: str) -> int | None:
    """Most cost nothing but time; some have an amount, and some nobody has reckoned."""
    kind = one_of(MONEY, f"{key} money")
    return {"unknown": None, "none": 0}.get(kind, pick(KRONER, f"{key} kroner") * 100)


def period(course: Course, cast: Cast) -> tuple[date | None, date | None]:
    """The days that its plan gives it. Some have no last day, and some should have been done by now."""
    key, today = course.key, cast.story.today
    starts_on = course.followed_on.replace(day=1)
    if course.ended_on:
        return starts_on, course.ended_on + timedelta(days=draw(f"{key} end", 80) - 45)
    if course.is_forgotten and course.phase == Phase.IDEA:
        return None, None
    if "slut" in course.given:
        return starts_on, today + timedelta(days=course.given["slut"])
    if course.phase in (Phase.IDEA, Phase.PROPOSED):
        starts_on = today + timedelta(days=14 + draw(f"{key} start", 100))
    elif draw(f"{key} overdue", OVERDUE) == 0:
        return starts_on, today - timedelta(days=1 + draw(f"{key} end", EARLY))
    if draw(f"{key} endless", FREE_OF_TIME) == 0:
        return starts_on, None
    return starts_on, max(starts_on, today) + timedelta(days=SHORTEST + draw(f"{key} end", LONGEST))


def _partners(course: Course, cast: Cast) -> Iterator[Partner]:
    row, count = cast.initiatives[course.key], PARTNERS[draw(f"{course.key} partners", len(PARTNERS))]
    for unit in cast.wordings.partners(course.document.unit, count):
        yield backdate_history(
            Partner(initiative=row, unit=cast.units[unit]), at=row.created_at, by=changed_by(row)
        )


def _said(name: str, often: int, course: Course, cast: Cast) -> str:
    """What is said of it in a field that so many in a hundred have filled in."""
    if draw(f"{course.key} {name}", 100) >= often:
        return ""
    return cast.wordings.deal("indsatser", name, course.trade)


def _reason(course: Course, cast: Cast) -> str:
    """Why it contributes to no aim, where it stands under none and is tied to none."""
    if course.has_parent or any(lower == course.key for lower, _upper in cast.ties):
        return ""
    reasons = {title: reason for title, _text, reason in toml("bredde/planer.toml")["ved_siden_af"]}
    return str(reasons[course.element.title])


# --- Its steps -------------------------------------------------------------------------------------------------------


def _walk(cast: Cast) -> None:
    """The first step of each is where one began; then a round for each thing that came after, as far as anybody went."""
    forums = dict(Approver.objects.filter(forum__isnull=False).values_list("document", "forum"))
    steps = [_first_step(course, cast) for course in cast.courses]
    events = {course.key: _events(course, cast) for course in cast.courses}
    for number in range(max(map(len, events.values()))):
        going = [
            (course, events[course.key][number])
            for course in cast.courses
            if len(events[course.key]) > number
        ]
        taken = [_step(course, stage, forums, cast) for course, stage in going if stage]
        update_all(Initiative, [step.initiative for step in taken], ["phase"], by=None)
        came = [_handed_over(course, cast) for course, stage in going if not stage]
        update_all(Initiative, came, ["lead", "version"], by=None)
        steps.extend(taken)
    PhaseStep.objects.bulk_create(steps, batch_size=500)


def _events(course: Course, cast: Cast) -> list[int]:
    """What happened to it after it was begun, in order: the number of its stage, or 0 when the one who leads it came."""
    events = [(stage.on, number) for number, stage in enumerate(course.stages) if number]
    if course.lead and cast.initiatives[course.key].lead != cast.people[course.lead]:
        events.append((cast.staff.at_work_since(course.lead), 0))
    return [number for _on, number in sorted(events)]


def _first_step(course: Course, cast: Cast) -> PhaseStep:
    row = cast.initiatives[course.key]
    by = changed_by(row)
    cast.log.note("initiatives.began", row, by=by, at=row.created_at)
    return PhaseStep(initiative=row, after=row.phase, by=by, on=course.followed_on, at=row.created_at)


def _step(course: Course, number: int, forums: dict[int, int], cast: Cast) -> PhaseStep:
    row, stage, before = cast.initiatives[course.key], course.stages[number], course.stages[number - 1]
    hand = _taker(course, stage, cast)
    row.phase = stage.phase
    cast.changed(row, at=moment(course, stage.on, f"step {number}", cast), by=hand["by"])
    forum = forums.get(row.element.document_id) if stage.phase == Phase.APPROVED else None
    _note_step(row, stage, forum, hand, cast)
    return PhaseStep(
        initiative=row, before=before.phase, after=stage.phase, why=_why(course, before, stage, cast),
        forum_id=forum, item=ITEM if forum else "", on=stage.on, at=changed_at(row), **hand,
    )  # fmt: skip


def _note_step(row: Initiative, stage: Stage, forum: int | None, hand: Hand, cast: Cast) -> None:
    at = changed_at(row)
    if forum is None:
        cast.log.note("initiatives.stepped", row, at=at, **hand, phase=stage.phase)
        return
    name, day = next(each.name for each in cast.forums.values() if each.pk == forum), in_words(stage.on)
    cast.log.note("initiatives.approved_in_forum", row, at=at, **hand, forum=name, day=day, item=ITEM)


def _taker(course: Course, stage: Stage, cast: Cast) -> Hand:
    """The unit's leader approves; the other steps whoever leads it takes, once there."""
    lead = course.lead if stage.phase != Phase.APPROVED else None
    return cast.hand_at(course.document.unit, stage.on, lead=lead)


def _why(course: Course, before: Stage, stage: Stage, cast: Cast) -> str:
    move = move_between(before.phase, stage.phase)
    assert move is not None, f"{before.phase} to {stage.phase}"
    if not move.needs_why and draw(f"{course.key} {stage.phase} why", 4):
        return ""
    return cast.wordings.deal("indsatser", WHY[stage.phase])


def _handed_over(course: Course, cast: Cast) -> Initiative:
    """Whoever leads it now came to the post after it was begun, and took it over."""
    assert course.lead is not None
    row, lead = cast.initiatives[course.key], cast.people[course.lead]
    day = max(cast.staff.at_work_since(course.lead), course.followed_on)
    row.lead, row.version = lead, row.version + 1
    cast.changed(row, at=moment(course, day, "taken over", cast), by=lead)
    cast.log.note("initiatives.edited", row, by=lead, at=changed_at(row), facts="lead")
    return row
