"""A process is laid out backwards from its last decision, and what cannot fit is said with the nearest days that do."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejling.cli.commands import TEMPLATES
from pejling.core.calendar import is_working_day, working_days_between
from pejling.processes.figures.scheduling import JULY, MeetingCalendar, Schedule, schedule
from pejling.processes.figures.stages import (
    HEARING,
    MEETING,
    WORK,
    Stage,
    Template,
    standard_template,
    template_names,
)
from pejling.processes.imports import read_meetings

STATUTORY = ("plan_strategy", "municipal_plan")
SEED = """forum;dato
Fagudvalget;01.03.2024
Ledermøde;18.03.2024
Ledermøde;31.05.2024
MED;18.06.2024
Ledermøde;11.09.2024
Fagudvalget;12.09.2024
MED;19.09.2024
Fagudvalget;10.10.2024
Økonomiudvalget;11.11.2024
Byrådet;19.11.2024
Ledermøde;20.11.2024
"""
"""The meetings of a real process of 2024."""

days = st.dates(date(2026, 1, 1), date(2033, 12, 31))
templates = st.sampled_from(TEMPLATES)


def laid(name: str, decided_on: date, meetings: str = "") -> Schedule:
    calendar = read_meetings(meetings.encode()).calendar if meetings else MeetingCalendar()
    return schedule(standard_template(name), decided_on=decided_on, calendar=calendar)


def test_command_offers_just_the_templates_that_there_are() -> None:
    assert list(TEMPLATES) == template_names()


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_has_one_last_decision_and_waits_only_for_its_own_stages(name: str) -> None:
    stages = standard_template(name).stages

    keys = [stage.key for stage in stages]
    assert len(set(keys)) == len(keys)
    assert [stage.kind for stage in stages if stage.decides] == [MEETING]
    assert {waited for stage in stages for waited in stage.waits_for} <= set(keys)
    assert all(set(stage.apart) <= set(stage.waits_for) for stage in stages)
    assert all(
        stage.kind in (MEETING, HEARING, WORK) and (stage.kind == MEETING) == (stage.days == 0)
        for stage in stages
    )
    assert all(stage.forum for stage in stages if stage.kind == MEETING)


def test_real_process_of_2024_falls_on_its_real_days() -> None:
    found = laid("strategy", date(2024, 11, 19), SEED)

    assert found.conflicts == []
    meetings = {
        key: span.start
        for key, span in found.spans.items()
        if key not in ("landmarks", "draft", "local_plans")
    }
    assert meetings == {
        "theme": date(2024, 3, 1),
        "goals": date(2024, 3, 18),
        "leaders_draft": date(2024, 5, 31),
        "med_proposal": date(2024, 6, 18),
        "leaders_status": date(2024, 9, 11),
        "committee_proposal": date(2024, 9, 12),
        "hearing": date(2024, 9, 13),
        "med_status": date(2024, 9, 19),
        "committee_answers": date(2024, 10, 10),
        "finance": date(2024, 11, 11),
        "council": date(2024, 11, 19),
        "realisation": date(2024, 11, 20),
    }


def test_meeting_that_its_forum_does_not_hold_is_a_conflict_with_the_days_that_it_has() -> None:
    found = laid("strategy", date(2024, 11, 19), SEED.replace("MED;18.06.2024", "MED;17.09.2024"))

    (conflict,) = found.conflicts
    assert (conflict.stage, conflict.nearest) == ("med_proposal", (date(2024, 9, 17), date(2024, 9, 19)))
    assert (
        conflict.message == "MED har intet møde senest 06.09.2024, så »MED drøfter forslaget« kan ikke nås."
    )
    assert "med_proposal" not in found.spans


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2027, 11, 20), "rådhuset har lukket den dag"),
        (date(2027, 12, 24), "rådhuset har lukket den dag"),
        (date(2027, 7, 6), "det er i juli"),
    ],
)
def test_last_decision_on_a_day_that_nobody_meets_is_a_conflict_with_days_on_both_sides(
    day: date, reason: str
) -> None:
    found = laid("seminar", day)

    (conflict,) = found.conflicts
    assert conflict.stage == "decision"
    assert conflict.message.endswith(f"{reason}.")
    assert min(conflict.nearest) < day < max(conflict.nearest)


def test_stage_after_the_decision_without_a_meeting_is_a_conflict() -> None:
    found = laid("strategy", date(2024, 11, 19), SEED.replace("Ledermøde;20.11.2024\n", ""))

    assert [conflict.stage for conflict in found.conflicts] == ["realisation"]


def test_july_does_not_count_in_a_hearing() -> None:
    decision = Stage("council", "", MEETING, "Byrådet", ("hearing",), decides=True)
    template = Template("", (Stage("hearing", "", HEARING, days=56), decision))

    span = schedule(template, decided_on=date(2027, 8, 31), calendar=MeetingCalendar()).spans["hearing"]

    assert span.start == date(2027, 6, 4)
    assert span.end == date(2027, 8, 30)


def test_two_readings_of_the_budget_lie_three_weeks_apart_to_the_day_where_the_council_meets_so() -> None:
    council = "".join(
        f"Byrådet;{day}\n" for day in ("20.04.2027", "15.06.2027", "24.08.2027", "21.09.2027", "12.10.2027")
    )

    found = laid("budget", date(2027, 10, 12), council)

    assert found.conflicts == []
    assert found.spans["first_reading"].start == date(2027, 9, 21)
    assert found.warnings == [
        f"Filen har ingen møder i {forum}, så dagene dér er kun lagt efter kalenderen."
        for forum in ("Direktionen", "Fagudvalget", "MED", "Økonomiudvalget")
    ]


def test_budget_later_than_in_a_normal_year_is_told_and_not_forbidden() -> None:
    found = laid("budget", date(2027, 11, 2))

    assert found.conflicts == []
    assert any("I et normalt år er det senest 15.10.2027" in warning for warning in found.warnings)


def check(template: Template, found: Schedule, calendar: MeetingCalendar) -> None:
    """What holds of every schedule."""
    refused = {conflict.stage for conflict in found.conflicts}
    assert refused | set(found.spans) == {stage.key for stage in template.stages}
    assert not refused & set(found.spans)
    for stage in template.stages:
        if stage.key in refused:
            assert stage.kind == MEETING
            continue
        span = found.spans[stage.key]
        for day in (span.start, span.end):
            assert is_working_day(day)
            assert day.month != JULY
        if stage.kind == MEETING:
            assert span.start == span.end
            assert calendar.can_meet(stage.forum, span.start)
        else:
            assert (span.end - span.start).days >= stage.days
        for key in set(stage.waits_for) & set(found.spans):
            before = found.spans[key].end
            assert before < span.start
            assert working_days_between(before, span.start) >= stage.ahead
            assert (span.start - before).days >= stage.apart.get(key, 0)
    for conflict in found.conflicts:
        forum = next(stage.forum for stage in template.stages if stage.key == conflict.stage)
        assert all(calendar.can_meet(forum, day) for day in conflict.nearest)


@given(name=templates, decided_on=days)
def test_with_room_for_everything_there_is_a_conflict_only_where_the_decision_itself_has_no_day(
    name: str, decided_on: date
) -> None:
    template, calendar = standard_template(name), MeetingCalendar()

    found = schedule(template, decided_on=decided_on, calendar=calendar)

    check(template, found, calendar)
    decision = template.decision
    expected = [] if calendar.can_meet(decision.forum, decided_on) else [decision.key]
    assert [conflict.stage for conflict in found.conflicts] == expected


@given(
    name=templates,
    decided_on=days,
    meetings=st.dictionaries(
        st.sampled_from(["byrådet", "økonomiudvalget", "fagudvalget", "direktionen", "med", "ledermøde"]),
        st.frozensets(st.integers(-500, 200), max_size=25),
    ),
)
def test_over_any_calendar_every_stage_stands_where_it_may_or_is_said_not_to(
    name: str, decided_on: date, meetings: dict[str, frozenset[int]]
) -> None:
    template = standard_template(name)
    calendar = MeetingCalendar(
        {
            forum: frozenset(decided_on + timedelta(offset) for offset in offsets)
            for forum, offsets in meetings.items()
        }
    )

    check(template, schedule(template, decided_on=decided_on, calendar=calendar), calendar)


@pytest.mark.parametrize("name", STATUTORY)
@given(decided_on=days)
def test_statutory_hearing_is_the_only_hearing_and_lasts_eight_weeks_at_least(
    name: str, decided_on: date
) -> None:
    (hearing,) = [stage for stage in standard_template(name).stages if stage.kind == HEARING]

    span = schedule(standard_template(name), decided_on=decided_on, calendar=MeetingCalendar()).spans[
        hearing.key
    ]

    assert (span.end - span.start).days >= 56


def test_lines_of_the_calendar_without_a_day_are_named_and_the_rest_is_read() -> None:
    meetings = read_meetings("Byrådet;23.11.2027\nByrådet;31.11.2027\n;01.12.2027\nMED\n".encode())

    assert meetings.days == {"byrådet": {date(2027, 11, 23)}}
    assert [problem.line for problem in meetings.problems] == [2, 3, 4]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).parent / "pejling")
    return subprocess.run([program, "schedule", *words], capture_output=True, text=True, check=False)


def test_command_prints_stages_and_conflicts_as_json_alone(tmp_path: Path) -> None:
    (tmp_path / "meetings.csv").write_text(SEED, encoding="utf-8")

    done = run(
        "strategy",
        "--decided-on",
        "2024-11-19",
        "--meetings",
        str(tmp_path / "meetings.csv"),
        "--preview",
        "json",
    )

    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["conflicts"] == []
    assert told["stages"][10] == {
        "key": "committee_answers",
        "title": "Udvalget behandler strategien med høringssvarene",
        "kind": "meeting",
        "forum": "Fagudvalget",
        "start": "2024-10-10",
        "end": "2024-10-10",
        "waits_for": ["hearing", "med_status", "leaders_status"],
    }


def test_command_refuses_a_calendar_that_is_not_there_in_one_line() -> None:
    done = run("strategy", "--decided-on", "2024-11-19", "--meetings", "findes-ikke.csv", "--preview", "json")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "pejling: findes-ikke.csv kan ikke læses: findes ikke.\n"
