"""`migrate` as Django has it, and then the watch on every table that can be searched (see pejling.search.watch)."""

from typing import Any

from django.core.management.commands import migrate

from pejling.search.watch import watch_sources


class Command(migrate.Command):
    """Migrate, and set the watch that a new or remade table lacks."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Django's migrate first."""
        super().handle(*args, **options)
        if not options["plan"] and not options["check_unapplied"]:
            watch_sources()
