"""How the log is written: what nobody did wrong is one line, and only a fault of ours is followed by its trace."""

import logging
from copy import copy

from pejling.web.outages import outage


class LogLines(logging.Formatter):
    """A refusal and an outage say in one line what they are; with PEJLING_LOG_LEVEL=DEBUG also where they were met."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, without the trace that tells nothing."""
        error = record.exc_info[1] if record.exc_info else None
        if (
            error is None
            or logging.getLogger().isEnabledFor(logging.DEBUG)
            or not _is_expected(record, error)
        ):
            return super().format(record)
        plain = copy(record)
        plain.exc_info = plain.exc_text = None
        why = " ".join(f"{type(error).__name__}: {error}".split())
        return f"{super().format(plain)} ({why})"


def _is_expected(record: logging.LogRecord, error: BaseException) -> bool:
    """A page that was answered with a status of 400 and up has refused; the database may be away under anything."""
    return 400 <= getattr(record, "status_code", 0) < 500 or outage(error) is not None
