"""Links die with what they were made on, a code is good once, and the library keeps no addresses beside ours.

Invitations that wait were made of less than they are made of now, and may lie with somebody else: they are withdrawn, and
whoever got one counts as not invited.
"""

from django.db import migrations, models
from django.utils import timezone


def withdraw_invitations(apps, schema_editor):
    waiting = apps.get_model("people", "Invitation").objects.filter(accepted_at=None, withdrawn_at=None)
    waiting.update(withdrawn_at=timezone.now())


def forget_addresses(apps, schema_editor):
    apps.get_model("account", "EmailAddress").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_sent_invitations"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [
        migrations.AddField("person", "last_code", models.PositiveBigIntegerField(default=0, editable=False)),
        migrations.AddField(
            "invitation", "address", models.EmailField(max_length=254, default=""), preserve_default=False
        ),
        migrations.AddField(
            "invitation", "sign_outs", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.RunPython(withdraw_invitations, migrations.RunPython.noop),
        migrations.RunPython(forget_addresses, migrations.RunPython.noop),
    ]
