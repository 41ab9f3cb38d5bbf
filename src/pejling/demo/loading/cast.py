"""What is known while Fjordlund is being loaded: its rows by the story's keys, its days, and the log being written."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TypedDict, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.activity.verbs import verbs
from pejling.core.history import backdate_history
from pejling.demo import story as told
from pejling.demo.loading.course import Course, GivenStatus
from pejling.demo.loading.draws import draw
from pejling.demo.loading.rhythms import Rhythms
from pejling.demo.loading.staff import Staff
from pejling.demo.loading.wordings import Wordings
from pejling.demo.people import FOUNDED
from pejling.direction.models import Contribution, Document, Element, Section
from pejling.initiatives.models import Initiative
from pejling.organisation.models import Forum, Unit
from pejling.people.models import Person

FIRST_HOUR, HOURS = 8, 8
SOON = timedelta(minutes=20)
SENT_OUT_BEFORE = timedelta(days=14)


Row = TypeVar("Row", bound=Model)


class Hand(TypedDict):
    """By whom something was done, and for whom, if they stood in for somebody."""

    by: Person
    on_behalf_of: Person | None


@dataclass
class Log:
    """The lines of activity, gathered and written in one go."""

    lines: list[Activity] = field(default_factory=list)

    def note(
        self,
        verb: str,
        target: Model,
        *,
        by: Person | None,
        at: datetime,
        on_behalf_of: Person | None = None,
        **details: str | int | list[str],
    ) -> None:
        """What `by` did to the target then."""
        assert verb in verbs(), f"no room tells of {verb}"
        kind = ContentType.objects.get_for_model(target)
        self.lines.append(
            Activity(
                verb=verb,
                target_kind=kind,
                target_id=target.pk,
                by=by,
                on_behalf_of=on_behalf_of,
                at=at,
                details=details,
            )
        )

    def write(self) -> None:
        """Write all lines in the order in which they happened."""
        Activity.objects.bulk_create(sorted(self.lines, key=lambda line: line.at), batch_size=500)


@dataclass
class Cast:
    """Fjordlund's rows by the keys that the story knows them by."""

    story: told.Story
    log: Log = field(default_factory=Log)
    now: datetime = field(default_factory=timezone.now)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    forums: dict[str, Forum] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    sections: dict[tuple[str, int], Section] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)
    ties: dict[tuple[str, str], Contribution] = field(default_factory=dict)
    initiatives: dict[str, Initiative] = field(default_factory=dict)
    courses: list[Course] = field(default_factory=list)
    reports: list[GivenStatus] = field(default_factory=list)

    @cached_property
    def staff(self) -> Staff:
        """Who worked where, day by day."""
        return Staff(self.story)

    @cached_property
    def rhythms(self) -> Rhythms:
        """How often each unit reports."""
        return Rhythms(self.staff)

    @cached_property
    def wordings(self) -> Wordings:
        """What is said about the work, dealt to whoever says it."""
        return Wordings(self.story, self.staff)

    def moment(self, day: date, key: str, *, after: datetime | None = None) -> datetime:
        """A moment in the working hours of that day, later than `after`, or just now when it has not come so far."""
        clock = time(FIRST_HOUR + draw(key, HOURS), draw(f"{key} minute", 60))
        at = timezone.make_aware(datetime.combine(day, clock))
        return min(max(at, after + SOON) if after else at, self.now)

    def changed(self, row: Row, *, at: datetime, by: Person | None) -> Row:
        """The row was changed then, or a little after its change before that, so that its history keeps its order."""
        before: datetime = row._history_date  # type: ignore[attr-defined]
        return backdate_history(row, at=min(max(at, before + SOON), self.now), by=by)

    def hand(self, who: str, on: date) -> Hand:
        """The person, or on that day their deputy for them."""
        deputy = self.staff.deputy(who, on)
        return Hand(by=self.people[deputy or who], on_behalf_of=self.people[who] if deputy else None)

    def hand_at(self, unit: str, on: date, *, lead: str | None = None) -> Hand:
        """Who did something in a unit that day: whoever leads the work, while at work, else the leader of the unit."""
        there = lead is not None and self.staff.is_at_work(lead, on)
        return self.hand(lead if lead and there else self.staff.leader(unit, on), on)

    @cached_property
    def founded(self) -> datetime:
        """When the organisation was written down."""
        return self.moment(min(FOUNDED, self.story.today), "founded")

    @cached_property
    def secretary(self) -> Person:
        """Who keeps the register, and writes the council's decisions down."""
        return self.people[self.story.logins["secretariat"].key]

    def author(self, document: told.Document) -> Person:
        """Who writes the document: its responsible person while there is one."""
        return self.people[document.responsible] if document.responsible else self.secretary


@dataclass(frozen=True)
class Timeline:
    """The days of one document: begun, in force or in use (never for a draft), last changed."""

    begun: date
    settled: date | None
    last: date
    is_adopted: bool

    @classmethod
    def of(cls, document: told.Document) -> "Timeline":
        """As the story tells it; a living document is in use from the start of its period."""
        in_use = document.in_force_from or document.period_from or document.created_on
        settled = document.adopted_on or (None if is_draft(document) else in_use)
        return cls(document.created_on, settled, document.last_changed_on, document.adopted_on is not None)

    @property
    def written(self) -> date:
        """The last day on which its words changed: what is adopted has been sent out two weeks before, and then stands."""
        if not self.is_adopted or self.settled is None:
            return self.last
        return max(self.begun, self.settled - SENT_OUT_BEFORE)

    def between(self, share: float) -> date:
        """The day when that share of the writing was done."""
        return self.begun + timedelta(days=round((self.written - self.begun).days * share))


def is_draft(document: told.Document) -> bool:
    """Whether it counts for nothing yet: to be adopted and not adopted, or kept to its editors."""
    return document.visibility == "draft" or (document.kind in ADOPTED_KINDS and document.adopted_on is None)


ADOPTED_KINDS = frozenset(
    {
        "vision",
        "policy",
        "municipal_plan",
        "leadership_foundation",
        "strategy",
        "plan_strategy",
        "budget_agreement",
    }
)
