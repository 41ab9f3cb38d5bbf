"""Which elements hang together, answered by the database: recursive SQL that reads the same on SQLite and PostgreSQL.

Three ways lead from an element upwards - to its parent, over a tie that has not been ended, and from an old aim through its
fate to where it lives on - and the same three lead down. A recursive query may name itself once only, so the three are
tried side by side as three `ways`. What is found is a superset: `weaving` decides what counts.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import groupby
from operator import itemgetter

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
LINE, TIE, DOUBT, FATE, ANSWER = range(5)
_LINES = f"""SELECT {LINE} AS what, line.id, line.document_id, COALESCE(line.parent_id, 0),
    COALESCE(line.responsible_id, 0) FROM direction_element line
    WHERE (line.ended_on IS NULL OR line.ended_on > %s){{within_lines}}"""
_TIES = f"""SELECT {TIE}, tie.id, tie.lower_id, tie.upper_id, 0 FROM direction_contribution tie
    WHERE tie.ended_on IS NULL{{within_ties}}"""
_DOUBTS = f"""SELECT {DOUBT}, doubt.contribution_id, 0, 0, 0 FROM direction_tiequestion doubt
    WHERE doubt.settled_at IS NULL{{within_doubts}}"""
_FATES = f"""SELECT {FATE}, fate.id, fate.element_id, COALESCE(fate.to_id, 0), 0 FROM direction_fate fate{{of_public}}
    WHERE fate.effective_on <= %s{{within_fates}}"""
_ANSWERS = f"""SELECT {ANSWER}, answer.contribution_id, answer.fate_id, 0, 0 FROM direction_inheritanceanswer answer
    WHERE 1 = 1{{within_answers}}"""
_EVERYTHING = (_LINES, _DOUBTS, _TIES, _FATES, _ANSWERS)
_OF_PUBLIC = """
    JOIN direction_element old ON old.id = fate.element_id
    JOIN direction_document home ON home.id = old.document_id AND home.visibility = 'public'"""


def rows_of_everything(on: date, *, public_only: bool) -> Rows:
    """Every element that has not ended by a day, every tie, open doubt, fate that has come true, and answer."""
    return _fetched("", on, of_public=_OF_PUBLIC if public_only else "")


def rows_around(tables: Collection[str], hood: str, on: date, *, public_only: bool) -> Rows:
    """The same within a neighbourhood, which is a query over the common `tables`."""
    inside = "IN (SELECT id FROM hood)"
    # The plus keeps SQLite from trying every pair of ends in the index of both: seconds instead of milliseconds.
    both = f" AND tie.lower_id {inside} AND +tie.upper_id {inside}"
    return _fetched(
        f"WITH RECURSIVE {', '.join(tables)}, hood AS ({hood}) ",
        on,
        of_public=_OF_PUBLIC if public_only else "",
        within_lines=f" AND line.id {inside}",
        within_ties=both,
        within_doubts=" AND doubt.contribution_id IN "
        f"(SELECT tie.id FROM direction_contribution tie WHERE tie.ended_on IS NULL{both})",
        within_fates=f" AND fate.element_id {inside}",
        within_answers=f" AND answer.fate_id IN (SELECT fate.id FROM direction_fate fate WHERE fate.element_id {inside})",
    )


def _fetched(tables: str, on: date, **limits: str) -> Rows:
    parts = dict.fromkeys(
        (*(f"within_{what}" for what in ("lines", "ties", "doubts", "fates", "answers")), "of_public"), ""
    )
    parts |= limits
    statement = tables + " UNION ALL ".join(_EVERYTHING).format(**parts)
    with connection.cursor() as cursor:
        cursor.execute(statement, [on.isoformat()] * statement.count("%s"))
        rows: Rows = defaultdict(list)
        for what, group in groupby(cursor.fetchall(), key=itemgetter(0)):
            rows[what].extend(group)
    return rows


def _listed(ids: Collection[int]) -> str:
    return ",".join(str(int(each)) for each in ids) or "NULL"
