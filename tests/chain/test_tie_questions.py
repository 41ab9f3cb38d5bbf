"""The doubt about a tie, when two are at it: whoever comes too late hears so on the same page, with what was typed."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from pejling.direction.actions.ties import answer_question, question_tie, settle_question
from pejling.people.models import Person


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_answer_to_what_was_settled_meanwhile_is_shown_and_not_saved(w: SimpleNamespace) -> None:
    question_tie(w.tie, why="Hvordan bidrager det?", by=w.secretary)
    settle_question(w.tie.questions.get(), by=w.secretary)
    answer = browser(w.owner).post(
        reverse("tie_answer", args=[w.tie.pk]), {"answer": "Ved at læse hver dag."}
    )
    assert answer.status_code == 422
    assert "Ved at læse hver dag." in answer.content.decode()
    assert w.tie.questions.get().answer == ""


def test_doubt_that_another_had_first_is_shown_beside_what_was_typed(w: SimpleNamespace) -> None:
    question_tie(w.tie, why="Hvordan bidrager det?", by=w.secretary)
    answer = browser(w.secretary).post(reverse("tie_question", args=[w.tie.pk]), {"why": "Er det nok?"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hvordan bidrager det?" in page
    assert "Er det nok?" in page


@pytest.mark.parametrize("is_settled", [False, True])
def test_empty_answer_is_asked_for_again_whatever_has_happened(is_settled: bool, w: SimpleNamespace) -> None:
    question_tie(w.tie, why="Hvordan bidrager det?", by=w.secretary)
    question = w.tie.questions.get()
    answer_question(question, answer="Ved at læse.", by=w.owner)
    if is_settled:
        settle_question(question, by=w.secretary)
    answer = browser(w.owner).post(reverse("tie_answer", args=[w.tie.pk]), {"answer": ""})
    assert answer.status_code == 422
