"""The documentation against the program: rights, verbs, commands, words on buttons, links and decisions."""

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import get_commands
from django.utils import translation

from pejling.activity.verbs import verbs
from pejling.agreements.actions.commitments import finish
from pejling.agreements.actions.proposals import answer as answer_proposal
from pejling.agreements.actions.proposals import propose
from pejling.agreements.models import Answer
from pejling.cli.commands import parser
from pejling.core.dates import today
from pejling.core.periodic import periodics
from pejling.core.permissions import may, permissions
from pejling.desk.models import Comment
from pejling.direction.models import Intake, Visibility
from pejling.initiatives.actions.reports import report
from pejling.initiatives.models import Approver
from pejling.organisation.models import Deputyship
from tests import world
from tests.access import make_world
from tests.agreements import access_agreements
from tests.conversations import access_conversations
from tests.meetings import access_meetings
from tests.provision import REPOSITORY

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

DOCS = REPOSITORY / "docs"
PAGES = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
USER_PAGES = sorted((DOCS / "brugere").glob("*.md"))
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))


def named(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def rows(page: Path, first: str) -> list[list[str]]:
    """The cells of every table row on the page that begins with a name in backticks that matches."""
    found = [
        [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        for line in page.read_text().splitlines()
        if re.match(rf"\| `{first}` \|", line)
    ]
    return [[cells[0].strip("`"), *cells[1:]] for cells in found]


# --- Rights ----------------------------------------------------------------------------------------------------------

RIGHTS = {name: cells for name, *cells in rows(DOCS / "rettigheder.md", r"[a-z]+\.[a-z_]+")}
ROLES = ("Op", "Sek", "Con", "Led", "Ste", "Ans", "Red", "Med", "Byr", "Alle")


def test_every_permission_and_no_other_is_in_the_table_of_rights() -> None:
    assert sorted(RIGHTS) == sorted(permissions())


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The small municipality, with one person of each kind and a thing of each kind to do something with."""
    w = make_world()
    w.staff = world.give_post(world.make_person("Mads Mark"), w.unit)
    w.operator = world.give_post(world.make_person("Emil Drift"), w.top, "It-administrator")
    w.controller = world.give_post(world.make_person("Jens Kaas"), w.top, "Økonomikonsulent")
    w.chief = world.make_leader("Henriette Brink", w.top)
    w.deputy = world.give_post(world.make_person("Rune Hald"), w.other_unit)
    w.chiefs_deputy = world.give_post(world.make_person("Kim Næst"), w.other_unit)
    for absent, deputy in ((w.owner, w.deputy), (w.chief, w.chiefs_deputy)):
        Deputyship.objects.create(person=absent, deputy=deputy, ends_on=today() + timedelta(days=7))
    w.vice = world.give_post(world.make_person("Vibe Sous"), w.unit, "Souschef")
    w.responsible = world.give_post(world.make_person("Anna Ansvar"), w.other_unit)
    w.editor = world.give_post(world.make_person("Rie Redaktør"), w.other_unit)
    w.councillor = world.give_seat(world.make_person("Kirsten Overby"), w.forum)
    w.adopted = world.make_adopted("Politik for skoler", forum=w.forum, unit=w.unit)
    w.leaders = world.make_forum("Lederforum", kind="Ledermøde")
    w.own_adopted = world.make_adopted("Skolens egne principper", forum=w.leaders, unit=w.unit)
    w.own_policy = world.make_document("Skolens egen politik", unit=w.unit, visibility=Visibility.DRAFT)
    w.aim_here = world.make_element(w.adopted, "Alle hører til")
    w.tie_here = world.tie(w.element, w.aim_here)
    w.initiative = world.make_initiative(document=w.document)
    w.report = report(w.initiative, level="on_track", by=w.owner)
    elsewhere = world.make_document("Skolens plan for byrådets penge", kind="strategy_plan", unit=w.unit)
    w.approved_elsewhere = world.make_initiative(document=elsewhere)
    Approver.objects.create(document=elsewhere, forum=w.forum)
    w.intake = Intake.objects.create(
        name="plan.docx", size=1, unit=w.unit, kind=w.document.kind, by=w.owner, proposal={}, lines=[]
    )
    w.commitment, ended = access_agreements.agreed(w), access_agreements.agreed(w)
    w.closing = finish(ended, words="Gjort.", by=w.owner)
    ended.refresh_from_db()
    soon: dict[str, Any] = {"kind": "wish", "answer_by": today(), "visibility": "internal"}
    w.proposal = propose(unit=w.unit, title="Bogbus", to_unit=w.other_unit, by=w.owner, **soon)
    w.proposal_here = access_agreements.proposed(w)
    w.proposal_to_forum = propose(unit=w.unit, title="Lån", to_forum=w.forum, by=w.owner, **soon)
    w.given_answer = answer_proposal(
        access_agreements.proposed(w), answer=Answer.TAKEN_ON, words="Ja.", by=w.owner
    )
    for row in (w.commitment, w.closing.commitment, w.proposal):
        row.responsible = w.responsible
        row.save()
    w.conversation = access_conversations.sent(w)
    w.leaders_meeting = access_meetings.committee(w)
    w.meeting, w.meeting_under_way = access_meetings.called(w), access_meetings.begun(w)
    w.med_meeting = access_meetings.for_both(w)
    for document in (w.document, w.draft, w.adopted, w.own_policy):
        document.responsible = w.responsible
        document.save()
        document.editors.add(w.editor)
    w.element.refresh_from_db()  # its document as it is now
    return w


def people(w: SimpleNamespace) -> "dict[str, list[Viewer]]":
    """Who each column of the table stands for."""
    return {
        "Op": [w.operator],
        "Sek": [w.secretary],
        "Con": [w.controller],
        "Led": [w.owner, w.chief],
        "Ste": [w.deputy, w.chiefs_deputy, w.vice],
        "Ans": [w.responsible],
        "Red": [w.editor],
        "Med": [w.staff],
        "Byr": [w.councillor],
        "Alle": [AnonymousUser(), w.outsider],
    }


def things(w: SimpleNamespace) -> dict[str, list[object]]:
    """What each right is tried on; none where it is about nothing in particular."""
    operator_post, staff_post = w.operator.posts.get(), w.staff.posts.get()
    return {
        "organisation.empower": [operator_post, operator_post.role, w.operator, staff_post, w.staff],
        "desk.comment": [w.aim_here, w.initiative],
        "direction.create": [w.unit, None],
        "direction.edit": [w.document, w.draft, w.adopted],
        "direction.write": [w.document, w.draft],
        "direction.share": [w.document, w.draft, w.adopted],
        "direction.adopt": [w.draft, w.own_policy],
        "direction.withdraw_adoption": [w.adopted, w.own_adopted],
        "direction.succeed": [w.document, w.adopted],
        "direction.retire": [w.document, w.adopted],
        "direction.correct": [w.adopted],
        "direction.fate": [w.draft, w.adopted],
        "direction.tie": [w.element],
        "direction.question": [w.tie_here],
        "direction.answer_bearing": [w.unit],
        "direction.intake": [w.intake],
        "initiatives.begin": [w.initiative.element],
        "initiatives.edit": [w.initiative],
        "initiatives.report": [w.initiative],
        "initiatives.reply": [w.initiative],
        "initiatives.ask": [w.initiative],
        "initiatives.withdraw_report": [w.report],
        "initiatives.approve": [w.initiative, w.approved_elsewhere],
        "initiatives.plan": [w.document],
        "initiatives.publish": [w.document],
        "initiatives.rhythm": [w.unit],
        "agreements.begin": [w.unit],
        "agreements.edit": [w.commitment],
        "agreements.reopen": [w.closing],
        "agreements.edit_proposal": [w.proposal],
        "agreements.hand_over_proposal": [w.proposal],
        "agreements.answer": [w.proposal_here, w.proposal_to_forum],
        "agreements.withdraw_answer": [w.given_answer],
        "conversations.plan": [w.unit],
        "conversations.prepare": [w.conversation],
        "conversations.reflect": [w.conversation],
        "conversations.answer": [w.conversation],
        "conversations.carry": [w.conversation],
        "conversations.read_ahead": [w.conversation],
        "conversations.name_theme": [w.unit],
        "conversations.share": [w.conversation],
        "conversations.ask": [w.conversation],
        "conversations.note": [w.conversation],
        "conversations.hold": [w.conversation],
        "meetings.plan": [w.leaders_meeting, None],
        "meetings.suggest": [w.leaders_meeting],
        "meetings.edit": [w.meeting],
        "meetings.edit_item": [access_meetings.item_of(w.meeting)],
        "meetings.note": [w.meeting],
        "meetings.own_note": [w.meeting],
        "meetings.assent": [w.med_meeting],
        "meetings.refer": [access_meetings.item_of(w.meeting_under_way)],
        "insight.two_pages": [w.document, w.unit],
    }


def tried_on(name: str, person: "Viewer", w: SimpleNamespace) -> list[object]:
    """What the right is tried on for this person: who chooses a deputy does it for oneself, a leader and an operator."""
    if name == "organisation.deputise":
        return [each for each in (person, w.owner, w.operator) if not isinstance(each, AnonymousUser)]
    if name == "desk.edit_comment":
        author = w.owner if isinstance(person, AnonymousUser) else person
        return [Comment.objects.create(target=w.aim_here, text="Godt", by=author)]
    return things(w).get(name, [None])


def answer(name: str, role: str, w: SimpleNamespace) -> str:
    """ja, – or noget: what the rule says to everybody of the column about everything that it is tried on."""
    tried = [may(person, name, thing) for person in people(w)[role] for thing in tried_on(name, person, w)]
    return "ja" if all(tried) else "noget" if any(tried) else "–"


@pytest.mark.parametrize("name", sorted(RIGHTS))
def test_rights_are_as_the_table_says(name: str, w: SimpleNamespace) -> None:
    assert dict(zip(ROLES, RIGHTS[name][1:], strict=True)) == {role: answer(name, role, w) for role in ROLES}


def test_nobody_writes_in_adopted_wording(w: SimpleNamespace) -> None:
    everybody = [person for group in people(w).values() for person in group]
    assert [person for person in everybody if may(person, "direction.write", w.adopted)] == []


# --- What is told in order -------------------------------------------------------------------------------------------


def test_changelog_has_each_heading_once() -> None:
    text = (REPOSITORY / "CHANGELOG.md").read_text().split("\n## ")[1]
    headings = re.findall(r"^### .*$", text, re.MULTILINE)
    assert headings == ["### Added", "### Changed", "### Fixed"]
    assert all(f"\n\n{heading}\n\n" in text for heading in headings)


def test_decisions_are_listed_in_the_order_of_their_numbers() -> None:
    pages = sorted(page.name for page in (DOCS / "decisions").glob("[0-9]*.md"))
    text = (DOCS / "decisions" / "README.md").read_text()
    assert re.findall(r"^\| \[\d+\]\((.+?)\)", text, re.MULTILINE) == pages


def test_decision_that_was_replaced_says_so_itself() -> None:
    for page in (DOCS / "decisions").glob("[0-9]*.md"):
        for old in re.findall(r"^Takes the place of \[\d+\]\((.+?)\)", page.read_text(), re.MULTILINE):
            assert f"Replaced by [{page.name[:3]}]({page.name})." in (page.parent / old).read_text()


def test_table_of_rooms_stands_in_the_order_of_imports() -> None:
    told = re.findall(r"^\| `(\w+)` \|", (DOCS / "contributors" / "house.md").read_text(), re.MULTILINE)
    (layers,) = (
        contract["layers"]
        for contract in tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"][
            "contracts"
        ]
        if contract["type"] == "layers"
    )
    below_first = [name for layer in reversed(layers) for name in re.findall(r"\w+", layer)]
    rooms = [name for name in below_first if (REPOSITORY / "src" / "pejling" / name).is_dir()]
    assert [name for name in told if name in below_first] == sorted(rooms, key=[*below_first].index)


# --- Verbs of the log ------------------------------------------------------------------------------------------------


def test_every_verb_and_no_other_is_in_the_table_of_activity() -> None:
    with translation.override("da"):
        known = {verb: str(words) for verb, words in verbs().items()}
    told = rows(DOCS / "contributors" / "activity.md", r"[a-z_]+\.[a-z_]+")
    assert {name: words for name, words, *_ in told} == known
    assert len(told) == len(known)


# --- Commands --------------------------------------------------------------------------------------------------------


FENCED = re.compile(r"^```[a-z]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


def code(page: Path) -> Iterator[str]:
    """Every line of code on a page: what stands in backticks, and the lines of fenced blocks."""
    text = page.read_text()
    for block in FENCED.findall(text):
        yield from re.sub(r"\\\n\s*", " ", block).splitlines()
    yield from re.findall(r"`([^`\n]+)`", FENCED.sub("", text))


def commands(page: Path, program: str) -> list[list[str]]:
    """The words after the program's name, wherever it is called."""
    pattern = rf"^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:exec )?(?:\S*/bin/)?{program} (.+)$"
    return [
        shlex.split(found[1], comments=True)
        for line in code(page)
        if (found := re.match(pattern, line.strip()))
    ]


def inner(within: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The subcommands of a parser."""
    return {
        name: found
        for action in within._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, found in action.choices.items()
    }


def unknown_in(words: list[str]) -> str | None:
    """What a call of `pejling` names that does not exist: a command, a Django command or an option."""
    if words[0] == "manage":
        return None if words[1:2] == ["..."] or words[1] in get_commands() else words[1]
    within: argparse.ArgumentParser = parser()
    for word in words:
        if word.startswith("--"):
            if word.partition("=")[0] not in within._option_string_actions:
                return word
        elif commands_here := inner(within):
            if word not in commands_here:
                return word
            within = commands_here[word]
    return None


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_of_pejling_that_is_told_exists(page: Path) -> None:
    calls = commands(page, "pejling")
    assert {" ".join(words): missing for words in calls if (missing := unknown_in(words))} == {}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_target_of_make_that_is_told_exists(page: Path) -> None:
    targets = set(re.findall(r"^([^\s:#=]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    assert {words[0] for words in commands(page, "make")} - targets == set()


# --- Words on the screen ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def interface() -> str:
    """All that the program can say: its templates and its Python, with white space evened out."""
    sources = [path for ending in ("html", "py") for path in (REPOSITORY / "src").rglob(f"*.{ending}")]
    return " ".join(" ".join(path.read_text().split()) for path in sources)


@pytest.mark.parametrize("page", USER_PAGES, ids=named)
def test_words_in_bold_on_the_pages_for_users_stand_on_the_screen(page: Path, interface: str) -> None:
    bold = {" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", page.read_text())}
    missing = {
        words for words in bold if not re.search(rf"[\"'>}}»] ?{re.escape(words)} ?[\"'<{{«]", interface)
    }
    assert missing == set()


# --- Links -----------------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The names that the headings of a page can be linked to by."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    """The relative links of the page that lead nowhere."""
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", FENCED.sub("", page.read_text())):
        address, _hash, anchor = unquote(link).partition("#")
        if "://" in address or address.startswith("mailto:"):
            continue
        target = (page.parent / address).resolve() if address else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_every_page_can_be_reached_from_the_index() -> None:
    reached, waiting = set[Path](), [DOCS / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or not page.is_relative_to(DOCS):
            continue
        reached.add(page)
        links = re.findall(r"\]\(([^)\s#]+\.md)", page.read_text())
        waiting += [(page.parent / link).resolve() for link in links if "://" not in link]
    assert [named(page) for page in PAGES if page.is_relative_to(DOCS) and page not in reached] == []


# --- Decisions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [page for page in DECISIONS if page.name != "README.md"], ids=named)
def test_decision_says_context_decision_and_consequence(page: Path) -> None:
    assert re.findall(r"^## (.+)$", page.read_text(), re.MULTILINE)[:3] == [
        "Context",
        "Decision",
        "Consequence",
    ]


def test_decisions_have_numbers_of_their_own() -> None:
    numbers = [page.name.partition("-")[0] for page in DECISIONS if page.name != "README.md"]
    assert sorted(set(numbers)) == sorted(numbers)
    assert [number for number in numbers if not re.fullmatch(r"\d{3}", number)] == []


# --- Work that comes round -------------------------------------------------------------------------------------------


def test_operators_are_told_when_each_work_comes_round() -> None:
    table = (DOCS / "operators/install.md").read_text(encoding="utf-8")
    told = sorted(re.findall(r"^\| every (?:night|working day|hour) at (\d+\.\d\d) \|", table, re.MULTILINE))
    assert told == sorted(f"{each.at.hour}.{each.at:%M}" for each in periodics())
