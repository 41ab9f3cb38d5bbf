"""The state of a document, as one word with a sign and as one plain sentence."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.formats import day
from pejling.direction.models import Adoption, Document, Life, Phase


@dataclass(frozen=True)
class State:
    """One word, and the tone and shape of its badge."""

    word: str
    tone: str
    shape: str


def state_of(document: Document, on: date | None = None) -> State:
    """Where the document is in its life."""
    on = on or today()
    if document.phase == Phase.DRAFT:
        return State(_("Kladde"), "neutral", "ring")
    if document.phase == Phase.HEARING:
        return State(_("I høring"), "info", "diamond")
    if document.in_force_from and document.in_force_from > on:
        return State(_("Træder i kraft %(day)s") % {"day": day(document.in_force_from)}, "info", "half")
    if document.in_force_until and document.in_force_until < on:
        ended = _("Udfaset") if document.phase == Phase.RETIRED else _("Afløst")
        return State(ended, "neutral", "cross")
    if document.is_expired(on):
        return State(_("Udløbet"), "warn", "triangle")
    return State(_("Levende") if document.life == Life.LIVING else _("Gældende"), "good", "circle")


def sentence(document: Document, adoption: Adoption | None, on: date | None = None) -> str:
    """The state as one would say it: who decided when, and how long it holds."""
    if document.phase == Phase.DRAFT:
        return _("Kladde. Den tæller ikke med i kæden, før den er vedtaget eller taget i brug.")
    if document.phase == Phase.HEARING:
        return _("I høring. Den tæller ikke med i kæden, før den er vedtaget.")
    return f"{_beginning(document, adoption)} {_duration(document, on or today())}".strip()


def _beginning(document: Document, adoption: Adoption | None) -> str:
    if adoption is not None:
        decided = _("Vedtaget af %(forum)s den %(day)s.") % {
            "forum": adoption.forum,
            "day": day(adoption.decided_on),
        }
        later = adoption.in_force_on != adoption.decided_on
        return decided + (
            " " + _("Gælder fra %(day)s.") % {"day": day(adoption.in_force_on)} if later else ""
        )
    if document.life == Life.EXTERNAL and document.source:
        return _("Fastsat udefra: %(source)s.") % {"source": document.source.rstrip(".")}
    if document.life == Life.LIVING:
        return _("Et levende dokument, i brug siden %(day)s.") % {"day": day(document.in_force_from)}
    return _("Gælder fra %(day)s.") % {"day": day(document.in_force_from)}


def _duration(document: Document, on: date) -> str:
    if document.in_force_until:
        held = document.in_force_until < on
        words = _("Gjaldt til og med %(day)s.") if held else _("Gælder til og med %(day)s.")
        return words % {"day": day(document.in_force_until)}
    if document.is_expired(on):
        return _("Perioden sluttede %(day)s, men det gælder, indtil det bliver afløst.") % {
            "day": day(document.ends_on)
        }
    return _("Gælder, til det bliver afløst.") if document.life == Life.ADOPTED else ""
