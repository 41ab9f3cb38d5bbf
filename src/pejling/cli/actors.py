"""In whose name a command acts, for somebody stands behind every document."""

from pejling.cli.terminal import Refusal
from pejling.organisation.models import Capacity, Post, Unit
from pejling.people.models import Person


def actor(email: str | None, unit: Unit) -> Person:
    """Whoever was named, else whoever leads the unit, else the secretariat."""
    if email:
        person = Person.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise Refusal(f"Ingen logger ind med {email}.")
        return person
    posts = Post.objects.current().filter(person__is_active=True).select_related("person")
    leader = posts.filter(unit=unit, role__capacity=Capacity.LEADER).first()
    post = leader or posts.filter(role__capacity=Capacity.SECRETARIAT).first()
    if post is None:
        raise Refusal(
            f"{unit} har ingen leder, og der er intet sekretariat. Skriv, hvem det gælder: --by E-MAIL."
        )
    return post.person
