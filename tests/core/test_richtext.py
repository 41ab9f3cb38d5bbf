"""Rich text: what is kept, what is mended and what never comes in."""

import unicodedata
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pejling.core.markup import DEEPEST, LONGEST, Kept, bounded
from pejling.core.richtext import ATTRIBUTES, TAGS, from_form, from_plain, sanitise, to_plain


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


PIECES = st.sampled_from(
    ["<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<b>", "</b>",
     "<i>", "</i>", "<a href='https://a.dk'>", "</a>", "<x>", "</x>", "<!--", "-->", "<script>", "</script>",
     "<blockquote>", "<br>", "<", ">", '"', "'", "&lt;", "&", "ord", " ", "<h1>", "</h1>", "<th", "<p class=", "</"]
)  # fmt: skip
MARKUP = st.lists(PIECES, max_size=60).map("".join)


class Depth(HTMLParser):
    """How deep tags stand within each other in markup that is well-formed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.deepest = 0
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "br":
            self.opened.append(tag)
            self.deepest = max(self.deepest, len(self.opened))

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


@given(MARKUP)
def test_what_goes_to_the_sanitiser_is_well_formed_and_never_too_deep(markup: str) -> None:
    try:
        written = bounded(markup, Kept({tag: tag for tag in TAGS}, ATTRIBUTES))
    except ValidationError:
        return
    depth = Depth(written)
    assert depth.opened == []
    assert depth.deepest <= DEEPEST


@given(MARKUP)
def test_markup_of_any_kind_is_sanitised_once_and_for_all(markup: str) -> None:
    try:
        once = sanitise(markup)
    except ValidationError:
        return
    assert sanitise(once) == once


def test_lists_as_deep_as_word_makes_them_are_kept_in_a_table_in_a_quotation() -> None:
    nine = "<ul><li><p>x</p>" * 9 + "</li></ul>" * 9
    markup = f"<blockquote><table><tbody><tr><td>{nine}</td></tr></tbody></table></blockquote>"
    assert sanitise(markup) == markup


@pytest.mark.parametrize(
    "opening",
    ["<ul><li>x", "<blockquote>", "<b><i><u>", "<table><tr><td>", "<ol start=1><li>", "<em><sub><sup>"],
)
def test_tags_nested_without_end_are_refused_in_words_before_anything_reads_them(opening: str) -> None:
    with pytest.raises(ValidationError, match="inden i hinanden"):
        sanitise(opening * 6_000)


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("<p>x", "<p>x</p>"),
        ("<b><i></b></i>", "<strong><em></em></strong>"),
        ("<b title='</b>'>x</b>", "<strong>x</strong>"),
        ("<p><strong><ul></strong></ul></p>", ""),
        ("x<table>y", ""),
        ("<table><p>x</p>", ""),
        ("&a", ""),
        ("<", ""),
        ('<a "', ""),
        ("<script>", ""),
    ],
)
def test_text_of_whatever_is_written_badly_again_and_again_is_accepted(piece: str, kept: str) -> None:
    written = sanitise(piece * (40_000 // len(piece)))
    assert written.startswith(kept)
    assert len(written) <= LONGEST


def test_tag_with_a_hundred_thousand_attributes_keeps_its_own() -> None:
    many = " ".join(f'a{number}=">"' for number in range(20_000))
    assert sanitise(f'<a {many} href="https://kommune.dk">x</a>') == (
        '<a href="https://kommune.dk" rel="noopener noreferrer">x</a>'
    )


def test_word_that_is_longer_than_a_page_stays_a_word() -> None:
    assert sanitise(f"<p>{'x' * 100_000}</p>") == f"<p>{'x' * 100_000}</p>"


def test_text_that_would_be_too_long_as_it_is_kept_is_refused() -> None:
    with pytest.raises(ValidationError, match="for lang"):
        sanitise("<" * (LONGEST - 1))
