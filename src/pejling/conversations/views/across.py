"""The directors' view: what units shared, question by question, what goes through it, and what came of the conversations."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pejling.agreements.figures.ledger import State
from pejling.agreements.words import sign_of
from pejling.conversations.actions import across as actions
from pejling.conversations.figures.across import (
    NamedTheme,
    by_question,
    named_themes,
    outcomes,
    shared_with,
    suggested_themes,
    wishes_of,
)
from pejling.conversations.forms import ThemeForm
from pejling.conversations.models import JointAnswer, Theme
from pejling.conversations.views.planning import asked_year
from pejling.core.keys import read_key
from pejling.core.permissions import may, require
from pejling.organisation.authority import authority_of, unit_parents
from pejling.organisation.models import Unit
from pejling.organisation.views.fetching import require_inside
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.web.requests import Request

MOST_WISHES = 100


def across_page(year: int) -> str:
    """Where the year's answers are read across."""
    return f"{reverse('answers_across')}?aar={year}"


@login_required
@require_safe
def answers_across(request: "Request") -> HttpResponse:
    """What units have shared of their answers, side by side, and what goes through them."""
    require_inside(request)
    year = asked_year(request)
    found = list(shared_with(request.user, year))
    themes = named_themes(year, request.user, found)
    unit = unit_across(request.user)
    wishes = list(wishes_of(year, request.user)[: MOST_WISHES + 1])
    context = {
        "shared": by_question(found),
        "units": len({row.conversation.unit_id for row in found}),
        "themes": [(each, bearing_of(each)) for each in themes],
        "suggested": suggested_themes(found, themes) if unit else [],
        "answers_in": lambda each: [f"&svar={answer.pk}" for answer in each.answers],
        "may_name": unit is not None,
        "may_bear": may(request.user, "direction.bear"),
        "told": outcomes(year, request.user),
        "wishes": wishes[:MOST_WISHES],
        "has_more_wishes": len(wishes) > MOST_WISHES,
        "signs": {state: sign_of(state) for state in State},
        "states": list(State),
        "year": year,
        "years": [year - 1, year, year + 1],
    }
    return page(request, "conversations/across.html", context)


def unit_across(viewer: "Viewer") -> Unit | None:
    """On whose behalf the viewer names themes: the highest unit that they lead themselves; the secretariat's the whole."""
    authority, parents = authority_of(viewer), unit_parents()
    if authority.is_secretariat:
        tops = [pk for pk, parent in parents.items() if parent is None]
        return Unit.objects.current().filter(pk__in=tops).order_by("sort_key", "pk").first()
    led = authority.led_units
    highest = [pk for pk in led if parents.get(pk) not in led]
    return Unit.objects.current().filter(pk__in=highest).order_by("sort_key", "pk").first()


def bearing_of(each: NamedTheme) -> str:
    """Where a bearing is set from a theme, with what is known of it filled in."""
    units = {answer.conversation.unit_id for answer in each.answers}
    why = ngettext(
        "Temaet går igen i svaret fra %(count)s enhed i de strategiske samtaler %(year)s.",
        "Temaet går igen i svarene fra %(count)s enheder i de strategiske samtaler %(year)s.",
        len(units),
    )
    asked = {"hvad": each.theme.title, "hvorfor": why % {"count": len(units), "year": each.theme.year}}
    return f"{reverse('bearing_new')}?{urlencode([*asked.items(), *(('enhed', pk) for pk in sorted(units))])}"


@login_required
def theme_new(request: "Request") -> HttpResponse:
    """Name a theme; what was suggested is filled in, and is changed as one likes."""
    require_inside(request)
    unit, year = unit_across(request.user), asked_year(request)
    if unit is None:
        raise Http404
    require(request.user, "conversations.name_theme", unit)
    asked = [key for key in map(read_key, request.GET.getlist("svar")) if key]
    answers = shared_with(request.user, year, within=unit)
    form = ThemeForm(
        sent(request),
        instance=Theme(unit=unit, year=year),
        answers=answers,
        initial={"answers": list(answers.filter(pk__in=asked)), "title": request.GET.get("navn", "")[:200]},
    )
    return form_page(
        request,
        form,
        _screen(_("Nyt tema på tværs"), year),
        lambda: actions.name_theme(unit, year=year, **form.values, by=signed_in(request)),
        message=_("Temaet har fået et navn."),
    )


def _seen_theme(request: "Request", pk: int) -> Theme:
    require_inside(request)
    return get_object_or_404(Theme.objects.visible_to(request.user).select_related("unit"), pk=pk)


@login_required
def theme_edit(request: "Request", pk: int) -> HttpResponse:
    """Change what a theme is called and which answers it goes through."""
    theme = _seen_theme(request, pk)
    require(request.user, "conversations.name_theme", theme.unit)
    answers = shared_with(request.user, theme.year, within=theme.unit)
    chosen = JointAnswer.objects.filter(themes=theme).values("pk")
    form = ThemeForm(
        sent(request),
        instance=theme,
        answers=answers,
        initial={"answers": list(answers.filter(pk__in=chosen))},
    )
    return form_page(
        request,
        form,
        _screen(_("Ret temaet"), theme.year),
        lambda: actions.change_theme(theme, opened=form.opened, **form.values, by=signed_in(request)),
        message=_("Temaet er rettet."),
    )


@login_required
@require_POST
def theme_removal(request: "Request", pk: int) -> HttpResponse:
    """Take a theme away; the answers stay."""
    theme = _seen_theme(request, pk)
    return perform(
        request,
        lambda: actions.take_away_theme(theme, by=signed_in(request)),
        message=_("Temaet er fjernet. Svarene står, hvor de stod."),
        then=across_page(theme.year),
    )


def _screen(title: str, year: int) -> Screen:
    crumbs = [(_("Samtaler"), reverse("conversations")), (_("Svar på tværs"), across_page(year))]
    return Screen(
        title,
        _("Gem temaet"),
        crumbs,
        across_page(year),
        lead=_(
            "Temaet ses af dem, der leder enhederne, og af sekretariatet. Det, en enhed ikke har delt, er ikke med."
        ),
    )
