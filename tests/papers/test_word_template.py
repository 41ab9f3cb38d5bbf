"""The municipality's own Word template: its look is on the paper, its text is not, and a harmful one is refused in words."""

import io
import zipfile
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from pejling.papers import Heading, Outline, from_markup, outline_word, plain, table_of
from pejling.web.models import Identity
from tests.access import make_world

pytestmark = pytest.mark.django_db
RED = RGBColor(0xAA, 0, 0)


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def written(word: Any) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def template(change: Callable[[Any], object] = lambda word: None) -> bytes:
    """A template with red headings in Georgia, a header and a footer of its own, and words that are only an example."""
    word = docx.Document()
    for name in ("Title", "Heading 1"):
        word.styles[name].font.name, word.styles[name].font.color.rgb = "Georgia", RED
        word.styles[name].font.size = Pt(30)
    word.sections[0].header.paragraphs[0].text = "Fjordlund Kommunes brevhoved"
    word.sections[0].footer.paragraphs[0].text = "Rådhustorvet 1"
    word.add_paragraph("Skriv din tekst her")
    change(word)
    return written(word)


def hand_in(w: SimpleNamespace, content: bytes, name: str = "skabelon.docx") -> Any:
    """Choose the template on the page of the municipality's name and look."""
    client = Client()
    client.force_login(w.secretary)
    colours = {"band": "#0b3a5c", "accent": "#0a5694"}
    typed = {"name": "Fjordlund Kommune", "version": Identity.current().version, **colours}
    return client.post(reverse("identity"), typed | {"template": SimpleUploadedFile(name, content)})


def paper() -> Any:
    rich = from_markup("<ol><li>Et</li></ol>")
    said = Outline(
        title="Politik for børn",
        blocks=(
            Heading(2, "Mål"),
            Heading(3, "Dybere"),
            plain("Alle læser."),
            *rich,
            table_of(["A"], [["1"]]),
        ),
    )
    return docx.Document(io.BytesIO(outline_word(said)))


def without_styles(word: Any) -> None:
    for name in ("Title", "Heading 1", "Heading 2", "Table Grid"):
        style = word.styles[name].element
        style.getparent().remove(style)


def fetch_a_picture(word: Any) -> None:
    word.part.relate_to("http://ond.example/p.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)


def attach_a_template(word: Any) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    word.part._settings_part.relate_to("http://ond.example/skabelon.dotm", kind, is_external=True)


def packed(extra: str, content: bytes = b"x") -> bytes:
    stream = io.BytesIO(template())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(extra, content)
    return stream.getvalue()


def test_paper_has_the_look_of_the_template_and_none_of_its_text(w: SimpleNamespace) -> None:
    assert hand_in(w, template()).status_code == 303

    word = paper()

    section = word.sections[0]
    looks = [section.header.paragraphs[0].text, section.footer.paragraphs[0].text]
    assert looks == ["Fjordlund Kommunes brevhoved", "Rådhustorvet 1"]
    assert [each.style.font.color.rgb for each in word.paragraphs[:2]] == [RED, RED]
    assert "Skriv din tekst her" not in "\n".join(each.text for each in word.paragraphs)


def test_template_that_lacks_styles_and_a_footer_gets_ours_for_them(w: SimpleNamespace) -> None:
    def bare(word: Any) -> None:
        without_styles(word)
        word.sections[0].footer.paragraphs[0].text = ""

    assert hand_in(w, template(bare)).status_code == 303
    word = paper()
    assert word.paragraphs[0].style.name == "Title"
    assert "Side " in word.sections[0].footer.paragraphs[0].text


def test_what_the_template_would_fetch_when_opened_is_left_out(w: SimpleNamespace) -> None:
    hand_in(w, template(attach_a_template))
    word = paper()
    external = [
        relation.target_ref
        for part in word.part.package.iter_parts()
        for relation in part.rels.values()
        if relation.is_external
    ]
    assert (external, word.settings.element.findall(qn("w:attachedTemplate"))) == ([], [])


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no package": (lambda: b"PK\x03\x04 not a package", "kan ikke læses"),
    "something else": (lambda: b"%PDF-1.7", "kan ikke læses"),
    "macros": (lambda: packed("word/vbaProject.bin"), "makroer eller indlejrede filer"),
    "embedded": (lambda: packed("word/embeddings/oleObject1.bin"), "makroer eller indlejrede filer"),
    "a bomb": (lambda: packed("word/media/image9.png", bytes(30_000_000)), "fylder urimeligt meget"),
    "entities": (
        lambda: packed("word/more.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "fylder urimeligt meget",
    ),
    "fetched picture": (lambda: template(fetch_a_picture), "henter et billede eller en fil"),
    "too large": (lambda: bytes(5_000_001), "højst fylde 5 MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_template_is_refused_in_words(name: str, w: SimpleNamespace) -> None:
    make, words = HOSTILE[name]
    answer = hand_in(w, make())
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Identity.current().template


def test_template_taken_away_gives_our_own_look_back(w: SimpleNamespace) -> None:
    hand_in(w, template())
    client = Client()
    client.force_login(w.secretary)
    identity = Identity.current()
    typed = {"name": identity.name, "version": identity.version, "band": "#0b3a5c", "accent": "#0a5694"}
    client.post(reverse("identity"), typed | {"without_template": "on"})
    assert paper().sections[0].header.paragraphs[0].text == "Fjordlund Kommune"
