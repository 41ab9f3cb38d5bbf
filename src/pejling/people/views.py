"""The pages of sign-in that are ours, and the manners of those that are allauth's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.account.views import PasswordResetFromKeyView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from pejling.core.locking import lock
from pejling.people import actions, links
from pejling.people.adapter import CHOSEN_LANGUAGE, keep_language
from pejling.people.forms import AddressForm, LanguageForm, PasswordForm
from pejling.people.limits import note_unknown_link, opened_by_link
from pejling.people.login_hints import shown_hints
from pejling.people.models import Person
from pejling.web.errors import ErrorPage, explain
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page, see_other
from pejling.web.requests import Request
from pejling.web.toasts import tell

View = Callable[..., HttpResponse]
GONE = ErrorPage(
    410,
    gettext_lazy("Linket virker ikke mere"),
    gettext_lazy("Det er brugt, afløst af et nyere link eller for gammelt."),
    gettext_lazy("Intet er ændret."),
    gettext_lazy("Har du allerede valgt en adgangskode, så log ind. Ellers bed om et nyt link."),
)


def with_our_manners(view: View) -> View:
    """One of allauth's pages: the sign-ins of the demonstration at hand, and 422 for a form that could not be accepted."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        context = getattr(response, "context_data", None)
        if context is not None:
            context["hints"] = shown_hints()
            form = context.get("form")
            if "token_fail" in context:
                note_unknown_link(request)
                response.status_code = 410
            elif request.method == "POST" and form is not None and form.has_errors:
                response.status_code = 422
        return response

    return answer


class PasswordFromLink(PasswordResetFromKeyView):  # type: ignore[misc]
    """A new password through the link in a mail."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The link may have been used while the form was open."""
        try:
            response: HttpResponse = super().form_valid(form)
        except ValidationError:
            gone: HttpResponse = self.render_to_response(self.get_context_data(token_fail=True))
            return gone
        get_adapter(self.request).forgive_attempts(self.reset_user)
        return response


class TwoStepsBegun(ActivateTOTPView):  # type: ignore[misc]
    """Two-step sign-in turned on by the first code from the telephone."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Another window may have turned it on while this one was read: what is on already is shown as that."""
        with transaction.atomic():
            person = lock(_oneself(self.request))
            if is_mfa_enabled(person, [Authenticator.Type.TOTP]):
                return see_other(reverse("mfa_index"))
            response: HttpResponse = super().form_valid(form)
        return response


def _oneself(request: Request) -> Person:
    """The row of the person who is signed in: the request has only a stand-in for it, which cannot be saved."""
    return Person.objects.get(pk=request.user.pk or 0)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_link
def invitation(request: Request, token: str) -> HttpResponse:
    """An invited person chooses a password and is signed in."""
    found = links.open_invitation(token)
    if found is None:
        if not links.is_known_invitation(token):
            note_unknown_link(request)
        return explain(request, GONE)
    form = PasswordForm(sent(request), person=found.person)
    context = {"form": form, "person": found.person}
    if not form.is_valid():
        return page(request, "people/invitation.html", context, status=form.http_status)
    try:
        person = actions.accept(found, password=form.values["password"])
    except ValidationError:
        return explain(request, GONE)
    logout(request)
    answer: HttpResponse = perform_login(request, person, redirect_url="/")
    return answer


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    """One's own page: name, language, e-mail, password, sign-in in two steps."""
    person = _oneself(request)
    form = LanguageForm(sent(request), initial={"language": person.language})
    screen = Screen(
        _("Min profil"),
        _("Gem sproget"),
        [],
        reverse("profile"),
        template="people/profile.html",
        more={"has_two_steps": is_mfa_enabled(person)},
    )
    response = form_page(
        request, form, screen, lambda: actions.choose_language(person, form.values["language"])
    )
    if form.is_done:
        keep_language(response, person.language)
    return response


@csrf_exempt
@require_POST
def language(request: Request) -> HttpResponse:
    """The switch on every page: the choice is kept by the browser and, from the first sign-in on, with the person.

    A visitor's form has no token, or a public page could not be the same for all of them; the worst that a forged one
    does is another language. Who has signed in sends a token as everywhere.
    """
    return _language_of_person(request) if request.user.is_authenticated else _choose_language(request)


@csrf_protect
def _language_of_person(request: Request) -> HttpResponse:
    return _choose_language(request)


def _choose_language(request: Request) -> HttpResponse:
    response = see_other(get_next_redirect_url(request) or "/")
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return response
    chosen = form.values["language"]
    keep_language(response, chosen)
    if request.user.is_authenticated:
        actions.choose_language(_oneself(request), chosen)
    else:
        request.session[CHOSEN_LANGUAGE] = chosen
    return response


@login_required
@require_POST
def signing_out(request: Request) -> HttpResponse:
    """Sign out on all other devices, and stay here."""
    person = _oneself(request)
    actions.sign_out_everywhere(person)
    update_session_auth_hash(request, person)
    tell(request, _("Du er logget af alle andre steder."))
    return see_other(reverse("profile"))


@never_cache
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: Request) -> HttpResponse:
    """Ask for another e-mail to sign in by."""
    person = _oneself(request)
    form = AddressForm(sent(request), person=person)
    screen = Screen(
        _("Skift e-mail"), _("Send linket"), [], reverse("profile"), template="people/address.html"
    )
    return form_page(
        request,
        form,
        screen,
        lambda: actions.ask_for_address(person, form.values["address"]),
        message=lambda _made: _("Vi sender et link til %(address)s.") % {"address": form.values["address"]},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_link
@login_required
def address_confirmation(request: Request, token: str) -> HttpResponse:
    """The link in the mail to the new address: a button, for mail programs look at links ahead of people.

    It shows that one reads the mail, not who one is: an address mistyped would else give the account to a stranger.
    """
    told = links.open_address_link(token)
    if told is None or told.person != request.user:
        note_unknown_link(request)
        return explain(request, GONE)
    if request.method != "POST":
        return page(request, "people/address_confirmation.html", {"address": told.address})
    return perform(
        request,
        lambda: actions.change_address(token, by=_oneself(request)),
        message=lambda new: _("Fra nu af logger du ind med %(address)s.") % {"address": new},
        then=reverse("profile"),
    )
