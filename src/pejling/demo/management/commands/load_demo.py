"""`pejling manage load_demo`: put Fjordlund into an empty database."""

import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from pejling.core.dates import today
from pejling.demo.loading import Step, is_loaded, load
from pejling.demo.texts import load_story


def with_bar(steps: Iterable[Step]) -> Iterable[Step]:
    """The steps, with a bar where somebody can see it."""
    bar: Iterable[Step] = tqdm(
        steps, desc="Indlæser Fjordlund", unit="trin", leave=False, disable=not sys.stderr.isatty()
    )
    return bar


class Command(BaseCommand):
    """Load the demo municipality."""

    help = "Indlæs demokommunen Fjordlund i en tom database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse where a municipality lives already."""
        if is_loaded():
            raise CommandError(
                "Der er allerede en kommune i databasen. Demoen indlæses kun i en tom database."
            )
        load(load_story(today()), shown=with_bar)
