"""The list of people, a person's page, and the screens that change people."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pejling.activity.models import Activity
from pejling.core.formats import number
from pejling.core.permissions import may, require
from pejling.organisation.actions import invitations
from pejling.organisation.actions import people as actions
from pejling.organisation.belongings import charged_to
from pejling.organisation.figures.people import person_facts
from pejling.organisation.forms.holding import EndForm, HandingOverForm
from pejling.organisation.forms.people import PersonFilter, PersonForm
from pejling.organisation.tasks import invite_all_uninvited
from pejling.people.figures import sign_in_facts
from pejling.people.models import Person, SignIn
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.list_page import Column, ListScreen, list_page, sorter
from pejling.web.pages import page, see_other
from pejling.web.toasts import tell


def address(person: Person) -> str:
    """Where the person is shown."""
    return reverse("person", args=[person.pk])


def _screen(person: Person, title: str, button: str, lead: str = "") -> Screen:
    crumbs = [(_("Personer"), reverse("people")), (person.name, address(person))]
    return Screen(title, button, crumbs, address(person), lead)


def _kept_person(request: HttpRequest, pk: int) -> Person:
    """The person, for those who keep the organisation; an operator's access is kept by operators."""
    require(request.user, "organisation.keep")
    person = get_object_or_404(Person, pk=pk)
    require(request.user, "organisation.empower", person)
    return person


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """People in Danish order, with what they are today."""
    require(request.user, "organisation.view")
    may_keep = may(request.user, "organisation.keep")
    screen = ListScreen(
        _("Personer"),
        _("person"),
        _("personer"),
        file="personer",
        lead=_("Ledere, medarbejdere og byrådsmedlemmer, og hvad de er i dag."),
        template="organisation/people.html",
        cells="organisation/parts/people_cells.html",
        is_wide=False,
        more={
            "may_keep": may_keep,
            "sign_in_words": dict(SignIn.choices),
            "uninvited": invitations.uninvited(by=signed_in(request)).count() if may_keep else 0,
        },
    )
    return list_page(
        request,
        Person.objects.get_queryset().active(),
        screen,
        _columns(may_keep=may_keep),
        form=PersonFilter(request.GET, viewer=request.user, with_sign_in=may_keep),
        order=sorter({"navn": "sort_key", "email": "email"}, "sort_key", "pk"),
        sort="navn",
    )


def _columns(*, may_keep: bool) -> list[Column[Any]]:
    """What is told of each of `people_matching`; how far one is with sign-in is for those who keep the organisation."""
    columns: list[Column[Any]] = [
        Column(
            _("Navn"),
            lambda person: person,
            sort="navn",
            cell="name",
            plain=lambda person: str(person.name),
            width=30,
        ),
        Column(
            _("Poster"),
            lambda person: tuple(person.posts_today),
            cell="posts",
            plain=lambda posts: "; ".join(f"{post.role}, {post.unit}" for post in posts),
            width=45,
        ),
        Column(_("E-mail"), lambda person: person.email, sort="email", cell="email", width=30),
        Column(_("Telefon"), lambda person: person.phone, width=15),
    ]
    words = dict(SignIn.choices)
    sign_in: Column[Any] = Column(
        _("Adgang"),
        lambda person: person.sign_in,
        cell="sign_in",
        plain=lambda sign_in: str(words.get(sign_in, "")),
    )
    return [*columns, sign_in] if may_keep else columns


@login_required
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: posts, seats and deputies."""
    require(request.user, "organisation.view")
    person = get_object_or_404(Person, pk=pk)
    may_keep = may(request.user, "organisation.keep")
    context = {
        "person": person,
        "facts": person_facts(person),
        "may_keep": may_keep and may(request.user, "organisation.empower", person),
        "may_deputise": person.is_active and may(request.user, "organisation.deputise", person),
        "charges": sum(each.count for each in charged_to(person, request.user)) if may_keep else 0,
        "sign_in": sign_in_facts(person) if may_keep else None,
        "activities": Activity.objects.about(person)[:10] if may_keep or person == request.user else [],
    }
    return page(request, "organisation/person.html", context)


@login_required
def person_new(request: HttpRequest) -> HttpResponse:
    """Write a person down."""
    require(request.user, "organisation.keep")
    form = PersonForm(sent(request), instance=Person())
    back = reverse("people")
    shown = Screen(_("Ny person"), _("Opret person"), [(_("Personer"), back)], back)

    return form_page(
        request,
        form,
        shown,
        lambda: actions.create_person(**form.values, by=signed_in(request)),
        message=_("Personen er oprettet. Giv personen en post."),
        then=address,
    )


@login_required
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is written about a person."""
    person = _kept_person(request, pk)
    shown = _screen(person, _("Ret oplysninger"), _("Gem"))
    form = PersonForm(sent(request), instance=person)

    return form_page(
        request,
        form,
        shown,
        lambda: actions.edit_person(person, **form.values, opened=form.opened, by=signed_in(request)),
        message=_("Oplysningerne er rettet."),
    )


@login_required
def person_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """The person has left."""
    person = _kept_person(request, pk)
    lead = _(
        "Poster, pladser og stedfortrædelser slutter, og personen kan ikke logge ind mere. Navnet bliver stående."
    )
    shown = _screen(person, _("Meld personen fratrådt"), _("Meld fratrådt"), lead)
    shown = with_charges(shown, person, request)
    form = EndForm(sent(request))

    return form_page(
        request,
        form,
        shown,
        lambda: actions.leave(person, on=form.values["on"], by=signed_in(request)),
        message=_("Personen er meldt fratrådt."),
        then=lambda _done: address_of_what_is_left(person, request, otherwise=address(person)),
    )


def with_charges(shown: Screen, person: Person, request: HttpRequest) -> Screen:
    """The screen of an ending, with what the person answers for above the form."""
    more = {"person": person, "found": charged_to(person, request.user)}
    return replace(shown, template="organisation/person_end.html", more=more)


def address_of_what_is_left(person: Person, request: HttpRequest, *, otherwise: str) -> str:
    """Who has left and still answers for something is shown with it, so that somebody else can have it."""
    has_left = not person.is_active or not person.posts.current().exists()
    is_left = has_left and bool(charged_to(person, request.user))
    return reverse("person_charges", args=[person.pk]) if is_left else otherwise


@login_required
def person_charges(request: HttpRequest, pk: int) -> HttpResponse:
    """What a person answers for, and its handing over: some of it, or all to one."""
    person = _kept_person(request, pk)
    found = charged_to(person, request.user)
    lead = _(
        "Det har personen ansvaret for. Vælg, hvem der overtager; det, du ikke sætter kryds ved, bliver stående."
    )
    shown = replace(
        _screen(
            person,
            _("Overdrag ansvaret"),
            _("Overdrag"),
            lead if found else _("Personen har ikke ansvar for noget."),
        ),
        template="organisation/person_charges.html",
        more={"found": found},
    )
    form = HandingOverForm(
        sent(request), viewer=request.user, choices=[choice for each in found for choice in each.choices()]
    )

    return form_page(
        request,
        form,
        shown,
        lambda: actions.hand_over(person, form.values["rows"], to=form.values["to"], by=signed_in(request)),
        message=_("Ansvaret er overdraget."),
        then=lambda _done: address_of_what_is_left(person, request, otherwise=address(person)),
    )


@login_required
@require_POST
def person_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who had left is here again."""
    person = _kept_person(request, pk)
    told = _("Personen er her igen. Giv personen en post.")
    return perform(
        request, lambda: actions.come_back(person, by=signed_in(request)), message=told, then=address(person)
    )


@login_required
@require_POST
def person_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the person a link by which to choose a password."""
    person = _kept_person(request, pk)
    return perform(
        request,
        lambda: invitations.invite_person(person, by=signed_in(request)),
        message=_("Invitationen sendes nu til %(email)s.") % {"email": person.email},
        then=address(person),
    )


@login_required
@require_POST
def people_invite(request: HttpRequest) -> HttpResponse:
    """Invite everybody who is not invited; a worker sends the mails."""
    require(request.user, "organisation.keep")
    by = signed_in(request)
    count = invitations.uninvited(by=by).count()
    if not count:
        tell(request, _("Alle med en e-mail er allerede inviteret."))
    elif invitations.invite_all_later(invite_all_uninvited, by=by):
        told = ngettext(
            "Invitationen sendes nu. Hent siden igen om lidt.",
            "%(count)s invitationer sendes nu. Hent siden igen om lidt.",
            count,
        )
        tell(request, told % {"count": number(count)})
    else:
        tell(request, _("Invitationerne er allerede ved at blive sendt."))
    return see_other(reverse("people"))
