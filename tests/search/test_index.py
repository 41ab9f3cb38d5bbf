"""The index follows what is written, however it is written."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from pejling.core.history import create_all
from pejling.desk.models import Comment
from pejling.direction.models import Document, Element
from pejling.people.models import Person
from pejling.search import actions
from pejling.search.actions import catch_up, rebuild
from pejling.search.figures import search
from pejling.search.models import Change, Entry
from pejling.search.registry import sources
from pejling.search.watch import watch_sources
from tests import world
from tests.agreements import access_agreements
from tests.meetings import access_meetings


def titles(text: str, viewer: Person) -> set[str]:
    """The titles of what the search finds."""
    return {hit.name for hit in search(text, viewer).hits}


def test_what_was_just_saved_is_found(w: SimpleNamespace) -> None:
    catch_up()
    world.make_element(w.document, "Flere går til svømning")
    assert titles("svømning", w.secretary) == {"Flere går til svømning"}


def test_new_wording_is_found_and_the_old_is_not(w: SimpleNamespace) -> None:
    catch_up()
    w.element.title = "Alle regner hver dag"
    w.element.save()
    assert titles("regner", w.secretary) == {"Alle regner hver dag"}
    assert titles("læser hver dag", w.secretary) == set()


def test_rows_written_in_bulk_or_by_update_are_found(w: SimpleNamespace) -> None:
    catch_up()
    fields = {"document": w.document, "section": w.section, "kind": w.element.kind}
    create_all(Element, [Element(title=f"Klatring {n}", **fields) for n in range(3)], by=w.secretary)
    Document.objects.filter(pk=w.draft.pk).update(title="Ny klatrepolitik")
    assert titles("klatr", w.secretary) == {"Klatring 0", "Klatring 1", "Klatring 2", "Ny klatrepolitik"}


def test_deleted_row_leaves_the_index(w: SimpleNamespace) -> None:
    catch_up()
    w.tie.delete()
    w.element.delete()
    catch_up()
    assert not Entry.objects.filter(source="element", object_id=w.element.pk).exists()


def test_catching_up_with_nothing_costs_one_query(
    w: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    catch_up()
    with django_assert_num_queries(1):
        assert catch_up() == 0


def test_newest_changes_come_first_when_there_are_many(
    w: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up()
    for number in range(4):
        world.make_element(w.document, f"Linje {number}")
    monkeypatch.setattr(actions, "BATCH", 2)
    assert catch_up(most=2) == 2
    indexed = Entry.objects.filter(title_terms__startswith="linj").values_list("title_terms", flat=True)
    assert sorted(indexed) == ["linj 2", "linj 3"]


def test_change_of_a_source_that_is_gone_is_forgotten(w: SimpleNamespace) -> None:
    Change.objects.create(source="gone", object_id=1)
    assert catch_up() == 0
    assert not Change.objects.exists()


def test_rebuilt_index_holds_the_same(w: SimpleNamespace) -> None:
    world.make_initiative(document=w.document)
    Comment.objects.create(target=w.aim, text="Skal vi ikke begynde?", by=w.owner)
    access_agreements.agreed(w)
    access_agreements.proposed(w)
    access_meetings.decided(w)
    catch_up()
    fields = ("source", "object_id", "scope_id", "size", "title_terms", "body_terms")
    before = set(Entry.objects.values_list(*fields))
    rebuild()
    assert set(Entry.objects.values_list(*fields)) == before
    assert {source for source, *_ in before} == set(sources())


def test_rebuild_command_says_how_much_there_is(
    w: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("rebuild_search")
    assert "Dokumenter: 3\n" in capsys.readouterr().out


def test_every_source_is_watched_once_migrated(db: None) -> None:
    assert watch_sources() == []


def test_table_that_lost_its_watch_gets_it_back_and_is_read_again(w: SimpleNamespace) -> None:
    catch_up()
    with connection.cursor() as cursor:
        on = ' ON "direction_element"' if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER search_element_update{on}")
    Element.objects.filter(pk=w.element.pk).update(title="Alle synger hver dag")
    assert titles("synger", w.secretary) == set()
    assert [source.key for source in watch_sources()] == ["element"]
    assert titles("synger", w.secretary) == {"Alle synger hver dag"}
