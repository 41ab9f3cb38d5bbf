"""What the public is shown of a public document: what the municipality wants, not who works there or what is internal."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pejling.core.dates import end_of, today
from pejling.direction.actions.documents import share
from pejling.direction.actions.fates import set_fate
from pejling.direction.actions.succession import begin_succession
from pejling.direction.figures.as_of import document_as_of
from pejling.direction.figures.document import read_document
from pejling.direction.figures.element import read_element
from pejling.direction.figures.succession import takeover
from pejling.direction.forms.register import RegisterForm
from pejling.direction.models import Document, FateKind, Phase, Visibility
from tests import world


@pytest.fixture
def told(w: SimpleNamespace) -> SimpleNamespace:
    """A public policy with somebody responsible, something in the log and a tie from an internal plan."""
    w.public.responsible = w.secretary
    w.public.save()
    row = Document.objects.get(pk=w.public.pk)
    share(row, visibility=Visibility.PUBLIC, opened=row.version, by=w.secretary)
    row = Document.objects.get(pk=w.public.pk)
    share(row, visibility=Visibility.INTERNAL, opened=row.version, by=w.secretary)
    row = Document.objects.get(pk=w.public.pk)
    share(row, visibility=Visibility.PUBLIC, opened=row.version, by=w.secretary)
    return w


def test_staff_see_the_log_and_the_public_does_not(told: SimpleNamespace, client: Client) -> None:
    viewers = (told.colleague, told.outsider, AnonymousUser())
    assert [len(read_document(told.public, viewer).activity) for viewer in viewers] == [2, 0, 0]
    page = client.get(reverse("document_activity", args=[told.public.pk])).content.decode()
    assert "Signe Krogh" not in page


def test_public_pages_name_nobody_who_works_here(told: SimpleNamespace, client: Client) -> None:
    told.aim.responsible = told.owner
    told.aim.save()
    pages = [
        ("document", told.public),
        ("element", told.aim),
        ("as_of", told.public),
        ("revisions", told.public),
    ]
    for name, row in pages:
        page = client.get(
            reverse(name, args=[row.pk]), {"den": today().isoformat()} if name == "as_of" else None
        )
        text = page.content.decode()
        assert (name, "Signe Krogh" in text, "Gerda Holm" in text) == (name, False, False)
    client.force_login(told.colleague)
    assert "Signe Krogh" in client.get(reverse("document", args=[told.public.pk])).content.decode()


def test_public_counts_ties_between_public_documents_alone(told: SimpleNamespace) -> None:
    def counted(viewer: object) -> list[int]:
        page = read_document(told.public, viewer)  # type: ignore[arg-type]
        return [line.lowers for section in page.sections for line in section.lines]

    assert (counted(told.colleague), counted(AnonymousUser())) == ([1], [0])
    Document.objects.filter(pk=told.document.pk).update(visibility=Visibility.PUBLIC)
    assert counted(AnonymousUser()) == [1]


def test_public_reads_no_lines_about_an_element(told: SimpleNamespace) -> None:
    set_fate(told.aim, FateKind.LAPSED, why="Nået", by=told.secretary)
    lines = [read_element(told.aim, viewer).lines for viewer in (told.colleague, AnonymousUser())]
    assert [len(found) for found in lines] == [1, 0]


def test_register_tells_the_public_neither_who_nor_what_is_untidy(
    told: SimpleNamespace, client: Client
) -> None:
    public = AnonymousUser()
    assert set(RegisterForm(viewer=public).fields) == {"type", "tilstand", "aar"}
    sheet = load_workbook(BytesIO(client.get(reverse("documents"), {"format": "xlsx"}).content)).worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert ("Ansvarlig" in headings, "Trænger til" in headings, headings[0]) == (False, False, "Titel")
    assert "Bidrager ikke til noget" not in client.get(reverse("documents")).content.decode()
    client.force_login(told.colleague)
    assert "Bidrager ikke til noget" in client.get(reverse("documents")).content.decode()


def test_old_documents_and_heirs_are_named_for_those_who_may_see_them(told: SimpleNamespace) -> None:
    secret = world.make_adopted(
        "Lukket politik", forum=told.forum, unit=told.unit, visibility=Visibility.SHARED, on=today()
    )
    hidden = world.make_element(secret, "Et lukket mål")
    begin_succession(told.draft, [told.public, secret], by=told.secretary)
    set_fate(told.aim, FateKind.MOVED, to=[world.make_element(_shared(told), "Flyttet")], by=told.secretary)
    succession = told.draft.succession
    for viewer, olds, heirs in ((told.secretary, 2, ["Flyttet"]), (told.colleague, 1, [None])):
        found = takeover(succession, viewer)
        (line,) = next(old.lines for old in found.olds if old.document == told.public)
        assert (len(found.olds), [heir and heir.title for heir in line.heirs]) == (olds, heirs)
    assert hidden.title not in str(takeover(succession, told.colleague))


def _shared(w: SimpleNamespace) -> Document:
    return world.make_adopted("Delt", forum=w.forum, unit=w.unit, visibility=Visibility.SHARED, on=today())


def test_history_names_people_for_staff_alone(told: SimpleNamespace) -> None:
    names = []
    for viewer in (told.colleague, AnonymousUser()):
        then = document_as_of(told.public, end_of(today()), viewer)
        names.append(then.responsible if then else None)
    assert names == ["Signe Krogh", ""]
    assert told.public.phase == Phase.IN_FORCE
