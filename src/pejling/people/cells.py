"""A person whom a cell of a workbook names."""

from typing import Any

from django.utils.translation import gettext as _

from pejling.core.tables.cells import BadCell, as_text
from pejling.core.text import fold
from pejling.people.models import Person


class PersonNames:
    """Whom a cell names: by name where one alone is called so, else by e-mail. All are read when the first is asked for."""

    def __init__(self) -> None:
        self.known: dict[str, list[Person]] = {}

    def __call__(self, cell: Any) -> Person | None:
        said = as_text(cell, 200)
        if not said:
            return None
        if not self.known:
            for person in Person.objects.filter(is_active=True):
                for name in filter(None, (fold(person.name), fold(person.email or ""))):
                    self.known.setdefault(name, []).append(person)
        found = self.known.get(fold(said), [])
        if len(found) == 1:
            return found[0]
        many = _("Flere hedder »%(name)s«. Skriv personens e-mail i stedet.")
        none = _(
            "Der er ingen, der hedder »%(name)s«. Skriv navnet, som det står under Personer, eller e-mailen."
        )
        raise BadCell((many if found else none) % {"name": said[:60]})
