"""Who may search: everybody. What they find is another matter."""

from tests.access import Access

ACCESS = {"search": Access(owner=200, colleague=200, outsider=200, anonymous=200, query={"q": "plan"})}
