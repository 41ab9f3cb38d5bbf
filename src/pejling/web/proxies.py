"""What a server in front tells of a visitor is believed when it comes from a server in front, and from nobody else."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

TOLD = (
    "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED",
)  # fmt: skip


def believe_proxies_alone(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Forget what others say of themselves, before anything reads it."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not is_proxy(request.META.get("REMOTE_ADDR", "")):
            for name in TOLD:
                request.META.pop(name, None)
        return get_response(request)

    return answer


def is_proxy(address: str) -> bool:
    """Whether the address is one that the settings name."""
    try:
        told = ip_address(address)
    except ValueError:
        return False
    return any(told in network for network in settings.PROXIES)
