"""An initiative's pages, from the line of a plan to the last verdict."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pejling.chain.figures.chain import chain_from
from pejling.core.dates import today
from pejling.core.formats import day
from pejling.direction.models import Contribution, Fate, FateKind
from pejling.direction.models import Phase as DocumentPhase
from pejling.initiatives.actions.approvers import name_approver
from pejling.initiatives.actions.judging import add_criterion, assess, judge
from pejling.initiatives.actions.milestones import add_milestone
from pejling.initiatives.actions.phases import step
from pejling.initiatives.figures.aims import aims_of
from pejling.initiatives.figures.initiative import expected, read_initiative
from pejling.initiatives.figures.readiness import read_development
from pejling.initiatives.forms.initiatives import InitiativeForm
from pejling.initiatives.models import Facet, Initiative, Milestone, Phase
from pejling.web.forms import Clash
from tests import world


@pytest.fixture
def owner(w: SimpleNamespace) -> Client:
    client = Client()
    client.force_login(w.owner)
    return client


def facts(w: SimpleNamespace, **typed: object) -> dict[str, object]:
    """What a form about an initiative sends."""
    least = {
        "lead": w.owner.pk,
        "unit": w.unit.pk,
        "intent": "develop",
        "scope": "core_task",
        "phase": "idea",
    }
    return {**least, "starts_on": "01.01.2027", "ends_on": "31.12.2027", **typed}


def page(client: Client, initiative: Initiative) -> str:
    return client.get(reverse("initiative", args=[initiative.pk])).content.decode()


# --- Beginning -------------------------------------------------------------------------------------------------------


def test_line_is_followed_from_its_own_page(w: SimpleNamespace, owner: Client) -> None:
    line = world.make_element(w.document, "Læsebånd", kind="initiative")
    address = reverse("initiative_beginning", args=[line.pk])
    assert address in owner.get(reverse("element", args=[line.pk])).content.decode()
    answer = owner.post(address, facts(w, oere="25.000 kr.", partners=[w.other_unit.pk]))
    initiative = Initiative.objects.get()
    assert answer["Location"] == reverse("initiative", args=[initiative.pk])
    assert (initiative.element, initiative.lead, initiative.oere) == (line, w.owner, 2_500_000)
    assert [partner.unit for partner in initiative.partners.all()] == [w.other_unit]
    told = owner.get(reverse("element", args=[line.pk])).content.decode()
    assert reverse("initiative", args=[initiative.pk]) in told
    assert address not in told


def test_line_that_is_followed_leads_to_its_initiative(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document)
    answer = owner.get(reverse("initiative_beginning", args=[initiative.element_id]))
    assert answer["Location"] == reverse("initiative", args=[initiative.pk])


def test_aim_chosen_at_the_beginning_is_tied_with_its_sentence(w: SimpleNamespace, owner: Client) -> None:
    line = world.make_element(w.document, "Læsebånd", kind="initiative")
    address = reverse("initiative_beginning", args=[line.pk])
    assert owner.post(address, facts(w, aim=w.aim.pk)).status_code == 422
    assert not Initiative.objects.exists()
    owner.post(address, facts(w, aim=w.aim.pk, how="Tyve minutter om dagen."))
    assert Contribution.objects.get(lower=line).how == "Tyve minutter om dagen."


def test_what_begins_as_approved_has_an_aim_or_says_why_none(w: SimpleNamespace, owner: Client) -> None:
    line = world.make_element(w.document, "Læsebånd", kind="initiative")
    address = reverse("initiative_beginning", args=[line.pk])
    refused = owner.post(address, facts(w, phase="under_way"))
    assert refused.status_code == 422
    assert "Knyt først indsatsen til et mål" in refused.content.decode()
    assert not Initiative.objects.exists()
    why = "Loven kræver det, og intet mål nævner det."
    assert (
        owner.post(address, facts(w, phase="under_way", contributes_to_none_because=why)).status_code == 303
    )


def test_new_initiative_stands_in_the_plan_too(w: SimpleNamespace, owner: Client) -> None:
    address = reverse("initiative_new", args=[w.document.pk])
    typed = facts(w, title="Forældrekaffe", section=w.section.pk, under=w.element.pk)
    assert owner.post(address, typed).status_code == 303
    element = Initiative.objects.get().element
    assert (element.title, element.parent, element.document) == ("Forældrekaffe", w.element, w.document)


def test_initiative_that_is_refused_leaves_no_line_behind(w: SimpleNamespace, owner: Client) -> None:
    typed = facts(w, title="Forkert", section=w.section.pk, ends_on="31.12.2020")
    before = w.document.elements.count()
    answer = owner.post(reverse("initiative_new", args=[w.document.pk]), typed)
    assert (answer.status_code, w.document.elements.count()) == (422, before)


def test_plan_without_sections_is_written_first(w: SimpleNamespace, owner: Client) -> None:
    empty = world.make_document("Tom plan", kind="strategy_plan", unit=w.unit)
    answer = owner.get(reverse("initiative_new", args=[empty.pk]))
    assert answer["Location"] == reverse("document_write", args=[empty.pk])


# --- Reading ---------------------------------------------------------------------------------------------------------


def test_page_leads_from_the_aim_up_to_the_vision(w: SimpleNamespace) -> None:
    vision = world.make_adopted("Vision", kind="vision", forum=w.forum, unit=w.top)
    good_life = world.make_element(vision, "Et godt liv", kind="vision_statement")
    initiative = world.make_initiative(document=w.document)
    world.tie(initiative.element, w.aim, "Tyve minutter om dagen.")
    (line,) = aims_of(initiative.element, w.owner)
    assert (line.aim, line.how, line.way, line.reaches_vision) == (
        w.aim, "Tyve minutter om dagen.", (), False,
    )  # fmt: skip
    world.tie(w.aim, good_life)
    (line,) = aims_of(initiative.element, w.owner)
    assert (line.way, line.reaches_vision) == ((good_life,), True)


def test_line_under_an_aim_shows_it_and_its_way(w: SimpleNamespace) -> None:
    element = world.make_element(w.document, "Læsebånd", kind="initiative", parent=w.element)
    (line,) = aims_of(element, w.owner)
    assert (line.aim, line.how, line.way) == (w.element, "", (w.aim,))


def test_way_up_and_the_chain_say_the_same_after_a_succession(w: SimpleNamespace, owner: Client) -> None:
    vision = world.make_adopted("Vision", kind="vision", forum=w.forum, unit=w.top)
    good_life = world.make_element(vision, "Et godt liv", kind="vision_statement")
    new = world.make_adopted("Ny politik", forum=w.forum, unit=w.top)
    higher = world.make_element(new, "Læselyst")
    heir = world.make_element(new, "Alle læser hver dag", parent=higher)
    initiative = world.make_initiative(document=w.document)
    world.tie(initiative.element, w.aim, "Tyve minutter om dagen.")
    world.tie(w.aim, good_life)
    world.tie(higher, good_life)
    w.public.phase, w.public.in_force_until = DocumentPhase.SUCCEEDED, today() - timedelta(days=1)
    w.public.save()
    Fate.objects.create(element=w.aim, kind=FateKind.CARRIED_ON, to=heir, effective_on=today())
    (line,) = aims_of(initiative.element, w.owner)
    assert (line.aim, line.old, line.way) == (heir, w.aim, (higher, good_life))
    chain = chain_from([initiative.element_id], w.owner)
    assert chain.above(str(initiative.element_id)) == [str(each.pk) for each in (line.aim, *line.way)]
    page = owner.get(reverse("initiative", args=[initiative.pk])).content.decode()
    assert "Arvet fra" in page


def test_aim_that_has_lapsed_is_told_as_broken(w: SimpleNamespace) -> None:
    initiative = world.make_initiative(document=w.document)
    world.tie(initiative.element, w.aim)
    w.public.phase, w.public.in_force_until = DocumentPhase.RETIRED, today() - timedelta(days=1)
    w.public.save()
    Fate.objects.create(element=w.aim, kind=FateKind.LAPSED, why="Nået.", effective_on=today())
    (line,) = aims_of(initiative.element, w.owner)
    assert (line.aim, line.way, line.is_broken) == (w.aim, (), True)


def test_draft_shows_the_way_that_it_will_have(w: SimpleNamespace) -> None:
    element = world.make_element(w.draft, "Læsebånd", kind="initiative")
    world.tie(element, w.aim)
    higher = world.make_element(w.public, "Læselyst")
    w.aim.parent = higher
    w.aim.save()
    (line,) = aims_of(element, w.owner)
    assert (line.aim, line.way) == (w.aim, (higher,))


def test_ended_tie_is_no_aim(w: SimpleNamespace) -> None:
    initiative = world.make_initiative(document=w.document)
    world.tie(initiative.element, w.aim, ended_on=today())
    assert aims_of(initiative.element, w.owner) == []


def test_what_is_late_is_expected_first(w: SimpleNamespace) -> None:
    yesterday, tomorrow = today() - timedelta(days=1), today() + timedelta(days=1)
    initiative = world.make_initiative(document=w.document, ends_on=yesterday)
    late = Milestone(title="Kursus", due_on=yesterday)
    soon = Milestone(title="Opstart", due_on=tomorrow)
    assert expected(initiative, (late, soon)) == [
        f"Skulle have været slut den {day(yesterday)}.",
        f"Delmålet »Kursus« skulle være nået den {day(yesterday)}.",
        f"Næste delmål er »Opstart« senest den {day(tomorrow)}.",
    ]


def test_proposal_names_whom_it_waits_for(w: SimpleNamespace) -> None:
    initiative = world.make_initiative(document=w.document, phase=Phase.PROPOSED)
    assert expected(initiative, ()) == ["Venter på at blive godkendt af lederen af Søparkens Skole."]
    name_approver(w.document, forum=w.forum, by=w.owner)
    assert expected(initiative, ()) == ["Venter på at blive godkendt af Byrådet."]


def test_nothing_is_expected_of_what_is_done(w: SimpleNamespace) -> None:
    initiative = world.make_initiative(
        document=w.document, phase=Phase.DONE, ends_on=today() - timedelta(days=1)
    )
    assert expected(initiative, ()) == []


def test_reader_sees_no_buttons_and_the_owner_does(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document)
    reader = read_initiative(initiative, w.colleague)
    assert (reader.moves, reader.undoable, reader.may_edit) == ((), None, False)
    mine = read_initiative(initiative, w.owner)
    assert [move.after for move in mine.moves] == [Phase.DONE, Phase.PAUSED, Phase.STOPPED]
    colleague = Client()
    colleague.force_login(w.colleague)
    for address in ("initiative_edit", "milestone_new", "readiness_new"):
        link = reverse(address, args=[initiative.pk])
        assert (link in page(owner, initiative), link in page(colleague, initiative)) == (True, False)


def test_missing_aim_is_told_and_the_reason_is_shown(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document, phase=Phase.PROPOSED)
    approval = reverse("initiative_step", args=[initiative.pk, Phase.APPROVED])
    missing = "Indsatsen bidrager ikke til noget mål endnu"
    assert missing in page(owner, initiative)
    assert missing in owner.get(approval).content.decode()
    initiative.contributes_to_none_because = "Taget skal holdes tæt."
    initiative.save()
    assert missing not in page(owner, initiative) + owner.get(approval).content.decode()
    assert "Taget skal holdes tæt." in page(owner, initiative)


def test_page_costs_as_much_with_three_of_everything_as_with_one(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document, lead=w.owner)
    address = reverse("initiative", args=[initiative.pk])

    def more(name: str) -> None:
        aim = world.make_element(w.public, f"Mål {name}")
        world.tie(initiative.element, aim)
        add_milestone(initiative, title=f"Delmål {name}", due_on=today(), by=w.owner)
        criterion = add_criterion(initiative, title=f"Kriterium {name}", by=w.owner)
        judge(initiative, criterion, verdict="met", evidence="Set.", by=w.owner)
        assess(initiative, dict.fromkeys(Facet.values, (2, "Nej.")), by=w.owner)
        initiative.partners.create(unit=world.make_unit(f"Skole {name}"))

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert owner.get(address).status_code == 200
        return len(counted)

    more("1")
    queries()
    few = queries()
    more("2")
    more("3")
    assert queries() == few


def test_all_that_happened_has_a_page_of_its_own(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document, phase=Phase.APPROVED)
    step(initiative, Phase.UNDER_WAY, by=w.owner)
    address = reverse("initiative_activity", args=[initiative.pk])
    assert address in page(owner, initiative)
    assert "satte indsatsens fase til »I gang«" in owner.get(address).content.decode()


# --- Changing --------------------------------------------------------------------------------------------------------


def test_form_of_an_initiative_changed_meanwhile_shows_both(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document, lead=w.owner)
    address = reverse("initiative_edit", args=[initiative.pk])
    typed = facts(w, version=1, competences="Læsevejleder")
    assert owner.post(address, typed).status_code == 303
    answer = owner.post(address, {**typed, "competences": "Bibliotekar"})
    assert answer.status_code == 409
    assert {"Læsevejleder", "Bibliotekar"} <= set(answer.content.decode().replace("<", ">").split(">"))
    initiative.refresh_from_db()
    assert initiative.competences == "Læsevejleder"


@pytest.mark.parametrize(
    ("typed", "oere"),
    [("0", 0), ("", None), ("250.000", 25_000_000), ("250000 kr.", 25_000_000), ("1 500", 150_000)],
)
def test_money_is_typed_as_people_write_it(
    w: SimpleNamespace, owner: Client, typed: str, oere: int | None
) -> None:
    initiative = world.make_initiative(document=w.document, lead=w.owner)
    address = reverse("initiative_edit", args=[initiative.pk])
    assert owner.post(address, facts(w, version=1, oere=typed)).status_code == 303
    initiative.refresh_from_db()
    assert initiative.oere == oere


@pytest.mark.parametrize("typed", ["mange", "12,50", "-5", "9" * 20])
def test_money_that_is_no_whole_number_of_kroner_is_refused(
    w: SimpleNamespace, owner: Client, typed: str
) -> None:
    initiative = world.make_initiative(document=w.document, lead=w.owner)
    answer = owner.post(reverse("initiative_edit", args=[initiative.pk]), facts(w, version=1, oere=typed))
    assert answer.status_code == 422


# --- Steps -----------------------------------------------------------------------------------------------------------


def test_step_is_pressed_and_taken_back_by_the_same_person(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document, phase=Phase.APPROVED)
    owner.post(reverse("initiative_step", args=[initiative.pk, "under_way"]))
    initiative.refresh_from_db()
    assert initiative.phase == Phase.UNDER_WAY
    owner.post(reverse("initiative_step_back", args=[initiative.pk]))
    initiative.refresh_from_db()
    assert initiative.phase == Phase.APPROVED


def test_done_asks_about_loose_ends_and_forbids_nothing(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document)
    add_milestone(initiative, title="Kursus", due_on=today(), by=w.owner)
    add_criterion(initiative, title="Ni af ti", by=w.owner)
    address = reverse("initiative_step", args=[initiative.pk, "done"])
    asked = owner.get(address).content.decode()
    assert f"Delmålet »Kursus«, som skal nås senest den {day(today())}, er ikke nået." in asked
    assert "Vurdér succeskriteriet »Ni af ti«" in asked
    assert owner.post(address).status_code == 303
    initiative.refresh_from_db()
    assert initiative.phase == Phase.DONE


def test_stop_without_a_reason_is_asked_again(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document)
    address = reverse("initiative_step", args=[initiative.pk, "stopped"])
    assert owner.post(address).status_code == 422
    assert owner.post(address, {"why": "Pengene er brugt."}).status_code == 303


def test_step_that_somebody_took_already_leads_back_to_the_page(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document)
    answer = owner.post(reverse("initiative_step", args=[initiative.pk, "approved"]))
    assert (answer.status_code, answer["Location"]) == (303, reverse("initiative", args=[initiative.pk]))


def test_phase_that_does_not_exist_is_no_page(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document)
    assert owner.get(reverse("initiative_step", args=[initiative.pk, "flying"])).status_code == 404


def test_approver_of_a_plan_is_named_by_its_editors(w: SimpleNamespace, owner: Client) -> None:
    address = reverse("approver", args=[w.document.pk])
    assert owner.post(address, {"forum": w.forum.pk, "person": w.owner.pk}).status_code == 422
    assert owner.post(address, {"forum": w.forum.pk}).status_code == 303
    assert w.document.approver.forum == w.forum


# --- Milestones, criteria and readiness ------------------------------------------------------------------------------


def test_milestone_is_set_reached_and_missed_by_a_press(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document)
    owner.post(reverse("milestone_new", args=[initiative.pk]), {"title": "Kursus", "due_on": "01.03.2027"})
    milestone = Milestone.objects.get()
    for name, reached_on in (("milestone_reaching", today()), ("milestone_missing", None)):
        owner.post(reverse(name, args=[milestone.pk]))
        milestone.refresh_from_db()
        assert milestone.reached_on == reached_on


def test_milestone_form_that_was_overtaken_shows_both(w: SimpleNamespace, owner: Client) -> None:
    milestone = add_milestone(
        world.make_initiative(document=w.document), title="Kursus", due_on=today(), by=w.owner
    )
    address = reverse("milestone_edit", args=[milestone.pk])
    typed = {"title": "Kursus for alle", "due_on": "01.03.2027", "version": 1}
    assert owner.post(address, typed).status_code == 303
    assert owner.post(address, {**typed, "title": "Andet"}).status_code == 409


def test_form_that_was_overtaken_shows_what_differs_and_nothing_else(
    w: SimpleNamespace, owner: Client
) -> None:
    initiative = world.make_initiative(document=w.document, lead=w.owner)
    address = reverse("initiative_edit", args=[initiative.pk])
    typed = {"version": 1, "unit": w.unit.pk, "lead": w.owner.pk, "intent": "develop", "scope": "core_task"}
    typed |= {"oere": "25.000", "partners": [w.other_unit.pk], "competences": "Mødeledelse"}
    assert owner.post(address, typed).status_code == 303
    late = {**typed, "partners": [], "competences": "Overblik"}
    assert owner.post(address, late).status_code == 409
    form = InitiativeForm(late, viewer=w.owner, instance=Initiative.objects.get())
    assert form.is_valid()
    form.mark_stale(Initiative.objects.get())
    assert form.clashes == [
        Clash("Medvirkende enheder", "", "Bakkens Skole (Fjordlund Kommune)"),
        Clash("Kompetencer, den kræver", "Overblik", "Mødeledelse"),
    ]


def test_verdict_needs_evidence_and_is_kept_beside_the_earlier(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document)
    criterion = add_criterion(initiative, title="Ni af ti", by=w.owner)
    address = reverse("verdict_new", args=[initiative.pk, criterion.pk])
    assert owner.post(address, {"verdict": "met"}).status_code == 422
    for verdict in ("not_yet", "met"):
        assert owner.post(address, {"verdict": verdict, "evidence": "Læseprøven."}).status_code == 303
    assert list(criterion.verdicts.values_list("verdict", flat=True)) == ["not_yet", "met"]
    elsewhere = world.make_initiative("Andet", document=w.document)
    assert owner.get(reverse("verdict_new", args=[elsewhere.pk, criterion.pk])).status_code == 404


def test_readiness_is_shown_as_a_development_side_by_side(w: SimpleNamespace, owner: Client) -> None:
    initiative = world.make_initiative(document=w.document)
    address = reverse("readiness_new", args=[initiative.pk])
    for score in (2, 5):
        typed = {f"{facet}_score": str(score) for facet in Facet.values}
        typed |= {f"{facet}_sentence": f"Karakter {score}." for facet in Facet.values}
        assert owner.post(address, {**typed, "time_sentence": ""}).status_code == 422
        assert owner.post(address, typed).status_code == 303
    development = read_development(initiative)
    assert development is not None
    assert [side.facet for side in development.sides] == list(Facet)
    time = development.sides[2]
    assert [score.score for score in time.scores] == [2, 5]
    assert time.line == "5,24.5 115,5"
    assert (time.latest.sentence, development.count) == ("Karakter 5.", 2)
    assert time.before is not None
    assert time.before.sentence == "Karakter 2."
    assert f"{day(today())}: 2, {day(today())}: 5" in page(owner, initiative)


def test_fate_that_stopped_it_cannot_be_undone_from_the_page(w: SimpleNamespace) -> None:
    initiative = world.make_initiative(document=w.document)
    taken = step(initiative, Phase.STOPPED, why="Slut.", by=w.owner)
    assert read_initiative(initiative, w.owner).undoable == taken
