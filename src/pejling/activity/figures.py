"""What is asked of the log as a whole."""

from pejling.activity.models import Activity

NEWEST = 50
"""So many lines back: of those who act at the same moment, the one with the earlier number may be done last."""


def newest_lines() -> tuple[int, ...]:
    """The numbers of the newest lines: as long as they are the same, nobody has done anything."""
    return tuple(Activity.objects.order_by("-pk").values_list("pk", flat=True)[:NEWEST])
