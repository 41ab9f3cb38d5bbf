"""A list is narrowed, sorted, paged and fetched as a workbook in one way, with the same columns."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, cast

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails
from openpyxl import load_workbook

from pejling.core import tables
from pejling.organisation.models import UnitKind
from pejling.web.forms import FilterForm
from pejling.web.list_page import Column, ListScreen, list_page, sorter

pytestmark = pytest.mark.django_db
SCREEN = ListScreen("Enhedstyper", "type", "typer", file="typer")
COLUMNS: list[Column[UnitKind]] = [
    Column("Navn", lambda kind: kind.name, sort="navn", link=lambda kind: f"/typer/{kind.pk}/"),
    Column("Plads", lambda kind: kind.position, sort="plads", kind="number"),
    Column("Note", lambda kind: "=1+1", only="file"),
    Column("Skærm", lambda kind: "", only="screen"),
]


class KindFilter(FilterForm[Any]):
    q = forms.CharField(label="Navn", required=False)
    plads = forms.IntegerField(required=False)
    lookups = {"q": "name__contains", "plads": "position"}


@pytest.fixture(autouse=True)
def kinds() -> None:
    """Three kinds, and nothing else."""
    UnitKind.objects.all().delete()
    for position, name in enumerate(("Skole", "Center", "<b>Team</b>"), start=1):
        UnitKind.objects.create(name=name, position=position)


def listed(query: str = "", **headers: str) -> HttpResponse:
    """The page of the list at this address."""
    request: Any = RequestFactory().get(f"/typer/?{query}", headers=headers)
    request.user = AnonymousUser()
    request.htmx = HtmxDetails(request)
    request._messages = CookieStorage(request)
    return list_page(
        cast(HttpRequest, request),
        UnitKind.objects.all(),
        SCREEN,
        COLUMNS,
        form=KindFilter(request.GET),
        order=sorter({"navn": "name", "plads": "position"}, "pk"),
        sort="navn",
        per_page=2,
        may_show_whole=True,
    )


def order_of(answer: HttpResponse, *names: str) -> list[str]:
    text = answer.content.decode()
    return sorted((name for name in names if f">{name}<" in text), key=lambda name: text.index(f">{name}<"))


def test_list_is_sorted_by_its_columns_either_way() -> None:
    assert order_of(listed("sort=plads"), "Skole", "Center") == ["Skole", "Center"]
    assert order_of(listed("sort=-navn"), "Skole", "Center") == ["Skole", "Center"]
    assert '<th scope="col" aria-sort="ascending">' in listed().content.decode()


def test_list_is_narrowed_and_says_how_many_of_how_many() -> None:
    text = listed("q=Center").content.decode()
    assert "<strong>1</strong> type af 3" in text
    assert order_of(listed("q=Center"), "Skole", "Center") == ["Center"]
    assert "Ingen typer passer" in listed("q=intet").content.decode()


def test_choice_that_makes_no_sense_narrows_nothing_and_the_others_still_do() -> None:
    assert order_of(listed("q=Center&plads=x"), "Skole", "Center") == ["Center"]
    assert order_of(listed("q=e&plads=1"), "Skole", "Center") == ["Skole"]


def test_list_is_paged_and_can_be_shown_whole() -> None:
    assert listed("sort=plads").content.decode().count('<th scope="row">') == 2
    assert listed("sort=plads&page=2").content.decode().count('<th scope="row">') == 1
    assert listed("vis=alle").content.decode().count('<th scope="row">') == 3


def test_filter_fills_the_results_and_the_address_follows() -> None:
    assert 'hx-target="#results" hx-replace-url="true"' in listed().content.decode()
    part = listed("q=Center", **{"HX-Request": "true", "HX-Target": "div#results"})
    assert "<h1>" not in part.content.decode()
    assert order_of(part, "Skole", "Center") == ["Center"]


def test_cell_bears_its_heading_for_the_card_on_a_phone_and_its_text_is_no_markup() -> None:
    text = listed("vis=alle").content.decode()
    assert '<td class="number" data-label="Plads">1</td>' in text
    assert '<td data-label="Skærm"><span class="quiet">–</span></td>' in text
    assert "&lt;b&gt;Team&lt;/b&gt;</a>" in text


def test_file_holds_the_columns_of_the_screen_for_all_that_fit_and_no_formula() -> None:
    answer = listed("format=xlsx&sort=plads&page=2")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows == [
        ("Navn", "Plads", "Note"),
        ("Skole", 1, "=1+1"),
        ("Center", 2, "=1+1"),
        ("<b>Team</b>", 3, "=1+1"),
    ]
    assert sheet["C2"].data_type == "s"


def test_csv_holds_the_same_as_the_workbook_and_no_formula() -> None:
    answer = listed("format=csv&sort=plads&page=2")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert re.search(r'filename="typer-\d{4}-\d\d-\d\d\.csv"', answer.headers["Content-Disposition"])
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Navn;Plads;Note",
        "Skole;1;'=1+1",
        "Center;2;'=1+1",
        "<b>Team</b>;3;'=1+1",
    ]


def test_list_offers_both_files_and_says_how_many_rows_a_page_has() -> None:
    text = listed("q=e&page=2&vis=alle").content.decode()
    assert re.findall(r'href="(\?[^"]*format=\w+)"', text) == [
        "?q=e&amp;format=xlsx",
        "?q=e&amp;format=csv",
    ]
    assert "Vis 2 ad gangen" in text
    assert listed("format=exe").headers["Content-Type"] == "text/html; charset=utf-8"


def test_moment_decimal_and_yes_go_into_both_files() -> None:
    moment = datetime(2026, 7, 1, 12, 5, tzinfo=UTC)
    columns: list[tables.Column[int]] = [
        tables.Column("Hvornår", lambda _row: moment),
        tables.Column("Kr.", lambda _row: Decimal("1234.50")),
        tables.Column("Fast", lambda row: row > 1),
    ]
    sheet = load_workbook(BytesIO(tables.xlsx_of("Liste", columns, [1]))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [
        datetime(2026, 7, 1, 14, 5),  # noqa: DTZ001 - a workbook knows no time zones
        1234.5,
        "nej",
    ]
    assert tables.csv_of(columns, [2]).decode("utf-8-sig").splitlines()[1] == "01-07-2026 14:05;1234,50;ja"
