"""The log of meaning: who did what to what, and when."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from pejling.activity.actions import log
from pejling.activity.models import Activity
from pejling.direction.models import Document
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def test_line_reads_as_a_sentence(w: SimpleNamespace) -> None:
    log("direction.frozen", w.document, by=w.owner, name="Til samtalen")
    assert str(Activity.objects.about(w.document).get()) == "Gerda Holm frøs versionen »Til samtalen«"


def test_system_does_some_things_of_itself(w: SimpleNamespace) -> None:
    assert str(log("direction.created", w.document, by=None)) == "Systemet oprettede dokumentet"


def test_unregistered_verb_is_a_mistake(w: SimpleNamespace) -> None:
    with pytest.raises(AssertionError, match="no room tells of"):
        log("direction.danced", w.document, by=w.owner)


def test_reader_is_shown_lines_only_about_what_they_may_see(w: SimpleNamespace) -> None:
    log("direction.created", w.draft, by=w.owner)
    log("direction.created", w.public, by=w.secretary)
    lines = Activity.objects.about_all(Document.objects.visible_to(w.outsider))
    assert [line.target for line in lines] == [w.public]


def test_deputy_bears_both_names(w: SimpleNamespace) -> None:
    from pejling.direction.actions.revisions import freeze
    from pejling.organisation.models import Deputyship

    deputy = world.make_person("Viggo Vikar")
    Deputyship.objects.create(person=w.owner, deputy=deputy)
    freeze(w.document, name="I fraværet", by=deputy)
    line = Activity.objects.about(w.document).get()
    assert (line.by, line.on_behalf_of) == (deputy, w.owner)


@pytest.mark.parametrize(
    ("verb", "details", "danish", "english"),
    [
        ("facts_edited", {"facts": ["title", "review_on"]}, "ændrede titel, ses efter senest", "title"),
        ("shared", {"visibility": "internal"}, "gjorde dokumentet synligt: intern", "internal"),
        ("fate_set", {"fate": "lapsed"}, "afgjorde punktets skæbne: bortfalder", "lapses"),
        ("editors_named", {"editors": ""}, "valgte redaktører: ingen", "none"),
        ("section_removed", {"title": ""}, "fjernede afsnittet »uden overskrift«", "no heading"),
        (
            "period_changed",
            {"period": "2026-02-01/"},
            "ændrede perioden til fra 01.02.2026",
            "from 01.02.2026",
        ),
        ("period_changed", {"period": "/"}, "ændrede perioden til uden periode", "no period"),
        # Lines from before codes were kept are read as they stand.
        ("fate_set", {"fate": "føres videre"}, "afgjorde punktets skæbne: føres videre", "føres videre"),
        ("facts_edited", {"facts": "titel"}, "ændrede titel", "titel"),
    ],
)
def test_codes_are_said_in_the_readers_language(
    w: SimpleNamespace, verb: str, details: dict[str, Any], danish: str, english: str
) -> None:
    line = log(f"direction.{verb}", w.document, by=w.owner, **details)
    assert Activity.objects.get(pk=line.pk).words == danish
    with override("en"):
        assert english in line.words.lower()
