"""Many rows saved at once: all of them, or none, with a reason for each that cannot be."""

from collections.abc import Callable, Collection, Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.core.permissions import Refused


class NotSaved(ValidationError):
    """Some of the rows cannot stand, and therefore nothing is saved.

    `errors` says why, by the row's key; `overtaken` are those that somebody else has changed since.
    """

    def __init__(self, errors: Mapping[int, ValidationError], overtaken: Collection[int] = ()) -> None:
        super().__init__(_("Nogle rækker kan ikke gemmes, og derfor er intet gemt."))
        self.errors = errors
        self.overtaken = frozenset(overtaken)


@transaction.atomic
def save_each(acts: Iterable[tuple[int, Callable[[], object]]]) -> None:
    """Carry out the act of each row, by its key, where an action saves one at a time. Raises `NotSaved`."""
    # Where a file is read apart there are no models, and what is read there knows of `NotSaved`.
    from pejling.core.history import Stale

    errors: dict[int, ValidationError] = {}
    overtaken: set[int] = set()
    for key, act in acts:
        try:
            with transaction.atomic():
                act()
        except ValidationError as refusal:
            errors[key] = refusal
        except Refused as refusal:
            errors[key] = ValidationError(str(refusal))
        except Stale:
            overtaken.add(key)
            errors[key] = ValidationError(_("En anden har ændret rækken imens."))
    if errors:
        raise NotSaved(errors, overtaken)
