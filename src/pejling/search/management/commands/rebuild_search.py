"""`pejling manage rebuild_search`: build the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from pejling.search.actions import rebuild
from pejling.search.models import Entry
from pejling.search.registry import sources


class Command(BaseCommand):
    """Build the index anew from all sources."""

    help = "Byg søgeindekset op på ny. Det er kun nødvendigt, når ord skal læses på en ny måde."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was indexed."""
        rebuild()
        for source in sources().values():
            self.stdout.write(f"{source.label}: {Entry.objects.filter(source=source.key).count()}")
