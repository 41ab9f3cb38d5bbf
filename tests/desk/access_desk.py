"""The front page is for everybody, the lists behind it for who has signed in, an unsubscription for who holds the link."""

from types import SimpleNamespace

from pejling.desk.actions.calendar import make_address, secret_of
from pejling.desk.actions.mail_choices import unsubscription_token
from pejling.desk.models import Comment
from tests.access import Access


def comment_of_owner(w: SimpleNamespace) -> list[int]:
    """What the owner has said about an aim that all may read."""
    return [Comment.objects.create(target=w.aim, text="Godt", by=w.owner).pk]


ACCESS = {
    "front": Access(owner=200, colleague=200, outsider=200, anonymous=200),
    "waiting": Access(owner=200, colleague=200, outsider=200, anonymous="login"),
    "news": Access(owner=200, colleague=200, outsider=200, anonymous="login"),
    "days": Access(owner=200, colleague=200, outsider=200, anonymous="login"),
    "follows": Access(owner=200, colleague=200, outsider=403, anonymous="login"),
    "follow": Access(
        owner=303,
        colleague=303,
        outsider=404,
        anonymous="login",
        args=lambda w: ["dokument", w.document.pk],
        method="post",
    ),
    "unfollow": Access(
        owner=303,
        colleague=303,
        outsider=404,
        anonymous="login",
        args=lambda w: ["dokument", w.document.pk],
        method="post",
    ),
    "comment_new": Access(
        owner=200, colleague=200, outsider=403, anonymous="login", args=lambda w: ["maal", w.aim.pk]
    ),
    "mentions_settled": Access(
        owner=303,
        colleague=303,
        outsider=403,
        anonymous="login",
        args=lambda w: ["maal", w.aim.pk],
        method="post",
    ),
    "comment_edit": Access(owner=200, colleague=403, outsider=403, anonymous="login", args=comment_of_owner),
    "comment_removal": Access(
        owner=303, colleague=403, outsider=403, anonymous="login", args=comment_of_owner, method="post"
    ),
    "comment_restoring": Access(
        owner=303, colleague=403, outsider=403, anonymous="login", args=comment_of_owner, method="post"
    ),
    "calendar": Access(owner=200, colleague=200, outsider=200, anonymous="login"),
    "calendar_address": Access(owner=303, colleague=303, outsider=303, anonymous="login", method="post"),
    "calendar_closing": Access(owner=303, colleague=303, outsider=303, anonymous="login", method="post"),
    "calendar_feed": Access(
        owner=200,
        colleague=200,
        outsider=200,
        anonymous=200,
        args=lambda w: [secret_of(make_address(w.owner))],
    ),
    "mail_choice": Access(owner=200, colleague=200, outsider=200, anonymous="login"),
    "mail_unsubscription": Access(
        owner=200,
        colleague=200,
        outsider=200,
        anonymous=200,
        args=lambda w: [unsubscription_token(w.owner)],
    ),
}
