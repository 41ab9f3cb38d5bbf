"""Whether the database is there and up to date."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pejling.cli.terminal import Refusal


def unapplied() -> list[str]:
    """The names of the migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def bring_up_to_date() -> None:
    """Make or change the tables, when there is anything to change."""
    if unapplied():
        call_command("migrate", verbosity=0, interactive=False)


def require_up_to_date() -> None:
    """Refuse to serve on tables of another version."""
    if missing := unapplied():
        raise Refusal(
            f"Databasen mangler {len(missing)} ændringer. Tag en kopi med »pejling backup«, og kør »pejling manage migrate«."
        )
