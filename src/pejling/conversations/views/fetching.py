"""How the pages of this room find a conversation, and the way to it."""

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.conversations.models import Conversation
from pejling.organisation.views.fetching import require_inside

if TYPE_CHECKING:
    from pejling.web.requests import Request


def seen_conversation(request: "Request", pk: int) -> Conversation:
    """The conversation, if the viewer has a part in it."""
    return get_object_or_404(Conversation.objects.visible_to(request.user).for_list().distinct(), pk=pk)


def known_conversation(request: "Request", pk: int) -> Conversation:
    """The conversation, if the viewer may know that it is held."""
    require_inside(request)
    return get_object_or_404(Conversation.objects.known_to(request.user).for_list().distinct(), pk=pk)


def conversation_page(conversation: Conversation) -> str:
    """Where it is read."""
    return reverse("conversation", args=[conversation.pk])


def way_to(conversation: Conversation) -> list[tuple[str, str]]:
    """The links above a page about it."""
    title = f"{conversation.unit} {conversation.year}"
    return [(_("Samtaler"), reverse("conversations")), (title, conversation_page(conversation))]
