"""The front page is for everybody."""

from tests.access import Access

ACCESS = {"front": Access(owner=200, colleague=200, outsider=200, anonymous=200)}
