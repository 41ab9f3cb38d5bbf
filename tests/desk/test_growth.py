"""What a leader's front page asks grows with what is the leader's own, not with all that a municipality has."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

MANY = {
    "activity_activity",
    "direction_contribution",
    "initiatives_reportreply",
    "initiatives_statusreport",
}
"""Tables of which a municipality has tens of thousands of rows after some years."""
NAMED = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: ([A-Z]\d+)\b)?')


def gone_through(statement: str, parameters: Any) -> set[str]:
    """The tables that SQLite would read from one end to the other to answer a statement."""
    names = {alias or table: table for table, alias in NAMED.findall(statement)}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        plan = [row[3].split() for row in cursor.fetchall()]
    return {names.get(step[1], step[1]) for step in plan if step[0] == "SCAN"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks how SQLite would answer")
def test_leaders_page_goes_through_no_table_that_grows(w: SimpleNamespace, client: Client) -> None:
    statements = []

    def record(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        statements.append((sql, parameters))
        return execute(sql, parameters, many, context)

    client.force_login(w.owner)
    with connection.execute_wrapper(record):
        assert client.get("/").status_code == 200
    # Whether there is any row at all is answered by the first.
    asked = [each for each in statements if each[0].startswith("SELECT") and " WHERE " in each[0]]
    assert len(asked) > 10
    for statement, parameters in asked:
        assert not MANY & gone_through(statement, parameters), statement
        assert "django_datetime_cast_date" not in statement, "makes a day of every row's moment"
