"""English is complete: what a user can meet in Danish stands in the catalogue, and on no page is a Danish word left over."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import IO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import reverse
from django.utils import translation

from pejling.people.models import Person
from tests import words
from tests.access import make_world
from tests.provision import REPOSITORY
from tests.test_access import ACCESS, PEOPLE

SOURCE = words.in_source()
ENGLISH = words.in_english()
MESSAGES = words.messages(ENGLISH)
LETTERS = re.compile("[æøåÆØÅ]")
# What is Danish in English too: columns of a file, and words that one searches for.
NAMES = ("hører_under", "læsning", "øre", "Søparkens Skole")
SMALL_WORDS = re.compile(r"\b(og|ikke|der|det|den|til|som|af|eller|uden|på|ved|kan|skal|har)\b")


def key(message: Message) -> tuple[str, ...]:
    """What tells a message from all others: its context and its Danish."""
    return (str(message.context or ""), *words.forms(message.id))


def keys(catalog: Catalog) -> set[tuple[str, ...]]:
    return {key(message) for message in words.messages(catalog)}


def pairs() -> Iterator[tuple[str, str]]:
    """Each Danish text with its English, one and many apart."""
    for message in MESSAGES:
        yield from zip(words.forms(message.id), words.forms(message.string), strict=True)


# --- The catalogue ---------------------------------------------------------------------------------------------------


def test_catalogue_has_every_message_of_the_source_and_no_other() -> None:
    # `make words` lays in what is missing and takes out what is gone.
    assert sorted(keys(SOURCE) - keys(ENGLISH)) == []
    assert sorted(keys(ENGLISH) - keys(SOURCE)) == []


def test_every_message_is_translated() -> None:
    assert [words.forms(message.id)[0] for message in MESSAGES if not words.is_translated(message)] == []


def test_plural_of_english_has_two_forms() -> None:
    assert ENGLISH.num_plurals == 2


def test_what_is_put_into_a_text_is_put_into_its_english() -> None:
    wrong = [
        (danish, english)
        for danish, english in pairs()
        if words.placeholders(danish) != words.placeholders(english)
    ]
    assert wrong == []


def test_markup_and_white_space_at_the_ends_are_kept() -> None:
    def frame(text: str) -> tuple[list[str], bool, bool]:
        return sorted(re.findall("<[^>]+>", text)), text != text.lstrip(), text != text.rstrip()

    assert [(danish, english) for danish, english in pairs() if frame(danish) != frame(english)] == []


def test_sentence_stays_a_sentence_and_a_label_a_label() -> None:
    def end(text: str) -> str:
        last = text.strip()[-1:]
        return last if last in ".:?…" else ""

    assert [(danish, english) for danish, english in pairs() if end(danish) != end(english)] == []


def test_english_has_no_danish_letters_but_in_names() -> None:
    def without_names(text: str) -> str:
        for name in NAMES:
            text = text.replace(name, "")
        return text

    assert [english for _danish, english in pairs() if LETTERS.search(without_names(english))] == []


def test_built_catalogue_is_made_from_the_written_one() -> None:
    def said(built: IO[bytes]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        return sorted(
            (key(message), words.forms(message.string)) for message in words.messages(read_mo(built))
        )

    anew = BytesIO()
    words.build(anew)
    anew.seek(0)
    with words.BUILT.open("rb") as standing:
        assert said(standing) == said(anew)


def test_danish_reads_as_it_is_written() -> None:
    # A library's Danish catalogue must not know one of our words as its own English one and turn it into something else.
    with translation.override("da"):
        turned = [
            danish
            for message in MESSAGES
            for danish in words.forms(message.id)[:1]
            if (
                translation.pgettext(message.context, danish)
                if message.context
                else translation.gettext(danish)
            )
            != danish
        ]
    assert turned == []


def test_english_is_what_django_answers() -> None:
    with translation.override("en"):
        assert translation.gettext("Retning") == "Direction"
        assert translation.ngettext("%(num)s dag", "%(num)s dage", 2) == "%(num)s days"
        assert translation.pgettext("ringens felt", "halv") == "half"


# --- The pages -------------------------------------------------------------------------------------------------------


class Reading(HTMLParser):
    """What a page says: its texts, and the attributes that are read out or shown."""

    SAID = ("aria-label", "title", "placeholder", "alt", "data-label", "data-placeholder")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._language: list[str] = []
        self._silent = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._silent = tag in ("script", "style", "kbd") or given.get("lang") == "da"
        is_button = tag == "input" and given.get("type") in ("submit", "button")
        self.texts += [value for name in self.SAID if (value := given.get(name))]
        self.texts += [value for name, value in attrs if value and name.startswith("data-word-")]
        self.texts += [given["value"] or ""] if is_button else []

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.texts.append(" ".join(data.split()))


def written_by_people() -> list[str]:
    """Every text in the database, the longest first: that is Danish in any language."""
    found: set[str] = set()
    for model in apps.get_models():
        if model.__module__.startswith("pejling."):
            names = [each.name for each in model._meta.fields if isinstance(each, (CharField, TextField))]
            found.update(
                text for row in model._default_manager.values_list(*names) for text in row if names and text
            )
    whole = {" ".join(text.split()) for text in found if len(text) > 2}
    return sorted(whole | {text.lower() for text in whole}, key=len, reverse=True)


def danish_in(page: str, data: list[str]) -> list[str]:
    """What the page says in Danish although no person wrote it."""
    own = {danish for danish, english in pairs() if danish != english and "%(" not in danish}
    left = []
    for text in Reading(page).texts:
        if text in data or text in NAMES:
            continue
        rest = text
        for each in data:
            rest = rest.replace(each, "")
        if text in own or LETTERS.search(rest) or SMALL_WORDS.search(rest):
            left.append(text)
    return left


def readable() -> list[tuple[str, str]]:
    """Every page that somebody may open, and who."""
    found = []
    for name, access in sorted(ACCESS.items()):
        reader = next((person for person in PEOPLE if getattr(access, person) in (200, 404)), None)
        if access.method == "get" and reader:
            found.append((name, reader))
    return found


EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
OF_ENGLISH = re.compile(
    r"\b(the|of|to|is|are|and|not|from|with|was|has|this|you|see|what|which|who|contributes)\b", re.I
)
"""A sentence of ours may name a thing of theirs; a name by itself is theirs."""


class Tongues(HTMLParser):
    """The texts of a page that are Danish and stand in nothing that says so."""

    def __init__(self, page: str, people: list[str]) -> None:
        super().__init__()
        self.people, self.unmarked = people, list[str]()
        self._open: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = bool(self._open) and self._open[-1][1]
        given = dict(attrs).get("lang") or ""
        silent = tag in ("script", "style", "title", "kbd")
        if tag not in EMPTY:
            self._open.append((tag, silent or (given == "da" if given else inside)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stands in it."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        rest = text
        for name in self.people:
            rest = rest.replace(name, "")
        is_danish = LETTERS.search(rest) or SMALL_WORDS.search(rest)
        if is_danish and not OF_ENGLISH.search(rest) and self._open and not self._open[-1][1]:
            self.unmarked.append(text)


def test_no_page_in_english_has_a_danish_word_of_ours_or_one_of_theirs_that_does_not_say_so(db: None) -> None:
    small_municipality = make_world()
    people = sorted(Person.objects.values_list("name", flat=True), key=len, reverse=True)
    left, unmarked = {}, {}
    for name, reader in readable():
        access = ACCESS[name]
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        if reader != "anonymous":
            client.force_login(getattr(small_municipality, reader))
        answer = client.get(reverse(name, args=access.args(small_municipality)), access.query)
        if answer["Content-Type"].startswith("text/html"):
            if found := danish_in(answer.text, written_by_people()):
                left[name] = found
            if found := Tongues(answer.text, people).unmarked:
                unmarked[name] = found
    assert (left, unmarked) == ({}, {})


@pytest.mark.parametrize(
    ("said", "unmarked"),
    [
        ("<p>Søparkens Skole</p>", ["Søparkens Skole"]),
        ('<p lang="da">Søparkens <b>Skole på øen</b></p>', []),
        ("<ul><li lang='da'>Alle læser</li><li>Alle læser</li></ul>", ["Alle læser"]),
        ("<p>What becomes of ‘Alle læser’?</p>", []),
        ("<p>Bjørn Ås</p>", []),
        ("<head><title>Søparkens Skole</title></head>", []),
    ],
)
def test_what_the_municipality_wrote_says_its_language_on_a_page_in_english(
    said: str, unmarked: list[str]
) -> None:
    assert Tongues(said, ["Bjørn Ås"]).unmarked == unmarked


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("<p>Direction</p>", []),
        ("<p>Retning</p>", ["Retning"]),
        ("<p>Alle læser hver dag</p>", []),
        ('<input placeholder="Find noget i det">', ["Find noget i det"]),
        ('<button lang="da">Dansk, på dansk</button>', []),
    ],
)
def test_danish_word_is_found_where_it_is_said(said: str, found: list[str]) -> None:
    assert danish_in(said, ["Alle læser hver dag"]) == found


def test_no_script_has_words_of_its_own() -> None:
    left = []
    for script in sorted((REPOSITORY / "src" / "pejling").glob("*/static/**/*.js")):
        if "vendor" not in script.parts:
            code = re.sub(r"^\s*//.*$", "", script.read_text(), flags=re.MULTILINE)
            texts = re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]", code)
            left += [
                (script.name, each)
                for each in texts
                if re.search(r"[æøå]\w|\w[æøå]", each) or SMALL_WORDS.search(each)
            ]
    assert left == []
