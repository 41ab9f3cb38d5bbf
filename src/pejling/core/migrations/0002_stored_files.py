"""Each upload gets its checksum; those that lie there already get it from the disk as it is now."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import migrations, models


def note_what_lies_there(apps, schema_editor):
    """A file that is missing already is found by the row that names it, without a checksum."""
    stored = apps.get_model("core", "StoredFile")
    folder = Path(settings.MEDIA_ROOT)
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink() or path.name.startswith("."):
            continue
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
        name = path.relative_to(folder).as_posix()
        if len(name) <= 250:
            stored.objects.update_or_create(
                name=name, defaults={"size": path.stat().st_size, "sha256": digest.hexdigest()}
            )


class Migration(migrations.Migration):
    dependencies = [("core", "0001_slots")]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("name", models.CharField(max_length=250, primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={"verbose_name": "gemt fil", "verbose_name_plural": "gemte filer"},
        ),
        migrations.RunPython(note_what_lies_there, migrations.RunPython.noop),
    ]
