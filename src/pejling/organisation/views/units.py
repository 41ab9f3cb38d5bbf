"""The tree of units, a unit's page, and the screens that change units."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.activity.models import Activity
from pejling.core.keys import read_key
from pejling.core.permissions import may, require
from pejling.organisation.actions import units as actions
from pejling.organisation.belongings import found_at
from pejling.organisation.figures.tree import tree_of_units
from pejling.organisation.figures.units import unit_facts
from pejling.organisation.forms.units import (
    MergeForm,
    MoveForm,
    NewUnitForm,
    UnitEndForm,
    UnitFilter,
    UnitForm,
)
from pejling.organisation.models import Unit, UnitKind
from pejling.people.sessions import signed_in
from pejling.web.blocks import blocks_at
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page
from pejling.web.tiles import Subject, tiles_about


def address(unit: Unit) -> str:
    """Where the unit is shown."""
    return reverse("unit", args=[unit.pk])


def screen(unit: Unit, title: str, button: str, **more: object) -> Screen:
    """A screen about one unit."""
    crumbs = [(_("Enheder"), reverse("units")), (unit.name, address(unit))]
    return Screen(title, button, crumbs, address(unit), **more)  # type: ignore[arg-type]


def kept_unit(request: HttpRequest, pk: int) -> Unit:
    """The unit, for those who keep the organisation."""
    require(request.user, "organisation.keep")
    return get_object_or_404(Unit.objects.select_related("kind", "parent"), pk=pk)


@login_required
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The tree of units, or what of it matches."""
    require(request.user, "organisation.view")
    form = UnitFilter(request.GET)
    chosen = form.chosen
    kind: UnitKind | None = chosen.get("kind")
    q = chosen.get("q", "")
    tree = tree_of_units(q=q, kind=kind.pk if kind else None, with_ended=bool(chosen.get("ended")))
    context = {
        "tree": tree,
        "form": form,
        "is_narrowed": bool(q or kind),
        "may_keep": may(request.user, "organisation.keep"),
    }
    return page(request, "organisation/units.html", context, part="results")


@login_required
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: who leads it, who is in it, what it has, and where it belongs."""
    require(request.user, "organisation.view")
    facts = unit_facts(pk)
    if facts is None:
        raise Http404
    may_keep = may(request.user, "organisation.keep")
    context = {
        "facts": facts,
        "unit": facts.unit,
        "tiles": tiles_about(Subject(units=frozenset({facts.unit.pk})), request.user),
        "parts": blocks_at("unit", facts.unit, request.user),
        "head_parts": blocks_at("unit.head", facts.unit, request.user),
        "may_keep": may_keep,
        "activities": Activity.objects.about(facts.unit)[:10] if may_keep else [],
    }
    return page(request, "organisation/unit.html", context)


@login_required
def unit_new(request: HttpRequest) -> HttpResponse:
    """Make a unit; `?under=` says below which."""
    require(request.user, "organisation.keep")
    under = request.GET.get("under", "")
    form = NewUnitForm(
        sent(request), viewer=request.user, instance=Unit(), initial={"parent": read_key(under)}
    )
    shown = Screen(
        _("Ny enhed"),
        _("Opret enhed"),
        [(_("Enheder"), reverse("units"))],
        reverse("units"),
        lead=_("En enhed er en del af kommunen med sin egen ledelse: et center, en skole, et team."),
    )

    return form_page(
        request,
        form,
        shown,
        lambda: actions.create_unit(**form.values, by=signed_in(request)),
        message=_("Enheden er oprettet. Giv den en leder og medarbejdere."),
        then=address,
    )


@login_required
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is written about a unit."""
    unit = kept_unit(request, pk)
    shown = screen(unit, _("Ret enheden"), _("Gem"))
    form = UnitForm(sent(request), instance=unit)

    return form_page(
        request,
        form,
        shown,
        lambda: actions.edit_unit(unit, **form.values, opened=form.opened, by=signed_in(request)),
        message=_("Enheden er rettet."),
    )


@login_required
def unit_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a unit somewhere else in the tree."""
    unit = kept_unit(request, pk)
    lead = _("Alle enheder under den flytter med.")
    shown = screen(unit, _("Flyt enheden"), _("Flyt"), lead=lead)
    form = MoveForm(sent(request), viewer=request.user, instance=unit)

    return form_page(
        request,
        form,
        shown,
        lambda: actions.move_unit(
            unit, parent=form.values["parent"], opened=form.opened, by=signed_in(request)
        ),
        message=_("Enheden er flyttet."),
    )


@login_required
def unit_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a unit: what it has is listed, and goes to another."""
    unit = kept_unit(request, pk)
    more = {"found": found_at(unit, request.user), "children": list(unit.children.current())}
    lead = _("Enheden forsvinder ikke. Den kan stadig findes, og det, den har gjort, står ved magt.")
    shown = screen(
        unit, _("Nedlæg enheden"), _("Nedlæg"), lead=lead, template="organisation/unit_end.html", more=more
    )
    form = UnitEndForm(sent(request), unit=unit, viewer=request.user)

    return form_page(
        request,
        form,
        shown,
        lambda: actions.end_unit(
            unit, on=form.values["on"], receiver=form.values["receiver"], by=signed_in(request)
        ),
        message=_("Enheden er nedlagt."),
    )


@login_required
@require_POST
def unit_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an ended unit again."""
    unit = kept_unit(request, pk)
    told = _("Enheden er åben igen. Giv dens leder og medarbejdere deres poster på ny.")
    return perform(
        request, lambda: actions.reopen_unit(unit, by=signed_in(request)), message=told, then=address(unit)
    )


@login_required
def unit_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a unit become part of another."""
    unit = kept_unit(request, pk)
    more = {"found": found_at(unit, request.user), "children": list(unit.children.current())}
    lead = _(
        "Medarbejdere, enheder, fora og dokumenter følger med. Lederne gør ikke: giv dem en ny post bagefter."
    )
    shown = screen(
        unit,
        _("Læg enheden sammen med en anden"),
        _("Læg sammen"),
        lead=lead,
        template="organisation/unit_end.html",
        more=more,
    )
    form = MergeForm(sent(request), unit=unit, viewer=request.user)

    return form_page(
        request,
        form,
        shown,
        lambda: actions.merge_units(unit, **form.values, by=signed_in(request)),
        message=_("Enhederne er lagt sammen."),
        then=lambda _done: address(form.values["into"]),
    )
