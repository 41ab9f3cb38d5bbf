"""The organisation's pages: what they show, how many queries they take, and what happens to what is typed."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pejling.core.dates import today
from pejling.organisation.belongings import TransferableRows
from pejling.organisation.figures.people import person_facts
from pejling.organisation.figures.tree import tree_of_units
from pejling.organisation.figures.units import unit_facts
from pejling.organisation.models import Delivery, Deputyship, Forum, Post, Role, Unit, UnitKind
from pejling.people.models import Person
from pejling.search.models import Synonyms
from pejling.web.blocks import Block, blocks_at
from pejling.web.models import Identity
from tests import world
from tests.rooms import Tell


@pytest.fixture
def secretary(w: SimpleNamespace, client: Client) -> Client:
    """A browser in which the secretary has signed in."""
    client.force_login(w.secretary)
    return client


@pytest.fixture
def operator(w: SimpleNamespace, client: Client) -> Client:
    """A browser in which the operator has signed in."""
    client.force_login(w.operator)
    return client


def queries(client: Client, path: str) -> int:
    """How many queries the page takes."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def grow(w: SimpleNamespace, name: str) -> None:
    """One more of everything that lists show rows of."""
    unit = world.make_unit(name, parent=w.school)
    person = world.make_leader(f"Leder af {name}", unit)
    world.give_post(person, w.school)
    world.give_seat(person, w.council)
    world.give_seat(w.gerda, world.make_forum(f"Udvalg {name}", kind="Udvalg", unit=w.school))
    world.give_post(w.gerda, unit)


@pytest.mark.parametrize(
    "page", ["/enheder/", "/enheder/{unit}/", "/personer/", "/personer/{person}/", "/fora/", "/fora/{forum}/"]
)
def test_page_takes_as_many_queries_with_three_rows_as_with_one(
    w: SimpleNamespace, secretary: Client, page: str
) -> None:
    path = page.format(unit=w.school.pk, person=w.gerda.pk, forum=w.council.pk)
    grow(w, "Indskolingen")
    queries(secretary, path)
    with_one = queries(secretary, path)
    grow(w, "Mellemtrinnet")
    grow(w, "Udskolingen")
    assert queries(secretary, path) == with_one


def test_tree_shows_units_in_danish_order_with_their_leaders(w: SimpleNamespace, secretary: Client) -> None:
    world.make_unit("Aaby Skole", parent=w.centre)
    html = secretary.get("/enheder/").content.decode()
    places = [
        html.index(text)
        for text in ("Fjordlund Kommune", "Bakkens Skole", "Bo Friis", "Søparkens Skole", "Aaby Skole")
    ]
    assert places == sorted(places)


def test_tree_is_searched_by_unit_and_by_leader_and_keeps_what_lies_above(
    w: SimpleNamespace, secretary: Client
) -> None:
    for words in ("soepark", "GERDA"):
        html = secretary.get("/enheder/", {"q": words}).content.decode()
        shown = [unit.name for unit in Unit.objects.all() if unit.name in html]
        assert sorted(shown) == ["Center for Børn", "Fjordlund Kommune", "Søparkens Skole"]


def test_empty_municipality_is_taught_where_to_begin(db: None, client: Client) -> None:
    world.ensure_words()
    boss = world.give_seat(world.make_person(), world.make_forum())
    client.force_login(boss)
    assert "Begynd med den øverste enhed" in client.get("/enheder/").content.decode()


def test_other_rooms_show_their_parts_on_a_units_page_in_their_order(w: SimpleNamespace, tell: Tell) -> None:
    tell(
        Block("unit", "plan", 20, "plan.html", lambda unit, viewer: {"plan": 1}),
        Block("unit", "nothing", 10, "nothing.html", lambda unit, viewer: None),
        Block("unit", "bearings", 5, "bearings.html", lambda unit, viewer: {}),
        Block("document", "elsewhere", 1, "elsewhere.html", lambda unit, viewer: {}),
        instead_of=Block,
    )
    assert blocks_at("unit", w.school, w.secretary) == [("bearings.html", {}), ("plan.html", {"plan": 1})]


def test_ended_unit_lists_what_must_be_moved_with_links_the_viewer_may_follow(
    w: SimpleNamespace, secretary: Client, tell: Tell
) -> None:
    moved: list[tuple[Unit, Unit]] = []
    hidden = Forum.objects.filter(pk=world.make_forum("Skolebestyrelsen", kind="Andet").pk)
    tell(
        TransferableRows(
            "other", "Planer", "forum", lambda unit: hidden, lambda old, new, by: moved.append((old, new))
        )
    )
    answer = secretary.post(f"/enheder/{w.school.pk}/nedlaeggelse", {"on": "20.11.2026"})
    assert answer.status_code == 422
    assert "Enheden har stadig planer (1). Vælg, hvem der overtager." in answer.content.decode()
    assert "Skolebestyrelsen" in answer.content.decode()
    answer = secretary.post(
        f"/enheder/{w.school.pk}/nedlaeggelse", {"on": today().isoformat(), "receiver": w.other.pk}
    )
    assert answer.status_code == 303
    assert moved == [(w.school, w.other)]


def test_form_keeps_what_was_typed_and_says_what_is_wrong(w: SimpleNamespace, secretary: Client) -> None:
    answer = secretary.post("/enheder/ny", {"name": "Ny Skole", "kind": "", "starts_on": "i morgen"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Ny Skole"' in html
    assert 'value="i morgen"' in html
    assert "Skriv datoen som dag, måned og år" in html
    assert not Unit.objects.filter(name="Ny Skole").exists()


def test_unit_is_made_edited_and_moved_through_the_screens(w: SimpleNamespace, secretary: Client) -> None:
    kind = UnitKind.objects.get(name="Skole")
    answer = secretary.post(
        "/enheder/ny", {"name": "Ny <b>Skole</b>", "kind": kind.pk, "parent": w.centre.pk}
    )
    unit = Unit.objects.get(name="Ny <b>Skole</b>")
    assert answer["Location"] == f"/enheder/{unit.pk}/"
    assert "Ny &lt;b&gt;Skole&lt;/b&gt;" in secretary.get(f"/enheder/{unit.pk}/").content.decode()
    secretary.post(f"/enheder/{unit.pk}/oplysninger", {"name": "Ny Skole", "kind": kind.pk, "version": 1})
    secretary.post(f"/enheder/{unit.pk}/flytning", {"parent": w.top.pk, "version": 2})
    unit.refresh_from_db()
    assert (unit.name, unit.parent, unit.version) == ("Ny Skole", w.top, 3)


def test_stale_form_shows_both_texts_and_saves_nothing(w: SimpleNamespace, secretary: Client) -> None:
    path, kind = f"/enheder/{w.school.pk}/oplysninger", w.school.kind_id
    secretary.post(path, {"name": "Parkskolen", "kind": kind, "version": 1})
    answer = secretary.post(path, {"name": "Søskolen", "kind": kind, "version": 1})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Parkskolen" in html
    assert "Søskolen" in html
    w.school.refresh_from_db()
    assert w.school.name == "Parkskolen"


@pytest.mark.parametrize("typed", ["x" * 5_000, "\x00", "999999999999999999999", "-1", "<script>"])
def test_nonsense_is_refused_in_words(w: SimpleNamespace, secretary: Client, typed: str) -> None:
    fields = (
        "name",
        "kind",
        "parent",
        "external_id",
        "starts_on",
        "version",
        "on",
        "receiver",
        "into",
        "person",
        "role",
        "deputy",
    )
    for path in (
        "/enheder/ny",
        f"/enheder/{w.school.pk}/oplysninger",
        f"/enheder/{w.school.pk}/flytning",
        f"/enheder/{w.school.pk}/nedlaeggelse",
        f"/enheder/{w.school.pk}/sammenlaegning",
        f"/enheder/{w.school.pk}/poster/ny",
        f"/personer/{w.gerda.pk}/stedfortraedere/ny",
        f"/fora/{w.council.pk}/pladser/ny",
    ):
        assert secretary.post(path, dict.fromkeys(fields, typed)).status_code == 422
    for path in ("/enheder/", "/personer/", "/fora/"):
        assert (
            secretary.get(
                path, {"q": typed, "kind": typed, "unit": typed, "role": typed, "page": typed}
            ).status_code
            == 200
        )


def test_ended_post_is_taken_back_from_the_message(w: SimpleNamespace, secretary: Client) -> None:
    post = w.gerda.posts.get()
    answer = secretary.post(
        f"/poster/{post.pk}/ophoer", {"on": (today() - timedelta(days=1)).isoformat()}, follow=True
    )
    assert f'action="/poster/{post.pk}/ophoer/fortrydelse"' in answer.content.decode()
    secretary.post(f"/poster/{post.pk}/ophoer/fortrydelse")
    post.refresh_from_db()
    assert post.ends_on is None


def test_secretariat_neither_makes_nor_unmakes_operators(w: SimpleNamespace, secretary: Client) -> None:
    role = Role.objects.get(name="It-administrator")
    values = {"person": w.secretary.pk, "role": role.pk}
    assert secretary.post(f"/enheder/{w.top.pk}/poster/ny", values).status_code == 422
    assert secretary.get(f"/poster/{w.operator.posts.get().pk}/ophoer").status_code == 403
    assert secretary.get(f"/personer/{w.operator.pk}/oplysninger").status_code == 403
    assert secretary.get(f"/betegnelser/roller/{role.pk}/").status_code == 403
    staff = Role.objects.get(name="Medarbejder")
    values = {"name": "Medarbejder", "capacity": "operator", "version": 1}
    assert secretary.post(f"/betegnelser/roller/{staff.pk}/", values).status_code == 422


def test_operator_makes_operators(w: SimpleNamespace, operator: Client) -> None:
    role = Role.objects.get(name="It-administrator")
    assert (
        operator.post(f"/enheder/{w.top.pk}/poster/ny", {"person": w.bo.pk, "role": role.pk}).status_code
        == 303
    )
    assert Post.objects.filter(person=w.bo, role=role).exists()


def test_leader_chooses_their_own_deputy_and_nobody_elses(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.gerda)
    assert client.post(f"/personer/{w.gerda.pk}/stedfortraedere/ny", {"deputy": w.bo.pk}).status_code == 303
    assert client.post(f"/personer/{w.bo.pk}/stedfortraedere/ny", {"deputy": w.gerda.pk}).status_code == 403


def test_people_are_found_by_name_however_it_is_spelled_and_by_unit_from_below(
    w: SimpleNamespace, secretary: Client
) -> None:
    aase = world.make_leader("Åse Ærø", world.make_unit("Indskolingen", kind="Team", parent=w.school))
    for query in ({"q": "aase"}, {"q": "ÆRØ"}, {"unit": w.school.pk, "q": "ås"}):
        assert (
            list(secretary.get("/personer/", query).content.decode().split(f"/personer/{aase.pk}/"))[1:] != []
        )
    assert f"/personer/{aase.pk}/" not in secretary.get("/personer/", {"unit": w.other.pk}).content.decode()


def test_person_leaves_and_comes_back_through_the_screens(w: SimpleNamespace, secretary: Client) -> None:
    secretary.post(f"/personer/{w.gerda.pk}/fratraedelse", {"on": today().isoformat()})
    assert not Person.objects.get(pk=w.gerda.pk).is_active
    assert "Gerda Holm" not in secretary.get("/personer/").content.decode()
    assert "Gerda Holm" in secretary.get("/personer/", {"left": "alle"}).content.decode()
    secretary.post(f"/personer/{w.gerda.pk}/tilbagekomst")
    assert Person.objects.get(pk=w.gerda.pk).is_active


def test_word_in_use_is_not_dropped_and_the_reason_is_told(w: SimpleNamespace, secretary: Client) -> None:
    kind = UnitKind.objects.get(name="Skole")
    answer = secretary.post(f"/betegnelser/enhedstyper/{kind.pk}/sletning", follow=True)
    assert "Skole er i brug" in answer.content.decode()


def test_unknown_list_of_words_is_not_found(w: SimpleNamespace, secretary: Client) -> None:
    assert secretary.get("/betegnelser/frugter/").status_code == 404


def test_identity_is_given_and_a_colour_that_cannot_be_read_is_refused(
    w: SimpleNamespace, secretary: Client
) -> None:
    values = {"name": "Fjordlund Kommune", "band": "#ffff00", "accent": "#0a5694", "version": 0}
    assert "Farven er for lys" in secretary.post("/kommunen/", values).content.decode()
    assert secretary.post("/kommunen/", {**values, "band": "#0b3a5c"}).status_code == 303
    assert Identity.current().name == "Fjordlund Kommune"
    assert secretary.post("/kommunen/", {**values, "band": "#123456", "version": 1}).status_code == 303
    assert Identity.current().band == "#123456"


FILE = "person_id;navn;e-mail;telefon;enhed_id;rolle;fra;til\nav;Åse Væver;aase@fjordlund.example;;100;Medarbejder;;\n"


def hand_in(client: Client, content: bytes) -> str:
    """The address of the plan of a file that was handed in."""
    answer = client.post("/indlaesninger/ny", {"file": SimpleUploadedFile("personer.csv", content)})
    assert answer.status_code == 303
    return str(answer["Location"])


def test_file_is_shown_before_it_is_carried_out(w: SimpleNamespace, secretary: Client) -> None:
    path = hand_in(secretary, FILE.encode("cp1252"))
    answer = secretary.get(path)
    plan = answer.content.decode()
    assert "aase@fjordlund.example" in plan
    assert not Person.objects.filter(external_id="av").exists()
    shown = plan.split('name="shown" value="')[1].split('"')[0]
    loaded = secretary.post(f"{path}gennemfoersel", {"shown": shown})
    assert (loaded.status_code, loaded["Location"]) == (303, "/personer/")
    assert Person.objects.get(external_id="av").posts.get().unit == w.school
    done = Delivery.objects.get()
    assert (bytes(done.content), done.applied_at is not None) == (b"", True)
    assert secretary.get(path).status_code == 404


def test_plan_that_has_become_another_is_shown_again(w: SimpleNamespace, secretary: Client) -> None:
    path = hand_in(secretary, FILE.encode())
    answer = secretary.post(f"{path}gennemfoersel", {"shown": "en anden"})
    assert answer.status_code == 409
    assert not Person.objects.filter(external_id="av").exists()


def test_bad_file_is_shown_with_its_line_and_cannot_be_carried_out(
    w: SimpleNamespace, secretary: Client
) -> None:
    path = hand_in(secretary, FILE.replace("100", "77").encode())
    plan = secretary.get(path).content.decode()
    assert "Linje 2:" in plan
    assert "Indlæs nu" not in plan
    assert secretary.post(f"{path}gennemfoersel").status_code in (409, 422)
    assert not Person.objects.filter(external_id="av").exists()


def test_file_of_another_is_not_found(w: SimpleNamespace, secretary: Client) -> None:
    path = hand_in(secretary, FILE.encode())
    secretary.force_login(w.operator)
    assert secretary.get(path).status_code == 404


def test_file_that_is_thrown_away_leaves_nothing(w: SimpleNamespace, secretary: Client) -> None:
    path = hand_in(secretary, FILE.encode())
    secretary.post(f"{path}kassering")
    assert not Delivery.objects.exists()


def test_secretariat_keeps_words_of_nearly_the_same_meaning(w: SimpleNamespace, secretary: Client) -> None:
    made = secretary.post("/betegnelser/naerord/ny", {"name": "plejehjem,  plejecenter", "version": "1"})
    assert made.status_code == 303
    row = Synonyms.objects.get()
    assert row.name == "plejehjem, plejecenter"
    page = secretary.get("/betegnelser/naerord/").content.decode()
    assert "plejehjem, plejecenter" in page
    assert "Rækkefølge" not in page
    refused = secretary.post("/betegnelser/naerord/ny", {"name": "kun ét", "version": "1"})
    assert "Skriv to enkelte ord eller flere med komma imellem." in refused.content.decode()
    secretary.post(f"/betegnelser/naerord/{row.pk}/sletning")
    assert not Synonyms.objects.exists()
    assert Synonyms.history.first().history_user == w.secretary


def test_people_of_a_unit_and_of_a_forum_stand_in_danish_order(w: SimpleNamespace) -> None:
    for name in ("Åse Vang", "Aksel Bo", "Ærlig Dam"):
        person = world.give_post(world.make_person(name), w.school)
        world.give_seat(person, w.council)
    order = ["Aksel Bo", "Ærlig Dam", "Åse Vang"]
    employed = Post.objects.filter(unit=w.school, role__name="Medarbejder")
    assert [post.person.name for post in employed.for_list()] == order
    assert [seat.person.name for seat in w.council.seats.for_list()] == order


def test_unit_tells_of_its_own_posts_and_of_the_leaders_right_below_it_nothing_else(
    w: SimpleNamespace,
) -> None:
    ended, coming = today() - timedelta(days=9), today() + timedelta(days=9)
    world.give_post(world.make_person("Ida Før"), w.centre, ends_on=ended)
    world.give_post(world.make_person("Ib Snart"), w.centre, starts_on=coming)
    world.give_post(world.make_person("Liv Leder"), w.school, "Institutionsleder", ends_on=ended)
    facts = unit_facts(w.centre.pk)
    assert facts is not None
    told = [[post.person.name for post in posts] for posts in (facts.posts, facts.coming, facts.past)]
    assert told == [[], ["Ib Snart"], ["Ida Før"]]
    assert [(each.unit, each.leaders) for each in facts.below] == [(w.other, [w.bo]), (w.school, [w.gerda])]


def test_branch_of_the_tree_counts_all_units_below(w: SimpleNamespace) -> None:
    (top,) = tree_of_units().tops
    assert (top.unit, top.size, [branch.size for branch in top.branches]) == (w.top, 3, [2])


def test_person_reads_who_stands_in_for_them_and_for_whom_they_stand_in(w: SimpleNamespace) -> None:
    away = Deputyship.objects.create(person=w.gerda, deputy=w.bo, ends_on=today())
    told = [(facts.deputies, facts.deputises) for facts in map(person_facts, (w.gerda, w.bo))]
    assert told == [([away], []), ([], [away])]
