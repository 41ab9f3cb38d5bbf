"""What was typed, put back into the forms of a page that is already made: any form, with or without a script.

The page is copied as it is, but for the fields of those forms that the texts were sent from. A form is known by the address
that it posts to, and among several with the same one by its fields.
"""

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from pejling.core.richtext import from_form
from pejling.web.stamps import MARKS

Attributes = list[tuple[str, str | None]]
NOT_FILLED = {"password", "file", "submit", "button", "image", "reset"}


@dataclass(frozen=True)
class Typed:
    """A form as it was sent: to which address, and its fields in their order."""

    address: str
    fields: list[tuple[str, str]]

    @property
    def words(self) -> list[str]:
        """What may have been written rather than chosen: what holds letters and is no mere switch."""
        return [value for _name, value in self.fields if any(sign.isalpha() for sign in value)]

    def values(self, name: str) -> list[str]:
        """The values of one field."""
        return [value for each, value in self.fields if each == name]


@dataclass
class PostingForm:
    """A form of a page: where it posts to, its fields, and what the page has written in those that one does not see."""

    address: str
    names: set[str] = field(default_factory=set)
    hidden: set[tuple[str, str]] = field(default_factory=set)

    def likeness(self, typed: Typed) -> int:
        """How many of the fields that were sent are its own."""
        return len({name for name, _value in typed.fields} & self.names) + len(
            set(typed.fields) & self.hidden
        )


def fill(page: str, at: str, typed: list[Typed]) -> tuple[str, list[Typed]]:
    """The page with each text in its form, and the texts that have no form there."""
    reader = _Reader(at)
    reader.feed(page)
    reader.close()
    given: dict[int, Typed] = {}
    left = []
    for each in typed:
        place = _form_of(each, reader.forms, taken=given)
        if place is None:
            left.append(each)
        else:
            given[place] = each
    writer = _Writer(given)
    writer.feed(page)
    writer.close()
    return "".join(writer.written), left


def _form_of(typed: Typed, forms: list[PostingForm], taken: dict[int, Typed]) -> int | None:
    free = [place for place in range(len(forms)) if place not in taken]
    same = [place for place in free if forms[place].address == typed.address]
    path = urlsplit(typed.address).path
    same = same or [place for place in free if urlsplit(forms[place].address).path == path]
    return max(same, key=lambda place: forms[place].likeness(typed), default=None)


class _Reader(HTMLParser):
    """Gathers the forms that post."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.forms: list[PostingForm] = []
        self.is_in_form = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        told = dict(attrs)
        if tag == "form":
            self.is_in_form = _posts(told)
            if self.is_in_form:
                self.forms.append(PostingForm(urljoin(self.at, told.get("action") or self.at)))
        elif self.is_in_form and (name := told.get("name") or told.get("data-body")):
            self.forms[-1].names.add(name)
            if told.get("type") == "hidden":
                self.forms[-1].hidden.add((name, told.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_in_form = False


class _Writer(HTMLParser):
    """Copies a page, with what was typed in the fields of some forms."""

    def __init__(self, given: dict[int, Typed]) -> None:
        super().__init__(convert_charrefs=False)
        self.given = given
        self.form = -1
        self.typed: Typed | None = None
        self.used: dict[str, int] = {}
        self.choosing = ""
        self.skipping: list[str] = []
        self.written: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self.skipping:
            if tag == self.skipping[0]:
                self.skipping.append(tag)
            return
        told = dict(attrs)
        if tag == "form" and _posts(told):
            self.form += 1
            self.typed, self.used = self.given.get(self.form), {}
        changed = self.changed(tag, told) if self.typed else None
        self.written.append(self.get_starttag_text() or "" if changed is None else _tag(tag, changed))
        if self.typed:
            self.open(tag, told)

    handle_startendtag = handle_starttag

    def changed(self, tag: str, told: dict[str, str | None]) -> dict[str, str | None] | None:
        """The attributes of a field with what was typed in it; None where the page stays as it is."""
        assert self.typed is not None
        if tag == "form":
            version = self.typed.values("version")
            known = {"data-version": version[0]} if version and "data-version" in told else {}
            return {**told, **known, "data-restored": ""}
        if tag == "option" and self.choosing:
            is_chosen = (told.get("value") or "") in self.typed.values(self.choosing)
            return _switched(told, "selected", on=is_chosen)
        name, kind = told.get("name") or "", (told.get("type") or "text").lower()
        if tag != "input" or not name or name in MARKS or kind in NOT_FILLED:
            return None
        if kind in ("checkbox", "radio"):
            return _switched(told, "checked", on=(told.get("value") or "on") in self.typed.values(name))
        value = self.next_value(name)
        return None if value is None else {**told, "value": value}

    def next_value(self, name: str) -> str | None:
        """The value of the next field of this name."""
        assert self.typed is not None
        values, place = self.typed.values(name), self.used.get(name, 0)
        self.used[name] = place + 1
        return values[place] if place < len(values) else None

    def open(self, tag: str, told: dict[str, str | None]) -> None:
        """Go into a field whose value stands between its tags."""
        assert self.typed is not None
        name = told.get("name") or ""
        if tag == "select":
            self.choosing = name if self.typed.values(name) or "multiple" in told else ""
        elif tag == "textarea" and (value := self.next_value(name)) is not None:
            self.written.append("\n" + escape(value, quote=False))
            self.skipping = [tag]
        elif (body := told.get("data-body")) and (value := self.next_value(body)) is not None:
            self.written.append(from_form(value))
            self.skipping = [tag]

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            if tag == self.skipping[0]:
                self.skipping.pop()
            if self.skipping:
                return
        if tag == "form":
            self.typed = None
        elif tag == "select":
            self.choosing = ""
        self.written.append(f"</{tag}>")

    def copy(self, text: str) -> None:
        """What stands between the fields."""
        if not self.skipping:
            self.written.append(text)

    def handle_data(self, data: str) -> None:
        self.copy(data)

    def handle_entityref(self, name: str) -> None:
        self.copy(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.copy(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.copy(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.copy(f"<!{decl}>")


def _posts(told: dict[str, str | None]) -> bool:
    return (told.get("method") or "").lower() == "post"


def _switched(told: dict[str, str | None], name: str, *, on: bool) -> dict[str, str | None]:
    others = {each: value for each, value in told.items() if each != name}
    return {**others, name: None} if on else others


def _tag(tag: str, told: dict[str, str | None]) -> str:
    attributes = (name if value is None else f'{name}="{escape(value)}"' for name, value in told.items())
    return f"<{' '.join([tag, *attributes])}>"
