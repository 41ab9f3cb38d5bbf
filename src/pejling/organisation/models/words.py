"""The municipality's own words for levels, roles and kinds, and what each of them means to the system."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pejling.core.models import NamedKind


class Capacity(models.TextChoices):
    """What a role gives its holder in the system; the roles' names are the municipality's own."""

    LEADER = "leader", _("Leder af enheden og alle under den")
    DEPUTY = "deputy", _("Stedfortræder for enhedens leder")
    STAFF = "staff", _("Medarbejder")
    SECRETARIAT = "secretariat", _("Sekretariat for hele kommunen")
    CONTROLLER = "controller", _("Controller for hele kommunen")
    OPERATOR = "operator", _("It-administrator")


class ForumNature(models.TextChoices):
    """What a kind of forum is, whatever it is called here."""

    COUNCIL = "council", _("Kommunalbestyrelse")
    COMMITTEE = "committee", _("Politisk udvalg")
    BOARD = "board", _("Direktion")
    MED = "med", _("MED-udvalg")
    LEADERS = "leaders", _("Ledermøde")
    PLANNING = "planning", _("Plangruppe")
    OTHER = "other", _("Andet forum")


POLITICAL_NATURES = (ForumNature.COUNCIL, ForumNature.COMMITTEE)


class UnitKind(NamedKind):
    """A level or kind of unit: direktion, center, skole, team ..."""

    class Meta(NamedKind.Meta):
        verbose_name = _("enhedstype")
        verbose_name_plural = _("enhedstyper")


class Role(NamedKind):
    """What a person is in a unit, and what it lets them do."""

    capacity = models.CharField(_("giver"), max_length=20, choices=Capacity, default=Capacity.STAFF)

    class Meta(NamedKind.Meta):
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")


class ForumKind(NamedKind):
    """A kind of forum: byråd, udvalg, direktion, Hovedudvalg ..."""

    nature = models.CharField(_("art"), max_length=20, choices=ForumNature, default=ForumNature.OTHER)

    class Meta(NamedKind.Meta):
        verbose_name = _("forumtype")
        verbose_name_plural = _("forumtyper")


class SeatRole(NamedKind):
    """What a person is in a forum: formand, medlem, næstformand, sekretær ..."""

    class Meta(NamedKind.Meta):
        verbose_name = _("rolle i forum")
        verbose_name_plural = _("roller i fora")
