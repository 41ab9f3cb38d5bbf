"""Units and people from a file: handed in, looked through, carried out."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.activity.models import Activity
from pejling.core.permissions import require
from pejling.core.tables.encodings import PLAIN, label_of
from pejling.organisation.actions import deliveries as actions
from pejling.organisation.forms.deliveries import DeliveryForm
from pejling.organisation.imports.columns import FileKind
from pejling.organisation.imports.plan import Plan
from pejling.organisation.models import Delivery
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent, sent_files
from pejling.web.forms import BaseForm
from pejling.web.pages import page

MOST_SHOWN = 500
NEWEST = 10
"""Lines of what was read in before, and what came of it."""


def _own(request: HttpRequest, pk: int) -> Delivery:
    """A file that this person handed in."""
    require(request.user, "organisation.keep")
    return get_object_or_404(Delivery.objects.filter(delivered_by=signed_in(request), applied_at=None), pk=pk)


@login_required
def delivery_new(request: HttpRequest) -> HttpResponse:
    """Hand in a file; nothing happens until one has seen what it would do."""
    require(request.user, "organisation.keep")
    form = DeliveryForm(sent(request), sent_files(request))
    back = reverse("units")
    shown = Screen(
        _("Indlæs enheder eller personer"),
        _("Vis, hvad der vil ske"),
        [(_("Enheder"), back)],
        back,
        lead=_("Intet ændres, før du har set, hvad filen vil gøre, og sagt ja."),
        template="organisation/delivery_new.html",
        more={"lines": Activity.objects.about_all(Delivery.objects.all()).for_list()[:NEWEST]},
    )
    return form_page(
        request,
        form,
        shown,
        lambda: _deliver(form, request),
        message=_("Filen er læst. Se efter, om det er det, du vil."),
        then=lambda delivery: reverse("delivery", args=[delivery.pk]),
    )


def _deliver(form: DeliveryForm, request: HttpRequest) -> Delivery:
    file, ends_missing = form.values["file"], form.values["ends_missing"]
    return actions.deliver(file.read(), file_name=file.name, ends_missing=ends_missing, by=signed_in(request))


@login_required
@require_safe
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do."""
    delivery = _own(request, pk)
    return _show(request, delivery, actions.plan_of(delivery, by=signed_in(request)))


def _show(
    request: HttpRequest,
    delivery: Delivery,
    plan: Plan,
    *,
    status: int = 200,
    is_other: bool = False,
    refusal: str = "",
) -> HttpResponse:
    context = {
        "delivery": delivery,
        "plan": plan,
        "most": MOST_SHOWN,
        "is_other": is_other,
        "refusal": refusal,
        "read_as": label_of(plan.encoding) if plan.encoding else "",
        "encodings": [(name, label_of(name)) for name in PLAIN if name != plan.encoding],
    }
    return page(request, "organisation/delivery.html", context, status=status)


@login_required
@require_POST
def delivery_application(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what was shown."""
    delivery = _own(request, pk)
    shown = request.POST.get("shown", "")

    def refused(form: BaseForm) -> HttpResponse:
        plan = actions.plan_of(delivery, by=signed_in(request))
        return _show(request, delivery, plan, status=form.http_status, refusal=form.all_errors)

    try:
        return perform(
            request,
            lambda: actions.apply_delivery(delivery, shown=shown, by=signed_in(request)),
            message=_("Filen er indlæst."),
            # Where what the file brought can be seen.
            then=lambda done: reverse("people" if done.kind == FileKind.PEOPLE else "units"),
            refused=refused,
        )
    except actions.OtherPlan as other:
        return _show(request, delivery, other.plan, status=409, is_other=True)


@login_required
@require_POST
def delivery_encoding(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how the letters of the file are written."""
    delivery = _own(request, pk)
    chosen = request.POST.get("encoding", "")
    return perform(
        request,
        lambda: actions.choose_encoding(delivery, chosen, by=signed_in(request)),
        message=_("Filen er læst igen. Se efter, om navnene er rigtige."),
        then=reverse("delivery", args=[delivery.pk]),
    )


@login_required
@require_POST
def delivery_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave it."""
    delivery = _own(request, pk)
    told = _("Filen er kasseret. Intet er ændret.")
    return perform(request, lambda: actions.throw_away(delivery), message=told, then=reverse("delivery_new"))
