"""The text of an item as sections, each a heading and plain text."""

from pejling.reading.agendas.agenda import Text
from pejling.reading.markup_as_text import one_line, stretches_of


def texts_of(heading: str, markup: str) -> tuple[Text, ...]:
    """What stands under a heading of the system; headings inside it that say more have sections of their own."""
    heading = one_line(heading).rstrip(" :")
    found = [
        Text(one_line(each.heading) or heading, each.text)
        for each in stretches_of(markup)
        if each.text or each.heading
    ]
    # A heading that is said once by the system and once more in the text is one.
    named = [each for each in found if each.text or each.heading.casefold() != heading.casefold()]
    return tuple(each for each in named if each.text)
