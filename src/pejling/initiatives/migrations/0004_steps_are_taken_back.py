"""A step from phase to phase that takes an earlier one back names it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0003_answers_are_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="phasestep",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="undone_by",
                to="initiatives.phasestep",
            ),
        ),
    ]
