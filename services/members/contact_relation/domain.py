"""What is allowed with contact relations, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.contact_relation import events as happened
from services.members.contact_relation.commands import CreateContactRelation, LogContact, StrikeContact
from services.members.contact_relation.events import ContactRelationCreated, ContactRelationEvent
from services.members.contact_relation.state import BODIES, SECTOR, TO_OTHER_MEMBER, ContactRelation, SeenRelation
from services.members.contact_rules import (
    BodyContactedMustBeActive,
    BodyInContactMustBeOfThisPlace,
    ContactMustBeInTheLog,
    ContactMustBePast,
    ContactMustLieInTheRelation,
    InContactAlready,
    NobodyContactsHimself,
    OtherMemberSitsInNoPartyBranch,
    RelationMustNotEndBeforeItStarts,
    SectorMustBeHis,
    WhoContactsMustBeActive,
    WhoIsContactedMustBeAMember,
)
from services.members.rules import DivisionMustExist, must_lie_ahead


@dataclass(frozen=True, slots=True)
class Facts:
    """`own_sectors` are those of which who contacts is a member; `whom_fits` says that who is contacted is there to be."""

    entered_on: date
    happened_on: date
    division_known: bool = True
    by_active: bool = True
    by_of_this_place: bool = True
    whom_fits: bool = True
    own_sectors: tuple[str, ...] = ()
    whom_in_party_branch: bool = False
    others: tuple[SeenRelation, ...] = ()


def create_relation(_: None, command: CreateContactRelation, facts: Facts) -> list[ContactRelationEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    check_ends(command, facts)
    starts = command.starts or facts.entered_on
    must_lie_ahead(command.ends, facts.entered_on)
    if command.ends is not None and command.ends < starts:
        raise RelationMustNotEndBeforeItStarts
    if any(meets(other, command, starts) for other in facts.others):
        raise InContactAlready
    return [
        ContactRelationCreated(
            command.contact_relation_id,
            command.division,
            command.link,
            command.by,
            command.whom,
            command.sector,
            starts,
            command.ends,
        )
    ]


def check_ends(command: CreateContactRelation, facts: Facts) -> None:
    """Who keeps in touch is there to do it, and with whom there is to keep in touch."""
    if not facts.by_active:
        raise WhoContactsMustBeActive
    if command.whom == command.by:
        raise NobodyContactsHimself
    if command.link == SECTOR and command.sector not in facts.own_sectors:
        raise SectorMustBeHis
    if not facts.whom_fits:
        raise BodyContactedMustBeActive if command.link == BODIES else WhoIsContactedMustBeAMember
    if command.link == TO_OTHER_MEMBER and facts.whom_in_party_branch:
        raise OtherMemberSitsInNoPartyBranch
    if not facts.by_of_this_place:
        raise BodyInContactMustBeOfThisPlace


def meets(other: SeenRelation, command: CreateContactRelation, starts: date) -> bool:
    """Whether that one says the same of days that this one says it of."""
    same = (other.link, other.whom, other.sector) == (command.link, command.whom, command.sector)
    return same and starts <= (other.ends or date.max) and other.starts <= (command.ends or date.max)


def log_contact(relation: ContactRelation, command: LogContact, facts: Facts) -> list[ContactRelationEvent]:
    on = command.on or facts.happened_on
    if on > facts.entered_on:
        raise ContactMustBePast
    if not relation.created.starts <= on <= (relation.created.ends or date.max):
        raise ContactMustLieInTheRelation
    return [
        happened.ContactLogged(
            command.contact_relation_id, command.entry, on, command.persons, command.form, command.matter
        )
    ]


def strike_contact(relation: ContactRelation, command: StrikeContact, facts: Facts) -> list[ContactRelationEvent]:
    if all(one.entry != command.entry for one in relation.log):
        raise ContactMustBeInTheLog
    return [happened.ContactStruck(command.contact_relation_id, command.entry, command.reason)]
