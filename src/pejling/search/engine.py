"""The full-text question as each database takes it. Nowhere else does searching differ between the two."""

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, list[Any]]


@dataclass(frozen=True)
class SearchTerms:
    """Every group must be met by one of its stems, in the title or anywhere. Stems are of a-z and 0-9 alone."""

    groups: tuple[tuple[str, ...], ...]
    only_title: bool = False

    @property
    def can_be_met(self) -> bool:
        """Whether there is something to ask for, and something that could meet each part of it."""
        return bool(self.groups) and all(self.groups)


class Matches(Func):
    """Whether an entry answers the question."""

    output_field = BooleanField()

    def __init__(self, question: SearchTerms) -> None:
        super().__init__(F("pk"))
        self.question = question

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any) -> Sql:  # type: ignore[override]
        """By FTS5."""
        asked = " AND ".join(f"({_either(group, ' OR ')})" for group in self.question.groups)
        if self.question.only_title:
            asked = f"{{title_terms}} : ({asked})"
        pk, params = compiler.compile(self.get_source_expressions()[0])
        return f"({pk} IN (SELECT rowid FROM search_text WHERE search_text MATCH %s))", [*params, asked]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any) -> Sql:
        """By tsvector."""
        asked = " & ".join(f"({_either(group, ' | ')})" for group in self.question.groups)
        vector = "title_vector" if self.question.only_title else "whole_vector"
        pk, params = compiler.compile(self.get_source_expressions()[0])
        table = pk.rpartition(".")[0]
        return f"({table}.{vector} @@ %s::tsquery)", [*params, asked]


def _either(stems: tuple[str, ...], conjunction: str) -> str:
    quote = '"' if conjunction == " OR " else "'"
    return conjunction.join(f"{quote}{stem}{quote}" for stem in stems)
