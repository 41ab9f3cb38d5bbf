"""The search's own tables, and the full-text index over the entries' stems: FTS5 on SQLite, two tsvector columns on PostgreSQL.

Both follow `search_entry` by themselves. The stems are single words of a-z and 0-9, so neither database's own reading of
language plays a part. A later change of `search_entry` on SQLite makes the table anew and must run these statements again.
"""

import django.db.models.deletion
import pejling.core.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models


SQLITE = (
    """
    CREATE VIRTUAL TABLE search_text USING fts5(
        title_terms, body_terms, content='search_entry', content_rowid='id', tokenize='ascii', detail='column'
    )
    """,
    """
    CREATE TRIGGER search_text_insert AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_text(rowid, title_terms, body_terms) VALUES (NEW.id, NEW.title_terms, NEW.body_terms);
    END
    """,
    """
    CREATE TRIGGER search_text_delete AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_text(search_text, rowid, title_terms, body_terms)
        VALUES ('delete', OLD.id, OLD.title_terms, OLD.body_terms);
    END
    """,
    """
    CREATE TRIGGER search_text_update AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_text(search_text, rowid, title_terms, body_terms)
        VALUES ('delete', OLD.id, OLD.title_terms, OLD.body_terms);
        INSERT INTO search_text(rowid, title_terms, body_terms) VALUES (NEW.id, NEW.title_terms, NEW.body_terms);
    END
    """,
)
POSTGRESQL = (
    """
    ALTER TABLE search_entry
        ADD COLUMN title_vector tsvector
            GENERATED ALWAYS AS (array_to_tsvector(string_to_array(title_terms, ' '))) STORED,
        ADD COLUMN whole_vector tsvector
            GENERATED ALWAYS AS (array_to_tsvector(
                string_to_array(title_terms, ' ') || string_to_array(body_terms, ' '))) STORED
    """,
    "CREATE INDEX search_entry_title_vector ON search_entry USING gin (title_vector)",
    "CREATE INDEX search_entry_whole_vector ON search_entry USING gin (whole_vector)",
)
UNDO_SQLITE = (
    "DROP TRIGGER search_text_insert",
    "DROP TRIGGER search_text_delete",
    "DROP TRIGGER search_text_update",
    "DROP TABLE search_text",
)
UNDO_POSTGRESQL = ("ALTER TABLE search_entry DROP COLUMN title_vector, DROP COLUMN whole_vector",)


def run(sqlite, postgresql):
    def execute(apps, schema_editor):
        statements = {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]
        for statement in statements:
            schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40)),
                ('object_id', models.PositiveBigIntegerField()),
            ],
            options={
                'verbose_name': 'ændring',
                'verbose_name_plural': 'ændringer',
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('stem', models.CharField(max_length=40)),
            ],
            options={
                'verbose_name': 'ord',
                'verbose_name_plural': 'ord',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40)),
                ('object_id', models.PositiveBigIntegerField()),
                ('scope_id', models.PositiveBigIntegerField()),
                ('size', models.PositiveIntegerField()),
                ('title_terms', models.TextField()),
                ('body_terms', models.TextField()),
            ],
            options={
                'verbose_name': 'søgbar post',
                'verbose_name_plural': 'søgbare poster',
                'constraints': [models.UniqueConstraint(fields=('source', 'object_id'), name='entry_is_one_per_thing')],
            },
        ),
        migrations.CreateModel(
            name='Synonyms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('position', models.PositiveIntegerField(default=0, verbose_name='rækkefølge')),
                ('name', pejling.core.fields.LineField(help_text='To ord eller flere med komma imellem: plejehjem, plejecenter.', max_length=300, unique=True, verbose_name='ord, der betyder næsten det samme')),
            ],
            options={
                'verbose_name': 'nærord',
                'verbose_name_plural': 'nærord',
                'ordering': ['name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HistoricalSynonyms',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('position', models.PositiveIntegerField(default=0, verbose_name='rækkefølge')),
                ('name', pejling.core.fields.LineField(db_index=True, help_text='To ord eller flere med komma imellem: plejehjem, plejecenter.', max_length=300, verbose_name='ord, der betyder næsten det samme')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical nærord',
                'verbose_name_plural': 'historical nærord',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(run(SQLITE, POSTGRESQL), run(UNDO_SQLITE, UNDO_POSTGRESQL)),
    ]
