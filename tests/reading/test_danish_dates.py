"""Days and hours as agendas and minutes write them."""

from datetime import date

import pytest

from pejling.reading.danish_dates import day_in, moment_in


@pytest.mark.parametrize(
    "text",
    [
        "14. september 2026",
        "d. 14. sept. 2026",
        "mandag den 14. september 2026",
        "14-09-2026",
        "14.09.2026",
        "14/9/2026",
        "14.9.26",
        "2026-09-14",
        "14. SEPTEMBER 2026",
        "14 september 2026",
        "14-sep-2026",
    ],
)
def test_day(text: str) -> None:
    assert day_in(f"Mødet er {text} i salen") == date(2026, 9, 14)


@pytest.mark.parametrize(
    "text", ["", "i september", "31. februar 2026", "00-00-2026", "2026", "sag 12/2026", "1.234.567"]
)
def test_no_day(text: str) -> None:
    assert day_in(text) is None


@pytest.mark.parametrize(
    ("text", "hour", "moment"),
    [
        ("14. september 2026", "16:00", "2026-09-14T16:00:00"),
        ("14. september 2026", "kl. 16.00", "2026-09-14T16:00:00"),
        ("14. september 2026", "", "2026-09-14"),
        ("14. september 2026 kl. 8.30", "", "2026-09-14T08:30:00"),
        ("14-09-2026 16:00:00", "", "2026-09-14T16:00:00"),
        ("14.09.2026 16.00", "", "2026-09-14T16:00:00"),
        ("2026-09-14T16:00:00+02:00", "", "2026-09-14T16:00:00"),
        ("2026-09-14T14:00:00Z", "", "2026-09-14T16:00:00"),
        ("2026-12-14T15:00:00.4816416+00:00", "", "2026-12-14T16:00:00"),
        ("2026-09-14 16:00", "", "2026-09-14T16:00:00"),
        ("2026-09-14", "99:99", "2026-09-14"),
        ("0001-01-01T00:00:00+14:00", "", ""),
        ("0001-01-01T00:00:00", "", ""),
        ("snart", "16:00", ""),
    ],
)
def test_moment(text: str, hour: str, moment: str) -> None:
    assert moment_in(text, hour) == moment
