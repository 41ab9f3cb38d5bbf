"""The person: everybody who signs in, answers for something or is written about."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX as NO_PASSWORD
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from pejling.core.fields import LineField, SortKeyField
from pejling.core.models import History, Versioned


class SignIn(models.TextChoices):
    """How far a person has come with signing in."""

    ABLE = "kan", _("Kan logge ind")
    INVITED = "inviteret", _("Inviteret")
    UNINVITED = "ikke", _("Ikke inviteret endnu")
    WITHOUT = "uden", _("Uden login")
    """Has left, or has no e-mail to sign in by."""


class PersonQuerySet(models.QuerySet["Person"]):
    """People as lists show them."""

    def active(self) -> Self:
        """Those who have not left."""
        return self.filter(is_active=True)

    def for_list(self) -> Self:
        """In Danish order of names."""
        return self.order_by("sort_key", "pk")

    def with_sign_in(self) -> Self:
        """Each with `sign_in`, one of `SignIn`."""
        return self.annotate(sign_in=sign_in_state())

    def signing_in(self, state: str) -> Self:
        """Those who have come so far with signing in, each with `sign_in`."""
        return self.annotate(sign_in=sign_in_state()).filter(sign_in=state)


def sign_in_state() -> Case:
    """How far each person has come; an invitation whose mail was never sent, or whose link is too old, counts as none."""
    invited = Invitation.objects.open().filter(person=OuterRef("pk"), sent_at__isnull=False)
    return Case(
        When(Q(is_active=False) | Q(email__isnull=True), then=Value(SignIn.WITHOUT)),
        When(~Q(password="") & ~Q(password__startswith=NO_PASSWORD), then=Value(SignIn.ABLE)),
        When(Exists(invited), then=Value(SignIn.INVITED)),
        default=Value(SignIn.UNINVITED),
        output_field=models.CharField(),
    )


class PersonManager(BaseUserManager["Person"]):
    """Makes people; finds them by e-mail whatever its case."""

    def get_queryset(self) -> PersonQuerySet:
        """All people."""
        return PersonQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this e-mail, whatever the case of its letters."""
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "Person":
        """A person with sign-in; without a password the first sign-in goes through a link by e-mail."""
        person = Person(email=email, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class EmailField(models.EmailField[str | None, str | None]):
    """An e-mail address in small letters; an empty one is none, so that several people may be without."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        address = (getattr(model_instance, self.attname) or "").strip().lower() or None
        setattr(model_instance, self.attname, address)
        return address


class Person(AbstractBaseUser, Versioned):
    """A person of the municipality. People leave (`is_active` is false), they are never deleted."""

    name = LineField(_("navn"), max_length=200)
    sort_key = SortKeyField("name")
    email = EmailField(_("e-mail"), null=True, blank=True, validators=[EmailValidator()])
    phone = LineField(_("telefon"), max_length=40, blank=True, default="")
    external_id = LineField(_("id i kildesystem"), max_length=100, blank=True, default="")
    language = models.CharField(
        _("sprog"), max_length=5, default="da", choices=[("da", "Dansk"), ("en", "English")]
    )
    is_active = models.BooleanField(_("aktiv"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    sign_outs = models.PositiveIntegerField(default=0, editable=False)
    last_code = models.PositiveBigIntegerField(default=0, editable=False)
    """The number of the half minute whose code from the telephone was used last: that one and those before are spent."""
    history = History(excluded_fields=["password", "last_login", "sort_key", "sign_outs", "last_code"])

    objects: ClassVar[PersonManager] = PersonManager.from_queryset(PersonQuerySet)()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_is_unique",
                violation_error_message=_("E-mailen bruges allerede."),
            ),
            models.UniqueConstraint(
                "external_id", condition=~Q(external_id=""), name="person_external_id_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A name is needed; the e-mail is optional."""
        super().clean()
        if not self.name.strip():
            raise ValidationError({"name": _("Skriv et navn.")})

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must carry to be valid: it ends with a new password, and when one signs out everywhere."""
        key = f"{self.password}{self.sign_outs}"
        return salted_hmac("pejling.people.session", key, secret=secret, algorithm="sha256").hexdigest()

    @property
    def first_name(self) -> str:
        """What one is called when greeted."""
        return self.name.split(" ")[0]

    @property
    def way_in(self) -> tuple[object, ...]:
        """What a link that opens the account is made on: it dies when any of it changes, and when the person leaves."""
        return (self.pk, self.email, self.password, self.sign_outs)

    @property
    def mailbox(self) -> tuple[object, ...]:
        """What a link is made on that does one thing in the person's name, for whoever reads their mail."""
        return (self.pk, self.email, self.sign_outs)

    @property
    def may_sign_in(self) -> bool:
        """Whether this person has an e-mail to sign in by, and has not left."""
        return self.is_active and bool(self.email)


INVITATION_HOLDS = timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations."""

    def open(self) -> Self:
        """Those whose link still works."""
        oldest = timezone.now() - INVITATION_HOLDS
        return self.filter(
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            invited_at__gt=oldest,
            person__is_active=True,
            address=F("person__email"),
            sign_outs=F("person__sign_outs"),
        )


class Invitation(models.Model):
    """A link, good for one use, by which a person chooses a password.

    The link is made of the seed, the person's way in and the installation's secret key (`people.links`), so that a mail that
    was cut off can be sent again with the same link, while nobody who reads the database alone can make it. `address` and
    `sign_outs` are what the person's were when it was made: one that was sent elsewhere, or before the person left, is dead.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    address = models.EmailField(max_length=254)
    sign_outs = models.PositiveIntegerField()
    seed = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitationer")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="person_has_one_open_invitation",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def expires_at(self) -> datetime:
        """When the link stops working."""
        return self.invited_at + INVITATION_HOLDS
