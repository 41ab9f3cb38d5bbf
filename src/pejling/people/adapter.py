"""How django-allauth behaves here: nobody signs up, people are invited, and all words are our own.

Its table of addresses is neither read nor written: who signs in by which address is told by the person's row alone.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pejling.core.links import key
from pejling.people import actions, tasks
from pejling.people.happenings import tell_of
from pejling.people.models import Person
from pejling.web import session_end
from pejling.web.toasts import tell

FIRST_CODES = _("Du har fået nødkoder.")
RENEWED = _("Du har fået nye nødkoder. De gamle virker ikke mere.")
TOLD = {
    "account/messages/password_changed.txt": _("Din nye adgangskode gælder fra nu af."),
    "account/messages/password_set.txt": _("Din adgangskode gælder fra nu af."),
    "mfa/messages/totp_activated.txt": _("To-trins-login er slået til."),
    "mfa/messages/totp_deactivated.txt": _("To-trins-login er slået fra."),
    "mfa/messages/recovery_codes_generated.txt": RENEWED,
}
"""What is told after an action. That one has signed in or out is plain to see and not told."""
HAPPENED = {
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_reset",
    "account/email/password_set": "password_chosen",
    "mfa/email/totp_activated": "two_steps_added",
    "mfa/email/totp_deactivated": "two_steps_removed",
    "mfa/email/recovery_codes_generated": "codes_renewed",
}
"""What has happened when allauth would tell a person about their sign-in by mail."""
CHOSEN_LANGUAGE = "chosen_language"
"""Where a session keeps the language chosen before anybody has signed in."""
WAY_IN = "pejling.people.signing_in"
"""Where a session keeps, between the two steps, what the first was taken by."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Local sign-in for people whom the municipality has already written down."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Din adgang er lukket."),
        "email_password_mismatch": _(
            "E-mail eller adgangskode passer ikke. Prøv igen, eller vælg en ny adgangskode."
        ),
        "enter_current_password": _("Det er ikke din nuværende adgangskode."),
        "incorrect_password": _("Adgangskoden passer ikke."),
        "invalid_password_reset": _("Linket er brugt eller for gammelt."),
        "too_many_login_attempts": _(
            "Det har været forkert for mange gange. Vent fem minutter, og prøv så igen."
        ),
        "rate_limited": _("Det har været forkert for mange gange. Vent lidt, og prøv så igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a person comes in by import, by invitation or by the secretariat."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Tell it in our words, or not at all."""
        words = TOLD.get(message_template or "")
        if (
            words == RENEWED
            and request.resolver_match
            and request.resolver_match.url_name == "mfa_activate_totp"
        ):
            words = FIRST_CODES
        if words:
            tell(request, str(words), level=level)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing of allauth's own is sent: our mails are written by the worker (`people.tasks`)."""
        raise NotImplementedError(template_prefix)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """A sign-in has been changed: it is told to the log, and to the person where there is an e-mail."""
        if verb := HAPPENED.get(template_prefix):
            tell_of(verb, user)
        if user.email:
            tasks.send_notice.enqueue(template_prefix, user.pk, user.email, {})

    def set_password(self, user: Person, password: str) -> None:
        """The password alone is written."""
        actions.change_password(user, password=password)

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Whether it is the password of the one who is signed in, by the address that the person has now."""
        found = self.authenticate(self.request, email=user.email or "", password=password)
        return found is not None and found.pk == user.pk

    def forgive_attempts(self, person: Person) -> None:
        """Somebody has shown by mail who they are: what was tried in vain at their address no longer counts."""
        self._delete_login_attempts_cached_email(self.request, email=person.email or "")

    def pre_login(self, request: HttpRequest, user: Person, **details: Any) -> HttpResponse | None:
        """Remember by which way in the first step was taken, for the second may come a quarter of an hour later."""
        response: HttpResponse | None = super().pre_login(request, user, **details)
        request.session[WAY_IN] = key(WAY_IN, *user.way_in)
        return response

    def login(self, request: HttpRequest, user: Person) -> None:
        """Let in who took both steps, unless the first was taken by a password or an address that is another by now."""
        if not user.is_active or request.session.pop(WAY_IN, "") != key(WAY_IN, *user.way_in):
            raise ImmediateHttpResponse(redirect("account_login"))
        super().login(request, user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own page."""
        return reverse("profile")

    def post_login(self, request: HttpRequest, user: Person, **details: Any) -> HttpResponse:
        """Show the pages in the person's own language from now on; one chosen on the way in becomes their own."""
        session_end.begin(request)
        response: HttpResponse = super().post_login(request, user, **details)
        chosen = request.session.pop(CHOSEN_LANGUAGE, user.language)
        if chosen != user.language:
            actions.choose_language(user, chosen)
        keep_language(response, user.language)
        return response


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The words of sign-in in two steps."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("To-trins-login kan ikke slås fra."),
        "cannot_generate_recovery_codes": _("Slå først to-trins-login til. Så får du nødkoder."),
        "used_code": _("Koden er brugt. Vent på den næste: appen viser en ny hvert halve minut."),
        "incorrect_code": _("Koden passer ikke. Den skifter hvert halve minut, så tag den, der vises nu."),
    }


def keep_language(response: HttpResponse, language: str) -> None:
    """Let the browser remember the language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
