"""How the register is narrowed down."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.direction.figures.owned import own
from pejling.direction.figures.register import untidiness, untidy
from pejling.direction.models import Document, DocumentKind, Phase
from pejling.direction.models.documents import DocumentQuerySet, binding
from pejling.organisation.authority import authority_of, below, unit_parents
from pejling.organisation.choices import ForumChoice, PersonChoice, UnitChoice, known_by_post, offer
from pejling.organisation.models import Forum, Unit
from pejling.people.models import Person
from pejling.web.controls import NameField
from pejling.web.forms import FilterForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer

STATES: "list[tuple[str, _StrPromise]]" = [
    ("", _("Alle")),
    ("gaeldende", _("Gældende")),
    ("kladde", _("Kladde")),
    ("hoering", _("I høring")),
    ("udloebet", _("Udløbet")),
    ("ophoert", _("Afløst eller udfaset")),
]


OWN: "list[tuple[str, _StrPromise]]" = [
    ("", _("Alle")),
    ("egne", _("Dem, jeg svarer for")),
    ("on", _("Dem, jeg redigerer")),
]


class RegisterForm(FilterForm[DocumentQuerySet]):
    """Kind, unit (with those below it), forum, state, year, responsible, and what needs tidying.

    The public chooses by kind, state and year: the organisation's units and people, and its faults, are its own.
    """

    type = NameField(DocumentKind.objects.all(), label=_("Type"), required=False, empty_label=_("Alle"))
    enhed = UnitChoice(label=_("Enhed"), required=False, empty_label=_("Alle"))
    forum = ForumChoice(label=_("Forum"), required=False, empty_label=_("Alle"))
    tilstand = forms.ChoiceField(label=_("Tilstand"), required=False, choices=STATES)
    aar = forms.IntegerField(label=_("Gælder i året"), required=False, min_value=1900, max_value=2200)
    ansvarlig = PersonChoice(label=_("Ansvarlig"), required=False, empty_label=_("Alle"))
    ryd_op = forms.ChoiceField(label=_("Trænger til"), required=False)
    mine = forms.ChoiceField(label=_("Mine"), required=False, choices=OWN)

    further = ("forum", "mine")
    lookups = {"type": "kind", "forum": "forum", "ansvarlig": "responsible"}

    def __init__(self, data: Any = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.viewer = viewer
        answering = Person.objects.filter(pk__in=Document.objects.visible_to(viewer).values("responsible"))
        offer(
            self,
            viewer,
            enhed=Unit.objects.order_by("sort_key"),
            forum=Forum.objects.order_by("sort_key"),
            ansvarlig=known_by_post(answering),
        )
        faults = [(fault.key, fault.word) for fault in untidiness()]
        self.fields["ryd_op"].choices = [("", _("Vis alle")), ("alt", _("Oprydning")), *faults]  # type: ignore[attr-defined]
        if not may(viewer, "organisation.view"):
            for name in ("enhed", "forum", "ansvarlig", "ryd_op", "mine"):
                del self.fields[name]
            public = [state for state in STATES if state[0] != "kladde"]
            self.fields["tilstand"].choices = public  # type: ignore[attr-defined]

    def narrow_further(self, documents: DocumentQuerySet, chosen: dict[str, Any]) -> DocumentQuerySet:
        """By unit with those below it, state, year, whose they are and what is wrong with them."""
        if unit := chosen.get("enhed"):
            documents = documents.filter(unit__in=below({unit.pk}, unit_parents()))
        if state := chosen.get("tilstand"):
            documents = documents.filter(in_state(state))
        if year := chosen.get("aar"):
            documents = documents.filter(Q(starts_on__isnull=True) | Q(starts_on__year__lte=year))
            documents = documents.filter(Q(ends_on__isnull=True) | Q(ends_on__year__gte=year))
        if whose := chosen.get("mine"):
            documents = self._of_ones_own(documents, whose)
        if fault := chosen.get("ryd_op"):
            documents = untidy(documents, "" if fault == "alt" else fault)
        return documents

    def _of_ones_own(self, documents: DocumentQuerySet, whose: str) -> DocumentQuerySet:
        """What one edits; or what one answers for, which for the secretariat is the whole register."""
        authority = authority_of(self.viewer)
        if whose == "on":
            return documents.editable_by(self.viewer)
        return documents if authority.is_secretariat else documents.filter(own(authority))


def in_state(state: str) -> Q:
    """The documents in one of the states that a reader chooses between."""
    on = today()
    return {
        "gaeldende": binding(on),
        "kladde": Q(phase=Phase.DRAFT),
        "hoering": Q(phase=Phase.HEARING),
        "udloebet": binding(on) & Q(ends_on__lt=on),
        "ophoert": Q(in_force_until__lt=on),
    }[state]
