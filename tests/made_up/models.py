"""Cases, protected as documents are; nobody is named who writes in them."""

from django.db import models

from pejling.core.fields import LineField
from pejling.organisation.visibility import Protected, ProtectedQuerySet, Receiver, receiver_constraints


class CaseQuerySet(ProtectedQuerySet["Case"]):
    """Cases: every read of them starts at `visible_to`."""


class Case(Protected):
    """A case that a unit owns."""

    title = LineField("titel", max_length=100)

    objects = CaseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class CaseShare(Receiver):
    """Whom a case is shared with; a closed one is shared with its forum and those who are called."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="shares")

    class Meta:
        constraints = receiver_constraints("case")


class Note(models.Model):
    """What stands in a case, and is seen with it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")

    def __str__(self) -> str:
        return str(self.case)
