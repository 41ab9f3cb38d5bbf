"""Who worked where, led what and stood in for whom on a day, as the story tells it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pejling.core.calendar import is_working_day
from pejling.demo import story as told


@dataclass(frozen=True)
class Staff:
    """The posts of the story, asked by day."""

    story: told.Story

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """The unit above each unit."""
        return {unit.key: unit.parent for unit in self.story.units}

    @cached_property
    def _leader_roles(self) -> dict[str, str]:
        kinds = {kind.name: kind.leader_role for kind in self.story.unit_kinds}
        return {unit.key: kinds[unit.kind] for unit in self.story.units}

    @cached_property
    def _posts(self) -> dict[str, list[told.Post]]:
        found: dict[str, list[told.Post]] = defaultdict(list)
        for post in self.story.posts:
            found[post.unit].append(post)
        return found

    @cached_property
    def _jobs(self) -> dict[str, list[told.Post]]:
        found: dict[str, list[told.Post]] = defaultdict(list)
        for post in self.story.posts:
            found[post.person].append(post)
        return found

    def above(self, unit: str) -> Iterator[str]:
        """The unit and those above it, the nearest first."""
        here: str | None = unit
        while here is not None:
            yield here
            here = self.parents[here]

    def is_at_work(self, person: str, on: date) -> bool:
        """Whether the person held any post that day."""
        return any(_holds(post, on) for post in self._jobs[person])

    def at_work_since(self, person: str) -> date:
        """The person's first day in any post."""
        return min(post.valid_from for post in self._jobs[person])

    def leader(self, unit: str, on: date, *, besides: str | None = None) -> str:
        """Who led the unit that day, or the nearest one above it that somebody else led."""
        for here in self.above(unit):
            role = self._leader_roles[here]
            for post in self._posts[here]:
                if post.role == role and post.person != besides and _holds(post, on):
                    return post.person
        raise LookupError(f"nobody led {unit} on {on}")

    def colleagues(self, unit: str, on: date) -> list[str]:
        """Who could lead work in the unit besides its leader: those who work in it, and those who lead its teams."""
        below = [each.key for each in self.story.units if each.parent == unit]
        own = [post.person for post in self._posts[unit] if _holds(post, on)]
        teams = [
            post.person
            for team in below
            for post in self._posts[team]
            if post.role == self._leader_roles[team] and _holds(post, on)
        ]
        return sorted({*own, *teams} - {self.leader(unit, on)})

    def deputy(self, person: str, on: date) -> str | None:
        """Who stood in for the person that day."""
        rows = (row for row in self.story.deputyships if row.person == person and _holds(row, on))
        return next((row.deputy for row in rows), None)


def _holds(period: told.Post | told.Deputyship, on: date) -> bool:
    return period.valid_from <= on and (period.valid_to is None or on <= period.valid_to)


def working_day(day: date) -> date:
    """The day itself, or the last day before it on which the town hall was open."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
