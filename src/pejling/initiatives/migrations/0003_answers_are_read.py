"""When the one who reported has read a leader's answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0002_links_can_be_turned_off")]

    operations = [
        migrations.AddField(
            model_name="reportreply",
            name="read_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
