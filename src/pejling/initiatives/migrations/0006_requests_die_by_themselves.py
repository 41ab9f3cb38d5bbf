"""A request for a status is never taken back: whether it is still its person's is asked when its link is used."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0005_steps_follow_fates")]

    operations = [migrations.RemoveField(model_name="statusrequest", name="revoked_at")]
