"""Whether the database is there and up to date."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from pejling.cli.terminal import Refusal

BEGIN_OR_RESTORE = (
    "Kør »pejling start« i en ny kommune, eller sæt en sikkerhedskopi tilbage med »pejling restore«."
)


def unapplied() -> list[str]:
    """The names of the migrations that the database lacks."""
    refuse_another_version()
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def unknown() -> set[str]:
    """The migrations that have been applied and that this version does not have: another version has made the tables."""
    loader = MigrationLoader(connection)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("pejling.")}
    strange = loader.applied_migrations.keys() - (loader.disk_migrations or {}).keys()
    return {f"{app}.{name}" for app, name in strange if app in ours}


def refuse_another_version() -> None:
    """Nothing is read or written in tables that another version has made: we do not know what stands in them."""
    if unknown():
        raise Refusal(
            "Databasen er lavet af en anden udgave af Pejling, som denne ikke kan bygge videre på. "
            "Brug den udgave, der lavede den, eller begynd forfra i en tom mappe."
        )


def bring_up_to_date() -> None:
    """Make or change the tables, when there is anything to change."""
    if unapplied():
        call_command("migrate", verbosity=0, interactive=False)


def require_up_to_date() -> None:
    """Refuse to serve on tables of another version."""
    require_there()
    if missing := unapplied():
        raise Refusal(
            f"Databasen mangler {len(missing)} ændringer. Tag en kopi med »pejling backup«, og kør »pejling manage migrate«."
        )


def require_there() -> None:
    """Refuse a database that is not there or has nothing in it. One that is a file is not made by looking at it."""
    if connection.vendor == "sqlite":
        _require_file(Path(settings.DATABASES["default"]["NAME"]))
    if not connection.introspection.table_names():
        raise Refusal(f"Databasen er tom: den har ingen tabeller. {BEGIN_OR_RESTORE}")


def _require_file(file: Path) -> None:
    if not file.exists():
        raise Refusal(f"Der er ingen database i {file}. {BEGIN_OR_RESTORE}")
    if not file.stat().st_size:
        raise Refusal(f"Databasen {file} er tom (0 byte). {BEGIN_OR_RESTORE}")
