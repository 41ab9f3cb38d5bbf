"""The municipality's own words for levels, roles and kinds; its name, logo and colours."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from pejling.core.permissions import may, require
from pejling.organisation.actions import words as actions
from pejling.organisation.actions.identity import present
from pejling.organisation.forms.words import FORMS, IdentityForm
from pejling.organisation.models import ForumKind, NamedKind, Role, SeatRole, UnitKind
from pejling.people.sessions import signed_in
from pejling.search.models import Synonyms
from pejling.web.form_page import Screen, form_page, perform, sent, sent_files
from pejling.web.forms import VersionedForm
from pejling.web.models import Identity
from pejling.web.pages import page

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Vocabulary:
    """One list of words: its name in addresses, what it is called, and what the words are for."""

    slug: str
    model: type[NamedKind]
    title: "_StrPromise"
    one: "_StrPromise"
    lead: "_StrPromise"
    is_ordered: bool = True


VOCABULARIES = (
    Vocabulary(
        "enhedstyper",
        UnitKind,
        gettext_lazy("Enhedstyper"),
        gettext_lazy("enhedstype"),
        gettext_lazy("Jeres niveauer og slags enheder: direktion, center, skole, team."),
    ),
    Vocabulary(
        "roller",
        Role,
        gettext_lazy("Roller"),
        gettext_lazy("rolle"),
        gettext_lazy("Det, en person kan være i en enhed, og hvad det giver adgang til."),
    ),
    Vocabulary(
        "forumtyper",
        ForumKind,
        gettext_lazy("Forumtyper"),
        gettext_lazy("forumtype"),
        gettext_lazy("De slags fora, I har. Arten siger, om forummet er politisk."),
    ),
    Vocabulary(
        "pladser",
        SeatRole,
        gettext_lazy("Roller i fora"),
        gettext_lazy("rolle"),
        gettext_lazy("Det, en person kan være i et forum: formand, medlem, sekretær."),
    ),
    Vocabulary(
        "naerord",
        Synonyms,
        gettext_lazy("Nærord i søgning"),
        gettext_lazy("gruppe af nærord"),
        gettext_lazy(
            "Ord, der betyder næsten det samme. Søger man på det ene, finder man også det andet, nederst i resultatet."
        ),
        is_ordered=False,
    ),
)


def _vocabulary(request: HttpRequest, slug: str) -> Vocabulary:
    require(request.user, "organisation.name")
    for vocabulary in VOCABULARIES:
        if vocabulary.slug == slug:
            return vocabulary
    raise Http404


def _address(vocabulary: Vocabulary) -> str:
    return reverse("words", args=[vocabulary.slug])


def _word(request: HttpRequest, vocabulary: Vocabulary, pk: int) -> NamedKind:
    word: NamedKind = get_object_or_404(vocabulary.model._default_manager.all(), pk=pk)
    if isinstance(word, Role):
        require(request.user, "organisation.empower", word)
    return word


def _form(request: HttpRequest, word: NamedKind) -> VersionedForm[Any]:
    """The form of this kind of word; only operators see what makes an operator."""
    more = {"may_empower": may(request.user, "organisation.empower")} if isinstance(word, Role) else {}
    return FORMS[type(word)](sent(request), instance=word, **more)


@login_required
@require_safe
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """One list of words in the order in which they are shown."""
    vocabulary = _vocabulary(request, slug)
    rows = list(vocabulary.model._default_manager.all())
    context = {"vocabulary": vocabulary, "vocabularies": VOCABULARIES, "words": rows}
    return page(request, "organisation/words.html", context)


@login_required
def word_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new word."""
    vocabulary = _vocabulary(request, slug)
    back = _address(vocabulary)
    shown = Screen(
        _("Ny %(one)s") % {"one": vocabulary.one}, _("Opret"), [(str(vocabulary.title), back)], back
    )
    form = _form(request, vocabulary.model())

    return form_page(
        request,
        form,
        shown,
        lambda: actions.create_word(vocabulary.model, **form.values, by=signed_in(request)),
        message=_("Betegnelsen er oprettet."),
    )


@login_required
def word_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another name or meaning for a word."""
    vocabulary = _vocabulary(request, slug)
    word = _word(request, vocabulary, pk)
    back = _address(vocabulary)
    shown = Screen(_("Ret %(name)s") % {"name": word.name}, _("Gem"), [(str(vocabulary.title), back)], back)
    form = _form(request, word)

    return form_page(
        request,
        form,
        shown,
        lambda: actions.edit_word(word, **form.values, opened=form.opened, by=signed_in(request)),
        message=_("Betegnelsen er rettet."),
    )


@login_required
@require_POST
def word_position(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Move a word up or down."""
    vocabulary = _vocabulary(request, slug)
    word: NamedKind = get_object_or_404(vocabulary.model._default_manager.all(), pk=pk)
    places = -1 if request.POST.get("direction") == "up" else 1
    told = _("%(name)s er flyttet.") % {"name": word.name}
    return perform(
        request,
        lambda: actions.shift_word(word, places=places, by=signed_in(request)),
        message=told,
        then=_address(vocabulary),
    )


@login_required
@require_POST
def word_drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take away a word that nothing bears."""
    vocabulary = _vocabulary(request, slug)
    word = _word(request, vocabulary, pk)
    told = _("%(name)s er slettet.") % {"name": word.name}
    return perform(
        request,
        lambda: actions.drop_word(word, by=signed_in(request)),
        message=told,
        then=_address(vocabulary),
    )


@login_required
def identity(request: HttpRequest) -> HttpResponse:
    """The municipality's name, logo and two colours, and its Word template."""
    require(request.user, "organisation.name")
    lead = _("Navnet, logoet og de to farver står på alle sider. Farverne skal kunne læses på hvidt.")
    shown = Screen(_("Kommunens navn og udseende"), _("Gem"), [], "/", lead)
    form = IdentityForm(sent(request), sent_files(request), instance=Identity.current())
    return form_page(
        request,
        form,
        shown,
        lambda: present(form.presented, opened=form.opened, by=signed_in(request)),
        message=_("Kommunens navn og udseende er gemt."),
        then=reverse("identity"),
    )
