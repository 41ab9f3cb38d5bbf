"""Whom a text names by @: a whole name as it is written, or an e-mail where two have the same name."""

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pejling.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAMED = re.compile(r"(?<![\w.])@(?:([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(\w[\w'’-]*(?: \w[\w'’-]*){0,6}))")


def people_named_in(text: str) -> list[Person]:
    """The people in the order in which they are named. ValidationError in words where a name fits nobody, or several."""
    asked = [(email.lower(), _beginnings(name)) for email, name in NAMED.findall(text)]
    if not asked:
        return []
    people = Person.objects.get_queryset().active()
    by_email = {
        str(each.email): each for each in people.filter(email__in=[email for email, _names in asked if email])
    }
    by_name: dict[str, list[Person]] = {}
    for each in people.filter(name__in={name for _email, names in asked for name in names}):
        by_name.setdefault(each.name, []).append(each)
    found = [_the_one(email, names, by_email, by_name) for email, names in asked]
    return list({each.pk: each for each in found}.values())


def _beginnings(name: str) -> list[str]:
    """A name and what follows it, with ever fewer words: the longest that somebody has is meant."""
    words = name.split(" ") if name else []
    return [" ".join(words[:count]) for count in range(len(words), 0, -1)]


def _the_one(
    email: str,
    names: "Iterable[str]",
    by_email: "Mapping[str, Person]",
    by_name: "Mapping[str, list[Person]]",
) -> Person:
    if email:
        if email in by_email:
            return by_email[email]
        raise ValidationError({"text": _("Pejling kender ingen med e-mailen %(email)s.") % {"email": email}})
    longest = ""
    for name in names:
        longest = name
        if fitting := by_name.get(name):
            if len(fitting) == 1:
                return fitting[0]
            words = _("Flere hedder %(name)s. Skriv @ og e-mailen på den, du mener.")
            raise ValidationError({"text": words % {"name": name}})
    raise ValidationError(
        {
            "text": _("Pejling kender ingen, der hedder %(name)s. Skriv hele navnet efter @.")
            % {"name": longest}
        }
    )
