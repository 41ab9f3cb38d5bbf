"""How the details of direction's lines in the log are said: codes are kept, the reader's language words them.

A value that is no code is a line from before codes were kept, and is read as it stands.
"""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from pejling.activity.verbs import Wording
from pejling.core.formats import period
from pejling.direction.models import Document, FateKind, Visibility


def _choice(choices: type[TextChoices]) -> Wording:
    """The label of a choice as it stands within a sentence, without what follows a colon."""
    labels = dict(choices.choices)
    return lambda code: str(labels.get(code, code)).partition(":")[0].lower()


def _facts(names: list[str] | str) -> str:
    """The columns of a document by their own names."""
    if isinstance(names, str):
        return names
    return ", ".join(str(Document._meta.get_field(name).verbose_name) for name in names)  # type: ignore[union-attr]


def kept_period(starts_on: date | None, ends_on: date | None) -> str:
    """A period as it is kept in a line: 2026-01-01/2029-12-31, an open end left out."""
    return f"{starts_on or ''}/{ends_on or ''}"


def _period(kept: str) -> str:
    starts_on, separator, ends_on = kept.partition("/")
    if not separator:
        return kept
    days = [date.fromisoformat(day) if day else None for day in (starts_on, ends_on)]
    return period(*days) or _("uden periode")


WORDINGS: dict[str, Wording] = {
    "editors": lambda names: names or _("ingen"),
    "facts": _facts,
    "fate": _choice(FateKind),
    "period": _period,
    "person": lambda name: name or _("dokumentets ansvarlige"),
    "title": lambda title: title or _("uden overskrift"),
    "visibility": _choice(Visibility),
}
