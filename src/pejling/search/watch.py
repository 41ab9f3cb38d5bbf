"""How the index learns that something changed: the database notes every insert, update and delete in `Change`.

Triggers are used because nothing else sees every write: single saves, bulk saves, updates and imports alike, within their
own transaction. See docs/decisions/020-search-index.md.
"""

from django.db import connection, models

from pejling.search.models import Change
from pejling.search.registry import SearchSource, sources

EVENTS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}
NOTE = """
CREATE OR REPLACE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO search_change (source, object_id) VALUES (TG_ARGV[0], OLD.id);
    ELSE
        INSERT INTO search_change (source, object_id) VALUES (TG_ARGV[0], NEW.id);
    END IF;
    RETURN NULL;
END $$
"""


def watch_sources() -> list[SearchSource]:
    """Set the watch on the tables of all sources and answer those that lacked it: all their rows then count as changed.

    Run after every migration: on SQLite a changed table is made anew, and its triggers are lost with the old one.
    """
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    if Change._meta.db_table not in tables:
        return []
    watched = _watched()
    lacking = [s for s in sources().values() if s.model._meta.db_table in tables and not _names(s) <= watched]
    for source in lacking:
        _watch(source)
        note_all(source)
    return lacking


def note_all(source: SearchSource) -> None:
    """Let every row of the source count as changed."""
    table = _quoted(source.model)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_change (source, object_id) SELECT %s, id FROM {table} ORDER BY id",
            [source.key],
        )


def _names(source: SearchSource) -> set[str]:
    return {f"search_{source.key}_{event}" for event in EVENTS}


def _quoted(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _watched() -> set[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def _watch(source: SearchSource) -> None:
    statements = [_trigger(source, event, row) for event, row in EVENTS.items()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(NOTE)
        for name in _names(source):
            where = f" ON {_quoted(source.model)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
        for statement in statements:
            cursor.execute(statement)


def _trigger(source: SearchSource, event: str, row: str) -> str:
    assert source.key.isidentifier(), f"{source.key} is not a name"
    head = f"CREATE TRIGGER search_{source.key}_{event} AFTER {event} ON {_quoted(source.model)} FOR EACH ROW"
    if connection.vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION search_note('{source.key}')"
    return (
        f"{head} BEGIN INSERT INTO search_change (source, object_id) VALUES ('{source.key}', {row}.id); END"
    )
