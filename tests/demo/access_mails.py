"""The mails are there for everybody in the demonstration, and for nobody elsewhere."""

from tests.access import Access

ACCESS = {"demo_mails": Access(owner=404, colleague=404, outsider=404, anonymous=404)}
