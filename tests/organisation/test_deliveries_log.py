"""A file of units or people that was read in is in the log, with what came of it."""

from types import SimpleNamespace

from django.test import Client
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.organisation.actions.deliveries import apply_delivery, deliver, throw_away
from tests import world
from tests.access import make_world


def read_in(w: SimpleNamespace) -> None:
    file = "enhed_id;enhed;enhedstype;hører_under;fra;til\n77;Ny Skole;Skole;;;\n".encode()
    throw_away(deliver(file, file_name="fortrudt.csv", by=w.secretary))
    apply_delivery(deliver(file, file_name="enheder.csv", by=w.secretary), by=w.secretary)


def test_file_that_was_read_in_is_told_with_its_counts(db: None, client: Client) -> None:
    w = make_world()
    read_in(w)
    (line,) = Activity.objects.filter(verb="organisation.imported")
    assert line.words == "indlæste filen enheder.csv: 1 oprettet, 0 ændret, 0 afsluttet"
    client.force_login(w.secretary)
    page = client.get(reverse("delivery_new")).content.decode()
    assert ("indlæste filen enheder.csv" in page, "fortrudt.csv" in page) == (True, False)
    client.force_login(world.give_post(world.make_person("Ny"), w.unit))
    assert client.get(reverse("delivery_new")).status_code == 403
