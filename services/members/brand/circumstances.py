"""The circumstances of a command: where a brand stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.booking.circumstances import meeting_around
from services.members.brand.commands import LinkBrandMeeting, RegisterBrand
from services.members.brand.domain import Facts
from services.members.brand.state import RegisteredBrand, SeenBrand
from services.members.division.circumstances import division_known
from services.members.organisation.circumstances import organisation_around


def place(brand: RegisteredBrand, brand_id: str) -> Place:
    return Place(division=brand.told.division, council=brand.told.organisation)


def place_of_new(lookups: Lookups, brand: None, command: RegisterBrand) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, brand: RegisteredBrand | None, command: object) -> Facts:
    if isinstance(command, LinkBrandMeeting):
        assert brand is not None
        meeting_around(lookups, command.meeting, brand.told.division)
    if not isinstance(command, RegisterBrand):
        return Facts()
    named = lookups.pinned_that_name(SeenBrand, "brands", command.organisation)
    return Facts(
        division_known(lookups, command.division),
        organisation_around(lookups, "organisation", command.organisation, command.division),
        tuple(one.name for one in named if one.state == "active"),
    )
