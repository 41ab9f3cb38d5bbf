"""Old beside new: what a draft takes over from, and what becomes of each old aim."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pejling.core.keys import read_key
from pejling.core.permissions import require
from pejling.direction.actions import fates
from pejling.direction.actions import succession as actions
from pejling.direction.figures.succession import deciding_document, open_succession_of, takeover, without_fate
from pejling.direction.forms.fates import FateForm
from pejling.direction.forms.life import OldDocumentsForm, ReasonForm
from pejling.direction.models import Document, Element, FateKind, Succession
from pejling.direction.views.fetching import seen_document, seen_element
from pejling.direction.views.life import address, life_screen
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page


@login_required
def succession(request: HttpRequest, pk: int) -> HttpResponse:
    """Old beside new, with what has no fate yet."""
    document = seen_document(request, pk)
    found = Succession.objects.filter(new=document).first()
    if found is None:
        return succession_olds(request, pk)
    context = {"document": document, "succession": found, "takeover": takeover(found, request.user)}
    return page(request, "direction/succession.html", context, part="takeover")


@login_required
def succession_olds(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose which documents a draft takes over from."""
    document = seen_document(request, pk)
    require(request.user, "direction.fate", document)
    form = OldDocumentsForm(sent(request), new=document, viewer=request.user)
    lead = _(
        "Vælg de gældende dokumenter, som dette skal træde i stedet for. Derefter afgør du for hvert "
        "gammelt mål, hvor det lever videre, eller hvorfor det bortfalder. De gamle dokumenter "
        "gælder, til det nye er vedtaget."
    )
    return form_page(
        request,
        form,
        life_screen(document, _("Hvad afløser dokumentet?"), _("Fortsæt"), lead=lead),
        lambda: actions.begin_succession(document, **form.values, by=signed_in(request)),
        then=reverse("succession", args=[document.pk]),
    )


@login_required
@require_POST
def succession_abandonment(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the draft take over from nothing after all."""
    document = seen_document(request, pk)
    require(request.user, "direction.fate", document)
    found = get_object_or_404(Succession, new=document)
    return perform(
        request,
        lambda: actions.abandon_succession(found, by=signed_in(request)),
        message=_("Afløsningen er opgivet. De gamle dokumenter gælder fortsat."),
        then=address(document),
    )


@login_required
def succession_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an old document out of the succession that is planned for it, on behalf of those who edit it."""
    document = seen_document(request, pk)
    require(request.user, "direction.succeed", document)
    if open_succession_of(document) is None:
        raise Http404
    form = ReasonForm(sent(request))
    lead = _(
        "Dokumentet er sat til at blive afløst, men skal det ikke. Det gælder fortsat, og de "
        "skæbner, der var planlagt for dets punkter, falder bort. De, der arbejder på udkastet, kan "
        "læse din begrundelse."
    )
    return form_page(
        request,
        form,
        life_screen(document, _("Tag ud af afløsningen"), _("Tag ud af afløsningen"), lead=lead),
        lambda: actions.release_old(document, why=form.values["why"], by=signed_in(request)),
        message=_("Dokumentet er taget ud af afløsningen og gælder fortsat."),
    )


@login_required
@require_POST
def succession_completion(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a law that is in force take over from the older ones."""
    document = seen_document(request, pk)
    require(request.user, "direction.retire", document)
    found = get_object_or_404(Succession, new=document)
    return perform(
        request,
        lambda: actions.carry_through(found, by=signed_in(request)),
        message=_("Afløsningen er gennemført."),
        then=reverse("succession", args=[document.pk]),
    )


@login_required
def succession_undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo that a law took over from older ones, when that was written by mistake."""
    document = seen_document(request, pk)
    require(request.user, "direction.retire", document)
    found = get_object_or_404(Succession, new=document)
    form = ReasonForm(sent(request))
    lead = _(
        "Det er til fejl: et forkert dokument eller en forkert dag. De gamle dokumenter gælder igen, "
        "og de skæbner, deres punkter fik, bliver til planer. At afløsningen har været gennemført, "
        "kan stadig ses."
    )
    return form_page(
        request,
        form,
        life_screen(document, _("Fortryd afløsningen"), _("Fortryd afløsningen"), lead=lead),
        lambda: actions.undo_succession(found, why=form.values["why"], by=signed_in(request)),
        message=_("Afløsningen er fortrudt. De gamle dokumenter gælder igen."),
        then=reverse("succession", args=[document.pk]),
    )


@login_required
@require_POST
def carrying_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry one old element, or all that still have no fate, on into the new document, word for word."""
    document = seen_document(request, pk)
    require(request.user, "direction.fate", document)
    found = get_object_or_404(Succession, new=document, completed_at=None)
    homeless = without_fate(found.olds.all()).select_related("section", "kind", "responsible")
    if chosen := request.POST.get("element", ""):
        homeless = homeless.filter(pk=read_key(chosen) or 0)
    elements = list(homeless)
    told = ngettext("%(count)s punkt er ført videre.", "%(count)s punkter er ført videre.", len(elements))
    return perform(
        request,
        lambda: actions.carry_on(elements, document, by=signed_in(request)),
        message=told % {"count": len(elements)},
        then=reverse("succession", args=[document.pk]),
    )


@login_required
def fate(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of one old element."""
    element = seen_element(request, pk)
    decides = deciding_document(element)
    require(request.user, "direction.fate", decides)
    words = request.GET.get("q", "")[:200]
    form = FateForm(sent(request), element=element, viewer=request.user, words=words)
    more = {"element": element, "words": words, "has_plan": bool(form.initial)}
    return form_page(
        request,
        form,
        _fate_screen(element, _("Hvad bliver der af målet?"), _back(element, decides), "fate", more),
        lambda: fates.set_fate(element, by=signed_in(request), **_fate_in(form)),
        message=_("Skæbnen er noteret."),
        undo=reverse("fate_clearing", args=[element.pk]),
    )


def _fate_screen(element: Element, title: str, back: str, template: str, more: dict[str, Any]) -> Screen:
    document = element.document
    crumbs = [(_("Retning"), reverse("documents")), (document.title, address(document))]
    return Screen(title, _("Gem"), crumbs, back, template=f"direction/{template}.html", more=more)


def _fate_in(form: FateForm) -> dict[str, Any]:
    """What was chosen, as the actions take it."""
    values = form.values
    return {"kind": FateKind(values["kind"]), "to": list(values["to"]), "why": values["why"]}


def _back(element: Element, decides: Document) -> str:
    """The page from which fates are given: the heir's, or the retirement's."""
    return reverse("retirement" if decides.pk == element.document_id else "succession", args=[decides.pk])


@login_required
@require_POST
def fate_clearing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was planned for an old element."""
    element = seen_element(request, pk)
    decides = deciding_document(element)
    require(request.user, "direction.fate", decides)
    return perform(
        request,
        lambda: fates.clear_fate(element, by=signed_in(request)),
        message=_("Skæbnen er taget tilbage."),
        then=_back(element, decides),
    )


@login_required
def element_ending(request: HttpRequest, pk: int) -> HttpResponse:
    """End an element of a living document that others may be tied to."""
    element = seen_element(request, pk)
    require(request.user, "direction.edit", element.document)
    words = request.GET.get("q", "")[:200]
    form = FateForm(sent(request), element=element, viewer=request.user, words=words)
    more = {"element": element, "words": words}
    return form_page(
        request,
        form,
        _fate_screen(element, _("Afslut punktet"), address(element.document), "element_ending", more),
        lambda: fates.end_element(element, by=signed_in(request), **_fate_in(form)),
        message=_("Punktet er ophørt. Det kan stadig læses."),
    )
