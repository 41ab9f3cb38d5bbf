"""Junk as it comes: in addresses, in forms, in the bytes of a request."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

HUGE = 10**19
"""More than a row's number can be on either database."""
ENDLESS = "9" * 5_000
"""More digits than Python reads as a number."""
SCRIPT = '<script>alert("pejling")</script>'
OVERLONG = SCRIPT + "Æblegrød " * 1_200
CONTROLS = "Nul\x00 klokke\x07 flugt\x1b\x9f a\u030a \u202egnifo\u2066\u200b"

VALUES = [
    "-1",
    "99999999999999999999",
    ENDLESS,
    "'; DROP TABLE direction_document;--",
    "abc",
    "0000-00-00",
    "31.12.9999",
    "²٣",
    CONTROLS,
    "x" * 10_000,
    "🧭 A\u030alborg",
    SCRIPT,
]
"""What an address can carry behind any of its names."""
QUERY_NAMES = [
    "page", "sort", "type", "enhed", "forum", "tilstand", "aar", "ansvarlig", "ryd_op", "mine", "format", "q", "kind",
    "unit", "role", "left", "ended", "under", "tillaeg_til", "punkt", "dokument", "vis", "slags", "felt", "den",
    "version", "fra", "til", "fra_version", "til_version", "maal", "next", "aaben", "afsluttede", "fase", "gaelder",
    "hensigt", "ikke_den", "kolonne", "kun_enhed", "leder", "lever", "med", "over_tiden", "plan", "staar", "status",
    "tavse", "uden_maal", "valg", "valgt", "sign_in", "plads", "hvem", "uden_plan", "mangler", "kun_enheden", "state",
]  # fmt: skip
"""Every name that some address reads."""
FIELD_NAMES = [
    "title", "body", "plain", "way", "version", "after", "kind", "step", "choice", "how", "why", "answer", "upper",
    "element", "direction", "shown", "language", "next", "then", "to", "olds", "units", "forums", "editors",
]  # fmt: skip
"""What is posted by buttons and by the editor, besides what stands in the forms of pages."""
BROKEN_QUERIES = [
    "page=%ED%A0%80&q=%ED%A0%80&den=%ED%A0%80&kind=%ED%A0%80",
    "page=%00&q=%00&kind=%00&unit=%00&type=%00&punkt=%00&version=%00",
    "q=%FF%FE&page=%C0%80&sort=%",
    "page=1&page=abc&q[]=a&q=&q=b&=&&&==",
]
"""Queries that are no text: lone surrogates, NUL, bytes outside UTF-8, keys repeated and empty."""


def query(value: str, names: list[str] | None = None) -> str:
    """The query in which every name has this value."""
    return "&".join(f"{name}={quote(value)}" for name in names or QUERY_NAMES)


class _Fields(HTMLParser):
    """The fields of the first form on a page that is posted and is not one of the page's own frame."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.is_inside = False
        self.waiting = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = found.get("method", "").lower() == "post"
            if self.is_inside:
                self.forms.append({})
        elif self.is_inside and found.get("name"):
            self._note(tag, found)
        elif self.is_inside and tag == "option" and self.waiting and "selected" in found:
            self.forms[-1][self.waiting] = found.get("value", "")

    def _note(self, tag: str, found: dict[str, str]) -> None:
        self.waiting = found["name"] if tag == "select" else ""
        is_left_open = found.get("type") in ("checkbox", "radio") and "checked" not in found
        if not is_left_open:
            self.forms[-1][found["name"]] = found.get("value", "")
        else:
            self.forms[-1].setdefault(found["name"], "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False


def posted_forms(page: str) -> list[dict[str, str]]:
    """The forms on a page that are posted, each as what a browser would send untouched; without the page's own frame."""
    reader = _Fields()
    reader.feed(page)
    frame = {"csrfmiddlewaretoken", "next"}
    return [form for form in reader.forms if "language" not in form and form.keys() - frame]


def raw_script_in(page: str) -> bool:
    """Whether the junk's script stands in the page as markup."""
    return re.search(r"<script>alert\(", page) is not None
