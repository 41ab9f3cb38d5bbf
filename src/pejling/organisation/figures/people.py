"""Lists of people, and all that a person's page shows of the organisation."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from pejling.core.text import fold
from pejling.organisation.authority import below, unit_parents
from pejling.organisation.models import Deputyship, Post, Role, Seat, Unit
from pejling.people.models import Person


def people_matching(
    *,
    q: str = "",
    unit: Unit | None = None,
    role: Role | None = None,
    with_left: bool = False,
    sign_in: str = "",
) -> QuerySet[Person]:
    """People in Danish order with their posts of today as `posts_today` and how far they are with `sign_in`.

    Names are compared as one searches for them (å as aa, capitals as small), which no database does alike.
    """
    people = Person.objects.get_queryset() if with_left else Person.objects.get_queryset().active()
    people = people.signing_in(sign_in) if sign_in else people.with_sign_in()
    if unit or role:
        posts = Post.objects.current()
        posts = posts.filter(unit__in=below({unit.pk}, unit_parents())) if unit else posts
        people = people.filter(pk__in=(posts.filter(role=role) if role else posts).values("person"))
    if words := fold(q.strip()):
        names = people.order_by().values_list("pk", "name", "email")
        people = people.filter(
            pk__in=[pk for pk, *texts in names if any(words in fold(t or "") for t in texts)]
        )
    today = Post.objects.current().select_related("unit", "role").order_by("role__position", "pk")
    return people.for_list().prefetch_related(Prefetch("posts", today, to_attr="posts_today"))


@dataclass(frozen=True)
class PersonFacts:
    """A person's posts, seats and deputies, what holds first and what has ended last."""

    posts: list[Post]
    past_posts: list[Post]
    seats: list[Seat]
    past_seats: list[Seat]
    deputies: list[Deputyship]
    deputises: list[Deputyship]


def person_facts(person: Person) -> PersonFacts:
    """What a person is and was in the organisation, in three queries."""
    posts = list(person.posts.select_related("unit", "role").order_by("role__position", "starts_on", "pk"))
    seats = list(person.seats.select_related("forum", "role").order_by("role__position", "starts_on", "pk"))
    deputyships = list(
        Deputyship.objects.filter(Q(person=person) | Q(deputy=person))
        .select_related("person", "deputy")
        .order_by("starts_on", "pk")
    )
    lasting = [each for each in deputyships if not each.has_ended]
    return PersonFacts(
        posts=[post for post in posts if not post.has_ended],
        past_posts=[post for post in posts if post.has_ended],
        seats=[seat for seat in seats if not seat.has_ended],
        past_seats=[seat for seat in seats if seat.has_ended],
        deputies=[each for each in lasting if each.person_id == person.pk],
        deputises=[each for each in lasting if each.deputy_id == person.pk],
    )
