"""The mails that tell of duties: what a person has chosen, every mail that was handed over, and what it told of."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Weekday(models.IntegerChoices):
    """The days on which a weekly mail can come, as Python counts them."""

    MONDAY = 0, _("Mandag")
    TUESDAY = 1, _("Tirsdag")
    WEDNESDAY = 2, _("Onsdag")
    THURSDAY = 3, _("Torsdag")
    FRIDAY = 4, _("Fredag")


class MailChoice(models.Model):
    """What mail a person wants; without a row the weekly mail comes on Mondays."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choice")
    weekday = models.PositiveSmallIntegerField(_("ugedag"), choices=Weekday, default=Weekday.MONDAY)
    wants_digest = models.BooleanField(_("ugens mail"), default=True)

    class Meta:
        verbose_name = _("valg af mail")
        verbose_name_plural = _("valg af mail")


class Delivery(models.TextChoices):
    """What became of a mail. `HANDED` is all that is known when a worker died while it handed the mail over."""

    HANDED = "handed", _("Ved at blive afleveret")
    SENT = "sent", _("Sendt")
    REFUSED = "refused", _("Afvist af mailserveren")
    UNCERTAIN = "uncertain", _("Måske sendt")


class Mail(models.Model):
    """One mail to one person on one occasion: a week, or one thing that was asked.

    The row is committed before the mail is handed over, and there is one for each occasion: so nothing comes twice.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mails")
    occasion = models.CharField(max_length=200)
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.HANDED)
    handed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [models.UniqueConstraint(fields=["person", "occasion"], name="mailed_once_an_occasion")]
        indexes = [
            models.Index(fields=["handed_at"], condition=Q(delivery="handed"), name="mails_in_flight"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.occasion}"


class Step(models.TextChoices):
    """How far a duty has been taken by mail."""

    TOLD = "told", _("Fortalt")
    REMINDED = "reminded", _("Mindet om")
    RAISED = "raised", _("Sendt til lederen over")


class MailedDutyQuerySet(models.QuerySet["MailedDuty"]):
    """What mails have told of."""

    def to_be_raised(self) -> Self:
        """What waits for the next mail to the leader above."""
        return self.filter(step=Step.RAISED, mail=None)


class MailedDuty(models.Model):
    """A mail has told a person of a duty: each step once, by the duty's stable key.

    What is raised is told to the leader above: then `about` is the one who has not answered, and the row waits for the
    leader's next mail with no mail of its own.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mailed_duties")
    key = models.CharField(max_length=200)
    step = models.CharField(max_length=10, choices=Step)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    mail = models.ForeignKey(Mail, models.CASCADE, null=True, related_name="duties")
    on = models.DateField()

    objects = MailedDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("det, en mail har fortalt")
        verbose_name_plural = _("det, mails har fortalt")
        constraints = [models.UniqueConstraint(fields=["person", "key", "step"], name="mailed_once_a_step")]

    def __str__(self) -> str:
        return f"{self.person}: {self.key} ({self.step})"
