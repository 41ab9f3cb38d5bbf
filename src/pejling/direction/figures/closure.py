"""Which elements hang together, answered by the database: recursive SQL that reads the same on SQLite and PostgreSQL.

Three ways lead from an element upwards - to its parent, over a tie that has not been ended, and from an old aim through its
fate to where it lives on - and the same three lead down. A recursive query may name itself once only, so the three are
tried side by side as three `ways`. What is found is a superset: `graph_building` decides what counts.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

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


Row = tuple[int, int, int, int, int]
Rows = dict[int, list[Row]]
"""Rows by the first number of each, which says what it is: one of the five."""
LINE, TIE, FATE, DOUBT, ANSWER = range(5)
_EVERYTHING = f"""SELECT {LINE} AS what, line.id, line.document_id, COALESCE(line.parent_id, 0),
    COALESCE(line.responsible_id, 0) FROM direction_element line WHERE (line.ended_on IS NULL OR line.ended_on > %s)
    UNION ALL SELECT {DOUBT}, doubt.contribution_id, 0, 0, 0
    FROM direction_tiequestion doubt WHERE doubt.settled_at IS NULL
    UNION ALL SELECT {TIE}, tie.id, tie.lower_id, tie.upper_id, 0
    FROM direction_contribution tie WHERE tie.ended_on IS NULL
    UNION ALL SELECT {FATE}, fate.id, fate.element_id, COALESCE(fate.to_id, 0), 0
    FROM direction_fate fate WHERE fate.effective_on <= %s{{of_public}}
    UNION ALL SELECT {ANSWER}, answer.contribution_id, answer.fate_id, 0, 0 FROM direction_inheritanceanswer answer"""
# One walk through the hood. As a UNION of its parts, like everything above, the hood would be found anew for each of them.
_AROUND = f"""SELECT parts.what, COALESCE(line.id, tie.id, fate.id),
    COALESCE(line.document_id, tie.lower_id, fate.element_id), COALESCE(line.parent_id, tie.upper_id, fate.to_id, 0),
    COALESCE(line.responsible_id, doubt.id, answer.contribution_id, 0), line.ended_on <= %s
    FROM hood CROSS JOIN (SELECT {LINE} AS what UNION ALL SELECT {TIE} UNION ALL SELECT {FATE}) parts
    LEFT JOIN direction_element line ON parts.what = {LINE} AND line.id = hood.id
    LEFT JOIN direction_contribution tie ON parts.what = {TIE} AND tie.lower_id = hood.id AND tie.ended_on IS NULL
    LEFT JOIN direction_tiequestion doubt ON doubt.contribution_id = tie.id AND doubt.settled_at IS NULL
    LEFT JOIN direction_fate fate ON parts.what = {FATE} AND fate.element_id = hood.id
        AND fate.effective_on <= %s{{of_public}}
    LEFT JOIN direction_inheritanceanswer answer ON answer.fate_id = fate.id
    WHERE COALESCE(line.id, tie.id, fate.id) IS NOT NULL"""
_OF_PUBLIC = """ AND EXISTS (SELECT 1 FROM direction_element old JOIN direction_document home ON home.id = old.document_id
        WHERE old.id = fate.element_id AND home.visibility = 'public')"""


def rows_of_everything(on: date, *, public_only: bool) -> Rows:
    """Every element that has not ended by a day, every tie, open doubt, fate that has come true, and answer."""
    rows: Rows = defaultdict(list)
    for what, group in groupby(_fetched(_EVERYTHING, on, public_only=public_only), key=itemgetter(0)):
        rows[what].extend(group)
    return rows


def rows_around(tables: Collection[str], hood: str, on: date, *, public_only: bool) -> Rows:
    """The same within a neighbourhood, which is a query over the common `tables`."""
    found = _fetched(
        f"WITH RECURSIVE {', '.join(tables)}, hood AS ({hood}) {_AROUND}", on, public_only=public_only
    )
    lines, ties, fates = ([row for row in found if row[0] == what] for what in (LINE, TIE, FATE))
    inside = {row[1] for row in lines}
    return {
        LINE: [row[:5] for row in lines if not row[5]],
        TIE: [row[:5] for row in ties if row[3] in inside],
        DOUBT: [(DOUBT, row[1], 0, 0, 0) for row in ties if row[4]],
        # A fate comes once for each answer to it.
        FATE: list(dict.fromkeys((*row[:4], 0) for row in fates)),
        ANSWER: [(ANSWER, row[4], row[1], 0, 0) for row in fates if row[4]],
    }


def _fetched(statement: str, on: date, *, public_only: bool) -> list[tuple[Any, ...]]:
    statement = statement.format(of_public=_OF_PUBLIC if public_only else "")
    with connection.cursor() as cursor:
        cursor.execute(statement, [on.isoformat()] * statement.count("%s"))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _listed(ids: Collection[int]) -> str:
    return ",".join(str(int(each)) for each in ids) or "NULL"
