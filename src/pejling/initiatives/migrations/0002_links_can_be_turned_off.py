"""The municipality's choice about status given through links."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="StatusChoices",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "takes_links",
                    models.BooleanField(
                        default=True,
                        help_text="Er det slået fra, fører mailens links til login, og links, der er sendt, virker ikke.",
                        verbose_name="Status kan gives gennem linket i en mail, uden login",
                    ),
                ),
            ],
            options={"verbose_name": "valg om status", "verbose_name_plural": "valg om status"},
        ),
        migrations.AddConstraint(
            model_name="statuschoices",
            constraint=models.CheckConstraint(condition=models.Q(("pk", 1)), name="status_choices_are_one"),
        ),
    ]
