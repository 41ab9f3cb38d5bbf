"""Withdraw the retirements that stand although the document is not retired: it was succeeded, and that was taken back."""

from typing import TYPE_CHECKING

from django.db import migrations
from django.utils import timezone

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def withdraw(apps: "Apps", _schema_editor: "BaseDatabaseSchemaEditor | None") -> None:
    """Say when and why; the row stays."""
    standing = apps.get_model("direction", "Retirement").objects.filter(withdrawn_at=None)
    contradicting = standing.exclude(document__phase="retired")
    contradicting.update(
        withdrawn_at=timezone.now(),
        withdrawn_why="Dokumentet blev afløst, mens det var udfaset, og er ikke udfaset mere.",
    )


class Migration(migrations.Migration):
    """No table changes."""

    dependencies = [("direction", "0005_answers_bear_names")]

    operations = [migrations.RunPython(withdraw, migrations.RunPython.noop)]
