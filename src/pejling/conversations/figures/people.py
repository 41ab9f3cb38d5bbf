"""Who takes part in a conversation, and who is proposed."""

from typing import TYPE_CHECKING

from pejling.conversations.leadership import leaders_above, leadership_of, unit_above
from pejling.organisation.authorities import posts_of_leaders
from pejling.organisation.authority import unit_parents
from pejling.people.models import Person

if TYPE_CHECKING:
    from pejling.conversations.models import Conversation


def participants(conversation: "Conversation") -> list[Person]:
    """The host's leadership, the leader above and those invited, as they are today."""
    invited = conversation.invitations.values_list("person", flat=True)
    ids = [*leadership_of(conversation.unit_id), *leaders_above(conversation.unit_id), *invited]
    known = Person.objects.in_bulk(ids)
    return [known[pk] for pk in dict.fromkeys(ids) if pk in known and known[pk].is_active]


def proposed_for(unit: int) -> list[int]:
    """Whom the system proposes to invite: those who lead the teams right below the unit, and who leads above its leader's
    leader (the director, where a centre head leads above)."""
    parents = unit_parents()
    teams = {each for each, parent in parents.items() if parent == unit}
    leading = [(each, person) for _pk, each, person, _name in posts_of_leaders()]
    of_teams = [person for each, person in leading if each in teams]
    above = unit_above(unit)
    director = unit_above(above) if above is not None else None
    further = [person for each, person in leading if each == director and director is not None]
    already = {*leadership_of(unit), *leaders_above(unit)}
    return [person for person in dict.fromkeys([*of_teams, *further]) if person not in already]
