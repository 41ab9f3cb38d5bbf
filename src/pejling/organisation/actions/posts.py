"""Posts: given, ended, moved along when units merge."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core import formats, history
from pejling.core.locking import lock
from pejling.organisation.actions.openness import require_here, require_open
from pejling.organisation.actions.periods import (
    finish,
    finish_all,
    keep_an_operator,
    lock_posts,
    refuse_overlap,
    resume,
)
from pejling.organisation.models import Capacity, Post, Role, Unit
from pejling.organisation.rules import require_keeping

if TYPE_CHECKING:
    from pejling.people.models import Person

LEADING = (Capacity.LEADER, Capacity.DEPUTY)


@transaction.atomic
def give_post(
    *,
    person: "Person",
    unit: Unit,
    role: Role,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: "Person | None",
) -> Post:
    """Put a person in a unit, in a role, for a period or until further notice."""
    require_open(unit)
    require_here(person)
    require_keeping(by, role)
    post = Post(person=person, unit=unit, role=role, starts_on=starts_on, ends_on=ends_on)
    post.full_clean()
    same = Post.objects.filter(person=person, unit=unit, role=role)
    refuse_overlap(
        post, same, _("%(person)s har allerede den rolle i enheden i den periode.") % {"person": person}
    )
    history.save(post, by=by)
    _log("post_given", post, by=by)
    return post


@transaction.atomic
def end_post(post: Post, *, on: date, by: "Person") -> None:
    """Write the last day of a post. The last operator's post stays."""
    lock(post.person)
    require_keeping(by, post)
    keep_an_operator(besides=lock_posts(Post.objects.filter(pk=post.pk).select_related("role")))
    finish(post, on=on, by=by)
    _log("post_ended", post, by=by, day=formats.day(on))


@transaction.atomic
def resume_post(post: Post, *, by: "Person") -> None:
    """Take the ending of a post back."""
    require_open(post.unit)
    require_keeping(by, post)
    resume(post, by=by)
    _log("post_resumed", post, by=by)


def move_posts(old: Unit, new: Unit, *, on: date, by: "Person") -> list[Post]:
    """From a day all but the leaders hold their posts in the new unit instead; answers the leaders' posts, which end."""
    posts = [
        post
        for post in lock_posts(old.posts.select_related("role", "person"))
        if post.ends_on is None or post.ends_on >= on
    ]
    keep_an_operator(besides=[post for post in posts if post.role.capacity in LEADING])
    staying = {(post.person_id, post.role_id) for post in new.posts.current(on)}
    following = [
        Post(
            person=post.person,
            unit=new,
            role=post.role,
            starts_on=max(post.starts_on or on, on),
            ends_on=post.ends_on,
        )
        for post in posts
        if post.role.capacity not in LEADING and (post.person_id, post.role_id) not in staying
    ]
    finish_all(posts, on=on - timedelta(days=1), by=by)
    history.create_all(Post, following, by=by)
    return [post for post in posts if post.role.capacity in LEADING]


def _log(verb: str, post: Post, *, by: "Person | None", **details: str) -> None:
    """A line about the person, for a post has no page of its own."""
    names = {"role": post.role.name, "unit": post.unit.name}
    log(
        f"organisation.{verb}",
        post.person,
        by=by,
        on_behalf_of=None,
        person=post.person.name,
        **names,
        **details,
    )
