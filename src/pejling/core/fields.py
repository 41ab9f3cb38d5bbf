"""Fields that keep themselves in order."""

from typing import Any

from django.db import models

from pejling.core.richtext import sanitise
from pejling.core.text import clean, clean_line, sort_key


class LineField(models.CharField[str, str]):
    """A text on one line, cleaned whenever it is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        cleaned = clean_line(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, cleaned)
        return cleaned


class PlainTextField(models.TextField[str, str]):
    """A text of several lines, cleaned whenever it is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        cleaned = clean(getattr(model_instance, self.attname) or "").strip()
        setattr(model_instance, self.attname, cleaned)
        return cleaned


class RichTextField(models.TextField[str, str]):
    """Rich text, sanitised whenever it is saved, so that whoever shows it can trust what stands in the column.

    In the database it is a text like others.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        cleaned = sanitise(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, cleaned)
        return cleaned

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.TextField", arguments, options


class SortKeyField(models.CharField[str, str]):
    """The Danish sort key of another field, kept in step with it."""

    def __init__(self, source: str = "name", **kwargs: Any) -> None:
        self.source = source
        kwargs.update(max_length=120, editable=False, blank=True, default="", db_index=True)
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, arguments, options = super().deconstruct()
        for fixed in ("max_length", "editable", "blank", "default", "db_index"):
            options.pop(fixed, None)
        return name, path, arguments, {**options, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = sort_key(getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, key)
        return key
