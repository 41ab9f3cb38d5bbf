"""How django-allauth behaves here: nobody signs up, people are invited, and all words are our own."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pejling.people import actions, mails
from pejling.people.happenings import tell_of
from pejling.people.models import Person
from pejling.web import session_end
from pejling.web.toasts import tell

TOLD = {
    "account/messages/password_changed.txt": _("Din nye adgangskode gælder fra nu af."),
    "account/messages/password_set.txt": _("Din adgangskode gælder fra nu af."),
    "mfa/messages/totp_activated.txt": _("To-trins-login er slået til."),
    "mfa/messages/totp_deactivated.txt": _("To-trins-login er slået fra."),
    "mfa/messages/recovery_codes_generated.txt": _("Du har fået nye nødkoder. De gamle virker ikke mere."),
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
        if words := TOLD.get(message_template or ""):
            tell(request, str(words), level=level)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send our own mail. A failure is logged, not shown: it would tell strangers who has access."""
        person = context.get("user") or Person.objects.get(email__iexact=email)
        facts = {name: value for name, value in context.items() if isinstance(value, str)}
        mails.try_to_send(template_prefix, person, **facts)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """A sign-in has been changed: it is told to the log too, whether or not the person has an e-mail."""
        if verb := HAPPENED.get(template_prefix):
            tell_of(verb, user)
        super().send_notification_mail(template_prefix, user, context, email)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail, at the installation's own address whatever the request claims."""
        person, _separator, token = key.partition("-")
        return settings.BASE_URL + reverse(
            "account_reset_password_from_key", kwargs={"uidb36": person, "key": token}
        )

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
