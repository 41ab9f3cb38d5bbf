"""The forms of sign-in: allauth's own with our words, and ours."""

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.utils import decrypt
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.forms.utils import ErrorList
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejling.people.actions import TAKEN, is_taken, reset_password, spend_code
from pejling.people.codes import half_minute_of
from pejling.people.models import Person
from pejling.people.tasks import send_password_link
from pejling.web.forms import Form, cleaned

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

GOOD_PASSWORD = _("Mindst 12 tegn. Fire tilfældige ord er nemmere at huske end sære tegn.")
LABELS: "dict[str, _StrPromise]" = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Adgangskode"),
    "oldpassword": _("Nuværende adgangskode"),
    "password1": _("Ny adgangskode"),
    "password2": _("Ny adgangskode igen"),
    "code": _("Kode"),
}
HINTS: "dict[str, _StrPromise]" = {"password1": GOOD_PASSWORD}


class OurWords(forms.BaseForm):
    """A form of allauth's, said in our words and cleaned as ours are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("data") is not None:
            kwargs["data"] = cleaned(kwargs["data"])
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = LABELS[name], HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = _("Udfyld feltet.")
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _("Skriv en e-mailadresse, fx navn@kommune.dk.")

    @property
    def has_errors(self) -> bool:
        """Whether a summary of errors is to be shown."""
        return self.is_bound and bool(self.errors)


class TwiceTyped(OurWords):
    """A new password, typed twice."""

    def clean(self) -> dict[str, Any] | None:
        """The two must be the same."""
        values = super().clean()
        if "password2" in self.errors and self.cleaned_data.get("password1"):
            self.errors["password2"] = ErrorList([gettext("De to adgangskoder er ikke ens. Skriv den igen.")])
        return values


class LoginForm(OurWords, account.LoginForm):  # type: ignore[misc]
    """E-mail and password."""


class ReauthenticateForm(OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""


class ResetPasswordForm(OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """To whom the link is sent. Whether anybody has the address is looked up by the worker, never here."""

    def clean_email(self) -> str:
        """The address as it is kept."""
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: "HttpRequest", **_kwargs: Any) -> str:
        """The same work for an address that somebody has and for one that nobody has."""
        address: str = self.cleaned_data["email"]
        send_password_link.enqueue(address)
        return address


class ResetPasswordKeyForm(TwiceTyped, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, from the link in the mail."""

    def save(self) -> None:
        """Refused (ValidationError) when the link has been used meanwhile."""
        reset_password(self.user, self.temp_key, password=self.cleaned_data["password1"])


class ChangePasswordForm(TwiceTyped, account.ChangePasswordForm):  # type: ignore[misc]
    """A new password, from one's own page."""


class SetPasswordForm(TwiceTyped, account.SetPasswordForm):  # type: ignore[misc]
    """A first password for somebody who signed in another way."""


class SpendsCode(OurWords):
    """A code from the telephone is spent when it has been taken: seen over a shoulder, it is good for nothing."""

    user: Person

    def spend(self, secret: str, code: str) -> str:
        """The code; refused when it, or one after it, has been used."""
        half_minute = half_minute_of(secret, code)
        if half_minute is None:
            raise get_mfa_adapter().validation_error("incorrect_code")
        if not spend_code(self.user, half_minute):
            raise get_mfa_adapter().validation_error("used_code")
        return code


class ByCode(SpendsCode):
    """A code from the telephone, or a recovery code."""

    def clean_code(self) -> str:
        """Right, and not used before."""
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError as refusal:
            if refusal.code == "incorrect_code" and self.is_used(self.cleaned_data["code"]):
                raise get_mfa_adapter().validation_error("used_code") from refusal
            raise
        authenticator: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if authenticator.type != Authenticator.Type.TOTP:
            return code
        return self.spend(decrypt(authenticator.data["secret"]), code)

    def is_used(self, code: str) -> bool:
        """Whether a code that was refused is the telephone's of now, and so has been taken before."""
        telephone = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()
        return telephone is not None and half_minute_of(decrypt(telephone.data["secret"]), code) is not None


class AuthenticateForm(ByCode, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class ReauthenticateByCodeForm(ByCode, mfa.ReauthenticateForm):  # type: ignore[misc]
    """The code once more, before something that matters."""


class ActivateForm(SpendsCode, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code from the telephone, to show that it works. It signs nobody in afterwards."""

    def clean_code(self) -> str:
        """Right, and spent by this."""
        return self.spend(self.secret, super().clean_code())


class DeactivateForm(OurWords, totp.DeactivateTOTPForm):  # type: ignore[misc]
    """Just a button."""


class RecoveryCodesForm(OurWords, recovery_codes.GenerateRecoveryCodesForm):  # type: ignore[misc]
    """Just a button."""


class PasswordForm(Form):
    """The password that an invited person chooses."""

    password = forms.CharField(
        label=_("Vælg en adgangskode"),
        help_text=GOOD_PASSWORD,
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Adgangskoden igen"),
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """Long enough, and not one that others guess first."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def clean(self) -> None:
        """The two must be the same."""
        password, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if password and again and password != again:
            self.add_error("again", _("De to adgangskoder er ikke ens. Skriv den igen."))


class AddressForm(Form):
    """The address that one wants to sign in by."""

    address = forms.EmailField(
        label=_("Ny e-mail"),
        help_text=_("Vi sender et link dertil. Din e-mail ændres først, når du har fulgt det."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_address(self) -> str:
        """One that nobody has, not even oneself."""
        address: str = self.cleaned_data["address"].lower()
        if address == self.person.email:
            raise forms.ValidationError(_("Det er den e-mail, du har nu."))
        if is_taken(address, besides=self.person):
            raise forms.ValidationError(TAKEN)
        return address


class LanguageForm(Form):
    """Which language one reads."""

    language = forms.ChoiceField(
        label=_("Hvilket sprog vil du læse?"),
        choices=[("da", "Dansk"), ("en", "English")],
        widget=forms.RadioSelect,
    )
