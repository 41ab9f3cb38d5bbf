"""Rich text: what is kept, what is mended and what never comes in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejling.core.richtext import from_form, from_plain, sanitise, to_plain


def test_scripts_and_handlers_are_gone() -> None:
    assert sanitise('<p onclick="x()">Hej<script>alert(1)</script></p>') == "<p>Hej</p>"


def test_links_keep_only_addresses_that_lead_somewhere_safe() -> None:
    assert "javascript" not in sanitise('<a href="javascript:alert(1)">x</a>')
    assert 'href="https://kommune.dk"' in sanitise('<a href="https://kommune.dk">x</a>')


@pytest.mark.parametrize(
    "address",
    [
        "//ond.example",
        "/\\ond.example",
        "\\\\ond.example",
        "\t//ond.example",
        "/&#9;/ond.example",
        "/&#10;\\ond.example",
    ],
)
def test_link_without_a_scheme_leads_to_no_other_house(address: str) -> None:
    assert "ond.example" not in sanitise(f'<p><a href="{address}">x</a></p>')


def test_link_to_a_page_of_ours_stays() -> None:
    assert 'href="/punkter/7/"' in sanitise('<a href="/punkter/7/">x</a>')


def test_headings_of_word_become_ours() -> None:
    assert sanitise("<h1>A</h1><h2>B</h2><h6>C</h6>") == "<h3>A</h3><h3>B</h3><h4>C</h4>"


def test_bold_and_italic_are_said_by_meaning() -> None:
    assert sanitise("<p><b>a</b><i>b</i></p>") == "<p><strong>a</strong><em>b</em></p>"


def test_plain_paragraphs_are_parted_by_blank_lines() -> None:
    assert from_plain("Et & to\nlinje to\n\nTre") == "<p>Et &amp; to<br>linje to</p><p>Tre</p>"


def test_form_without_javascript_sends_plain_paragraphs() -> None:
    assert [from_form("Hej <b>du"), from_form("<p>Hej</p>")] == ["<p>Hej &lt;b&gt;du</p>", "<p>Hej</p>"]


def test_plain_words_have_a_line_for_each_block() -> None:
    assert to_plain("<h3>Mål</h3><ul><li>Et</li><li>To &amp; tre</li></ul>") == "Mål\nEt\nTo & tre"


@given(st.text())
def test_sanitised_twice_is_as_sanitised_once(markup: str) -> None:
    assert sanitise(sanitise(markup)) == sanitise(markup)


@given(st.text(alphabet=st.characters(blacklist_categories=["C"])))
def test_plain_text_comes_back_with_all_its_words(text: str) -> None:
    assert to_plain(from_plain(text)).split() == unicodedata.normalize("NFC", text).split()
