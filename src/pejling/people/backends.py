"""Who somebody is that gives an address and a password."""

from allauth.account.auth_backends import AuthenticationBackend

from pejling.people.models import Person


class AddressBackend(AuthenticationBackend):  # type: ignore[misc]
    """Looks in the people alone. An address that nobody has costs one hashing, as a wrong password does."""

    def _authenticate_by_email(self, email: str, password: str) -> Person | None:
        person = Person.objects.filter(email=email.strip().lower()).first()
        found: Person | None = self._check_password(person, password)
        return found
