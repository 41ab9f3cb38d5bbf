"""Who may see how it goes: staff and council members."""

from types import SimpleNamespace

from tests.access import Access


def unit(w: SimpleNamespace) -> list[int]:
    return [w.unit.pk]


def forum(w: SimpleNamespace) -> list[int]:
    return [w.forum.pk]


def document(w: SimpleNamespace) -> list[int]:
    return [w.public.pk]


def aim(w: SimpleNamespace) -> list[int]:
    return [w.aim.pk]


ACCESS = {
    "overview": Access(owner=200, colleague=200, outsider=404, anonymous="login"),
    "overview_of_unit": Access(owner=200, colleague=200, outsider=404, anonymous="login", args=unit),
    "overview_of_forum": Access(owner=200, colleague=200, outsider=404, anonymous="login", args=forum),
    "overview_of_document": Access(owner=200, colleague=200, outsider=404, anonymous="login", args=document),
    "overview_of_aim": Access(owner=200, colleague=200, outsider=404, anonymous="login", args=aim),
    "coordination_on_aim": Access(owner=200, colleague=200, outsider=404, anonymous="login", args=aim),
    "coordination_on_document": Access(
        owner=200, colleague=200, outsider=404, anonymous="login", args=document
    ),
}
