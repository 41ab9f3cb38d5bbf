"""A ledger's export, read as its mapping says: good lines, faults by line, and its own totals held against them."""

import json
import subprocess
import sys
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejling.core.tables import UnreadableSheet, Value, workbook
from pejling.core.tables.cells import BadCell
from pejling.core.tables.encodings import UnsureEncoding
from pejling.economy.imports.amounts import kroner_text, oere_from
from pejling.economy.imports.ledger import preview_ledger
from pejling.economy.imports.mapping import BadColumnMapping, mapping_from

COLUMNS = {"account": "Konto", "unit": "Enhed", "period": "Periode", "amount": "Beløb", "text": "Tekst"}
HEAD = "Konto;Enhed;Periode;Beløb;Tekst"


def told(*lines: str, head: str = HEAD, **manners: Any) -> dict[str, Any]:
    mapping = mapping_from(json.dumps(COLUMNS | manners).encode())
    return preview_ledger("\n".join([head, *lines]).encode(), mapping)


@pytest.mark.parametrize(
    ("text", "oere"),
    [
        ("1.234,50", 123450), ("1234,5", 123450), ("1 234,50", 123450), ("12.345.678", 1234567800), ("0,05", 5), (",5", 50),
        ("-1.234,50", -123450), ("1.234,50-", -123450), ("(1.234,50)", -123450), ("−7", -700), ("+7", 700),
        ("kr. 7,00", 700), ("7,100", 710),
    ],
)  # fmt: skip
def test_amount_is_read_as_a_dane_or_a_ledger_writes_it(text: str, oere: int) -> None:
    assert oere_from(text, decimal=",") == oere


@pytest.mark.parametrize(
    "text", ["12.34,50", "1,234", "1.23", "(5", "-5-", "(-5)", "fem", "", "1,2,3", "1e5", "٣"]
)
def test_what_is_no_amount_is_refused_rather_than_guessed_at(text: str) -> None:
    with pytest.raises(BadCell):
        oere_from(text, decimal=",")


def test_decimal_point_is_read_where_the_mapping_says_so() -> None:
    assert told("1;A;1;1,234.50;x", decimal=".")["sum"] == "1234.50"
    assert told("1;A;1;1,234.50;x")["errors"] == [{"line": 2, "message": "»1,234.50« er ikke et beløb."}]


def test_sums_stand_as_kroner_by_period_and_account() -> None:
    preview = told("100;A;202601;10,00;x", "200;A;202601;5,25;y", "100;B;202613;-1,00;z")

    assert (preview["rows"], preview["sum"]) == (3, "14.25")
    assert preview["by_period"] == {"202601": "15.25", "202613": "-1.00"}
    assert preview["by_account"] == {"100": "9.00", "200": "5.25"}


def test_turned_signs_are_turned_in_lines_and_totals_alike() -> None:
    preview = told("1;A;1;10,00-;x", "I alt;;;10,00-;", sign="reversed")

    assert preview["sum"] == "10.00"
    assert preview["control"] == [{"line": 3, "stated": "10.00", "computed": "10.00"}]


def test_thirteen_is_a_period_and_fourteen_is_not() -> None:
    preview = told("1;A;13;1,00;x", "1;A;14;1,00;x", "1;A;2026-00;1,00;x", "1;A;;1,00;x", "1;A;2026;1,00;x")

    assert preview["by_period"] == {"13": "1.00"}
    assert [error["line"] for error in preview["errors"]] == [3, 4, 5, 6]


def test_one_period_written_in_two_ways_is_one() -> None:
    preview = told("1;A;01;1,00;x", "1;A;1;2,00;x", "1;A;31.01.2026;4,00;x", "1;A;202601;8,00;x")

    assert preview["by_period"] == {"01": "3.00", "2026-01": "12.00"}


def test_total_is_held_against_the_good_lines_above_and_not_counted() -> None:
    preview = told("1;A;1;10,00;x", "1;A;1;forkert;x", "1;A;1;5,00;x", "Total;;;16,00;", "1;A;1;1,00;x")

    assert preview["rows"] == 3
    assert preview["control"] == [{"line": 5, "stated": "16.00", "computed": "15.00"}]


def test_subtotals_are_held_against_the_lines_since_the_one_before_and_the_last_against_all() -> None:
    preview = told(
        "1;A;1;10,00;x", "I alt konto 1;;;10,00;", "2;A;1;5,00;x", "I alt konto 2;;;5,00;", "I alt;;;15,00;"
    )

    assert [(each["stated"], each["computed"]) for each in preview["control"]] == [
        ("10.00", "10.00"),
        ("5.00", "5.00"),
        ("15.00", "15.00"),
    ]


def test_text_that_begins_like_a_total_is_a_posting_when_it_has_an_account() -> None:
    assert told("1;A;1;10,00;Total renovering af tag")["rows"] == 1


def test_every_line_counts_where_the_mapping_says_that_there_are_no_totals() -> None:
    preview = told("Sum;A;1;10,00;x", skip_totals=False)

    assert (preview["rows"], preview["control"]) == (1, [])


def test_line_said_twice_is_named_and_still_counted() -> None:
    preview = told("1;A;1;10,00;x", "1;A;1;10,00;x", "1;A;1;10,00;y", "1;A;1;10,00;x")

    assert (preview["duplicates"], preview["sum"]) == ([3, 5], "40.00")


def test_headers_are_the_first_line_that_bears_them_all() -> None:
    preview = told("1;A;1;10,00;x", head=f"Udtræk af Konto\n\n{HEAD}")

    assert preview["sum"] == "10.00"


def test_broken_line_costs_that_line_alone() -> None:
    preview = told(
        "1;A;1;1,00;x", '1;A;1;2,00;"åben', "1;A;1;4,00;x", '1;A;1;8,00;"med ; i"', "1;A;1;16,00;to;tre"
    )

    assert preview["sum"] == "13.00"
    assert [error["line"] for error in preview["errors"]] == [3, 6]


def test_text_over_two_lines_is_one_posting_and_the_next_keeps_its_number() -> None:
    preview = told('1;A;1;1,00;"to\nlinjer"', "1;A;99;1,00;x")

    assert (preview["rows"], preview["errors"][0]["line"]) == (1, 4)


def test_workbook_reads_as_the_csv_does() -> None:
    mapping = mapping_from(json.dumps(COLUMNS).encode())
    columns = [(name, 12) for name in HEAD.split(";")]
    lines: list[list[Value]] = [
        ["0100", "A", "202601", Decimal("-1234.5"), "x"],
        ["I alt", "", "", Decimal("-1234.5"), ""],
    ]

    preview = preview_ledger(workbook("Forbrug", columns, lines), mapping)

    assert (preview["sum"], preview["by_account"]) == ("-1234.50", {"0100": "-1234.50"})
    assert preview["control"] == [{"line": 3, "stated": "-1234.50", "computed": "-1234.50"}]


def test_file_without_the_mapped_headers_is_refused() -> None:
    with pytest.raises(UnreadableSheet, match="Ingen linje har kolonnerne Konto, Enhed"):
        told(head="Kontonr;Beløb")


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        (b"{", "ikke JSON"), (b"[]", "JSON-objekt"), (b'{"account": "Konto"}', "mangler amount"),
        (b'{"account": "K", "amount": 4}', "navnet på en kolonne"),
        (b'{"account": "K", "amount": "B", "sign": "x"}', "as_is"),
        (b'{"account": "K", "amount": "B", "decimals": ","}', "decimals"),
        (b'{"account": "K", "amount": "B", "delimiter": ";;"}', "ét tegn"),
    ],
)  # fmt: skip
def test_mapping_that_cannot_be_used_is_refused_in_words(mapping: bytes, words: str) -> None:
    with pytest.raises(BadColumnMapping, match=words):
        mapping_from(mapping)


@given(st.integers(-(10**14), 10**14))
def test_every_amount_is_read_back_to_the_oere_as_it_was_written(oere: int) -> None:
    assert oere_from(kroner_text(oere), decimal=".") == oere


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 13), st.integers(-(10**9), 10**9)), max_size=30)
)
def test_sum_is_exactly_that_of_its_periods_and_of_its_accounts(lines: list[tuple[str, int, int]]) -> None:
    preview = told(
        *(f"{account};;{month};{kroner_text(oere)};x" for account, month, oere in lines), decimal="."
    )

    whole = sum(oere for _account, _month, oere in lines)
    assert preview["sum"] == kroner_text(whole)
    for parts in (preview["by_period"], preview["by_account"]):
        assert sum(Decimal(part) for part in parts.values()) == Decimal(whole) / 100


@given(st.text(max_size=200))
def test_any_text_below_the_headers_gives_a_preview(text: str) -> None:
    with suppress(UnreadableSheet, UnsureEncoding):
        json.dumps(told(*text.split("\n")), allow_nan=False)


def test_command_prints_json_alone_or_one_line_of_danish(tmp_path: Path) -> None:
    (tmp_path / "forbrug.csv").write_text(f"{HEAD}\n1;A;1;10,00;x\n", encoding="utf-8")
    (tmp_path / "mapping.json").write_text(json.dumps(COLUMNS), encoding="utf-8")
    program = str(Path(sys.executable).parent / "pejling")

    def run(mapping: str) -> subprocess.CompletedProcess[str]:
        words = [program, "import", "ledger", "forbrug.csv", "--mapping", mapping, "--preview", "json"]
        return subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    good, bad = run("mapping.json"), run("forbrug.csv")

    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["sum"] == "10.00"
    assert (bad.returncode, bad.stdout, bad.stderr) == (1, "", "pejling: Kortlægningen er ikke JSON.\n")
