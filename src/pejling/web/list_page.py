"""How a view ends that shows a list: narrowed by a form, sorted by its columns, in pages, and as a file to take home.

`list_page` takes the rows that the viewer may see and the columns that are told of each. The same columns stand on screen
and in the file; a column that a screen has no room for stands in the file alone. What was narrowed and sorted is in
the address, which follows as one types; on a phone each row is a card. What is no table, but lines or cards of its own,
takes `page_of` alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from pejling.core import formats, tables
from pejling.core.dates import today
from pejling.core.tables import CSV, XLSX, csv_of, xlsx_of
from pejling.web.deferred import deferred_choices
from pejling.web.downloads import file_answer
from pejling.web.language import lang_of
from pejling.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pejling.web.forms import FilterForm

Row = TypeVar("Row")
FILES = {"xlsx": XLSX, "csv": CSV}
"""What a list can be taken home as, by what the address asks for."""
PER_PAGE = 100
LINES_PER_PAGE = 50
WHOLE = 1_000_000
DASH = Markup('<span class="quiet">–</span>')


@dataclass(frozen=True)
class Column(tables.Column[Row]):
    """One thing that a list tells of each row, on screen and in the file.

    `value` can be hashed, for what many rows share is drawn once. `cell` names the macro (in the screen's `cells`) that
    draws it, where its words alone are not enough. The first column names the row: with `link` it leads there, and `under`
    stands in smaller letters below.
    """

    sort: str = ""
    """What sorts by it in the address."""
    cell: str = ""
    kind: str = ""
    """`number`, `narrow`, `nowrap`, or `small` for a sentence."""
    link: Callable[[Row], str] | None = None
    under: Callable[[Row], str] | None = None
    is_own_words: bool = False
    """Whether it is what the municipality wrote itself, on pages in another language."""
    only: Literal["", "screen", "file"] = ""
    """Where it stands, when not in both: a screen has less room, and a file wants days apart that one reads together."""


@dataclass(frozen=True)
class ListScreen:
    """What a screen with a list says: its title, one row and many in words, and the name of the file.

    `template` extends `list.html`, with what may be done at its head and what is said when there is nothing yet; `cells`
    is the template of the macros that draw cells.
    """

    title: str
    one: str
    many: str
    file: str = ""
    lead: str = ""
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    template: str = "list.html"
    cells: str = ""
    is_wide: bool = True
    more: dict[str, Any] = field(default_factory=dict)


class Sign(Protocol):
    """A word with a tone and a shape."""

    @property
    def word(self) -> str: ...
    @property
    def tone(self) -> str: ...
    @property
    def shape(self) -> str: ...


@dataclass(frozen=True)
class Sum:
    """How many of the rows a value of the filter would leave, with the way to just these: `?name=value`."""

    name: str
    value: str
    sign: Sign
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Table(Generic[Row]):
    """Rows with the columns that are told of them, for `ui.rows`."""

    lines: Sequence[Row]
    columns: Sequence[Column[Row]]
    sort: str = ""

    def __post_init__(self) -> None:
        """The first column names the row, and no other leads anywhere."""
        others = [str(each.heading) for each in self.columns[1:] if each.link or each.under]
        assert not others, f"only the first column of a list has a link or something under it, not {others}"

    @property
    def heads(self) -> list[tuple[str, str, str]]:
        """The headings, as `ui.table` wants them."""
        return [(str(column.heading), column.sort, column.kind) for column in self.columns]

    def drawn(self, cells: object, own_words: Markup) -> Iterator[Markup]:
        """Each row's cells. What stands in many rows is drawn once: five thousand of them are one page."""
        first, *others = self.columns
        draws = [_Drawn(column, getattr(cells, column.cell, None), own_words) for column in others]
        name = _name_of(first, getattr(cells, first.cell, None), own_words)
        for line in self.lines:
            yield Markup("".join([name(line), *[draw[draw.value(line)] for draw in draws]]))


@dataclass(frozen=True)
class Listing:
    """One page of a list as it is shown."""

    table: Table[Any]
    page: "Page[Any]"
    all: int
    """How many there are before they are narrowed."""
    per_page: int
    shows_whole: bool
    may_show_whole: bool
    sums: Sequence[Sum] = ()

    @property
    def count(self) -> int:
        """How many fit."""
        return self.page.paginator.count


class _Drawn(dict[Any, str]):
    """The cells of one column, by what they say."""

    def __init__(self, column: Column[Any], macro: Callable[[Any], Markup] | None, own_words: Markup) -> None:
        super().__init__()
        self.value, self.macro = column.value, macro
        kind = Markup(' class="{}"').format(column.kind) if column.kind else ""
        own = own_words if column.is_own_words else ""
        self.start = Markup('<td{}{} data-label="{}">').format(kind, own, str(column.heading))

    def __missing__(self, value: Any) -> str:
        cell = self.macro(value) if self.macro else in_words(value)
        self[value] = drawn = f"{self.start}{cell}</td>"
        return drawn


def _name_of(
    column: Column[Any], macro: Callable[[Any], Markup] | None, own_words: Markup
) -> Callable[[Any], str]:
    """How the first cell of a row is drawn: what the row is called, and where it leads."""
    value, link, under = column.value, column.link, column.under
    own = own_words if column.is_own_words else ""
    smaller: dict[str, str] = {}

    def draw(line: Any) -> str:
        name = macro(value(line)) if macro else escape(value(line))
        named = f'<a href="{escape(link(line))}"{own}>{name}</a>' if link else f"{name}"
        if under is None:
            return f'<th scope="row">{named}</th>'
        words = under(line)
        if words not in smaller:
            smaller[words] = f' <span class="under"{lang_of(words)}>{escape(words)}</span>'
        return f'<th scope="row">{named}{smaller[words]}</th>'

    return draw


def in_words(value: Any) -> Markup:
    """A value as a reader of ours writes it; a dash where there is none."""
    if value is None or value == "":
        return DASH
    if isinstance(value, bool):
        return escape(_("ja") if value else _("nej"))
    if isinstance(value, date):
        return escape(formats.moment(value) if isinstance(value, datetime) else formats.day(value))
    if isinstance(value, float):
        value = Decimal(repr(value))
    return escape(formats.number(value) if isinstance(value, int | Decimal) else str(value))


def sorter(orders: Mapping[str, Any], *then: str) -> Callable[[Any, str], Any]:
    """Sorts a queryset by what the address asks for, a minus for the other way round; what is not known stands last.

    `orders` are the columns by their names in the address, the usual one first; `then` decides between equals.
    """
    usual = next(iter(orders.values()))

    def ordered(rows: "QuerySet[Any]", sort: str) -> "QuerySet[Any]":
        order = orders.get(sort.removeprefix("-"), usual)
        order = F(order) if isinstance(order, str) else order
        return rows.order_by(OrderBy(order, descending=sort.startswith("-"), nulls_last=True), *then)

    return ordered


def page_of(request: "HttpRequest", rows: Any, per_page: int = LINES_PER_PAGE) -> "Page[Any]":
    """The page of the rows that the address asks for by `?page=`, for `ui.pagination`."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def list_page(
    request: "HttpRequest",
    rows: "QuerySet[Any]",
    screen: ListScreen,
    columns: Sequence[Column[Any]],
    *,
    form: "FilterForm[Any] | None" = None,
    order: Callable[[Any, str], Any] | None = None,
    sort: str = "",
    lines: Callable[[Any], Iterable[Any]] = list,
    per_page: int = PER_PAGE,
    may_show_whole: bool = False,
    more: Callable[[Sequence[Any]], dict[str, Any]] | None = None,
    sums: Callable[[Any], Sequence[Sum]] | None = None,
) -> HttpResponse:
    """A page of the rows, or all that fit as a file when `?format=xlsx` or `csv` is asked for and the screen names one.

    `form` narrows them (`narrow`), `order` sorts them by `?sort=` (else by `sort`), and `lines` reads what the columns tell
    of the rows of a page. `more` reads further what the cells of a page need. `sums` counts what a choice would leave, and
    stands above the list as links.
    """
    if choices := deferred_choices(request, form):
        return choices
    sort = request.GET.get("sort", sort)
    narrowed = form.narrow(rows) if form is not None else rows
    found = order(narrowed, sort) if order else narrowed
    asked = request.GET.get("format", "")
    if screen.file and asked in FILES:
        return _file(screen, columns, lines(found), asked)
    shows_whole = may_show_whole and request.GET.get("vis") == "alle"
    shown = page_of(request, found, WHOLE if shows_whole else per_page)
    told = list(lines(shown.object_list))
    listing = Listing(
        table=Table(told, [column for column in columns if column.only != "file"], sort),
        page=shown,
        all=rows.count() if request.GET else shown.paginator.count,
        per_page=per_page,
        shows_whole=shows_whole,
        may_show_whole=may_show_whole,
        sums=sums(rows) if sums else (),
    )
    context = {"screen": screen, "form": form, "listing": listing, "wide": screen.is_wide, **screen.more}
    return page(request, screen.template, {**context, **(more(told) if more else {})}, part="results")


def _file(screen: ListScreen, every: Sequence[Column[Any]], lines: Iterable[Any], asked: str) -> HttpResponse:
    columns = [column for column in every if column.only != "screen"]
    content = csv_of(columns, lines) if asked == "csv" else xlsx_of(screen.title, columns, lines)
    return file_answer(content, f"{screen.file}-{today().isoformat()}.{asked}", FILES[asked])
