"""The log grows by a line for what nobody did wrong, and by a trace for a fault of ours alone."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.exception import response_for_exception
from django.db import OperationalError
from django.http import HttpRequest
from django.test import RequestFactory

from pejling.core.permissions import Refused
from pejling.web.log_lines import LogLines


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the handler of the settings writes."""
    (handler,) = (each for each in logging.getLogger().handlers if isinstance(each.formatter, LogLines))
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    if before:
        handler.setStream(before)


@pytest.fixture
def asked(rf: RequestFactory, db: None) -> HttpRequest:
    """A page that somebody asked for."""
    request = rf.get("/dokumenter/7")
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    return request


def met(request: HttpRequest, error: Exception) -> int:
    """Raised from another error, as an outage is; the status of what is answered."""
    try:
        try:
            raise ValueError("what lay below")
        except ValueError as below:
            raise error from below
    except Exception as raised:
        status: int = response_for_exception(request, raised).status_code
        return status


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refused("Kun lederen kan det."), 403),
        (SuspiciousOperation("Sært"), 400),
        (OperationalError("server closed the connection\n\tunexpectedly"), 503),
        (OSError(28, "No space left on device"), 507),
    ],
)
def test_refusal_and_outage_are_one_line(
    log: io.StringIO, asked: HttpRequest, error: Exception, status: int
) -> None:
    assert met(asked, error) == status
    (line,) = log.getvalue().splitlines()
    assert line.endswith(f"({type(error).__name__}: {' '.join(str(error).split())})")


def test_fault_of_ours_is_followed_by_its_trace(log: io.StringIO, asked: HttpRequest) -> None:
    assert met(asked, KeyError("title")) == 500
    assert "Traceback (most recent call last)" in log.getvalue()


def test_whoever_looks_for_where_is_shown_where(log: io.StringIO, asked: HttpRequest) -> None:
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.DEBUG)
    try:
        met(asked, Refused("Kun lederen kan det."))
    finally:
        root.setLevel(before)
    assert "Traceback (most recent call last)" in log.getvalue()
