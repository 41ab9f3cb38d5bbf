"""Whatever bytes are handed in: a plan comes out, and it is carried out whole or not at all."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as some

from pejling.organisation.imports.applying import apply
from pejling.organisation.imports.handed_in import read_table
from pejling.organisation.imports.plan import Plan
from pejling.organisation.imports.reading import read
from pejling.organisation.models import Post, Role, Unit, UnitKind
from pejling.people.models import Person

HEADERS = (
    "enhed_id;enhed;enhedstype;hører_under;fra;til",
    "person_id;navn;e-mail;telefon;enhed_id;rolle;fra;til",
)
cell = some.one_of(
    some.sampled_from(
        ["", "1", "10", "100", "gh", "Skole", "Gerda Holm", "Institutionsleder", "01-01-2024", "31-12-9999"]
    ),
    some.sampled_from(
        ["gh@fjordlund.example", "x" * 300, '"', "\x00", "æ\u030a", "  ", "00-00-0000", "=1+1"]
    ),
    some.text(max_size=12),
)
line = some.lists(cell, max_size=9).map(";".join)
file = some.one_of(
    some.binary(max_size=400),
    some.tuples(
        some.sampled_from(HEADERS),
        some.lists(line, max_size=6),
        some.sampled_from(["utf-8", "cp1252", "utf-16"]),
    ).map(lambda parts: "\n".join([parts[0], *parts[1]]).encode(parts[2], errors="replace")),
)


def counts() -> list[int]:
    """How much there is of everything that an import writes: rows, and their history."""
    tables = (
        Unit,
        Person,
        Post,
        UnitKind,
        Role,
        Unit.history.model,
        Person.history.model,
        Post.history.model,
    )
    return [table._default_manager.count() for table in tables]


@settings(max_examples=150)
@given(data=file)
@pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
def test_any_bytes_give_a_plan_that_is_carried_out_whole_or_not_at_all(
    w: SimpleNamespace, data: bytes
) -> None:
    before = counts()
    plan = read(data)
    assert counts() == before
    new = [plan.new_units, plan.new_people, plan.new_posts, plan.new_unit_kinds, plan.new_roles]
    savepoint = transaction.savepoint()
    try:
        apply(plan, by=w.operator)
        assert counts()[:5] == [count + len(rows) for count, rows in zip(before, new, strict=False)]  # type: ignore[arg-type]
        assert read(data).of("create") == []
    except ValidationError:
        assert counts() == before
    finally:
        transaction.savepoint_rollback(savepoint)


def test_large_file_is_read_as_a_small_one() -> None:
    lines = "".join(f"{number};Enhed {number} {'x' * 40}\n" for number in range(20_000))
    plan = Plan()
    table = read_table(f"enhed_id;enhed\n{lines}fejl;fejl;fejl\n".encode(), plan)
    assert table is not None
    assert (len(table.lines), [problem.line for problem in plan.problems]) == (20_000, [20_002])


def test_large_file_that_unfolds_is_refused_in_words() -> None:
    plan = Plan()
    assert read_table(b"enhed_id;enhed\n" + b'"\n";' * 3_500_000, plan) is None
    assert [problem.line for problem in plan.problems] == [None]


def test_large_file_whose_letters_are_unsure_is_asked_about_as_a_small_one_is() -> None:
    small, large = Plan(), Plan()
    unsure = "enhed_id;enhed\n1;Aalborg R\u00f8\n".encode("cp850")
    read_table(unsure, small)
    read_table(unsure + b"2;Skole\n" * 140_000, large)
    assert [each.encoding for each in large.readings] == [each.encoding for each in small.readings]
