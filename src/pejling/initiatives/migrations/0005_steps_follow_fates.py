"""A step names the fate that it follows from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("direction", "0004_words_and_addressees_are_remembered"),
        ("initiatives", "0004_steps_are_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="phasestep",
            name="fate",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="direction.fate",
            ),
        ),
    ]
