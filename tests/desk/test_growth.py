"""What a leader's front page asks grows with what is the leader's own, not with all that a municipality has."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.core import version_cache
from pejling.direction.models import Contribution, Document
from pejling.initiatives.models import Milestone, PhaseStep, PublicText, ReportReply, StatusReport
from tests import world

STEP = 10
"""SQLite tells of each tenth instruction of its machine: what a row costs that is read and thrown away, too."""
OTHERS, TIMES = 6, 40
"""Initiatives of others, and so many rows of each kind about each of them."""


class Steps:
    """How far SQLite's machine goes while something is asked of it."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> "Steps":
        connection.connection.set_progress_handler(self._step, STEP)
        return self

    def __exit__(self, *_error: object) -> None:
        connection.connection.set_progress_handler(None, STEP)

    def _step(self) -> int:
        self.count += 1
        return 0


def let_others_work(w: SimpleNamespace, *, among: int) -> None:
    """Years of work in another unit, which the leader may read and has no part in."""
    plan = world.make_document(f"Deres plan {among}", kind="strategy_plan", unit=w.other_unit)
    about, now = ContentType.objects.get_for_model(Document), timezone.now()
    aims = [world.make_element(plan, f"Mål {among} {number}") for number in range(TIMES)]
    for number in range(OTHERS):
        row = world.make_initiative(f"Indsats {among} {number}", document=plan, lead=w.colleague)
        days = [timedelta(days=day) for day in range(TIMES)]
        reports = StatusReport.objects.bulk_create(
            StatusReport(initiative=row, level="off_track", sentence="Nej.", by=w.colleague, at=now - day)
            for day in days
        )
        row.latest_report = reports[0]
        row.save(update_fields=["latest_report"])
        ReportReply.objects.bulk_create(
            ReportReply(report=each, by=w.secretary, text="Set.", at=now) for each in reports
        )
        Milestone.objects.bulk_create(
            Milestone(initiative=row, title="Nået", due_on=(now - day).date()) for day in days
        )
        PhaseStep.objects.bulk_create(PhaseStep(initiative=row, after="under_way", at=now) for _day in days)
        PublicText.objects.bulk_create(PublicText(initiative=row, text="Det går.") for _day in days)
        Contribution.objects.bulk_create(
            Contribution(lower=row.element, upper=aim, how="Sådan") for aim in aims
        )
        Activity.objects.bulk_create(
            Activity(
                by=w.colleague, verb="direction.wrote", target_kind=about, target_id=plan.pk, at=now - day
            )
            for day in days
        )


def steps_of_front_page(client: Client) -> int:
    version_cache.forget()
    with Steps() as steps:
        assert client.get("/").status_code == 200
    return steps.count


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts what SQLite does")
def test_leaders_page_costs_no_more_where_others_have_worked_for_years(
    w: SimpleNamespace, client: Client
) -> None:
    client.force_login(w.owner)
    let_others_work(w, among=0)
    steps_of_front_page(client)
    before = steps_of_front_page(client)
    for among in range(1, 6):
        let_others_work(w, among=among)
    after = steps_of_front_page(client)
    # What is untidy is asked of each document; how many these are is no question of years.
    assert after < before * 1.15, "the page goes through what others have done"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts what SQLite does")
def test_what_goes_through_a_table_that_grows_is_found(w: SimpleNamespace, client: Client) -> None:
    def counted(found: Any) -> int:
        with Steps() as steps:
            list(found)
        return steps.count

    let_others_work(w, among=0)
    once = counted(StatusReport.objects.filter(sentence="Ja."))
    let_others_work(w, among=1)
    assert counted(StatusReport.objects.filter(sentence="Ja.")) > once * 1.5


def test_no_day_is_made_of_every_rows_moment(w: SimpleNamespace, client: Client) -> None:
    statements = []

    def record(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, parameters, many, context)

    client.force_login(w.owner)
    with connection.execute_wrapper(record):
        assert client.get("/").status_code == 200
    asked = [each for each in statements if each.startswith("SELECT") and " WHERE " in each]
    assert len(asked) > 10
    assert [each for each in asked if "django_datetime_cast_date" in each or "AT TIME ZONE" in each] == []
