"""Posts, seats and deputies: given, ended, taken back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejling.core.permissions import require
from pejling.organisation.actions import deputies, forums, posts
from pejling.organisation.forms.holding import DeputyForm, EndForm, PersonPostForm, SeatForm, UnitPostForm
from pejling.organisation.models import Deputyship, Forum, Post, Seat
from pejling.organisation.views import units as of_units
from pejling.organisation.views.people import address_of_what_is_left, with_charges
from pejling.people.models import Person
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent


def _person_screen(person: Person, title: str, button: str, lead: str = "") -> Screen:
    back = reverse("person", args=[person.pk])
    return Screen(title, button, [(_("Personer"), reverse("people")), (person.name, back)], back, lead)


def _forum_screen(forum: Forum, title: str, button: str) -> Screen:
    back = reverse("forum", args=[forum.pk])
    return Screen(title, button, [(_("Fora"), reverse("forums")), (forum.name, back)], back)


@login_required
def unit_post_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody in a unit."""
    unit = of_units.kept_unit(request, pk)
    form = UnitPostForm(sent(request), viewer=request.user)

    return form_page(
        request,
        form,
        of_units.screen(unit, _("Ny post"), _("Giv posten")),
        lambda: posts.give_post(unit=unit, **form.values, by=signed_in(request)),
        message=_("Posten er givet."),
    )


@login_required
def person_post_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a post in a unit."""
    require(request.user, "organisation.keep")
    person = get_object_or_404(Person, pk=pk)
    shown = _person_screen(person, _("Ny post"), _("Giv posten"))
    form = PersonPostForm(sent(request), viewer=request.user)

    return form_page(
        request,
        form,
        shown,
        lambda: posts.give_post(person=person, **form.values, by=signed_in(request)),
        message=_("Posten er givet."),
    )


def _kept_post(request: HttpRequest, pk: int) -> Post:
    require(request.user, "organisation.keep")
    post = get_object_or_404(Post.objects.select_related("person", "unit", "role"), pk=pk)
    require(request.user, "organisation.empower", post)
    return post


@login_required
def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a post's last day."""
    post = _kept_post(request, pk)
    lead = _("%(person)s er %(role)s i %(unit)s.") % {
        "person": post.person,
        "role": post.role,
        "unit": post.unit,
    }
    shown = of_units.screen(post.unit, _("Afslut posten"), _("Afslut"), lead=lead)
    shown = with_charges(shown, post.person, request)
    form = EndForm(sent(request))

    return form_page(
        request,
        form,
        shown,
        lambda: posts.end_post(post, on=form.values["on"], by=signed_in(request)),
        message=_("Posten er afsluttet."),
        then=lambda _done: address_of_what_is_left(post.person, request, otherwise=shown.back),
        undo=reverse("post_resume", args=[pk]),
    )


@login_required
@require_POST
def post_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the ending of a post back."""
    post = _kept_post(request, pk)
    then = of_units.address(post.unit)
    return perform(
        request, lambda: posts.resume_post(post, by=signed_in(request)), message=_("Fortrudt."), then=then
    )


@login_required
def seat_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat somebody in a forum."""
    require(request.user, "organisation.keep")
    forum = get_object_or_404(Forum, pk=pk)
    shown = _forum_screen(forum, _("Ny plads"), _("Giv pladsen"))
    form = SeatForm(sent(request), viewer=request.user)

    return form_page(
        request,
        form,
        shown,
        lambda: forums.give_seat(forum=forum, **form.values, by=signed_in(request)),
        message=_("Pladsen er givet."),
    )


def _kept_seat(request: HttpRequest, pk: int) -> Seat:
    require(request.user, "organisation.keep")
    return get_object_or_404(Seat.objects.select_related("person", "forum", "role"), pk=pk)


@login_required
def seat_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a seat's last day."""
    seat = _kept_seat(request, pk)
    shown = _forum_screen(seat.forum, _("Afslut pladsen"), _("Afslut"))
    form = EndForm(sent(request))

    told = _("%(person)ss plads er afsluttet.") % {"person": seat.person}
    return form_page(
        request,
        form,
        shown,
        lambda: forums.end_seat(seat, on=form.values["on"], by=signed_in(request)),
        message=told,
        undo=reverse("seat_resume", args=[pk]),
    )


@login_required
@require_POST
def seat_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the ending of a seat back."""
    seat = _kept_seat(request, pk)
    then = reverse("forum", args=[seat.forum_id])
    return perform(
        request, lambda: forums.resume_seat(seat, by=signed_in(request)), message=_("Fortrudt."), then=then
    )


@login_required
def deputy_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who stands in for somebody: oneself, or as secretariat."""
    require(request.user, "organisation.view")
    person = get_object_or_404(Person, pk=pk)
    require(request.user, "organisation.deputise", person)
    lead = _("Stedfortræderen leder det, den fraværende leder, så længe det varer. Alt bærer begges navne.")
    shown = _person_screen(person, _("Vælg en stedfortræder"), _("Vælg"), lead)
    form = DeputyForm(sent(request), viewer=request.user)

    return form_page(
        request,
        form,
        shown,
        lambda: deputies.deputise(person, **form.values, by=signed_in(request)),
        message=_("Stedfortræderen er valgt."),
    )


def _kept_deputyship(request: HttpRequest, pk: int) -> Deputyship:
    require(request.user, "organisation.view")
    deputyship = get_object_or_404(Deputyship.objects.select_related("person", "deputy"), pk=pk)
    require(request.user, "organisation.deputise", deputyship.person)
    return deputyship


@login_required
def deputy_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a deputy's last day."""
    deputyship = _kept_deputyship(request, pk)
    shown = _person_screen(deputyship.person, _("Afslut stedfortrædelsen"), _("Afslut"))
    form = EndForm(sent(request))

    undo = reverse("deputy_resume", args=[pk])
    return form_page(
        request,
        form,
        shown,
        lambda: deputies.end_deputyship(deputyship, on=form.values["on"], by=signed_in(request)),
        message=_("Stedfortrædelsen er afsluttet."),
        undo=undo,
    )


@login_required
@require_POST
def deputy_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the ending of a deputyship back."""
    deputyship = _kept_deputyship(request, pk)
    then = reverse("person", args=[deputyship.person_id])
    return perform(
        request,
        lambda: deputies.resume_deputyship(deputyship, by=signed_in(request)),
        message=_("Fortrudt."),
        then=then,
    )
