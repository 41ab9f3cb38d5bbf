"""Who may give status, answer it, and go through many at once."""

from types import SimpleNamespace

from pejling.core.dates import today
from pejling.initiatives import mails
from pejling.initiatives.actions import requests
from pejling.initiatives.actions.leader_requests import ask_for_status
from pejling.initiatives.actions.reports import report
from tests import world
from tests.access import Access


def initiative(w: SimpleNamespace) -> list[int]:
    """An initiative that the owner leads."""
    return [world.make_initiative(document=w.document, lead=w.owner).pk]


def given(w: SimpleNamespace) -> list[int]:
    """A status that the owner gave."""
    made = world.make_initiative(document=w.document, lead=w.owner)
    return [report(made, level="on_track", by=w.owner).pk]


def link(w: SimpleNamespace) -> list[str]:
    """The link by which the owner is asked."""
    made = world.make_initiative(document=w.document, lead=w.owner)
    return [requests.ask(made, w.owner, today()).rsplit("/", 1)[1]]


def receipt(w: SimpleNamespace) -> list[str]:
    """What the owner got for an answer."""
    made = world.make_initiative(document=w.document, lead=w.owner)
    return [mails.receipt_path(report(made, level="on_track", by=w.owner)).rsplit("/", 1)[1]]


def asked(w: SimpleNamespace) -> list[int]:
    """What the owner has asked the colleague for."""
    made = world.make_initiative(document=w.document, lead=w.colleague)
    return [ask_for_status([made], by=w.owner)[0].pk]


ACCESS = {
    "status_asking": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=initiative),
    "statuses_asking": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=lambda w: [w.unit.pk], method="post"
    ),
    "status_asking_withdrawal": Access(
        owner=303, colleague=404, outsider=404, anonymous="login", args=asked, method="post"
    ),
    "report_new": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=initiative),
    "report_withdrawal": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=given, method="post"
    ),
    "report_reply": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=given),
    "report_reading": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=given, method="post"
    ),
    "rhythm": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=lambda w: [w.unit.pk]),
    "statuses": Access(owner=200, colleague=200, outsider=404, anonymous="login"),
    "statuses_sheet": Access(owner=200, colleague=200, outsider=404, anonymous="login"),
    "statuses_import": Access(owner=200, colleague=200, outsider=404, anonymous="login"),
    "status_choices": Access(owner=403, colleague=403, outsider=403, anonymous="login"),
    "status_receipt": Access(owner=200, colleague=403, outsider=403, anonymous=200, args=receipt),
    "status_link": Access(owner=200, colleague=403, outsider=403, anonymous=200, args=link),
}
