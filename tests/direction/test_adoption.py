"""The adopted life: hearing, adoption with past dates and its withdrawal."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.direction.actions.adoption import adopt, close_hearing, open_hearing, withdraw_adoption
from pejling.direction.actions.succession import begin_succession
from pejling.direction.figures.life import life_links
from pejling.direction.models import Document, HearingPeriod, Phase, Visibility
from pejling.direction.registries import AdoptionPrecondition
from tests import world
from tests.rooms import Tell

LONG_AGO = date(2024, 6, 24)


def written(w: SimpleNamespace) -> Document:
    """The draft, with a section so that it can be adopted."""
    draft: Document = w.draft
    world.make_section(draft)
    return draft


def fresh(document: Document) -> Document:
    return Document.objects.select_related("kind", "forum__kind").get(pk=document.pk)


def test_adoption_with_a_past_date_puts_the_document_in_force_from_that_day(w: SimpleNamespace) -> None:
    adopt(written(w), forum=w.forum, decided_on=LONG_AGO, in_force_on=LONG_AGO, by=w.secretary)
    adopted = fresh(w.draft)
    assert (adopted.phase, adopted.in_force_from, adopted.visibility) == (
        Phase.IN_FORCE,
        LONG_AGO,
        Visibility.PUBLIC,
    )
    assert adopted.is_in_force(LONG_AGO)
    assert not adopted.is_in_force(LONG_AGO - timedelta(days=1))


@pytest.mark.parametrize(
    ("begins", "said", "binds"),
    [
        (None, "", LONG_AGO),
        (date(2024, 1, 1), "", LONG_AGO),
        (date(2025, 1, 1), "", date(2025, 1, 1)),
        (None, "01.08.2024", date(2024, 8, 1)),
    ],
    ids=["no period", "a period that ran already", "a later period", "a day of its own"],
)
def test_past_decision_binds_from_its_day_or_the_later_beginning_unless_another_day_is_said(
    w: SimpleNamespace, client: Client, begins: date | None, said: str, binds: date
) -> None:
    Document.objects.filter(pk=written(w).pk).update(starts_on=begins)
    client.force_login(w.secretary)
    typed = {"forum": w.forum.pk, "decided_on": "24.06.2024", "in_force_on": said, "visibility": "public"}
    assert client.post(reverse("adoption", args=[w.draft.pk]), typed).status_code == 303
    assert fresh(w.draft).in_force_from == binds


def test_draft_counts_for_nothing_until_it_is_adopted(w: SimpleNamespace) -> None:
    assert not Document.objects.in_force().filter(pk=written(w).pk).exists()


def test_empty_document_cannot_be_adopted(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="tomt"):
        adopt(w.draft, forum=w.forum, decided_on=LONG_AGO, in_force_on=LONG_AGO, by=w.secretary)


def test_adoption_cannot_lie_in_the_future(w: SimpleNamespace) -> None:
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(ValidationError, match="fremtiden"):
        adopt(written(w), forum=w.forum, decided_on=tomorrow, in_force_on=tomorrow, by=w.secretary)


def test_document_cannot_bind_before_it_is_decided(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="før det er vedtaget"):
        adopt(
            written(w),
            forum=w.forum,
            decided_on=LONG_AGO,
            in_force_on=LONG_AGO - timedelta(days=1),
            by=w.secretary,
        )


def test_document_is_adopted_once(w: SimpleNamespace) -> None:
    adopt(written(w), forum=w.forum, decided_on=LONG_AGO, in_force_on=LONG_AGO, by=w.secretary)
    with pytest.raises(ValidationError, match="allerede vedtaget"):
        adopt(w.draft, forum=w.forum, decided_on=LONG_AGO, in_force_on=LONG_AGO, by=w.secretary)


def test_forum_that_did_not_exist_that_day_cannot_have_adopted(w: SimpleNamespace) -> None:
    young = world.make_forum("Nyt udvalg", kind="Udvalg", starts_on=date(2026, 1, 1))
    with pytest.raises(ValidationError, match="fandtes ikke"):
        adopt(written(w), forum=young, decided_on=LONG_AGO, in_force_on=LONG_AGO, by=w.secretary)


def test_another_room_can_hinder_adoption(w: SimpleNamespace, tell: Tell) -> None:
    tell(AdoptionPrecondition(lambda document: ["Høringssvarene er ikke behandlet."]))
    with pytest.raises(ValidationError, match="Høringssvarene"):
        adopt(written(w), forum=w.forum, decided_on=LONG_AGO, in_force_on=LONG_AGO, by=w.secretary)


def test_withdrawn_adoption_leaves_a_draft_and_stays_readable(w: SimpleNamespace) -> None:
    adopt(written(w), forum=w.forum, decided_on=LONG_AGO, in_force_on=LONG_AGO, by=w.secretary)
    withdraw_adoption(fresh(w.draft), why="Forkert dato", by=w.secretary)
    again = fresh(w.draft)
    assert (again.phase, again.in_force_from) == (Phase.DRAFT, None)
    assert [row.withdrawn_why for row in again.adoptions.all()] == ["Forkert dato"]
    adopt(again, forum=w.forum, decided_on=today(), in_force_on=today(), by=w.secretary)
    assert again.adoptions.active().get().decided_on == today()


def test_hearing_needs_somebody_to_hear(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="Del dokumentet"):
        open_hearing(w.draft, opens_on=today(), closes_on=today(), by=w.owner)


def test_document_is_a_draft_again_when_its_hearing_is_closed(w: SimpleNamespace) -> None:
    w.draft.visibility = Visibility.INTERNAL
    w.draft.save()
    open_hearing(w.draft, opens_on=today(), closes_on=today() + timedelta(days=28), by=w.owner)
    assert fresh(w.draft).phase == Phase.HEARING
    close_hearing(w.draft, by=w.owner)
    assert fresh(w.draft).phase == Phase.DRAFT


def test_hearing_that_stands_open_on_a_document_in_force_is_no_way_back_to_draft(
    w: SimpleNamespace, client: Client
) -> None:
    adopt(written(w), forum=w.forum, decided_on=LONG_AGO, in_force_on=LONG_AGO, by=w.secretary)
    HearingPeriod.objects.create(document=w.draft, opens_on=LONG_AGO, closes_on=today(), by=w.owner)
    client.force_login(w.secretary)
    page = client.post(reverse("hearing_closing", args=[w.draft.pk]), follow=True)
    assert (page.status_code, fresh(w.draft).phase) == (200, Phase.IN_FORCE)
    with pytest.raises(ValidationError, match="ikke i høring"):
        close_hearing(fresh(w.draft), by=w.secretary)


def test_text_stands_still_while_it_is_heard_and_its_deadline_is_shown(
    w: SimpleNamespace, client: Client
) -> None:
    w.draft.visibility = Visibility.INTERNAL
    w.draft.save()
    open_hearing(
        w.draft, opens_on=today(), closes_on=date(2030, 3, 1), note="Sig det, som det er.", by=w.owner
    )
    heard = fresh(w.draft)
    assert not may(w.owner, "direction.write", heard)
    client.force_login(w.colleague)
    page = client.get(reverse("document", args=[heard.pk])).content.decode()
    assert ("I høring til og med den 01.03.2030" in page, "Sig det, som det er." in page) == (True, True)
    close_hearing(heard, by=w.owner)
    assert may(w.owner, "direction.write", fresh(w.draft))


def test_adoption_closes_the_hearing(w: SimpleNamespace) -> None:
    w.draft.visibility = Visibility.INTERNAL
    w.draft.save()
    open_hearing(written(w), opens_on=today(), closes_on=today(), by=w.owner)
    adopt(w.draft, forum=w.forum, decided_on=today(), in_force_on=today(), by=w.secretary)
    assert not w.draft.hearing_periods.filter(closed_at=None).exists()


def test_document_tells_what_it_takes_over_from_and_what_takes_over(w: SimpleNamespace) -> None:
    begin_succession(w.draft, [w.public], by=w.secretary)
    assert [old.pk for old in life_links(w.draft, w.secretary).olds] == [w.public.pk]
    assert [heir.pk for heir in life_links(w.public, w.secretary).heirs] == [w.draft.pk]
    assert life_links(w.public, w.outsider).heirs == ()


def test_every_step_is_a_line_in_the_log(w: SimpleNamespace) -> None:
    adopt(written(w), forum=w.forum, decided_on=LONG_AGO, in_force_on=LONG_AGO, by=w.secretary)
    assert str(Activity.objects.about(w.draft).get()) == (
        "Signe Krogh skrev ind, at Byrådet vedtog dokumentet den 24.06.2024"
    )
