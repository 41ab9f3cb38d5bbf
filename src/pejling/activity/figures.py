"""What is asked of the log as a whole."""

from django.db.models import Max

from pejling.activity.models import Activity


def newest_line() -> int:
    """The number of the newest line: as long as it is the same, nobody has done anything."""
    newest: int | None = Activity.objects.order_by().aggregate(newest=Max("pk"))["newest"]
    return newest or 0
