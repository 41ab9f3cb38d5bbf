"""Who is at the other end of a request."""

from django.http import HttpRequest

from pejling.people.models import Person


def signed_in(request: HttpRequest) -> Person:
    """The person who is signed in; only for views behind `login_required`."""
    assert isinstance(request.user, Person)
    return request.user
