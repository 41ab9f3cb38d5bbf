"""The table in which attempts at sign-in are counted (settings.CACHES)."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", "cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_sign_in")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
