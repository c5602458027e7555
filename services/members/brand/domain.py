"""What is allowed with brands, and what changes."""

from dataclasses import dataclass

from services.members.brand import events as happened
from services.members.brand.commands import LinkBrandMeeting, RegisterBrand, UnlinkBrandMeeting
from services.members.brand.events import BrandEvent
from services.members.brand.state import RegisteredBrand
from services.members.register_rules import BrandIsRegisteredAlready, MeetingIsLinkedAlready, MeetingMustBeLinked
from services.members.rules import DivisionMustExist, OrganisationMustBeActive


@dataclass(frozen=True, slots=True)
class Facts:
    """`names_taken` are those of the brands that the organisation has."""

    division_known: bool = True
    organisation_active: bool = True
    names_taken: tuple[str, ...] = ()


def register_brand(_: None, command: RegisterBrand, facts: Facts) -> list[BrandEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.organisation_active:
        raise OrganisationMustBeActive
    if command.name in facts.names_taken:
        raise BrandIsRegisteredAlready
    told = (command.division, command.organisation, command.name, command.story)
    return [happened.BrandRegistered(command.brand_id, *told)]


def link_meeting(brand: RegisteredBrand, command: LinkBrandMeeting, facts: Facts) -> list[BrandEvent]:
    if command.meeting in {one.meeting for one in brand.linked}:
        raise MeetingIsLinkedAlready
    return [happened.BrandMeetingLinked(command.brand_id, command.meeting)]


def unlink_meeting(brand: RegisteredBrand, command: UnlinkBrandMeeting, facts: Facts) -> list[BrandEvent]:
    if command.meeting not in {one.meeting for one in brand.linked}:
        raise MeetingMustBeLinked
    return [happened.BrandMeetingUnlinked(command.brand_id, command.meeting, command.reason)]
