"""The house as the architecture page draws it: who may lean on whom, how large a room may be, what may not be in it."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

from tests.places import BOTH_DATABASES, stands_in
from tests.provision import REPOSITORY

PACKAGE = REPOSITORY / "src" / "pejling"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())

# The architecture's list, read from above: an app leans only on those before it.
ROOMS = (
    "core",
    "web",
    "reading",
    "papers",
    "people",
    "activity",
    "search",
    "files",
    "organisation",
    "desk",
    "direction",
    "chain",
    "initiatives",
    "economy",
    "effects",
    "agreements",
    "compliance",
    "meetings",
    "conversations",
    "cases",
    "processes",
    "insight",
    "portal",
    "api",
    "integrations",
    "demo",
)
# The last four may lean on every room but each other.
OUTER = ROOMS.index("portal")
NOT_NAMES = {"utils", "util", "helpers", "helper", "services", "service", "signals", "common", "misc"}
LARGEST_FILE = 500
LARGEST_FUNCTION = 60


def may_lean(room: str, other: str) -> bool:
    """Whether a row in the room may point at a row in the other."""
    return (ROOMS.index(other) < OUTER and ROOMS.index(other) <= ROOMS.index(room)) or room == other


def room_of(model: type[Model]) -> str | None:
    """The app of ours that the model stands in; None for a library's."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "pejling" else None


def foreign_keys() -> Iterator[tuple[type[Model], "Field[object, object]", type[Model]]]:
    """Every reference from a row of ours to a row of ours, history rows included."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, Field) and isinstance(field.related_model, type) and field.model is model:
                yield model, field, field.related_model


def sources() -> list[Path]:
    """Our own Python files; a migration is written by Django."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def named(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


# --- Who leans on whom -----------------------------------------------------------------------------------------------


def test_foreign_keys_point_to_the_same_room_or_one_above() -> None:
    wrong = [
        f"{model.__name__}.{field.name} -> {target.__name__}"
        for model, field, target in foreign_keys()
        if (room := room_of(model)) and (other := room_of(target)) and not may_lean(room, other)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("room", "other", "allowed"),
    [
        ("direction", "people", True),
        ("direction", "direction", True),
        ("people", "direction", False),
        ("demo", "direction", True),
        ("demo", "portal", False),
    ],
)
def test_a_room_leans_only_upwards(room: str, other: str, allowed: bool) -> None:
    assert may_lean(room, other) is allowed


def test_every_folder_of_the_package_is_a_room_of_the_architecture() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    # The console script is no room: it stands before the house, beside settings and urls.
    assert folders - set(ROOMS) == {"cli"}


def test_import_contract_has_every_room_in_the_architectures_order() -> None:
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]
    layers = [set(re.findall(r"[a-z_]+", layer)) for layer in contract["layers"]]
    assert layers == [set(ROOMS[OUTER:]), *({room} for room in reversed(ROOMS[:OUTER]))]


def test_every_installed_room_is_in_the_architectures_list() -> None:
    installed = {
        app.removeprefix("pejling.") for app in settings.INSTALLED_APPS if app.startswith("pejling.")
    }
    assert installed - set(ROOMS) == set()


# --- No circles ------------------------------------------------------------------------------------------------------


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_by(source: str, known: set[str]) -> set[str]:
    """The known modules that a source names, also those that it names for the types alone."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found.update(inside & known or {node.module})
    return found & known


@cache
def imports_within(room: str) -> dict[str, set[str]]:
    """For each file of the room the others of the room that it names."""
    files = {module_name(path): path for path in sources() if path.is_relative_to(PACKAGE / room)}
    return {name: imported_by(path.read_text(), set(files)) - {name} for name, path in files.items()}


def between_parts(imports: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same between what stands in the room's own folder: `direction.actions`, `direction.figures` and so on."""
    parts: dict[str, set[str]] = {}
    for name, others in imports.items():
        here = ".".join(name.split(".")[:3])
        parts.setdefault(here, set()).update({".".join(other.split(".")[:3]) for other in others} - {here})
    return parts


def in_circles(imports: dict[str, set[str]]) -> list[str]:
    """What is left when all that leans on nothing, and all that nothing leans on, has been taken away again and again."""
    left = {name: set(others) for name, others in imports.items()}
    while True:
        leaned_on = {other for others in left.values() for other in others}
        ends = {name for name, others in left.items() if not others & left.keys() or name not in leaned_on}
        if not ends:
            return sorted(left)
        left = {name: others - ends for name, others in left.items() if name not in ends}


INSIDE = sorted({path.parent.name for path in PACKAGE.glob("*/__init__.py")})
BETWEEN_PARTS = [room for room in INSIDE if room not in {"desk", "initiatives", "organisation"}]
"""In these three actions and what stands beside them - tasks, duties, files read in - still lean on each other."""


@pytest.mark.parametrize("room", INSIDE)
def test_no_two_files_of_a_room_lean_on_each_other(room: str) -> None:
    assert in_circles(imports_within(room)) == []


@pytest.mark.parametrize("room", BETWEEN_PARTS)
def test_no_two_parts_of_a_room_lean_on_each_other(room: str) -> None:
    assert in_circles(between_parts(imports_within(room))) == []


def test_circle_is_found_however_long_it_is() -> None:
    straight = {"views": {"forms", "figures"}, "forms": {"figures"}, "figures": {"models"}, "models": set()}
    assert in_circles(straight) == []
    assert in_circles({**straight, "models": {"forms"}}) == ["figures", "forms", "models"]


def test_import_for_the_types_alone_counts_too() -> None:
    source = "if TYPE_CHECKING:\n    from pejling.chain.figures import ring\nfrom pejling.core.dates import today\n"
    assert imported_by(source, {"pejling.chain.figures", "pejling.chain.figures.ring"}) == {
        "pejling.chain.figures.ring"
    }


# --- How large a room may be, and what it may be called --------------------------------------------------------------


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [
        named(path) for path in sources() if path.stem in NOT_NAMES or path.parent.name in NOT_NAMES
    ] == []


def file_lengths() -> dict[str, int]:
    return {named(path): len(path.read_text().splitlines()) for path in sources()}


def function_lengths() -> dict[str, int]:
    return {
        f"{named(path)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def too_long(lengths: dict[str, int], limit: int) -> list[str]:
    """A sentence for each that is longer."""
    return [
        f"{name} has {length} lines, more than {limit}" for name, length in lengths.items() if length > limit
    ]


def test_what_is_longer_than_it_should_be_is_told(record_property: Callable[[str, object], None]) -> None:
    """A warning in the suite's closing lines, not a failure: a file is split by its nouns, not because it is long."""
    for line in too_long(file_lengths(), LARGEST_FILE) + too_long(function_lengths(), LARGEST_FUNCTION):
        record_property("warning", line)


def test_length_is_told_from_the_first_line_above_the_limit() -> None:
    lengths = {"src/pejling/core/text.py": 500, "src/pejling/core/history.py": 501}
    assert too_long(lengths, LARGEST_FILE) == ["src/pejling/core/history.py has 501 lines, more than 500"]


# --- What the databases can make different ------------------------------------------------------------------------------


BY_HAND = re.compile(r"connection\.(cursor|vendor)|\bRawSQL\(|\bRunSQL\(|\.raw\(|\bPrepared\w*\(|\(Func\):")
"""SQL that Django does not put together for both databases, and questions that are put into SQL once."""
TRIED_IN = {
    "chain/conditions.py": "chain/test_joined_anchors.py",
    "chain/figures/element_ties.py": "direction/test_element_page.py",
    "chain/figures/waiting_ties.py": "desk/test_waiting.py",
    "chain/graph_building.py": "chain/test_ring.py",
    "chain/graph_rows.py": "chain/test_graph.py",
    "cli/checking.py": "test_cli_keeping.py",
    "cli/database.py": "test_cli_starting.py",
    "cli/stores.py": "test_cli_keeping.py",
    "core/prepared.py": "core/test_prepared.py",
    "desk/sources.py": "desk/test_following.py",
    "direction/actions/ties.py": "direction/test_ties.py",
    "direction/duties.py": "desk/test_waiting.py",
    "direction/figures/closure.py": "direction/test_ties.py",
    "direction/figures/element.py": "direction/test_element_page.py",
    "direction/figures/mine.py": "desk/test_front.py",
    "direction/figures/owned.py": "desk/test_front.py",
    "direction/views/fetching.py": "test_access.py",
    "initiatives/duties.py": "desk/test_waiting.py",
    "initiatives/figures/aims.py": "test_access.py",
    "initiatives/figures/criteria.py": "test_access.py",
    "initiatives/figures/leader_requests.py": "test_access.py",
    "initiatives/figures/liveness.py": "initiatives/test_liveness.py",
    "initiatives/figures/mine.py": "desk/test_front.py",
    "initiatives/figures/owing.py": "initiatives/test_status_figures.py",
    "initiatives/figures/owned.py": "initiatives/test_owned.py",
    "initiatives/figures/status.py": "initiatives/test_status_figures.py",
    "initiatives/views/initiatives.py": "test_access.py",
    "organisation/authority.py": "organisation/test_authority.py",
    "organisation/visibility.py": "organisation/test_visibility.py",
    "search/engine.py": "search/test_search.py",
    "search/migrations/0001_initial.py": "search/test_index.py",
    "search/watch.py": "search/test_index.py",
    "web/views.py": "test_access.py",
}
"""Where each file with SQL by hand is tried on both databases; the command line's tests start a PostgreSQL of their own."""


def test_all_sql_by_hand_is_tried_on_both_databases() -> None:
    by_hand = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if BY_HAND.search(path.read_text())
    }
    assert by_hand == TRIED_IN.keys()
    assert [place for place in TRIED_IN.values() if not (REPOSITORY / "tests" / place).exists()] == []
    alone = [place for place in TRIED_IN.values() if not stands_in(place, (*BOTH_DATABASES, "test_cli_"))]
    assert alone == []


# --- What may not be in it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["run", "dev", "postgresql"])
def test_lock_file_has_hashes_and_names_no_host(name: str) -> None:
    lines = (REPOSITORY / "requirements" / f"{name}.txt").read_text().splitlines()
    assert [
        line for line in lines if "://" in line or line.strip().startswith(("--index", "--extra", "-i "))
    ] == []
    pinned = [index for index, line in enumerate(lines) if re.match(r"[a-z0-9]", line)]
    assert pinned != []
    assert [lines[at] for at in pinned if not lines[at + 1].strip().startswith("--hash=sha256:")] == []


# Our own templates are read as text: what the policy would refuse shows here before it shows as a page without colours.
INLINE = {
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "a handler attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script without a nonce": re.compile(r"<script\b(?![^>]*\bnonce=)(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a style sheet without a nonce": re.compile(r"<style\b(?![^>]*\bnonce=)[^>]*>", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
}


def inline_parts(html: str) -> list[str]:
    """What in the template a strict Content-Security-Policy would refuse."""
    return [name for name, pattern in INLINE.items() if pattern.search(html)]


def test_templates_have_nothing_inline_that_the_policy_refuses() -> None:
    templates = sorted(PACKAGE.rglob("templates/**/*.html"))
    found = {named(path): inline_parts(path.read_text()) for path in templates}
    assert {name: parts for name, parts in found.items() if parts} == {}


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ('<p class="lead" data-on="x">Rent vand</p>', []),
        ('<p class="lead" style="color: red">', ["a style attribute"]),
        ('<button type="button" onclick="gem()">', ["a handler attribute"]),
        ("<script>gem()</script>", ["a script without a nonce"]),
        ('<script nonce="{{ nonce }}">gem()</script>', []),
        ('<script src="{{ static(name) }}" defer></script>', []),
        ("<style>p { color: red }</style>", ["a style sheet without a nonce"]),
        ('<a href="javascript:gem()">', ["a javascript address"]),
    ],
)
def test_inline_parts_are_recognised(html: str, parts: list[str]) -> None:
    assert inline_parts(html) == parts


# --- How a view ends -------------------------------------------------------------------------------------------------

CATCHES_BY_ITSELF = {
    "people/views.py": "a link that was used in the meantime has a page of its own, and allauth's form is no form of ours",
}
"""The views that catch a refusal by hand, each with its reason; all others leave it to the form that was sent."""


def catches_refusals(source: str) -> bool:
    """Whether somewhere in the source a `ValidationError` is caught."""
    caught = (node.type for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ExceptHandler))
    return any("ValidationError" in ast.unparse(kind) for kind in caught if kind)


def test_no_view_catches_a_refusal_by_itself() -> None:
    views = [path for path in sources() if path.stem == "views" or path.parent.name == "views"]
    found = {str(path.relative_to(PACKAGE)) for path in views if catches_refusals(path.read_text())}
    assert len(views) > 40
    assert found == set(CATCHES_BY_ITSELF)


ONE_PLACE_FOR = {
    r"\.submit\(": {"web/form_page.py": "`perform` is how a form and a button meet their action"},
    r"\bPaginator\(": {
        "web/list_page.py": "`page_of` is a page of rows",
        "search/views.py": "the hits of a page are fetched by their numbers, so that the pages are those of a range",
    },
    r"Content-Disposition|content_disposition_header": {
        "web/downloads.py": "`file_answer` is a file that was made for the request"
    },
    r"ModelMultipleChoiceField[(\[]": {
        "web/forms.py": "`Choices` takes a number that no database counts to for one that no row has",
    },
}
"""What the house has one piece for: what it looks like by hand, and the files in which it stands, each with its reason."""


@pytest.mark.parametrize("by_hand", ONE_PLACE_FOR)
def test_what_the_house_has_a_piece_for_is_nowhere_done_by_hand(by_hand: str) -> None:
    found = {
        str(path.relative_to(PACKAGE))
        for path in sources()
        if re.search(by_hand, path.read_text(), re.MULTILINE)
    }
    assert found == set(ONE_PLACE_FOR[by_hand])


KEEPS_BY_ITSELF = {
    "core/apps.py": "what simple-history finds out about a class",
    "initiatives/figures/anchoring.py": "a sum within one function",
    "web/forms.py": "the messages of a kind of field",
}
"""Where there are rows, and `functools` keeps something that is none of them."""


def test_what_is_read_from_rows_is_kept_by_the_request_or_by_its_version_alone() -> None:
    kept = re.compile(r"\blru_cache\b|^from functools import .*\bcache\b", re.MULTILINE)
    rows = re.compile(r"\.objects\b|\.history\b|\bcursor\(")
    texts = {str(path.relative_to(PACKAGE)): path.read_text() for path in sources()}
    found = {name for name, text in texts.items() if kept.search(text) and rows.search(text)}
    assert found == set(KEEPS_BY_ITSELF)


@pytest.mark.parametrize(
    ("source", "caught"),
    [
        ("try: act()\nexcept ValidationError as refused: pass", True),
        ("try: act()\nexcept (Stale, exceptions.ValidationError): pass", True),
        ("try: act()\nexcept Stale: pass", False),
    ],
)
def test_a_caught_refusal_is_recognised(source: str, caught: bool) -> None:
    assert catches_refusals(source) is caught
