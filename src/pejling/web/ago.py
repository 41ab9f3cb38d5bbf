"""How long ago something was, as one says it."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.dates import today


def ago(value: date | datetime | None, on: date | None = None) -> str:
    """i dag, i går, for 5 dage siden, for 4 måneder siden; `on` is the day to count from, today unless told."""
    if value is None:
        return _("aldrig")
    then = timezone.localtime(value).date() if isinstance(value, datetime) else value
    days = ((on or today()) - then).days
    if days <= 1:
        return _("i går") if days == 1 else _("i dag")
    if days < 31:
        return ngettext("for %(count)s dag siden", "for %(count)s dage siden", days) % {"count": days}
    months = days * 12 // 365
    if months < 24:
        return ngettext("for %(count)s måned siden", "for %(count)s måneder siden", months) % {
            "count": months
        }
    return ngettext("for %(count)s år siden", "for %(count)s år siden", days // 365) % {"count": days // 365}


def is_older(value: date | datetime | None, days: int) -> bool:
    """Whether it was more than so many days ago, or never."""
    if value is None:
        return True
    then = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return (today() - then).days > days
