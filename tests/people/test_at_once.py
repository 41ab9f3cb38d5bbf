"""What may happen once happens once, also when two do it at the same moment: real transactions, on either database."""

import re
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.db import connection
from django.test import Client

from pejling.core.dates import today
from pejling.organisation.actions import people, posts
from pejling.organisation.models import Capacity, Post
from pejling.people import links as ways_in
from pejling.people.actions import accept, change_address, invite, reset_password, send_invitation
from pejling.people.models import Invitation, Person
from tests import world
from tests.access import make_world
from tests.browsers import at_once, together
from tests.meeting import before_first, in_a_thread
from tests.people.telephone import code_of, code_to_come

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
USED = "Linket er allerede brugt."
ONE, TWO = "den enes adgangskode", "den andens adgangskode"
LAST = "Der skal være mindst én it-administrator. Giv en anden rollen først."


@pytest.fixture
def w() -> SimpleNamespace:
    """A small municipality, and Asta in it, who can sign in."""
    cache.clear()
    world.ensure_words()
    made = make_world()
    made.asta = world.make_person("Asta Holm", email="asta@fjordlund.example", password=world.PASSWORD)
    return made


def again(person: Person) -> Person:
    """The same person, as another request reads them."""
    return Person.objects.get(pk=person.pk)


def test_invitation_is_accepted_once(w: SimpleNamespace) -> None:
    path = invite(w.asta, by=None).removeprefix("http://localhost:8000")
    answers = at_once(*((None, path, {"password": word, "again": word}) for word in (ONE, TWO)))
    assert answers == [302, 410]
    assert sum(again(w.asta).check_password(word) for word in (ONE, TWO)) == 1


def test_invitation_and_a_new_password_are_not_both_used(w: SimpleNamespace) -> None:
    invite(w.asta, by=None)
    invitation, token = Invitation.objects.get(), ways_in.password_tokens.make_token(again(w.asta))
    answers = together(
        lambda: accept(invitation, password=ONE) and None,
        lambda: reset_password(again(w.asta), token, password=TWO),
    )
    assert sorted(answers, key=str) == [USED, None]


def test_link_to_a_new_password_is_used_once(w: SimpleNamespace) -> None:
    token = ways_in.password_tokens.make_token(again(w.asta))
    opened = [again(w.asta), again(w.asta)]
    answers = together(
        lambda: reset_password(opened[0], token, password=ONE),
        lambda: reset_password(opened[1], token, password=TWO),
    )
    assert sorted(answers, key=str) == [USED, None]


def test_two_who_invite_the_same_person_make_one_invitation_that_is_open(w: SimpleNamespace) -> None:
    answers = together(*[lambda: send_invitation(again(w.asta), by=w.secretary)] * 3)
    assert answers == [None] * 3
    assert (Invitation.objects.count(), Invitation.objects.open().count()) == (3, 1)


def test_address_is_taken_by_one_of_two(w: SimpleNamespace) -> None:
    bo = world.make_person("Bo Friis", email="bo@fjordlund.example")
    tokens = [
        ways_in.address_url(again(person), "ny@fjordlund.example").rsplit("/", 1)[1]
        for person in (w.asta, bo)
    ]
    answers = together(
        lambda: change_address(tokens[0], by=again(w.asta)), lambda: change_address(tokens[1], by=again(bo))
    )
    assert sorted(map(str, answers)) == ["Adressen bruges allerede af en anden.", "ny@fjordlund.example"]


def first_steps(w: SimpleNamespace, number: int) -> list[Client]:
    """Browsers in which Asta has given her password and is asked for a code."""
    browsers = [Client() for _each in range(number)]
    for browser in browsers:
        browser.post("/konto/log-ind", {"login": w.asta.email, "password": world.PASSWORD})
    return browsers


def let_in(browsers: list[Client], code: str) -> int:
    """How many a code lets in when it is typed in all browsers at once."""
    cache.clear()
    acts = [lambda each=each: each.post("/konto/to-trin/kode", {"code": code}) for each in browsers]
    together(*acts)
    return sum(browser.get("/konto/profil").status_code == 200 for browser in browsers)


def test_code_from_the_telephone_lets_one_in(w: SimpleNamespace) -> None:
    Authenticator.objects.create(user=w.asta, type="totp", data={"secret": SECRET})
    assert let_in(first_steps(w, 3), code_of(SECRET)) == 1


def test_recovery_code_lets_one_in(w: SimpleNamespace) -> None:
    Authenticator.objects.create(user=w.asta, type="totp", data={"secret": SECRET})
    code = RecoveryCodes.activate(w.asta).get_unused_codes()[0]
    assert let_in(first_steps(w, 3), code) == 1


def test_two_step_sign_in_that_is_turned_on_in_two_windows_at_once_is_turned_on_once(
    w: SimpleNamespace,
) -> None:
    """The second has typed a good code and is about to spend it when the first turns it on."""
    windows = first_steps(w, 2)
    for each in windows:
        each.post("/konto/bekraeftelse", {"password": world.PASSWORD})
    secrets = [secret_in(each.get("/konto/to-trin/telefon").content.decode()) for each in windows]
    first = in_a_thread(lambda: windows[0].post("/konto/to-trin/telefon", {"code": code_of(secrets[0])}))
    with connection.execute_wrapper(before_first('"last_code" = ', first)):
        answer = windows[1].post("/konto/to-trin/telefon", {"code": code_to_come(secrets[1])})
    assert (answer.status_code, answer["Location"]) == (303, "/konto/to-trin")
    assert Authenticator.objects.filter(user=w.asta, type="totp").count() == 1


def secret_in(page: str) -> str:
    """What the telephone is told by the page on which two-step sign-in is turned on."""
    found = re.search(r'class="secret">(\w+)<', page)
    assert found
    return found[1]


# --- The last operator -----------------------------------------------------------------------------------------------


@pytest.fixture
def operators(w: SimpleNamespace) -> list[Person]:
    """Two who can run the installation, and nobody else."""
    Post.objects.filter(role__capacity=Capacity.OPERATOR).delete()
    names = ("Otto Bang", "Ottilie Lund")
    return [world.give_post(world.make_person(name), w.top, "It-administrator") for name in names]


def left() -> int:
    """How many can run the installation tomorrow."""
    standing = Post.objects.current().filter(role__capacity=Capacity.OPERATOR, ends_on=None)
    return standing.filter(person__is_active=True).count()


def test_two_operators_who_end_each_others_post_leave_one(operators: list[Person]) -> None:
    otto, ottilie = operators
    answers = together(
        lambda: posts.end_post(Post.objects.get(person=ottilie), on=today(), by=again(otto)),
        lambda: posts.end_post(Post.objects.get(person=otto), on=today(), by=again(ottilie)),
    )
    assert (sorted(answers, key=str), left()) == ([LAST, None], 1)


def test_two_operators_who_leave_at_once_leave_one(operators: list[Person]) -> None:
    otto, ottilie = operators
    answers = together(
        lambda: people.leave(again(otto), on=today(), by=again(ottilie)),
        lambda: people.leave(again(ottilie), on=today(), by=again(otto)),
    )
    assert (sorted(answers, key=str), left()) == ([LAST, None], 1)
