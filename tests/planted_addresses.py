"""Every address of the URL table, with the numbers of what stands in the planted municipality."""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pejling.agreements.models import Closing, Commitment, Proposal, ProposalAnswer, SharedTask, TaskPart
from pejling.chain.figures.breaks import Fault
from pejling.conversations.models import Bid, Conversation, JointAnswer, Kept, Question, Theme, Turn
from pejling.conversations.reflection import ROUNDS
from pejling.core.dates import today
from pejling.desk.models import Comment
from pejling.direction.models import ChainColumn, Contribution, Fate, Revision
from pejling.files.models import Attachment
from pejling.initiatives.models import Confirmation, Involvement, LeaderRequest, Milestone, PublicText
from pejling.insight.figures.two_pages.about import WORDS
from pejling.meetings.models import Disqualification, Dissent, Item, Meeting
from pejling.organisation.models import Delivery, Deputyship, Post, Seat
from tests.planting import units

SECRETS = {"signed", "token", "uidb36", "key", "secret"}
"""Addresses with a secret in them are tried where they are made."""
WIDELY = {"kladde", "delt", "nabo"}
"""Of the points of these documents more than one is asked for."""
WRITTEN = (ChainColumn.VISION, ChainColumn.POLICY, ChainColumn.STRATEGY, ChainColumn.ACTION)
"""The columns in which something is planted."""


def patterns(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str, list[str]]]:
    """The name of every address, its first part, and what it asks for."""
    for each in found:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, before + str(each.pattern))
        elif each.name:
            route = before + str(each.pattern)
            yield each.name, route, list(each.pattern.converters) or re.findall(r"\?P<(\w+)>", route)


def rows_of(w: SimpleNamespace) -> dict[str, list[Any]]:
    """What stands behind the numbers of an address, by its first part; more than one part where that is not enough."""
    rows = list(w.rows.values())
    besides = [getattr(w, name) for name in ("retired", "heard", "bearing") if hasattr(w, name)]
    documents = [w.vision, *(row.document for row in rows), *besides]
    wide = [row for row in rows if row.label in WIDELY]
    elements = [w.promise, *(row.aim for row in rows)]
    elements += [each for row in wide for each in (row.initiative.element, row.criterion, row.ended)]
    return {
        "dokumenter/indlaesning": [w.intake] if hasattr(w, "intake") else [],
        "dokumenter": documents,
        "planer": documents,
        "pejlinger": [w.bearing] if hasattr(w, "bearing") else documents[-1:],
        "punkter": elements,
        "afsnit": [row.section for row in rows],
        "filer": list(Attachment.objects.all()),
        "bidrag": list(Contribution.objects.all()),
        "indsatser": [row.initiative for row in rows],
        "loefter": [w.promise, *(row.aim for row in rows)],
        "to-sider": two_paged(w),
        "statusanmodninger": list(LeaderRequest.objects.all()),
        "offentlige-tekster": list(PublicText.objects.all()),
        "delmaal": list(Milestone.objects.all()[::2]),
        "statusmeldinger": [row.report for row in rows],
        "enheder": units(w),
        "personer": [w.people[kind] for kind in ("leader", "outsider", "lead")],
        "poster": list(Post.objects.all()[:2]),
        "pladser": list(Seat.objects.all()[:2]),
        "stedfortraedere": list(Deputyship.objects.all()[:1]),
        "fora": [w.council, w.committee],
        "overblik/enheder": units(w), "overblik/fora": [w.council, w.committee],
        "overblik/dokumenter": documents, "overblik/maal": [row.aim for row in rows],
        "indlaesninger": list(Delivery.objects.all()),
        "bekraeftelser": list(Confirmation.objects.all()[:1]), "inddragelse": list(Involvement.objects.all()[:1]),
        "aftaler/afslutninger": list(Closing.objects.all()), "aftaler": list(Commitment.objects.all()),
        "forslag/svar": list(ProposalAnswer.objects.all()), "forslag": list(Proposal.objects.all()),
        "samtaler/bud": list(Bid.objects.all()), "samtaler/svar": list(JointAnswer.objects.all()),
        "samtaler/temaer": list(Theme.objects.all()),
        "faelles-opgaver/dele": list(TaskPart.objects.all()), "faelles-opgaver": list(SharedTask.objects.all()),
        "samtaler": list(Conversation.objects.all()) * len(Question),
        "moeder/praksis": [w.committee.kind], "moeder/fora": [w.council, w.committee],
        "moeder/forslag": list(Proposal.objects.filter(to_forum__isnull=False)),
        "moeder/inhabiliteter": list(Disqualification.objects.all()), "moeder/udtalelser": list(Dissent.objects.all()),
        "moeder/punkter": list(Item.objects.all()), "moeder": list(Meeting.objects.all()),
        "kommentarer/<str:kind>": elements, "kommentarer": list(Comment.objects.all()),
        "arv": [1], "foelger": [], "betegnelser": [1], "retning/typer": [1],
    }  # fmt: skip


def two_paged(w: SimpleNamespace) -> list[Any]:
    """What has two pages."""
    documents = [w.vision, *(row.document for row in w.rows.values())]
    return [*documents, *units(w), w.council, w.committee]


def others_of(w: SimpleNamespace) -> dict[str, list[Any]]:
    """What an address asks for besides."""
    rows = list(w.rows.values())
    return {
        "unit_pk": [w.unit],
        "fate_pk": list(Fate.objects.all()),
        "criterion_pk": [row.criterion for row in rows],
        "bearing_pk": [w.bearing] if hasattr(w, "bearing") else [],
        "section_pk": [row.section for row in rows], "element_pk": [row.aim for row in rows],
        "phase": ["done", "approved", "stopped"],
        "slug": ["roller", "enhedstyper", "naerord"],
        "family": ["dokumenter", "punkter"],
        "kind": [WORDS[type(each)] for each in two_paged(w)],
        "column": ChainColumn.values,
        "lower": [lower for lower in WRITTEN for _upper in WRITTEN],
        "upper": [upper for _lower in WRITTEN for upper in WRITTEN],
        "version": [1],
        "number": [1],
        "owner_key": ["dokumenter"],
        "owner_pk": [row.document for row in rows],
        "question": Question.values,
        "asked": [each.key for each in ROUNDS],
        "kept": Kept.values,
        "proposal": list(Proposal.objects.all()),
        "year": [today().year], "month": [today().month], "day": [today().day],
    }  # fmt: skip


def named_addresses(w: SimpleNamespace) -> dict[str, list[str]]:
    """The addresses of each name of the URL table, one for each number that stands for something.

    An address with two numbers is asked for with those that belong together.
    """
    known, others = rows_of(w), others_of(w)
    found = {}
    for name, route, asked in patterns(get_resolver().url_patterns):
        if SECRETS & set(asked):
            continue
        first = next((part for part in known if route.startswith(f"{part}/")), "")
        assert first or "pk" not in asked, f"whose numbers are these: {route}"
        values = [known[first] if part == "pk" else others[part] for part in asked]
        times = max(map(len, values), default=1) if all(values) else 0
        chosen = [[each[number % len(each)] for each in values] for number in range(times)]
        # The papers say what the page beside them says, and take long to set.
        found[name] = [
            reverse(name, args=[each.pk if isinstance(each, Model) else each for each in args])
            for args in (chosen[::4] if name in ("two_pages_pdf", "two_pages_word") else chosen)
        ]
    return found


def variants(w: SimpleNamespace) -> list[str]:
    """The same with what can be asked of a list, of other days, of a search."""
    on = today().isoformat()
    of_lists = [
        "format=xlsx",
        "vis=alle&sort=-titel",
        "sort=leder",
        "ryd_op=alt",
        "mine=on",
        "fase=alle",
        "page=2",
    ]
    found = [f"{reverse(name)}?{query}" for name in ("documents", "initiatives") for query in of_lists]
    found += [f"{reverse('chain_broken')}?slags={which}" for which in Fault.values]
    found += [f"{reverse('chain_broken')}?kolonne={column}" for column in ChainColumn.values]
    found += [f"{reverse('search')}?q={word}" for word in ("skole", "læreanstalt")]
    found += [
        f"{reverse('unit_new')}?under={w.unit.pk}",
        f"{reverse('two_pages_pdf', args=['enheder', w.unit.pk])}?vis",
    ]
    found += [f"{reverse(name)}?enhed={w.centre.pk}" for name in ("statuses", "statuses_sheet")]
    found += [f"{reverse('chain')}?enhed={unit.pk}" for unit in units(w)]
    talks = Conversation.objects.all()
    found += [
        f"{reverse('conversation_screen', args=[row.pk])}?runde={turn}"
        for row in talks
        for turn in Turn.values
    ]
    found += [f"{reverse('chain')}?punkt={w.promise.pk}&vis=60"]
    for row in [row for row in w.rows.values() if row.label in WIDELY or row.label == "offentlig"]:
        pk, versions = row.document.pk, Revision.objects.filter(document=row.document.pk)
        found += [f"{reverse('chain')}?{query}" for query in (f"dokument={pk}", f"punkt={row.aim.pk}")]
        found += [f"{reverse(name)}?plan={pk}" for name in ("statuses", "statuses_sheet")]
        found += [f"{reverse('element_as_of', args=[row.aim.pk])}?den={on}"]
        found += [f"{reverse('comparison', args=[pk])}?fra={on}&til={on}"]
        found += [f"{reverse('as_of', args=[pk])}?version={each.pk}" for each in versions]
        found += [
            f"{reverse('initiatives')}?maal={row.aim.pk}",
            f"{reverse('document_new')}?tillaeg_til={pk}",
        ]
        found += [f"{reverse('initiative_new', args=[pk])}?under={row.aim.pk}"]
    return found
