"""A visitor's word for how they came is worth nothing; that of a server in front is."""

from ipaddress import ip_network

import pytest
from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from pejling.web.proxies import believe_proxies_alone

TOLD = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.2.3"}


def heard(request: HttpRequest) -> HttpResponse:
    """What the rest of the house takes the visitor for."""
    return HttpResponse(f"{request.scheme} {get_adapter().get_client_ip(request)}")


@pytest.mark.parametrize(
    ("proxies", "address", "expected"),
    [
        ([], "127.0.0.1", "http 127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "https 10.1.2.3"),
        (["127.0.0.1"], "127.0.0.2", "http 127.0.0.2"),
        (["10.0.0.0/8", "::1"], "10.9.9.9", "https 10.1.2.3"),
        (["10.0.0.0/8", "::1"], "::1", "https 10.1.2.3"),
        (["127.0.0.1"], "fe80::1", "http fe80::1"),
    ],
)
def test_what_is_said_of_a_visitor_is_believed_from_named_proxies_alone(
    settings: Settings, rf: RequestFactory, proxies: list[str], address: str, expected: str
) -> None:
    settings.PROXIES = [ip_network(each) for each in proxies]
    answer = believe_proxies_alone(heard)(rf.get("/", headers=TOLD, REMOTE_ADDR=address))
    assert answer.text == expected


def test_proxy_that_says_nothing_is_taken_for_the_visitor(settings: Settings, rf: RequestFactory) -> None:
    settings.PROXIES = [ip_network("127.0.0.1")]
    assert believe_proxies_alone(heard)(rf.get("/", REMOTE_ADDR="127.0.0.1")).text == "http 127.0.0.1"
