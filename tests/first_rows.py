"""The rows that a test database begins with, put back as they were after a test that emptied it.

Django reads them from a text and saves each through its model: seven hundred kinds and permissions, before every test that
commits, three tenths of a second of processor. Here each table is written at once.
"""

import sqlite3
from collections.abc import Mapping

from django.db import connection, connections, transaction
from django.db.backends.base.creation import BaseDatabaseCreation

Rows = list[tuple[object, ...]] | bytes
"""What stands in a table: on SQLite its rows, on PostgreSQL what COPY says of them."""


def keep_first_rows() -> None:
    """From now on Django puts back what there is now.

    Beside a browser tests have another connection than before it; so it is said of the kind of connection, not of one.
    """
    kept = first_rows()

    def instead_of_the_text(self: BaseDatabaseCreation, data: str) -> None:
        put_back(kept)

    type(connection.creation).deserialize_db_from_string = instead_of_the_text  # type: ignore[method-assign]
    type(connections[connection.alias])._test_serialized_contents = ""  # type: ignore[attr-defined]


def first_rows() -> dict[str, Rows]:
    """All that stands in the tables that Django empties."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    read = _read_sqlite if connection.vendor == "sqlite" else _read_postgresql
    return {table: rows for table, rows in read(sorted(tables)).items() if rows}


def put_back(kept: Mapping[str, Rows]) -> None:
    """Into the tables that were emptied; foreign keys are looked at when all of it is there."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in kept.items():
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
            if cursor.fetchone():
                continue
            if isinstance(rows, bytes):
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows)
            else:
                marks = ", ".join("?" * len(rows[0]))
                connection.connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)


def _read_sqlite(tables: list[str]) -> dict[str, Rows]:
    """By a connection that makes no dates of the texts, so that the same texts are written again."""
    with sqlite3.connect(connection.settings_dict["NAME"]) as plain:
        found: dict[str, Rows] = {
            table: plain.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables
        }
    plain.close()
    return found


def _read_postgresql(tables: list[str]) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                found[table] = b"".join(bytes(part) for part in copy)
    return found
