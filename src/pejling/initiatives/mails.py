"""The receipt for a status that was given through a mail's link."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pejling.core.links import SignedLink
from pejling.initiatives.models import StatusReport
from pejling.people.mails import RoomLetter, send

UNDOING = SignedLink("pejling.initiatives.undoing", holds=timedelta(days=30))
"""The link in a receipt, by which a status that was given through a link can be undone."""
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
    """Tell the one in whose name a status was given, with a way to undo it. Raises `NotSent`."""
    person = given.by
    if person is None or not person.email:
        return
    with translation.override(person.language):
        level = given.get_level_display()
    facts = {"title": str(given.initiative), "level": level, "sentence": given.sentence}
    send(RECEIPT, person, url=settings.BASE_URL + receipt_path(given), **facts)


def receipt_path(given: StatusReport) -> str:
    """Where a status that was given through a link is shown to the one who gave it, and can be undone."""
    assert given.by is not None
    return reverse("status_receipt", args=[UNDOING.sign(given.pk, made_on=given.by.mailbox)])


def read_receipt(signed: str) -> StatusReport | None:
    """The status of a receipt; None when it is forged or too old, or was sent to another than the person is now."""
    opened = UNDOING.open(signed)
    if opened is None:
        return None
    reports = StatusReport.objects.select_related("initiative__element__document", "initiative__unit", "by")
    given = reports.filter(pk=opened.carried, by__is_active=True).first()
    if given is None or given.by is None or not opened.was_made_on(*given.by.mailbox):
        return None
    return given
