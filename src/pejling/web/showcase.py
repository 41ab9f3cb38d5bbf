"""What the component page shows: made-up rows in every state, so that a change of style is seen at once."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.web.charts import (
    Band,
    Bar,
    BarChart,
    Chart,
    ColumnChart,
    ColumnRow,
    Dot,
    DotChart,
    DotRow,
    FlowBand,
    FlowChart,
    FlowGap,
    FlowStage,
    LineChart,
    Matrix,
    MatrixCell,
    MatrixColumn,
    MatrixRow,
    Segment,
    Series,
    SparkLine,
    StackedBar,
    StackedBarChart,
    StackedColumnChart,
)
from pejling.web.forms import Clash, FilterForm, Form
from pejling.web.list_page import page_of

UNITS = [
    "Børn og Unge",
    "Sundhed og Ældre",
    "Teknik og Miljø",
    "Kultur og Fritid",
    "Job og Vækst",
    "Byråd og Strategi",
]


@dataclass(frozen=True)
class SamplePerson:
    """Stands for a person of the municipality."""

    pk: int
    name: str
    is_active: bool = True

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class SampleDocument:
    """Stands for a line of the register."""

    title: str
    kind: str
    unit: str
    owner: SamplePerson | None
    status: tuple[str, str, str]
    aims: int
    review: date
    touched: date | None


class SampleFilter(FilterForm[Any]):
    """Stands for the filter above a register."""

    q = forms.CharField(
        label=_("Titel"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(
        label=_("Type"), required=False, choices=[("", _("Alle")), ("p", "Politik"), ("s", "Strategi")]
    )
    unit = forms.ChoiceField(
        label=_("Enhed"), required=False, choices=[("", _("Alle")), *[(u, u) for u in UNITS]]
    )
    state = forms.ChoiceField(
        label=_("Tilstand"), required=False, choices=[("", _("Alle")), ("a", "Vedtaget")]
    )


class SampleForm(Form):
    """Stands for a form with every kind of field."""

    title = forms.CharField(
        label=_("Titel"), max_length=60, help_text=_("Kort og i nutid, så den kan stå på en liste.")
    )
    owner = forms.ChoiceField(
        label=_("Ansvarlig"),
        required=False,
        choices=[
            ("", _("Vælg")),
            *[
                (str(n), f"{name}")
                for n, name in enumerate(
                    [
                        "Anette Friis",
                        "Søren Ågaard",
                        "Mette Østergaard",
                        "Henrik Bæk",
                        "Lone Skov",
                        "Per Holm",
                        "Ida Lund",
                        "Bo Dahl",
                        "Åse Krogh",
                        "Finn Vad",
                    ]
                )
            ],
        ],
        widget=forms.Select(attrs={"data-picker": ""}),
    )
    units = forms.MultipleChoiceField(
        label=_("Deles med"),
        required=False,
        choices=[(u, u) for u in UNITS],
        widget=forms.SelectMultiple(attrs={"data-picker": ""}),
    )
    adopted_on = forms.DateField(label=_("Vedtaget den"))
    text = forms.CharField(label=_("Tekst"), required=False, max_length=2_000, widget=forms.Textarea)
    visibility = forms.ChoiceField(
        label=_("Hvem må se det?"),
        choices=[
            ("d", _("Kun redaktørerne")),
            ("i", _("Alle ansatte og byrådet")),
            ("p", _("Alle, også borgere")),
        ],
        widget=forms.RadioSelect,
    )
    cross = forms.BooleanField(label=_("Gælder på tværs af enheder"), required=False)
    file = forms.FileField(label=_("Fil"), required=False)


class SampleStale:
    """Stands for a form that somebody has overtaken."""

    overtaken_by = True
    clashes = [
        Clash("Titel", "Flere børn læser med lyst", "Flere børn læser med sikkerhed og lyst"),
        Clash("Ansvarlig", "", "Anette Friis"),
    ]


def _documents() -> list[SampleDocument]:
    owners = [
        SamplePerson(1, "Anette Friis"),
        None,
        SamplePerson(2, "Søren Ågaard"),
        SamplePerson(3, "Mette Østergaard", False),
    ]
    titles = [
        ("Flere elever læser med sikkerhed og lyst", "Målsætning"),
        ("Ældrepolitik: Et værdigt liv hele livet", "Politik"),
        ("Klimastrategi for Fjordlund", "Strategi"),
        ("Vision 2035: Fjordlund holder sammen", "Vision"),
        ("Strategiplan for Dagplejen Vest", "Strategiplan"),
        ("Budgetaftale", "Budgetaftale"),
        ("Kultur- og fritidspolitik", "Politik"),
    ]
    states = [
        ("På sporet", "good", "circle"),
        ("Under pres", "warn", "triangle"),
        ("Afsporet", "bad", "square"),
        ("Ikke vurderet", "neutral", "ring"),
    ]
    return [
        SampleDocument(
            title, kind, UNITS[n % 6], owners[n % 4], states[n % 4], 3 + n * 7 % 23, date(2027 + n % 3, 12, 31),
            today() - timedelta(days=n * n * 20) if n != 3 else None,
        )
        for n, (title, kind) in enumerate(titles * 3)
    ]  # fmt: skip


STATUS = (
    Segment("På sporet", "good", "circle"),
    Segment("Presset", "warn", "triangle"),
    Segment("Af sporet", "bad", "square"),
    Segment("Ingen frisk status", "neutral", "ring"),
)
CENTRES = (
    "Børn, Unge og Familier",
    "Dagtilbud og Skole",
    "Digitalisering og Borgerservice",
    "Ældre og Sundhed",
)
COUNTS = ((21, 3, 1, 5), (85, 16, 8, 27), (7, 1, 0, 2), (50, 4, 2, 8))
CHANGES = ((-2, -1, 0, 1), (-11, -6, 5, 3), (-3, 1, 0, 1), (3, -3, 2, -8))


def _cells(counts: tuple[int, ...], changes: tuple[int, ...]) -> tuple[MatrixCell, ...]:
    return tuple(
        MatrixCell(count, change, "/komponenter") for count, change in zip(counts, changes, strict=True)
    )


def _charts() -> list[Chart]:
    quarters = tuple(
        f"{month} {year}" for year in ("2025", "2026") for month in ("jan.", "apr.", "juli", "okt.")
    )
    times, eras = ("1.", "2.", "3.", "4."), ("2026", "", "", "")
    course = tuple(
        ColumnRow(each.label, each.tone, each.shape, counts)
        for each, counts in zip(STATUS, COUNTS, strict=True)
    )
    return [
        ColumnChart("Fire kvartaler", "Flere er kommet på sporet.", times, eras, course),
        StackedColumnChart("Det samme i én søjle", "Flere er kommet på sporet.", times, eras, course),
        Matrix(
            "Centre og stabe", "Dagtilbud og Skole har otte indsatser af sporet, fem flere end sidst.",
            tuple(MatrixColumn(each.label, each.tone, each.shape) for each in STATUS),
            tuple(
                MatrixRow(name, _cells(counts, changes), "Anette Friis")
                for name, counts, changes in zip(CENTRES, COUNTS, CHANGES, strict=True)
            ),
        ),
        StackedBarChart(
            "Indsatser efter status", "De fleste er på sporet.", STATUS,
            tuple(StackedBar(name, counts) for name, counts in zip(CENTRES, COUNTS, strict=True)),
        ),
        BarChart(
            "Får og mister", "Skole får mest.",
            (
                Bar("Folkeskoler", Decimal("10.5")), Bar("Idræt og fritid", Decimal("-2.25"), "neutral"),
                Bar("Ældre, der bor hjemme og får hjælp", 4, note="hævet"), Bar("Kultur", 0),
            ),
            "mio. kr.",
        ),
        LineChart(
            "Dage fra ansøgning til afgørelse", "Oktober 2026 ligger over det sædvanlige.", quarters,
            (
                Series("Dage", (48, 51, None, 44, 33, 36, 31, 52)),
                Series("Hele landet", (45, 45, 44, 44, 43, 43, 42, 42), "neutral"),
            ),
            Band("Sædvanligt", (34,) * 8, (60,) * 8), ("Mål", 30), "dage",
        ),
        DotChart(
            "Trivsel før og nu", "To af tre er gået frem.", (Dot("2024", "neutral", "ring"), Dot("2026", "info")),
            (
                DotRow("Søparkens Skole", (61, 74)), DotRow("Bakkens Skole", (70, 66)), DotRow("Ådalens Skole", (None, 58)),
            ),
            "point",
        ),
        FlowChart(
            "Fra vision til handling", "De fleste tråde går fra handling til politik.",
            (
                FlowStage("Vision", "7 mål", 7),
                FlowStage("Politik", "80 mål", 80, gaps=(FlowGap("løse", "Politik: bidrager ikke til noget", 14),)),
                FlowStage("Handling", "265 mål, 598 indsatser", 863),
            ),
            (FlowBand(0, 1, 51, "51 tråde"), FlowBand(1, 2, 450, "450 tråde"), FlowBand(0, 2, 151, "151 tråde")),
        ),
    ]  # fmt: skip


def samples(request: HttpRequest) -> dict[str, Any]:
    """Everything the component page shows."""
    rows = page_of(request, _documents(), 10)
    return {
        "rows": rows,
        "filter_form": SampleFilter(request.GET),
        "form": SampleForm(),
        "wrong_form": SampleForm({"title": "x" * 70, "adopted_on": "31.2.2026", "visibility": "d"}),
        "stale_form": SampleStale(),
        "nobody": None,
        "charts": _charts(),
        "spark": SparkLine("Sygefravær i to år", "Faldende.", (6, 7, 5, 6, 5, 4, 4, 5, 3)),
    }
