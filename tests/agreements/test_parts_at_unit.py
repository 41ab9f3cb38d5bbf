"""A unit that has a part in a shared task: what it must be rid of is told before it ends."""

import pytest
from django.test import Client
from django.urls import reverse

from pejling.agreements.models import SharedTask, TaskPart
from tests.access import make_world


@pytest.mark.parametrize("name", ["unit_end", "unit_merge"])
def test_task_in_which_a_unit_has_a_part_is_told_before_the_unit_ends(name: str, db: None) -> None:
    w = make_world()
    SharedTask.objects.create(title="Føre et register")
    task = SharedTask.objects.create(title="Planlægge et møde")
    TaskPart.objects.create(task=task, unit=w.unit, part="could")
    browser = Client()
    browser.force_login(w.secretary)
    page = browser.get(reverse(name, args=[w.unit.pk]))
    assert (page.status_code, reverse("shared_task", args=[task.pk]) in page.content.decode()) == (200, True)
