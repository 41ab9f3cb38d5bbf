"""The rows that the chain's graph is built of, in one query: SQL that reads the same on SQLite and PostgreSQL.

How one goes from an element upwards and down, `direction.figures.closure` says; here it is read what stands there.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

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
    UNION ALL SELECT {ANSWER}, answer.contribution_id, answer.fate_id, 0, 0 FROM direction_inheritanceanswer answer
    WHERE answer.withdrawn_at IS NULL AND answer.fate_id IS NOT NULL"""
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
    LEFT JOIN direction_inheritanceanswer answer ON answer.fate_id = fate.id AND answer.withdrawn_at IS NULL
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
