"""Who may do what with a venue, from which state."""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded
from services.members.venue import commands as asked
from services.members.venue import domain, schemas
from services.members.venue import events as happened
from services.members.venue.circumstances import facts, place, place_of_new
from services.members.venue.events import VenueEvent
from services.members.venue.projections import row
from services.members.venue.state import LABELS, USABLE, State, due, evolve

PLATFORM = {"kind": None, "brand": None, "parent": None, "host": None, "opening_hours": None, "forms": ()}


def it_was_in_use(told: Fields) -> Fields:
    """Version 1 knew venues in use alone, whatever their status said, and of what type they are it did not ask."""
    return {**told, "begins": "active", **PLATFORM}


def it_was_of_no_type(told: Fields) -> Fields:
    return {**told, **PLATFORM}


CREATED = EventType(happened.VenueCreated, version=2, upcasters=((1, it_was_in_use),))
AMENDED = EventType(happened.VenueAmended, version=2, upcasters=((1, it_was_of_no_type),))
NOT_ENDED = (State.PLANNED, State.BUILDING, State.BUILT, State.ACCEPTED, State.UPGRADED, State.SUSPENDED, State.ACTIVE)

# fmt: off
TABLE = (
    Row("create", asked.CreateVenue, domain.create_venue, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendVenue, domain.amend_venue, schemas.Amend, ("ADM",), NOT_ENDED),
    # 建设 building
    Row("start_building", asked.StartBuildingVenue, domain.start_building, schemas.BuildingStep, ("OFF",), (State.PLANNED,)),
    Row("finish_building", asked.FinishBuildingVenue, domain.finish_building, schemas.BuildingStep, ("OFF",), (State.BUILDING,)),
    # 六有 the six haves
    Row("accept", asked.AcceptVenue, domain.accept_venue, schemas.Accept, ("OFF",), (State.BUILT, State.ACTIVE)),
    Row("upgrade", asked.UpgradeVenue, domain.upgrade_venue, schemas.Upgrade, ("OFF",), (State.ACCEPTED,)),
    # 停用 out of use
    Row("suspend", asked.SuspendVenue, domain.suspend_venue, REASON, ("OFF",), USABLE),
    Row("reopen", asked.ReopenVenue, Records(happened.VenueReopened), REASON, ("OFF",), (State.SUSPENDED,)),
    Row("end", asked.EndVenue, domain.end_venue, REASON, ("ADM",), NOT_ENDED),
)
# fmt: on

VENUE = followed(
    Lifecycle(
        name="venue",
        collection="venues",
        label="协商议事室",
        id_field="venue_id",
        events=events_of(VenueEvent, CREATED, AMENDED),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
        due=due,
    ),
    names={"organisation": "organisation", "host": "host", "brand": "brand.owner"},
    open_in=NOT_ENDED,
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
    found_by="state",
)
