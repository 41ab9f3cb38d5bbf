"""Addresses that belong to no room."""

from tests.access import Access

ACCESS = {
    "identity_stylesheet": Access(owner=200, colleague=200, outsider=200, anonymous=200),
    "logo": Access(owner=404, colleague=404, outsider=404, anonymous=404),
    "health": Access(owner=200, colleague=200, outsider=200, anonymous=200),
    "robots": Access(owner=200, colleague=200, outsider=200, anonymous=200),
    "favicon": Access(owner=303, colleague=303, outsider=303, anonymous=303),
    "session": Access(owner=200, colleague=200, outsider=200, anonymous=200),
    "unsaved_dropping": Access(owner=303, colleague=303, outsider=303, anonymous=303, method="post"),
    # Only in the demo and while one builds.
    "components": Access(owner=404, colleague=404, outsider=404, anonymous=404),
}
