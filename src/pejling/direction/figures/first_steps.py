"""The way of a new municipality from nothing to the first tie: what is done, what is next, and who can do it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q
from django.utils.translation import gettext as _

from pejling.core.permissions import may
from pejling.direction.models import ChainColumn, Contribution, Document, Element, Life
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Capacity, Forum, Post, Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Step:
    """One step: what is to be done and why, where, whether it is done, whether the viewer can do it, and else who."""

    title: str
    why: str
    url_name: str
    button: str
    is_done: bool
    is_mine: bool
    others: str


def first_steps(viewer: "Viewer") -> dict[str, Any] | None:
    """The steps, for those who keep the organisation or lead a unit, until the first thread has been tied."""
    authority = authority_of(viewer)
    keeps = may(viewer, "organisation.keep")
    if not (keeps or authority.led_units) or Contribution.objects.exists():
        return None
    steps = [
        *(_units(keeps), _people(keeps), _council(keeps)),
        *_directing(writes=authority.is_secretariat, leads=bool(authority.led_units)),
    ]
    upcoming = next((step for step in steps if not step.is_done), None)
    return {"steps": steps, "upcoming": upcoming, "done": sum(step.is_done for step in steps)}


def _units(keeps: bool) -> Step:
    return Step(
        title=_("Opret enhederne"),
        why=_("Centre, skoler og teams, så hver plan har et hjem. En fil fra lønsystemet kan også bruges."),
        url_name="units",
        button=_("Gå til enhederne"),
        is_done=Unit.objects.current().count() > 1,
        is_mine=keeps,
        others=_("Det gør sekretariatet eller it-administratoren."),
    )


def _people(keeps: bool) -> Step:
    invited = Q(person__invitations__isnull=False) | ~Q(person__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    with_access = set(Post.objects.current().filter(invited).values_list("role__capacity", flat=True))
    return Step(
        title=_("Giv en leder og en i sekretariatet adgang"),
        why=_(
            "Opret dem som personer, giv dem en post, og send dem en invitation. "
            "Sekretariatet skriver visionen ind, lederen skriver sin plan."
        ),
        url_name="people",
        button=_("Gå til personerne"),
        is_done={Capacity.SECRETARIAT, Capacity.LEADER} <= with_access,
        is_mine=keeps,
        others=_("Det gør sekretariatet eller it-administratoren."),
    )


def _council(keeps: bool) -> Step:
    return Step(
        title=_("Opret byrådet"),
        why=_("Det, der er vedtaget politisk, er vedtaget af et forum."),
        url_name="forums",
        button=_("Gå til fora"),
        is_done=Forum.objects.exists(),
        is_mine=keeps,
        others=_("Det gør sekretariatet eller it-administratoren."),
    )


def _directing(*, writes: bool, leads: bool) -> list[Step]:
    return [_vision(writes), _plan(writes or leads), _tie(writes or leads)]


def _vision(writes: bool) -> Step:
    visions = Element.objects.counting().filter(document__kind__column=ChainColumn.VISION)
    return Step(
        title=_("Skriv visionen ind, eller hent den fra en fil"),
        why=_("Skriv derefter vedtagelsen ind. Så gælder visionen, og andre kan knytte sig til den."),
        url_name="documents",
        button=_("Gå til Retning"),
        is_done=visions.exists(),
        is_mine=writes,
        others=_("Det gør sekretariatet."),
    )


def _plan(writes: bool) -> Step:
    plans = Document.objects.in_force().filter(kind__life=Life.LIVING, kind__column=ChainColumn.ACTION)
    return Step(
        title=_("Skriv den første strategiplan"),
        why=_(
            "Lederen skriver den og vælger under Synlighed, hvem der kan læse den. Derefter er den levende."
        ),
        url_name="document_new",
        button=_("Skriv en strategiplan"),
        is_done=plans.exists(),
        is_mine=writes,
        others=_("Det gør enhedens leder."),
    )


def _tie(writes: bool) -> Step:
    return Step(
        title=_("Knyt et punkt i planen til visionen"),
        why=_("Vælg punktet i planen, og vælg »Knyt til et mål«. Så er den første tråd i kæden bundet."),
        url_name="documents",
        button=_("Find planen"),
        is_done=False,
        is_mine=writes,
        others=_("Det gør enhedens leder."),
    )
