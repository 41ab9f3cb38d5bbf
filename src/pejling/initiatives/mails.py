"""The receipt for a status that was given through a mail's link."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pejling.initiatives.models import StatusReport
from pejling.people.mails import RoomLetter, try_to_send

RECEIPT_SALT = "pejling.initiatives.receipt"
RECEIPT_HOLDS = 30 * 24 * 60 * 60
"""Seconds in which a status given through a link can be undone through the link in its receipt."""
RECEIPT = "initiatives/receipt"


LETTER = RoomLetter(
    _("Din status er gemt"),
    (
        _("Du har givet status på »%(title)s« gennem linket i en mail: %(level)s. %(sentence)s"),
        _("Var det ikke dig, eller fortryder du? Så tag den tilbage her:\n%(url)s"),
        _("Linket kan bruges i 30 dage."),
    ),
    kind=RECEIPT,
)


def send_receipt(given: StatusReport) -> None:
    """Tell the one in whose name a status was given, with a way to undo it."""
    person = given.by
    if person is None or not person.email:
        return
    with translation.override(person.language):
        level = given.get_level_display()
    facts = {"title": str(given.initiative), "level": level, "sentence": given.sentence}
    try_to_send(RECEIPT, person, url=settings.BASE_URL + receipt_path(given), **facts)


def receipt_path(given: StatusReport) -> str:
    """Where a status that was given through a link is shown to the one who gave it, and can be undone."""
    return reverse("status_receipt", args=[signing.dumps(given.pk, salt=RECEIPT_SALT)])


def read_receipt(signed: str) -> StatusReport | None:
    """The status of a receipt; None when it is forged or too old."""
    try:
        pk = signing.loads(signed, salt=RECEIPT_SALT, max_age=RECEIPT_HOLDS)
    except signing.BadSignature:
        return None
    reports = StatusReport.objects.select_related("initiative__element__document", "initiative__unit", "by")
    return reports.filter(pk=pk).first()
