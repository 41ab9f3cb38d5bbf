"""Invitations know whether their mail was sent; those from before were."""

from django.db import migrations, models


def note_sent(apps, schema_editor):
    apps.get_model("people", "Invitation").objects.update(sent_at=models.F("invited_at"))


class Migration(migrations.Migration):
    dependencies = [("people", "0003_cache_table")]
    operations = [
        migrations.AddField(
            "invitation", "seed", models.CharField(default="", max_length=64), preserve_default=False
        ),
        migrations.AddField("invitation", "sent_at", models.DateTimeField(null=True)),
        migrations.RunPython(note_sent, migrations.RunPython.noop),
    ]
