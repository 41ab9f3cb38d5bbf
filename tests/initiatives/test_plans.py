"""Plans: the overview, a plan's work, and what is done to keep it alive."""

from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.initiatives.actions.plans import (
    confirm_plan,
    remove_involvement,
    restore_involvement,
    withdraw_confirmation,
    write_involvement,
)
from pejling.initiatives.figures.mine import my_plans, unit_plans
from pejling.initiatives.figures.overview import own_plans
from pejling.initiatives.figures.plans import plans
from pejling.initiatives.figures.themes import themes_of
from pejling.initiatives.forms.plans import PlansFilter
from pejling.initiatives.models import Circle, Confirmation, Involvement, Milestone, Partner, StatusReport
from pejling.organisation.models import Deputyship
from tests import world


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def fill(w: SimpleNamespace, count: int) -> None:
    """Initiatives with everything that a plan's page shows beside them."""
    for number in range(count):
        made = world.make_initiative(f"Indsats {number}", document=w.document, lead=w.owner)
        world.tie(made.element, w.aim)
        Milestone.objects.create(initiative=made, title="Første prøve", due_on=today() - timedelta(days=3))
        Partner.objects.create(initiative=made, unit=w.other_unit)
        for level in ("pressed", "on_track"):
            made.latest_report = StatusReport.objects.create(initiative=made, level=level, by=w.owner)
        made.save()


@pytest.mark.parametrize("address", ["plan", "plan_life"])
def test_plan_costs_as_many_queries_with_many_initiatives_as_with_one(
    w: SimpleNamespace, address: str
) -> None:
    counts = []
    for more in (1, 2):
        fill(w, more)
        client = signed_in(w.owner)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reverse(address, args=[w.document.pk])).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_plans_cost_as_many_queries_with_many_as_with_one(w: SimpleNamespace) -> None:
    counts = []
    for number in range(3):
        world.make_document(f"Plan {number}", kind="strategy_plan", unit=w.other_unit)
        client = signed_in(w.owner)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("plans")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[2]


def test_plan_shows_status_milestones_aims_and_partners(w: SimpleNamespace) -> None:
    fill(w, 1)
    page = signed_in(w.owner).get(reverse("plan", args=[w.document.pk])).content.decode()
    for words in ("Indsats 0", "På sporet", "0 af 1 nået", "1 over tiden", w.aim.title, w.other_unit.name):
        assert words in page


def test_what_people_wrote_is_text_among_the_plans_work(w: SimpleNamespace) -> None:
    markup = "<img src=x onerror=alert(1)>"
    aim = world.make_element(w.public, markup, kind="goal")
    partner = world.make_unit(markup)
    section = world.make_section(w.document, markup)
    line = world.make_element(w.document, markup, kind="initiative", section=section)
    lead = world.make_person(markup)
    made = world.make_initiative(element=line, lead=lead)
    world.tie(made.element, aim)
    Milestone.objects.create(initiative=made, title=markup, due_on=today() + timedelta(days=3))
    Partner.objects.create(initiative=made, unit=partner)
    made.latest_report = StatusReport.objects.create(
        initiative=made, level="pressed", sentence=markup, by=lead
    )
    made.save()
    body = signed_in(w.owner).get(reverse("plan", args=[w.document.pk])).content.decode()
    work = body[body.index('<div class="work"') :]
    assert work.count("&lt;img src=x onerror=alert(1)&gt;") == 7
    assert "<img" not in work


def test_aim_in_a_document_that_one_may_not_see_is_not_named(w: SimpleNamespace) -> None:
    hidden = world.make_element(w.draft, "Hemmeligt mål")
    made = world.make_initiative(document=w.document, lead=w.owner)
    world.tie(made.element, hidden)
    assert (
        "Hemmeligt mål"
        not in signed_in(w.colleague).get(reverse("plan", args=[w.document.pk])).content.decode()
    )
    assert "Hemmeligt mål" in signed_in(w.owner).get(reverse("plan", args=[w.document.pk])).content.decode()


def test_policy_is_no_plan(w: SimpleNamespace) -> None:
    assert signed_in(w.owner).get(reverse("plan", args=[w.public.pk])).status_code == 404


def test_own_plans_come_first_and_all_below_with_the_way_to_their_text(w: SimpleNamespace) -> None:
    world.make_document("Strategiplan for Bakkens Skole", kind="strategy_plan", unit=w.other_unit)
    assert [line.document for line in own_plans(w.owner).lines] == [w.document]
    text = signed_in(w.owner).get(reverse("plans")).content.decode()
    assert text.index("Mine enheders planer") < text.index("Strategiplan for Bakkens Skole")
    assert text.count(f'href="{reverse("document", args=[w.document.pk])}"') == 2


def test_units_that_one_leads_without_a_plan_are_named(w: SimpleNamespace) -> None:
    team = world.make_unit("Indskolingen", kind="Team", parent=w.unit)
    assert own_plans(w.owner).without == (team,)


def test_plans_are_narrowed_and_each_sum_opens_what_it_counts(w: SimpleNamespace) -> None:
    still = world.make_document("Plan for Bakkens Skole", kind="strategy_plan", unit=w.other_unit)
    type(still).objects.filter(pk=still.pk).update(touched_at=timezone.now() - timedelta(days=400))
    ended = world.make_document("Gammel plan", kind="strategy_plan", unit=w.unit)
    type(ended).objects.filter(pk=ended.pk).update(in_force_until=today() - timedelta(days=9))

    def found(query: str) -> list[str]:
        return [each.title for each in PlansFilter(QueryDict(query)).narrow(plans(w.secretary))]

    assert found("lever=stille") == [still.title]
    assert set(found("")) - set(found("lever=roert")) == {still.title}
    assert found(f"enhed={w.other_unit.pk}") == [still.title]
    assert (ended.title in found(""), ended.title in found("afsluttede=on")) == (False, True)
    for each in PlansFilter(QueryDict("")).sums(plans(w.secretary)):
        assert len(found(f"lever={each.value}")) == each.count


def test_plans_are_sorted_by_their_last_change(w: SimpleNamespace) -> None:
    still = world.make_document("Plan for Bakkens Skole", kind="strategy_plan", unit=w.other_unit)
    type(still).objects.filter(pk=still.pk).update(touched_at=timezone.now() - timedelta(days=400))
    for sort, (first, last) in {"roert": (still, w.document), "-roert": (w.document, still)}.items():
        text = signed_in(w.secretary).get(reverse("plans"), {"sort": sort}).content.decode()
        assert text.index(f">{first.title}<") < text.index(f">{last.title}<")


def test_plan_is_confirmed_with_one_press_and_that_can_be_taken_back(w: SimpleNamespace) -> None:
    client = signed_in(w.owner)
    client.post(reverse("confirmations", args=[w.document.pk]))
    made = Confirmation.objects.get()
    assert (made.by, made.withdrawn_at) == (w.owner, None)
    client.post(reverse("confirmation_withdrawal", args=[made.pk]))
    made.refresh_from_db()
    assert made.withdrawn_at is not None
    assert [line.verb for line in Activity.objects.about(w.document)[:2]] == [
        "initiatives.plan_confirmation_withdrawn",
        "initiatives.plan_confirmed",
    ]


def test_button_pressed_twice_confirms_once_and_after_an_undo_again(w: SimpleNamespace) -> None:
    first, second = confirm_plan(w.document, by=w.owner), confirm_plan(w.document, by=w.owner)
    assert first == second
    withdraw_confirmation(first, by=w.owner)
    assert confirm_plan(w.document, by=w.owner) != first
    assert confirm_plan(w.document, by=w.secretary) != first
    assert Confirmation.objects.count() == 3


def test_only_who_confirmed_takes_it_back(w: SimpleNamespace) -> None:
    made = confirm_plan(w.document, by=w.owner)
    with pytest.raises(ValidationError):
        withdraw_confirmation(made, by=w.secretary)


def test_colleague_cannot_confirm(w: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        confirm_plan(w.document, by=w.colleague)


def test_deputy_confirms_under_both_names(w: SimpleNamespace) -> None:
    Deputyship.objects.create(person=w.owner, deputy=w.colleague)
    made = confirm_plan(w.document, by=w.colleague)
    assert (made.by, made.on_behalf_of) == (w.colleague, w.owner)
    line = Activity.objects.about(w.document)[0]
    assert (line.by, line.on_behalf_of) == (w.colleague, w.owner)


def test_involvement_is_written_with_what_it_changed(w: SimpleNamespace) -> None:
    client = signed_in(w.owner)
    typed = {
        "circle": "med",
        "on": "01.10.2026",
        "detail": "LMU",
        "what_changed": "Vi venter med makkerlæsning.",
    }
    address = reverse("involvement_new", args=[w.document.pk])
    assert client.post(address, typed).status_code == 303
    made = Involvement.objects.get()
    assert (made.circle, made.detail, made.by) == (Circle.MED, "LMU", w.owner)
    page = client.get(reverse("plan_life", args=[w.document.pk])).content.decode()
    assert "Vi venter med makkerlæsning." in page


def test_talk_that_lies_ahead_is_refused_and_what_was_typed_is_kept(w: SimpleNamespace) -> None:
    ahead = today() + timedelta(days=1)
    typed = {"circle": "staff", "on": f"{ahead:%d.%m.%Y}", "what_changed": "Det ved vi ikke endnu."}
    answer = signed_in(w.owner).post(reverse("involvement_new", args=[w.document.pk]), typed)
    assert answer.status_code == 422
    assert "Datoen ligger i fremtiden" in answer.content.decode()
    assert "Det ved vi ikke endnu." in answer.content.decode()
    assert not Involvement.objects.exists()


def test_removed_involvement_does_not_count_and_can_be_brought_back(w: SimpleNamespace) -> None:
    made = write_involvement(w.document, circle=Circle.MED, on=today(), by=w.owner)
    remove_involvement(made, by=w.owner)
    assert not Involvement.objects.active().exists()
    assert Involvement.history.count() == 2
    restore_involvement(made, by=w.owner)
    assert Involvement.objects.active().get() == made


def theme(w: SimpleNamespace, title: str = "Trivsel går på tværs", **fields: object) -> object:
    return world.make_bearing(title, unit=w.top, reaching=[w.unit], is_cross_cutting=True, **fields)


def test_plan_shows_the_cross_cutting_themes_that_concern_its_unit_and_no_others(w: SimpleNamespace) -> None:
    bearing = theme(w)
    world.make_bearing("Kun et almindeligt signal", unit=w.top, reaching=[w.unit])
    world.make_bearing("Gælder andre", unit=w.top, reaching=[w.other_unit], is_cross_cutting=True)
    found = themes_of(w.document, w.owner)
    assert [(each.bearing, each.is_open) for each in found] == [(bearing, True)]


def test_point_of_the_plan_takes_up_a_theme(w: SimpleNamespace) -> None:
    bearing = theme(w)
    address = reverse("theme", args=[w.document.pk, bearing.pk])  # type: ignore[attr-defined]
    answer = signed_in(w.owner).post(address, {"lower": w.element.pk, "how": "Ro giver læselyst."})
    assert answer.status_code == 303
    assert [each.tied for each in themes_of(w.document, w.owner)] == [(w.element,)]


def test_point_of_another_plan_cannot_be_chosen_for_a_theme(w: SimpleNamespace) -> None:
    bearing = theme(w)
    address = reverse("theme", args=[w.document.pk, bearing.pk])  # type: ignore[attr-defined]
    answer = signed_in(w.owner).post(address, {"lower": w.aim.pk, "how": "Fordi."})
    assert answer.status_code == 422


def test_answer_that_a_theme_is_not_relevant_is_given_and_taken_back_from_the_plan(
    w: SimpleNamespace,
) -> None:
    bearing = theme(w)
    client, here = signed_in(w.owner), reverse("plan_life", args=[w.document.pk]) + "#temaer"
    address = reverse("bearing_answer", args=[bearing.pk, w.unit.pk])  # type: ignore[attr-defined]
    assert f'href="{address}?next={quote(here)}"' in client.get(here).content.decode()
    given = client.post(f"{address}?next={quote(here)}", {"why": "Vi har ingen."})
    withdrawal = reverse("bearing_answer_withdrawal", args=[bearing.pk, w.unit.pk])  # type: ignore[attr-defined]
    assert f'action="{withdrawal}"' in client.get(here).content.decode()
    taken_back = client.post(withdrawal, {"next": here})
    assert (given["Location"], taken_back["Location"]) == (here, here)


def test_questions_are_offered_and_one_is_laid_in_with_a_press(w: SimpleNamespace) -> None:
    client = signed_in(w.owner)
    page = client.get(reverse("plan_life", args=[w.document.pk])).content.decode()
    assert "Det skal lykkes for os" in page
    client.post(reverse("sections", args=[w.document.pk]), {"title": "Det skal lykkes for os"})
    page = client.get(reverse("plan_life", args=[w.document.pk])).content.decode()
    assert "Det skal lykkes for os" not in page


def test_employee_without_a_plan_of_their_own_sees_the_nearest_one_above(w: SimpleNamespace) -> None:
    team = world.make_unit("Indskolingen", kind="Team", parent=w.unit)
    teacher = world.give_post(world.make_person("Tea Lærer"), team)
    world.make_document("Kommunens plan", kind="strategy_plan", unit=w.top)

    def shown() -> tuple[list[str], bool]:
        values = my_plans(teacher)
        assert values is not None
        return [document.title for document, *_rest in values["lines"]], values["is_above"]

    assert shown() == ([w.document.title], True)
    world.make_document("Indskolingens plan", kind="strategy_plan", unit=team)
    assert shown() == (["Indskolingens plan"], False)


def test_front_page_says_that_the_plan_is_the_nearest_above(w: SimpleNamespace, client: Client) -> None:
    team = world.make_unit("Indskolingen", kind="Team", parent=w.unit)
    client.force_login(world.give_post(world.make_person("Tea Lærer"), team))
    html = client.get("/").content.decode()
    assert "Den nærmeste plan over dig" in html
    assert w.unit.name in html


def test_initiative_is_begun_under_the_aim_that_one_came_from(w: SimpleNamespace, client: Client) -> None:
    second = world.make_element(w.document, "Alle trives", section=world.make_section(w.document, "Trivsel"))
    client.force_login(w.owner)
    page = client.get(f"/punkter/{second.pk}/").content.decode()
    address = f"{reverse('initiative_new', args=[w.document.pk])}?under={second.pk}"
    assert f'href="{address}"' in page
    form = client.get(address).content.decode()
    assert f'<option value="{second.pk}" selected>' in form
    assert f'<option value="{second.section_id}" selected>' in form


def test_page_of_a_unit_shows_the_plans_of_that_unit_alone(w: SimpleNamespace) -> None:
    other = world.make_document("Plan for Bakkens Skole", kind="strategy_plan", unit=w.other_unit)
    shown = [unit_plans(unit, w.secretary) for unit in (w.unit, w.other_unit)]
    assert [[line[0] for line in (plans or {})["lines"]] for plans in shown] == [[w.document], [other]]
    assert unit_plans(w.top, w.secretary) is None
