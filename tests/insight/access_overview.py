"""Who may see how it goes: staff and council members."""

from types import SimpleNamespace

from tests.access import Access


def unit(w: SimpleNamespace) -> list[int]:
    return [w.unit.pk]


ACCESS = {
    "overview": Access(owner=200, colleague=200, outsider=404, anonymous="login"),
    "overview_of_unit": Access(owner=200, colleague=200, outsider=404, anonymous="login", args=unit),
}
