"""Whom a form offers: also somebody for whom the choice has no room is named there, never numbered."""

from gateway.http.services import Services
from gateway.pages.forms import PEOPLE, Offered
from gateway.pages.reader import PageReader

PERSON = "person"


def with_him(services: Services, reader: PageReader, known: Offered, person: str) -> Offered:
    """The same, where there is nobody to add."""
    offered = known.get(PEOPLE, [])
    if reader.session is None or not person or any(one == person for one, _name in offered):
        return known
    names = services.call("members", "named", {"caller": reader.caller, "ids": [person]})["names"]
    return {**known, PEOPLE: [*offered, *names.items()]}
