"""The pages of ties: making one, ending it, doubting it, and answering for what was inherited."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejling.chain.figures.ring import rings_for
from pejling.chain.figures.tie_search import find_aims, suggest_aims
from pejling.chain.forms import AnswerForm, ConfirmForm, QuestionForm, TieForm
from pejling.core.keys import read_key
from pejling.core.permissions import may, require
from pejling.direction.actions import ties as actions
from pejling.direction.models import Contribution, Element, Fate, InheritanceAnswer
from pejling.direction.views.fetching import seen_element, seen_tie
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.forms import BaseForm
from pejling.web.pages import page, way_back

if TYPE_CHECKING:
    from pejling.web.requests import Request


def address(element: Element) -> str:
    """Where an element is read."""
    return reverse("element", args=[element.pk])


@login_required
def tie_new(request: "Request", pk: int) -> HttpResponse:
    """Find the aim, say how, and tie the element to it."""
    row = seen_element(request, pk)
    require(request.user, "direction.tie", row)
    form = _tie_form(request, row)
    by = signed_in(request)
    return form_page(
        request,
        form,
        tying_screen(row, choosing(request, row, form)),
        lambda: actions.tie(row, form.values["upper"], how=form.values["how"], by=by),
        message=lambda _made: tied_to(form.values["upper"]),
        part="aims",
    )


def tying_screen(row: Element, more: dict[str, object]) -> Screen:
    """The screen on which an aim is chosen, and said how the element contributes to it."""
    return Screen(
        _("Knyt til et mål"),
        _("Knyt til målet"),
        _way_to(row),
        address(row),
        lead=_("Hvilket mål bidrager »%(title)s« til?") % {"title": row.title},
        template="chain/tie_new.html",
        more=more,
    )


def tied_to(aim: Element) -> str:
    """What is said when the tie is made."""
    return _("Punktet bidrager nu til »%(aim)s«.") % {"aim": aim.title}


def _way_to(row: Element) -> list[tuple[str, str]]:
    return [(row.document.title, reverse("document", args=[row.document_id])), (row.title, address(row))]


def _tie_form(request: "Request", row: Element) -> TieForm:
    data = sent(request)
    return TieForm(
        data, element=row, viewer=request.user, initial={"upper": read_key(request.GET.get("maal"))}
    )


def choosing(request: "Request", row: Element, form: TieForm | ConfirmForm) -> dict[str, object]:
    """What choosing an aim needs: the one chosen, else what was found or is likely, each with its ring."""
    words = request.GET.get("q", "").strip()[:200]
    chosen = read_key(request.POST.get("upper") or request.GET.get("maal"))
    upper = (
        Element.objects.visible_to(request.user).aims().filter(pk=chosen).for_list().first()
        if chosen
        else None
    )
    if upper:
        found = [upper]
    elif words:
        found = find_aims(row, words, request.user)
    else:
        found = suggest_aims(row, request.user)
    rings = rings_for(found, request.user)
    return {
        "element": row,
        "form": form,
        "base": reverse("tie_new", args=[row.pk]),
        "old": None,
        "words": words,
        "upper": upper,
        "found": found,
        "rings": rings,
    }


@login_required
@require_POST
def tie_ending(request: "Request", pk: int) -> HttpResponse:
    """Let a tie end; it can be resumed."""
    tie = seen_tie(request, pk)
    return perform(
        request,
        lambda: actions.end_tie(tie, by=signed_in(request)),
        message=_("Bidraget er ophørt."),
        then=address(tie.lower),
        undo=reverse("tie_resumption", args=[pk]),
    )


@login_required
@require_POST
def tie_resumption(request: "Request", pk: int) -> HttpResponse:
    """Take back that a tie was ended."""
    tie = seen_tie(request, pk)
    return perform(
        request,
        lambda: actions.resume_tie(tie, by=signed_in(request)),
        message=_("Bidraget gælder igen."),
        then=address(tie.lower),
    )


@login_required
def tie_question(request: "Request", pk: int) -> HttpResponse:
    """Doubt a tie; or, when somebody has, read the doubt and what was answered."""
    tie = seen_tie(request, pk)
    form = QuestionForm(sent(request))
    if request.method != "POST":
        return _question_page(request, tie, form, AnswerForm())
    require(request.user, "direction.question", tie)
    return perform(
        request,
        lambda: actions.question_tie(tie, why=form.values["why"], by=signed_in(request)),
        form=form,
        message=_("Spørgsmålet er stillet. Bidraget tæller halvt, til det er afklaret."),
        then=reverse("tie_question", args=[pk]),
        refused=lambda form: _question_page(request, tie, form, AnswerForm()),
    )


def _question_page(
    request: "Request", tie: Contribution, form: BaseForm, answer_form: BaseForm
) -> HttpResponse:
    """The tie, the doubt as it stands now, for another may have settled it, and the form that is filled in."""
    question = tie.questions.open().select_related("by", "answered_by", "answered_on_behalf_of").first()
    context = {
        "tie": tie,
        "question": question,
        "form": form,
        "answer_form": answer_form,
        "may_question": may(request.user, "direction.question", tie),
        "may_tie": may(request.user, "direction.tie", tie.lower),
    }
    status = max(form.http_status, answer_form.http_status)
    return page(request, "chain/tie_question.html", context, status=status)


@login_required
@require_POST
def tie_answer(request: "Request", pk: int) -> HttpResponse:
    """Answer the doubt about a tie of one's own."""
    tie = seen_tie(request, pk)
    require(request.user, "direction.tie", tie.lower)
    question = tie.questions.order_by("-pk").first()
    if question is None:
        raise Http404
    form = AnswerForm(request.POST)
    return perform(
        request,
        lambda: actions.answer_question(question, answer=form.values["answer"], by=signed_in(request)),
        form=form,
        message=_("Dit svar er gemt. Den, der svarer for målet, kan nu afslutte spørgsmålet."),
        then=reverse("tie_question", args=[pk]),
        refused=lambda form: _question_page(request, tie, QuestionForm(), form),
    )


@login_required
@require_POST
def tie_settlement(request: "Request", pk: int) -> HttpResponse:
    """The owner of the aim is content."""
    tie = seen_tie(request, pk)
    require(request.user, "direction.question", tie)
    question = get_object_or_404(tie.questions.open(), contribution=tie)
    return perform(
        request,
        lambda: actions.settle_question(question, by=signed_in(request)),
        message=_("Spørgsmålet er afsluttet. Bidraget tæller helt igen."),
        then=address(tie.upper),
    )


@login_required
def inheritance(request: "Request", pk: int, fate_pk: int) -> HttpResponse:
    """Answer for an inherited tie: confirm it as it is read, point it elsewhere, or let it end."""
    tie, fate = seen_tie(request, pk), _fate(request, fate_pk)
    require(request.user, "direction.tie", tie.lower)
    by, is_ended = signed_in(request), "ended" in request.POST
    form = ConfirmForm({"how": tie.how} if is_ended else sent(request), initial={"how": tie.how})

    def answer() -> InheritanceAnswer:
        if is_ended:
            return actions.end_inherited(tie, fate, by=by)
        return _confirmed(request, tie, fate, form)

    told = {
        "confirmed": _("Bidraget er bekræftet."),
        "redirected": _("Bidraget peger nu på et andet mål."),
        "ended": _("Bidraget er ophørt."),
    }
    return form_page(
        request,
        form,
        _inherited_screen(request, tie, fate, form),
        answer,
        message=lambda made: told[made.reply],
        undo=lambda made: reverse("inheritance_reopening", args=[made.pk]),
        part="aims",
    )


def _fate(request: "Request", pk: int) -> Fate:
    """A fate that leads to something this viewer may see."""
    heirs = Element.objects.visible_to(request.user)
    fates = Fate.objects.effective().filter(to__in=heirs)
    return get_object_or_404(
        fates.select_related("to__kind", "to__document__kind", "to__document__unit"), pk=pk
    )


def _inherited_screen(request: "Request", tie: Contribution, fate: Fate, form: ConfirmForm) -> Screen:
    words = {"title": tie.lower.title, "old": tie.upper.title}
    return Screen(
        _("Passer bidraget stadig?"),
        _("Bekræft bidraget"),
        _way_to(tie.lower),
        way_back(request, address(tie.lower)),
        lead=_(
            "»%(title)s« bidrog til »%(old)s«, som ikke gælder mere. Bidraget tæller halvt, til du har svaret."
        )
        % words,
        template="chain/tie_inherited.html",
        more={**choosing(request, tie.lower, form), "tie": tie, "fate": fate},
    )


def _confirmed(request: "Request", tie: Contribution, fate: Fate, form: ConfirmForm) -> InheritanceAnswer:
    by, how, upper = signed_in(request), form.values["how"], read_key(request.POST.get("upper"))
    if upper is None or upper == fate.to_id:
        return actions.confirm_inherited(tie, fate, how=how, by=by)
    aim = get_object_or_404(Element.objects.visible_to(request.user).for_list(), pk=upper)
    return actions.redirect_inherited(tie, fate, upper=aim, how=how, by=by)


@login_required
@require_POST
def inheritance_reopening(request: "Request", pk: int) -> HttpResponse:
    """Take back an answer about an inherited tie."""
    seen = Contribution.objects.visible_to(request.user)
    answer = get_object_or_404(
        InheritanceAnswer.objects.filter(contribution__in=seen).select_related(
            "contribution__lower__document__kind", "contribution__upper", "replacement"
        ),
        pk=pk,
    )
    return perform(
        request,
        lambda: actions.reopen_inherited(answer, by=signed_in(request)),
        message=_("Svaret er taget tilbage. Bidraget er igen arvet."),
        then=address(answer.contribution.lower),
    )
