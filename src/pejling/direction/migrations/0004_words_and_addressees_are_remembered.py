import django.db.models.deletion
import django.utils.timezone
import pejling.core.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def begin_history(apps, schema_editor):
    """Let whom a bearing is addressed to, and who edits a document, be remembered from the document's first day."""
    for name in ("Addressing", "Editorship"):
        model, history = apps.get_model("direction", name), apps.get_model("direction", f"Historical{name}")
        columns = [field.attname for field in model._meta.concrete_fields]
        history.objects.bulk_create(
            history(
                **{column: getattr(row, column) for column in columns},
                history_date=row.document.created_at,
                history_type="+",
            )
            for row in model.objects.select_related("document")
        )


class Migration(migrations.Migration):
    dependencies = [
        ("direction", "0003_adopted_life_is_mended"),
        ("organisation", "0002_words_are_remembered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # The table of editors is the one that Django kept by itself: its rows stay, under a name of their own.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Editorship",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editorships",
                                to="direction.document",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="redaktør",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "redaktør",
                        "verbose_name_plural": "redaktører",
                        "db_table": "direction_document_editors",
                        "unique_together": {("document", "person")},
                    },
                ),
                migrations.AlterField(
                    model_name="document",
                    name="editors",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="edits",
                        through="direction.Editorship",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="redaktører",
                    ),
                ),
            ]
        ),
        migrations.AlterModelTable(name="editorship", table=None),
        migrations.AlterUniqueTogether(name="editorship", unique_together=set()),
        migrations.CreateModel(
            name="HistoricalAddressing",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="direction.document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="enhed",
                    ),
                ),
                (
                    "unit_kind",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.unitkind",
                        verbose_name="enhedstype",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical adressering",
                "verbose_name_plural": "historical adresseringer",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDocumentKind",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "code",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40, null=True),
                ),
                ("name", pejling.core.fields.LineField(db_index=True, max_length=100, verbose_name="navn")),
                ("plural", pejling.core.fields.LineField(max_length=100, verbose_name="navn i flertal")),
                (
                    "description",
                    pejling.core.fields.LineField(
                        blank=True, default="", max_length=300, verbose_name="hvad det er"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="rækkefølge")),
                ("is_offered", models.BooleanField(default=True, verbose_name="tilbydes ved oprettelse")),
                (
                    "life",
                    models.CharField(
                        choices=[
                            ("adopted", "Vedtages"),
                            ("living", "Lever og kan ændres hver dag"),
                            ("external", "Kommer udefra"),
                        ],
                        default="adopted",
                        max_length=10,
                        verbose_name="liv",
                    ),
                ),
                (
                    "column",
                    models.CharField(
                        choices=[
                            ("vision", "Vision"),
                            ("policy", "Politik"),
                            ("strategy", "Strategi"),
                            ("budget", "Budget"),
                            ("action", "Handling"),
                            ("effect", "Effekt"),
                        ],
                        default="policy",
                        max_length=10,
                        verbose_name="kolonne i kæden",
                    ),
                ),
                (
                    "frame",
                    models.CharField(
                        choices=[
                            ("political", "Den politiske ramme"),
                            ("leadership", "Ledelsesgrundlaget"),
                            ("core_task", "Kerneopgaven"),
                        ],
                        default="political",
                        max_length=10,
                        verbose_name="ramme",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dokumenttype",
                "verbose_name_plural": "historical dokumenttyper",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEditorship",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="direction.document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="redaktør",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical redaktør",
                "verbose_name_plural": "historical redaktører",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalElementKind",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "code",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40, null=True),
                ),
                ("name", pejling.core.fields.LineField(db_index=True, max_length=100, verbose_name="navn")),
                ("plural", pejling.core.fields.LineField(max_length=100, verbose_name="navn i flertal")),
                (
                    "description",
                    pejling.core.fields.LineField(
                        blank=True, default="", max_length=300, verbose_name="hvad det er"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="rækkefølge")),
                ("is_offered", models.BooleanField(default=True, verbose_name="tilbydes ved oprettelse")),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("aim", "Det vi vil"),
                            ("work", "Det vi gør"),
                            ("fact", "Det der er"),
                            ("evidence", "Det vi kan se det på"),
                        ],
                        default="aim",
                        max_length=10,
                        verbose_name="art",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical punkttype",
                "verbose_name_plural": "historical punkttyper",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIrrelevance",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("why", pejling.core.fields.PlainTextField(max_length=1000, verbose_name="fordi")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="direction.document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="enhed",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical svaret ikke relevant",
                "verbose_name_plural": "historical svar om ikke relevant",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name="editorship",
            constraint=models.UniqueConstraint(fields=("document", "person"), name="edits_once"),
        ),
        migrations.RunPython(begin_history, migrations.RunPython.noop),
    ]
