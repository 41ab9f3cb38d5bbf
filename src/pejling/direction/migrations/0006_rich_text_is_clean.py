"""Readers trust the columns of rich text from now on: what stands in them is cleaned once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import migrations

from pejling.core.markup import LONGEST
from pejling.core.richtext import from_plain, sanitise, to_plain

COLUMNS = (("Section", "body"), ("HistoricalSection", "body"), ("Element", "text"), ("HistoricalElement", "text"))


def cleaned(markup: str) -> str:
    """The markup as it is kept today; where it is more than a text can be, its words in plain paragraphs."""
    try:
        return sanitise(markup)
    except ValidationError:
        return sanitise(from_plain(to_plain(markup)[: LONGEST // 8]))


def clean_columns(apps: Any, schema_editor: Any) -> None:
    """Rewrite the rows that are not clean."""
    for model, column in COLUMNS:
        rows = apps.get_model("direction", model).objects.using(schema_editor.connection.alias)
        written = rows.exclude(**{column: ""}).values_list("pk", column).order_by("pk")
        dirty = [(pk, clean) for pk, text in written.iterator(500) if (clean := cleaned(text)) != text]
        for pk, text in dirty:
            rows.filter(pk=pk).update(**{column: text})


class Migration(migrations.Migration):
    dependencies = [("direction", "0005_answers_bear_names")]
    operations = [migrations.RunPython(clean_columns, migrations.RunPython.noop, elidable=True)]
