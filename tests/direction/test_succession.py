"""When direction changes: two policies become a vision, and every old aim is accounted for."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from pejling.chain.duties import ties as tie_duties
from pejling.chain.figures.element_ties import element_ties
from pejling.chain.figures.waiting_ties import WaitingTie, waiting_ties_of
from pejling.core.dates import start_of, today
from pejling.direction.actions.adoption import adopt, withdraw_adoption
from pejling.direction.actions.fates import clear_fate, end_element, set_fate
from pejling.direction.actions.succession import abandon_succession, begin_succession, carry_on
from pejling.direction.actions.ties import confirm_inherited, end_tie
from pejling.direction.figures.succession import fates_seen, takeover, without_fate
from pejling.direction.models import Document, Fate, FateKind, Phase, Succession, Visibility
from pejling.people.models import Person
from tests import world

START = date(2020, 1, 1)


@pytest.fixture
def turn(w: SimpleNamespace) -> SimpleNamespace:
    """A health policy and a volunteer policy, a unit plan tied to them, and the draft of a vision to replace both."""
    fields = {"forum": w.forum, "on": START, "unit": w.top}
    w.health = world.make_adopted("Sundhedspolitik", **fields)
    w.sleep = world.make_element(w.health, "Flere sover godt")
    w.walks = world.make_element(w.health, "Flere går en tur hver dag", parent=w.sleep)
    w.volunteers = world.make_adopted("Frivilligpolitik", **fields)
    w.clubs = world.make_element(w.volunteers, "Foreningerne har gode vilkår")
    world.make_element(w.volunteers, "Foreningerne mangler frivillige", kind="challenge")
    w.tie_to_sleep = world.tie(w.element, w.sleep)
    w.vision = world.make_document(
        "Vision for fællesskab", kind="vision", unit=w.top, forum=w.forum, visibility=Visibility.DRAFT
    )
    w.together = world.make_element(w.vision, "Vi lever godt sammen", kind="vision_statement")
    w.outdoors = world.make_element(w.vision, "Naturen er for alle", kind="vision_statement")
    begin_succession(w.vision, [w.health, w.volunteers], by=w.secretary)
    return w


def waiting_ties(person: Person) -> list[WaitingTie]:
    return waiting_ties_of([person], today())[person.pk]


def adopt_vision(w: SimpleNamespace, on: date | None = None) -> None:
    on = on or today()
    adopt(w.vision, forum=w.forum, decided_on=min(on, today()), in_force_on=on, by=w.secretary)


def settle_all(w: SimpleNamespace) -> None:
    set_fate(w.sleep, FateKind.MERGED, to=[w.together], by=w.secretary)
    set_fate(w.walks, FateKind.SPLIT, to=[w.together, w.outdoors], by=w.secretary)
    set_fate(w.clubs, FateKind.LAPSED, why="Foreningerne har deres egen aftale", by=w.secretary)


def phases(*documents: Document) -> list[str]:
    return [Document.objects.get(pk=document.pk).phase for document in documents]


def test_successor_cannot_be_adopted_before_every_old_aim_has_a_fate(turn: SimpleNamespace) -> None:
    set_fate(turn.sleep, FateKind.MERGED, to=[turn.together], by=turn.secretary)
    with pytest.raises(ValidationError, match="2 punkter i de gamle dokumenter mangler en skæbne"):
        adopt_vision(turn)
    assert phases(turn.vision, turn.health) == [Phase.DRAFT, Phase.IN_FORCE]


def test_facts_need_no_fate(turn: SimpleNamespace) -> None:
    assert set(without_fate(Document.objects.filter(pk=turn.volunteers.pk))) == {turn.clubs}


def test_adoption_puts_the_old_documents_out_of_force_the_day_before(turn: SimpleNamespace) -> None:
    settle_all(turn)
    adopt_vision(turn)
    old = Document.objects.get(pk=turn.health.pk)
    assert (old.phase, old.in_force_until) == (Phase.SUCCEEDED, today() - timedelta(days=1))
    assert set(Fate.objects.effective().values_list("element", flat=True)) == {
        turn.sleep.pk,
        turn.walks.pk,
        turn.clubs.pk,
    }


def test_old_documents_bind_until_a_successor_that_waits(turn: SimpleNamespace) -> None:
    settle_all(turn)
    adopt_vision(turn, on=today() + timedelta(days=30))
    assert Document.objects.in_force().filter(pk=turn.health.pk).exists()
    assert not Document.objects.in_force(today() + timedelta(days=30)).filter(pk=turn.health.pk).exists()
    assert not Fate.objects.effective().exists()


def test_tie_to_an_old_aim_stays_as_it_is_until_the_successor_binds(turn: SimpleNamespace) -> None:
    settle_all(turn)
    adopt_vision(turn, on=today() + timedelta(days=30))
    lines = element_ties(turn.element, turn.owner).ups
    assert [(line.other.pk, line.fate, line.counts) for line in lines] == [
        (turn.aim.pk, 0, True),
        (turn.sleep.pk, 0, True),
    ]
    assert waiting_ties(turn.owner) == []


def test_withdrawn_adoption_makes_the_old_documents_bind_again(turn: SimpleNamespace) -> None:
    settle_all(turn)
    adopt_vision(turn)
    withdraw_adoption(Document.objects.get(pk=turn.vision.pk), why="Forkert udkast", by=turn.secretary)
    assert phases(turn.vision, turn.health, turn.volunteers) == [Phase.DRAFT, Phase.IN_FORCE, Phase.IN_FORCE]
    assert Fate.objects.planned().count() == 4


def test_contribution_to_an_old_aim_is_not_rewritten(turn: SimpleNamespace) -> None:
    settle_all(turn)
    adopt_vision(turn)
    turn.tie_to_sleep.refresh_from_db()
    assert (turn.tie_to_sleep.upper_id, turn.tie_to_sleep.ended_on) == (turn.sleep.pk, None)


def test_carrying_on_gives_each_old_aim_an_heir_in_the_same_tree(turn: SimpleNamespace) -> None:
    carry_on([turn.sleep, turn.walks], turn.vision, by=turn.secretary)
    heir = turn.walks.fates.get().to
    assert (heir.title, heir.parent.title, heir.document) == (
        "Flere går en tur hver dag",
        "Flere sover godt",
        turn.vision,
    )


def test_carrying_on_leaves_what_has_a_fate(turn: SimpleNamespace) -> None:
    set_fate(turn.sleep, FateKind.LAPSED, why="Nået", by=turn.secretary)
    assert [e.title for e in carry_on([turn.sleep, turn.walks], turn.vision, by=turn.secretary)] == [
        turn.walks.title
    ]


@pytest.mark.parametrize(
    ("kind", "targets", "why", "words"),
    [
        (FateKind.LAPSED, [], "", "hvorfor punktet bortfalder"),
        (FateKind.LAPSED, ["together"], "Nået", "lever ikke videre"),
        (FateKind.SPLIT, ["together"], "", "mindst to"),
        (FateKind.MERGED, [], "", "Vælg det punkt"),
        (FateKind.CARRIED_ON, ["together", "outdoors"], "", "Vælg det punkt"),
        (FateKind.MOVED, ["together"], "", "et andet dokument end det, der afløser"),
        (FateKind.CARRIED_ON, ["walks"], "", "i et andet dokument"),
    ],
)
def test_fate_that_makes_no_sense_is_refused(
    turn: SimpleNamespace, kind: FateKind, targets: list[str], why: str, words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        set_fate(turn.sleep, kind, to=[getattr(turn, name) for name in targets], why=why, by=turn.secretary)


def test_aim_cannot_live_on_in_a_fact(turn: SimpleNamespace) -> None:
    fact = world.make_element(turn.vision, "Vi bliver ældre", kind="challenge")
    with pytest.raises(ValidationError, match="Et mål kan kun leve videre i et mål"):
        set_fate(turn.sleep, FateKind.CARRIED_ON, to=[fact], by=turn.secretary)


def test_aim_does_not_live_on_in_what_itself_contributes_to_it(turn: SimpleNamespace) -> None:
    between = world.make_element(turn.document, "Skolen sover længe")
    world.tie(turn.together, between)
    through = world.tie(between, turn.sleep)
    with pytest.raises(ValidationError) as refused:
        set_fate(turn.sleep, FateKind.MERGED, to=[turn.together], by=turn.secretary)
    assert refused.value.message_dict == {
        "to": [
            "»Vi lever godt sammen« bidrager selv til »Flere sover godt«, så skæbnen ville gå i ring. "
            "Lad bidraget ophøre først, eller vælg et andet punkt."
        ]
    }
    assert not turn.sleep.fates.exists()
    end_tie(through, by=turn.secretary)
    set_fate(turn.sleep, FateKind.MERGED, to=[turn.together], by=turn.secretary)


def test_refused_fate_leaves_the_one_that_was_said_before(turn: SimpleNamespace) -> None:
    set_fate(turn.sleep, FateKind.MERGED, to=[turn.outdoors], by=turn.secretary)
    world.tie(turn.together, turn.sleep)
    with pytest.raises(ValidationError, match="gå i ring"):
        set_fate(turn.sleep, FateKind.MERGED, to=[turn.together], by=turn.secretary)
    assert [fate.to for fate in turn.sleep.fates.all()] == [turn.outdoors]


def test_circle_is_told_beside_the_field_and_what_was_chosen_is_kept(
    turn: SimpleNamespace, client: Client
) -> None:
    world.tie(turn.together, turn.sleep)
    client.force_login(turn.secretary)
    chosen = {"kind": "merged", "to": [turn.together.pk], "why": "Det samme"}
    answer = client.post(reverse("fate", args=[turn.sleep.pk]), chosen)
    page = answer.content.decode()
    assert (answer.status_code, "gå i ring" in page, "Det samme" in page) == (422, True, True)


def test_planned_fate_can_be_taken_back_from_its_page(turn: SimpleNamespace, client: Client) -> None:
    client.force_login(turn.secretary)
    address, clearing = (reverse(name, args=[turn.sleep.pk]) for name in ("fate", "fate_clearing"))
    assert clearing not in client.get(address).content.decode()
    set_fate(turn.sleep, FateKind.MERGED, to=[turn.together], by=turn.secretary)
    assert clearing in client.get(address).content.decode()
    client.post(clearing)
    assert not turn.sleep.fates.exists()


def test_aim_can_move_to_any_other_document_in_force(turn: SimpleNamespace) -> None:
    (fate,) = set_fate(turn.sleep, FateKind.MOVED, to=[turn.aim], by=turn.secretary)
    assert fate.to == turn.aim


def test_fate_said_again_replaces_the_first_until_it_has_come_true(turn: SimpleNamespace) -> None:
    set_fate(turn.sleep, FateKind.LAPSED, why="Nået", by=turn.secretary)
    settle_all(turn)
    assert [fate.kind for fate in turn.sleep.fates.all()] == [FateKind.MERGED]
    adopt_vision(turn)
    with pytest.raises(ValidationError, match="afgjort"):
        clear_fate(turn.sleep, by=turn.secretary)


def test_abandoned_succession_takes_its_plans_along(turn: SimpleNamespace) -> None:
    settle_all(turn)
    abandon_succession(turn.vision.succession, by=turn.secretary)
    assert (Succession.objects.count(), Fate.objects.count()) == (0, 0)


def test_document_is_taken_over_by_one_draft_at_a_time(turn: SimpleNamespace) -> None:
    rival = world.make_document("Anden vision", kind="vision", unit=turn.top)
    with pytest.raises(ValidationError, match="ved at blive afløst"):
        begin_succession(rival, [turn.health], by=turn.secretary)


def test_takeover_shows_old_beside_new_with_what_is_missing(turn: SimpleNamespace) -> None:
    set_fate(turn.clubs, FateKind.LAPSED, why="Nået", by=turn.secretary)
    found = takeover(turn.vision.succession, turn.secretary)
    assert [(old.document.title, len(old.lines), old.missing) for old in found.olds] == [
        ("Frivilligpolitik", 1, 0),
        ("Sundhedspolitik", 2, 2),
    ]
    assert [(line.element.title, line.ties, line.depth) for line in found.olds[1].lines] == [
        ("Flere sover godt", 1, 0),
        ("Flere går en tur hver dag", 0, 1),
    ]
    assert (found.settled, found.total) == (1, 3)


def test_element_of_a_living_document_is_ended_with_a_fate_and_stays_readable(w: SimpleNamespace) -> None:
    other = world.make_element(w.document, "Alle skriver hver dag")
    end_element(w.element, FateKind.MERGED, to=[other], by=w.owner)
    w.element.refresh_from_db()
    assert w.element.ended_on == today()
    fate = w.element.fates.get()
    assert fate.effective_on == today()
    assert (fates_seen(w.element, w.owner), fates_seen(other, w.owner)) == ([fate], [])


def test_adopted_element_is_not_ended_by_itself(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="vedtaget"):
        end_element(w.aim, FateKind.LAPSED, why="Nået", by=w.secretary)


def test_owners_of_inherited_ties_are_asked_until_they_answer(turn: SimpleNamespace) -> None:
    settle_all(turn)
    assert waiting_ties(turn.owner) == []
    adopt_vision(turn)
    (waiting,) = waiting_ties(turn.owner)
    assert waiting.heir is not None
    assert (waiting.tie, waiting.heir.title) == (turn.tie_to_sleep, turn.together.title)
    assert waiting_ties(turn.colleague) == []
    confirm_inherited(waiting.tie, Fate.objects.get(pk=waiting.fate), how="Stadig.", by=turn.owner)
    assert waiting_ties(turn.owner) == []


def test_who_answers_for_the_element_is_asked_too(turn: SimpleNamespace) -> None:
    turn.element.responsible = turn.colleague
    turn.element.save()
    settle_all(turn)
    adopt_vision(turn)
    assert [each.tie for each in waiting_ties(turn.colleague)] == [turn.tie_to_sleep]


def test_owner_is_told_when_an_aim_has_lapsed(turn: SimpleNamespace) -> None:
    settle_all(turn)
    lost = world.tie(world.make_element(turn.document, "Vi låner hallen ud"), turn.clubs)
    adopt_vision(turn)
    assert [(each.tie, each.heir) for each in waiting_ties(turn.owner) if each.heir is None] == [(lost, None)]


def test_page_of_an_old_aim_tells_what_became_of_it(turn: SimpleNamespace, client: Client) -> None:
    settle_all(turn)
    client.force_login(turn.owner)
    address = reverse("element", args=[turn.sleep.pk])
    assert "Det blev der af det" not in client.get(address).content.decode()
    adopt_vision(turn)
    page = client.get(address).content.decode()
    assert ("Det blev der af det" in page, "Vi lever godt sammen" in page) == (True, True)


def test_fate_form_offers_the_heir_and_what_is_searched_for(turn: SimpleNamespace, client: Client) -> None:
    client.force_login(turn.secretary)
    address = reverse("fate", args=[turn.sleep.pk])
    near, found = (
        client.get(address).content.decode(),
        client.get(address, {"q": "dygtige læsere"}).content.decode(),
    )
    offered = [f'<option value="{element.pk}">' for element in (turn.together, turn.aim)]
    assert [option in near for option in offered] == [True, False]
    assert [option in found for option in offered] == [True, True]
    answer = client.post(address, {"kind": "moved", "to": turn.aim.pk})
    assert (answer.status_code, turn.sleep.fates.get().to) == (303, turn.aim)


def test_fate_form_keeps_what_was_chosen_when_it_is_refused(turn: SimpleNamespace, client: Client) -> None:
    client.force_login(turn.secretary)
    answer = client.post(reverse("fate", args=[turn.sleep.pk]), {"kind": "split", "to": turn.aim.pk})
    assert answer.status_code == 422
    assert f'<option value="{turn.aim.pk}" selected>' in answer.content.decode()


def test_element_of_a_living_document_is_ended_from_its_page(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    address = reverse("element_ending", args=[w.element.pk])
    assert "Tag skæbnen tilbage" not in client.get(address).content.decode()
    assert client.post(address, {"kind": "lapsed", "why": "Nået"}).status_code == 303
    assert w.element.fates.get().effective_on == today()


# --- What is said of it ----------------------------------------------------------------------------------------------


def test_old_document_says_when_it_is_succeeded_and_then_that_it_was(
    turn: SimpleNamespace, client: Client
) -> None:
    settle_all(turn)
    client.force_login(turn.secretary)
    address, on = f"/dokumenter/{turn.health.pk}/", today() + timedelta(days=20)

    def links() -> str:
        html = client.get(address).content.decode()
        start = html.index('class="life-links"')
        return " ".join(strip_tags(html[start - 3 : html.index("</p>", start)]).split())

    assert links() == "Er ved at blive afløst af Vision for fællesskab."
    adopt_vision(turn, on)
    assert links() == f"Afløses den {on:%d.%m.%Y} af Vision for fællesskab."
    with time_machine.travel(start_of(on) + timedelta(hours=9)):
        client.force_login(turn.secretary)
        assert links() == "Afløst af Vision for fællesskab."


def test_two_lines_of_one_split_aim_differ_by_name(turn: SimpleNamespace) -> None:
    world.tie(turn.element, turn.walks)
    settle_all(turn)
    adopt_vision(turn)
    asked = [(duty.title, duty.why) for duty in tie_duties([turn.owner], today())]
    assert len(asked) == len(set(asked)) == 3
    split = {title for title, why in asked if turn.walks.title in why}
    assert split == {
        "Bidrager »Alle læser hver dag« nu til »Vi lever godt sammen«?",
        "Bidrager »Alle læser hver dag« nu til »Naturen er for alle«?",
    }


def test_answer_for_an_inherited_tie_leads_back_to_where_one_came_from(
    turn: SimpleNamespace, client: Client
) -> None:
    settle_all(turn)
    adopt_vision(turn)
    client.force_login(turn.owner)
    (waiting,) = waiting_ties(turn.owner)
    address = f"/bidrag/{turn.tie_to_sleep.pk}/arv/{waiting.fate}"
    page = client.get(address, {"next": "/kaeden/brud"}).content.decode()
    assert '<input type="hidden" name="next" value="/kaeden/brud">' in page
    assert "&amp;next=%2Fkaeden%2Fbrud" in page or "&amp;next=/kaeden/brud" in page
    answered = client.post(address, {"how": "Sådan.", "upper": "", "next": "/kaeden/brud"})
    assert (answered.status_code, answered["Location"]) == (303, "/kaeden/brud")


def test_answer_for_an_inherited_tie_leads_to_the_point_when_nothing_was_said(
    turn: SimpleNamespace, client: Client
) -> None:
    settle_all(turn)
    adopt_vision(turn)
    client.force_login(turn.owner)
    (waiting,) = waiting_ties(turn.owner)
    answered = client.post(
        f"/bidrag/{turn.tie_to_sleep.pk}/arv/{waiting.fate}", {"how": "Sådan.", "next": "//et.andet.sted"}
    )
    assert answered["Location"] == f"/punkter/{turn.element.pk}/"
