"""The ten questions for each role: each has one right answer, and it stands on the page that is named."""

import re
from collections import defaultdict
from html import unescape

import pytest
from django.test import Client

from pejling.demo.story import Story
from pejling.people.models import Person
from tests.provision import REPOSITORY
from tests.questions import ROLES, questions

PAGE = REPOSITORY / "docs" / "contributors" / "questions.md"


def test_each_role_is_asked_ten_questions_and_the_page_for_those_who_ask_has_the_same() -> None:
    asked = defaultdict(list)
    for each in questions():
        asked[ROLES[each.role][0]].append(each.asks)
    assert [(role, len(found)) for role, found in asked.items()] == [(name, 10) for name, _ in ROLES.values()]
    written = re.findall(r"^## (\w+)|^\d+\. (.+)$", PAGE.read_text(), flags=re.MULTILINE)
    read, role = defaultdict(list), ""
    for heading, question in written:
        role = heading or role
        if role and question:
            read[role].append(question)
    assert read == asked


@pytest.mark.parametrize("role", ROLES)
def test_right_answer_stands_on_the_page_that_is_named(fjordlund: Story, role: str) -> None:
    client = Client()
    if login := ROLES[role][1]:
        client.force_login(Person.objects.get(email=f"{login}@fjordlund.example"))
    missing = {}
    for each in questions():
        if each.role == role:
            answer = each.answer()
            assert answer
            page = " ".join(
                unescape(re.sub(r"<[^>]+>", " ", client.get(each.where()).content.decode())).split()
            )
            if answer not in page.replace(" ,", ","):
                missing[each.asks] = (answer, each.where())
    assert missing == {}
