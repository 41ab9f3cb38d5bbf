"""The register (*Retning*): all documents, narrowed, sorted, counted and exported."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.direction.figures.register import ORDERS, document_list, faults_of, untidiness
from pejling.direction.figures.state import state_of
from pejling.direction.forms.register import RegisterForm
from pejling.direction.models import Document
from pejling.web.caching import open_to_all
from pejling.web.list_page import Column, ListScreen, list_page, sorter

if TYPE_CHECKING:
    pass

PER_PAGE = 50


@open_to_all
def documents(request: HttpRequest) -> HttpResponse:
    """All documents that the viewer may see. Who answers for them and what is untidy is told within the organisation."""
    knows_us, on = may(request.user, "organisation.view"), today()

    def of_page(shown: Sequence[Document]) -> dict[str, Any]:
        return {"extendable": {document.pk for document in shown if _may_extend(request, document, on)}}

    screen = ListScreen(
        _("Retning"),
        _("dokument"),
        _("dokumenter"),
        file="register",
        lead=_("Alle dokumenter, der sætter retning, og det, der trænger til oprydning.")
        if knows_us
        else _("Alle dokumenter, der sætter kommunens retning."),
        template="direction/register.html",
        cells="direction/parts/register_cells.html",
        more={"faults": untidiness() if knows_us else (), "on": on},
    )
    return list_page(
        request,
        document_list(request.user),
        screen,
        _columns(on, knows_us=knows_us),
        form=RegisterForm(request.GET, viewer=request.user),
        order=sorter(ORDERS, "sort_key", "pk"),
        sort="titel",
        lines=lambda documents: documents.select_related("forum__kind"),
        per_page=PER_PAGE,
        more=of_page,
    )


def _may_extend(request: HttpRequest, document: Document, on: date) -> bool:
    """Whether the viewer can follow the advice to let an expired document be meant for longer."""
    is_expired = document.has_settled_wording and not document.is_out_of_force and document.is_expired(on)
    return is_expired and may(request.user, "direction.adopt", document)


def _columns(on: date, *, knows_us: bool) -> list[Column[Document]]:
    title: Column[Document] = Column(
        _("Titel"),
        lambda document: document,
        sort="titel",
        cell="title",
        plain=lambda document: str(document.title),
        width=50,
    )
    unit: Column[Document] = Column(
        _("Enhed"), lambda document: document.unit.name, sort="enhed", width=30, is_own_words=True
    )
    responsible: Column[Document] = Column(
        _("Ansvarlig"),
        lambda document: document.responsible,
        sort="ansvarlig",
        cell="responsible",
        plain=lambda person: person.name if person else "",
        width=25,
    )
    untidy: Column[Document] = Column(
        _("Trænger til"),
        lambda document: ", ".join(str(word) for word in faults_of(document)),
        width=40,
        only="file",
    )
    kind: Column[Document] = Column(_("Type"), lambda document: document.kind.name, only="file")
    return [
        title, kind, unit, *([responsible] if knows_us else []), *_life(on), *([untidy] if knows_us else []),
    ]  # fmt: skip


def _life(on: date) -> list[Column[Document]]:
    """What is told of the document's time."""
    return [
        Column(
            _("Vedtages af"),
            lambda document: document.forum.name if document.forum else "",
            width=25,
            only="file",
        ),
        Column(
            _("Tilstand"),
            lambda document: state_of(document, on),
            cell="state",
            plain=lambda state: str(state.word),
        ),
        Column(
            _("Periode"),
            lambda document: (document.starts_on, document.ends_on),
            sort="periode",
            cell="period",
            kind="nowrap",
            only="screen",
        ),
        Column(_("Periode fra"), lambda document: document.starts_on, only="file"),
        Column(_("Periode til"), lambda document: document.ends_on, only="file"),
        Column(_("Gælder fra"), lambda document: document.in_force_from, only="file"),
        Column(_("Revideres senest"), lambda document: document.review_on, only="file"),
        Column(
            _("Sidst rørt"),
            lambda document: document.touched_at,
            sort="roert",
            cell="touched",
            plain=timezone.localdate,
            kind="nowrap",
        ),
    ]
