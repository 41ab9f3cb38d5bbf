"""Which elements hang together, answered by the database: recursive SQL that reads the same on SQLite and PostgreSQL.

Three ways lead from an element upwards - to its parent, over a tie that has not been ended, and from an old aim through its
fate to where it lives on - and the same three lead down. A recursive query may name itself once only, so the three are
tried side by side as three `ways`. What is found is a superset: `chain.graph_building` decides what counts.
"""

from collections.abc import Collection

from django.db import connection

_WAYS = "CROSS JOIN (SELECT 1 AS way UNION ALL SELECT 2 UNION ALL SELECT 3) ways"
_UPWARDS = f"""
    FROM up {_WAYS}
    LEFT JOIN direction_element line ON ways.way = 1 AND line.id = up.id
    LEFT JOIN direction_contribution tie ON ways.way = 2 AND tie.lower_id = up.id AND tie.ended_on IS NULL
    LEFT JOIN direction_fate fate ON ways.way = 3 AND fate.element_id = up.id{{fates}}
    WHERE COALESCE(line.parent_id, tie.upper_id, fate.to_id) IS NOT NULL"""
_DOWNWARDS = f"""
    FROM {{source}} below {_WAYS}
    LEFT JOIN direction_element line ON ways.way = 1 AND line.parent_id = below.id
    LEFT JOIN direction_contribution tie ON ways.way = 2 AND tie.upper_id = below.id AND tie.ended_on IS NULL
    LEFT JOIN direction_fate fate ON ways.way = 3 AND fate.to_id = below.id AND fate.effective_on <= %s"""
_BELOW = "COALESCE(line.id, tie.lower_id, fate.element_id)"


def up(start: Collection[int], *, planned: bool = False) -> str:
    """The common table `up(id)`: the start and all above it. `planned` counts fates that have not come true yet.

    Without `planned` it takes one parameter, the day by which fates must have come true.
    """
    fates = "" if planned else " AND fate.effective_on <= %s"
    return f"""up(id) AS (
    SELECT id FROM direction_element WHERE id IN ({_listed(start)})
    UNION SELECT COALESCE(line.parent_id, tie.upper_id, fate.to_id){_UPWARDS.format(fates=fates)})"""


def down(start: Collection[int]) -> str:
    """The common table `down(id)`: the start and all below it, nearest first. One parameter, the day."""
    return f"""down(id) AS (
    SELECT id FROM direction_element WHERE id IN ({_listed(start)})
    UNION SELECT {_BELOW}{_DOWNWARDS.format(source="down")}
    WHERE {_BELOW} IS NOT NULL)"""


def near(start: Collection[int]) -> str:
    """The common table `near(id, home, goes_on)`: below the start within its own document, and one step out of it.

    That is as far as one must look to know whether another document contributes. One parameter, the day.
    """
    return f"""near(id, home, goes_on) AS (
    SELECT id, document_id, 1 FROM direction_element WHERE id IN ({_listed(start)})
    UNION SELECT found.id, below.home, CASE WHEN ways.way = 3 OR found.document_id = below.home THEN 1 ELSE 0 END
    {_DOWNWARDS.format(source="near")}
    JOIN direction_element found ON found.id = {_BELOW}
    WHERE below.goes_on = 1)"""


def closes_circle(lower: int, upper: int) -> bool:
    """Whether `lower` already stands above `upper`, so that a way from lower up to upper would close a circle.

    Asked over everything that stands: the tree, ties, and fates - also in drafts and of successions not yet adopted, for one
    day they will count. It holds for a new tie, for a new parent, and for a new fate (from the old element to its heir).
    """
    if lower == upper:
        return True
    question = f"WITH RECURSIVE {up([upper], planned=True)} SELECT 1 FROM up WHERE id = %s LIMIT 1"
    with connection.cursor() as cursor:
        cursor.execute(question, [lower])
        return cursor.fetchone() is not None


def _listed(ids: Collection[int]) -> str:
    return ",".join(str(int(each)) for each in ids) or "NULL"
