"""Who and what is named for a thing leaves or ends at the same moment: the second sees what the first has done."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest

from pejling.core.dates import today
from pejling.direction.actions import documents
from pejling.direction.models import Document, DocumentKind, Share, Visibility
from pejling.initiatives.actions.approvers import name_approver
from pejling.initiatives.models import Approver
from pejling.organisation.actions import forums, people, posts, units
from pejling.organisation.models import Post
from tests import world
from tests.access import make_world
from tests.bad_input.test_at_once import Meeting, again, leaving, one
from tests.direction import invariants
from tests.meeting import Act, meet


def ending_a_forum(w: SimpleNamespace) -> Act:
    forum, yesterday = again(w.forum), today() - timedelta(days=1)
    return lambda: forums.end_forum(forum, on=yesterday, by=again(w.secretary))


def ending_the_other_unit(w: SimpleNamespace) -> Act:
    unit, receiver = again(w.other_unit), again(w.unit)
    return lambda: units.end_unit(unit, on=today(), receiver=receiver, by=again(w.secretary))


def sharing(w: SimpleNamespace, **receivers: list[object]) -> Act:
    row, by = again(w.document), again(w.owner)
    return lambda: documents.share(
        row, visibility=Visibility.SHARED, opened=row.version, by=by, **receivers  # type: ignore[arg-type]
    )  # fmt: skip


def leave_and_be_named_editor(w: SimpleNamespace) -> Meeting:
    row, editor = again(w.document), again(w.outsider)
    return (
        leaving(w, w.outsider),
        lambda: documents.name_editors(row, [editor], by=again(w.owner)),
        lambda through: one(through) and not row.editors.exists(),
    )


def leave_and_be_named_editor_beside_the_facts(w: SimpleNamespace) -> Meeting:
    row, editor = again(w.document), again(w.outsider)
    facts = {"responsible": again(w.colleague)}
    return (
        leaving(w, w.outsider),
        lambda: documents.edit_facts(
            row, opened=row.version, by=again(w.owner), facts=facts, editors=[editor]
        ),
        lambda through: one(through) and again(row).responsible is None,
    )


def leave_and_be_shared_with(w: SimpleNamespace) -> Meeting:
    return (
        leaving(w, w.outsider),
        sharing(w, people=[again(w.outsider)]),
        lambda through: one(through) and not Share.objects.exists(),
    )


def end_a_unit_and_share_with_it(w: SimpleNamespace) -> Meeting:
    return (
        ending_the_other_unit(w),
        sharing(w, units=[again(w.other_unit)]),
        lambda through: one(through) and not Share.objects.exists(),
    )


def end_a_forum_and_share_with_it(w: SimpleNamespace) -> Meeting:
    return (
        ending_a_forum(w),
        sharing(w, forums=[again(w.forum)]),
        lambda through: one(through) and not Share.objects.exists(),
    )


def leave_and_be_named_approver(w: SimpleNamespace) -> Meeting:
    row, approver = again(w.document), again(w.outsider)
    return (
        leaving(w, w.outsider),
        lambda: name_approver(row, person=approver, by=again(w.owner)),
        lambda through: one(through) and not Approver.objects.exists(),
    )


def end_a_forum_and_let_it_approve(w: SimpleNamespace) -> Meeting:
    row, forum = again(w.document), again(w.forum)
    return (
        ending_a_forum(w),
        lambda: name_approver(row, forum=forum, by=again(w.owner)),
        lambda through: one(through) and not Approver.objects.exists(),
    )


def leave_and_begin_what_one_would_answer_for(w: SimpleNamespace) -> Meeting:
    kind, unit = DocumentKind.objects.get(code="strategy_plan"), again(w.unit)
    return (
        leaving(w, w.owner),
        lambda: documents.create_document(kind, title="Ny plan", unit=unit, by=again(w.secretary)),
        lambda through: all(through) and Document.objects.get(title="Ny plan").responsible is None,
    )


def lose_the_post_and_name_an_editor(w: SimpleNamespace) -> Meeting:
    """The right is asked again behind the lock: the writer's post was the leader's, and is over."""
    yesterday = today() - timedelta(days=1)
    row, editor, post = again(w.document), again(w.colleague), Post.objects.get(person=w.owner)
    return (
        lambda: posts.end_post(post, on=yesterday, by=again(w.secretary)),
        lambda: documents.name_editors(row, [editor, again(w.owner)], by=again(w.owner)),
        lambda through: one(through) and not row.editors.exists(),
    )


def name_each_other_in_two_documents(w: SimpleNamespace) -> Meeting:
    """Both lock the people by their ids, and the document after them: neither waits for good."""
    row, other = again(w.document), world.make_document("Plan to", kind="strategy_plan", unit=w.unit)
    first, second = again(w.colleague), again(w.outsider)
    return (
        lambda: documents.name_editors(row, [first, second], by=again(w.owner)),
        lambda: documents.edit_facts(
            other, opened=other.version, by=again(w.owner), facts={"responsible": again(second)},
            editors=[again(first)],
        ),
        lambda through: all(through),
    )  # fmt: skip


MEETINGS = [
    leave_and_be_named_editor, leave_and_be_named_editor_beside_the_facts, leave_and_be_shared_with,
    end_a_unit_and_share_with_it, end_a_forum_and_share_with_it, leave_and_be_named_approver, end_a_forum_and_let_it_approve,
    leave_and_begin_what_one_would_answer_for, lose_the_post_and_name_an_editor, name_each_other_in_two_documents,
]  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.__name__)
def test_who_is_named_while_they_leave_is_not_named(meeting: Callable[[SimpleNamespace], Meeting]) -> None:
    first, second, came_out_well = meeting(make_world())
    through = meet(first, second)
    assert (through[0], came_out_well(through), invariants.problems()) == (True, True, [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.__name__)
def test_who_was_named_first_may_leave_afterwards(meeting: Callable[[SimpleNamespace], Meeting]) -> None:
    second, first, _came_out_well = meeting(make_world())
    through = meet(first, second)
    assert (through[0], invariants.problems()) == (True, [])


def test_who_has_left_stays_named_until_another_is_chosen(db: None) -> None:
    w = make_world()
    documents.name_editors(w.document, [w.outsider], by=w.owner)
    people.leave(again(w.outsider), on=today(), by=w.secretary)
    documents.name_editors(w.document, [again(w.outsider), w.colleague], by=w.owner)
    assert set(w.document.editors.all()) == {w.outsider, w.colleague}
