"""What was judged: the success criteria of what is done or well under way, and how ready people were, once and again."""

from collections.abc import Iterator
from datetime import date, timedelta

from pejling.demo import story as told
from pejling.demo.loading.cast import Cast, Hand
from pejling.demo.loading.course import Course, Mood
from pejling.demo.loading.draws import draw
from pejling.demo.loading.initiatives import moment
from pejling.demo.loading.staff import working_day
from pejling.initiatives.models import CriterionVerdict, Facet, FacetScore, Phase, Readiness, Verdict

LONG_ENOUGH, APART = 160, 150
"""Days under way before a criterion is looked at, and between two assessments of readiness."""
ASSESSED = 3
"""One in so many has its readiness assessed."""
LOW, HIGH = 2, 4


def load_judging(cast: Cast) -> None:
    """Verdicts on the criteria under initiatives, and assessments of readiness with their five sides."""
    verdicts = [row for course in cast.courses for row in _verdicts(course, cast)]
    CriterionVerdict.objects.bulk_create(verdicts, batch_size=500)
    assessed = [pair for course in cast.courses for pair in _assessments(course, cast)]
    Readiness.objects.bulk_create([row for row, _scores in assessed], batch_size=500)
    scores = [score for _row, scores in assessed for score in scores]
    FacetScore.objects.bulk_create(scores, batch_size=500)


def _hand(course: Course, on: date, cast: Cast) -> Hand:
    return cast.hand_at(course.document.unit, on, lead=course.lead)


# --- Success criteria ------------------------------------------------------------------------------------------------


def _verdicts(course: Course, cast: Cast) -> Iterator[CriterionVerdict]:
    for criterion in course.element.children:
        if criterion.kind == "success_criterion":
            for number, (day, verdict) in enumerate(_judged(course, criterion, cast)):
                yield _verdict(course, criterion, day, verdict, number, cast)


def _judged(course: Course, criterion: told.Element, cast: Cast) -> Iterator[tuple[date, Verdict]]:
    """First not yet, while it was under way; then, of what is done, met or not."""
    begun, today, key = course.reported_from, cast.story.today, criterion.key
    until = course.ended_on or today
    if begun is None or (until - begun).days < LONG_ENOUGH:
        return
    yield begun + (until - begun) * (40 + draw(key, 25)) / 100, Verdict.NOT_YET
    if course.phase == Phase.DONE:
        day = min(course.ended_on or today, today)
        yield day, Verdict.MET if draw(f"{key} met", 10) < 7 else Verdict.NOT_MET
    elif course.mood == Mood.STEADY and draw(f"{key} early", 3) == 0:
        yield until - timedelta(days=10 + draw(f"{key} late", 40)), Verdict.MET


def _verdict(
    course: Course, criterion: told.Element, day: date, verdict: Verdict, number: int, cast: Cast
) -> CriterionVerdict:
    day = working_day(day)
    row, hand = cast.initiatives[course.key], _hand(course, day, cast)
    at = moment(course, day, f"{criterion.key} {number}", cast)
    cast.log.note("initiatives.judged", row, at=at, **hand, criterion=criterion.title, verdict=verdict)
    evidence = cast.wordings.deal("vurderinger", verdict.value, course.trade)
    return CriterionVerdict(
        criterion=cast.elements[criterion.key], verdict=verdict, evidence=evidence, at=at, **hand
    )


# --- Readiness -------------------------------------------------------------------------------------------------------


def _assessments(course: Course, cast: Cast) -> Iterator[tuple[Readiness, list[FacetScore]]]:
    key, begun, today = course.key, course.reported_from, cast.story.today
    if begun is None or draw(f"{key} readiness", ASSESSED):
        return
    first = {facet: 1 + draw(f"{key} {facet}", 4) for facet in Facet}
    yield _assessment(course, begun, first, "first", cast)
    again = begun + timedelta(days=APART + draw(f"{key} again", 60))
    if again < (course.ended_on or today):
        yield _assessment(
            course, again, {f: _grown(course, f, score) for f, score in first.items()}, "again", cast
        )


def _grown(course: Course, facet: Facet, score: int) -> int:
    """Most sides have come on since; where it goes badly, time has become shorter."""
    if course.mood in (Mood.PRESSED, Mood.OFF_TRACK) and facet == Facet.TIME:
        return max(1, score - 1)
    return min(5, score + draw(f"{course.key} {facet} grown", 5) // 2)


def _assessment(
    course: Course, day: date, scores: dict[Facet, int], when: str, cast: Cast
) -> tuple[Readiness, list[FacetScore]]:
    day = working_day(day)
    row, hand = cast.initiatives[course.key], _hand(course, day, cast)
    at = moment(course, day, f"ready {when}", cast)
    cast.log.note("initiatives.assessed", row, at=at, **hand)
    assessment = Readiness(initiative=row, at=at, **hand)
    return assessment, [
        FacetScore(readiness=assessment, facet=facet, score=score, sentence=_because(facet, score, cast))
        for facet, score in scores.items()
    ]


def _because(facet: Facet, score: int, cast: Cast) -> str:
    grade = "lav" if score <= LOW else "hoej" if score >= HIGH else "midt"
    return cast.wordings.deal("parathed", f"{facet.value}_{grade}")
