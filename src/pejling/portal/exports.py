"""The promises as data: what the pages show and nothing more, as rows for a spreadsheet and as JSON for programs."""

from collections.abc import Iterable
from typing import Any

from pejling.core.tables.writing import csv_file
from pejling.initiatives.figures.public import PublicWork
from pejling.portal.figures.promise import PromiseFigure
from pejling.portal.figures.promises import Board, Promise, PromisingDocument, sign_of

COLUMNS = (
    "Løfte", "Sådan går løftet", "Bygger på", "Indsats", "Enhed", "Plan", "Fase", "Status", "Status givet",
    "Delmål nået det seneste år", "Delmål, der skulle være nået", "Skrevet til borgerne",
)  # fmt: skip


def rows_of(promises: Iterable[Promise]) -> list[list[str]]:
    """A row for each initiative behind each promise; a promise without any has one of its own."""
    rows = []
    for promise in promises:
        head = [promise.title, promise.verdict.course.words, promise.verdict.fact]
        rows += [head + _cells(each) for each in promise.running] or [head]
    return rows


def _cells(work: PublicWork) -> list[str]:
    said = work.said_on.isoformat() if work.said_on else ""
    progress = work.progress.text if work.progress else ""
    return [
        work.title, work.unit, work.plan, str(work.phase.label), sign_of(work.level).word, said,
        str(work.met), str(work.due), progress,
    ]  # fmt: skip


def csv_of_promises(promises: Iterable[Promise]) -> bytes:
    """As a spreadsheet on a Danish machine reads it."""
    heads = [(heading, 0) for heading in COLUMNS]
    rows = ([*row, *[""] * (len(COLUMNS) - len(row))] for row in rows_of(promises))
    return csv_file(heads, rows)


def board_data(board: Board) -> dict[str, Any]:
    """All promises."""
    return {
        "date": board.on.isoformat(),
        "documents": [_source_data(source) for source in board.sources],
    }


def _source_data(source: PromisingDocument) -> dict[str, Any]:
    return {
        "id": source.document.pk,
        "title": source.document.title,
        "adopted_on": source.adoption.decided_on.isoformat() if source.adoption else None,
        "adopted_by": source.adoption.forum.name if source.adoption else None,
        "promises": [promise_data(promise) for promise in source.promises],
    }


def promise_data(promise: Promise) -> dict[str, Any]:
    """One promise with the work behind it. `course` is one of forward, too_slow, wrong_way and unknown."""
    return {
        "id": promise.pk,
        "title": promise.title,
        "course": promise.verdict.course.value,
        "fact": promise.verdict.fact,
        "because": promise.verdict.because,
        "updated_on": promise.updated_on.isoformat() if promise.updated_on else None,
        "initiatives": [_work_data(each) for each in promise.work],
    }


def _work_data(work: PublicWork) -> dict[str, Any]:
    told = [{"on": each.on.isoformat(), "text": each.text} for each in work.reached]
    return {
        "id": work.pk,
        "title": work.title,
        "unit": work.unit,
        "plan": work.plan,
        "phase": work.phase.value,
        "level": work.level.value if work.level else None,
        "said_on": work.said_on.isoformat() if work.said_on else None,
        "milestones_due": work.due,
        "milestones_met": work.met,
        "progress": work.progress.text if work.progress else None,
        "reached": told,
    }


def figure_data(figure: PromiseFigure) -> dict[str, Any]:
    """One promise as its page has it, with what was changed and who answers."""
    changes = [
        {"on": each.on.isoformat(), "what": each.what, "why": each.why, "before": each.before}
        for each in figure.changes
    ]
    answerers = [{"does": each.does, "who": each.who, "where": each.where} for each in figure.answerers]
    return {
        "date": figure.promise.on.isoformat(),
        "document": {"id": figure.document.pk, "title": figure.document.title},
        **promise_data(figure.promise),
        "changes": changes,
        "answerers": answerers,
    }
