"""Who may do what with a booking of a venue."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from infra.kernel.lookups.following import followed
from services.members.booking import commands as asked
from services.members.booking import domain, schemas
from services.members.booking import events as happened
from services.members.booking.circumstances import facts, part, place, place_of_new, put_back
from services.members.booking.events import BookingEvent
from services.members.booking.projections import row
from services.members.booking.state import LABELS, State
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded
from services.members.venue.state import evolve

# fmt: off
TABLE = (
    Row("book", asked.BookVenue, domain.book_venue, schemas.Book, ("OFF", "CHAIR", "LIA", "STN")),
    Row("cancel", asked.CancelBooking, Records(happened.BookingCancelled), REASON, ("OFF", "CHAIR", "LIA", "STN"), (State.BOOKED,)),
    Row("end", asked.EndBooking, Records(happened.BookingEnded), NOTHING, ("SYS",), (State.BOOKED,)),
)
# fmt: on

BOOKING = followed(
    Lifecycle(
        name="booking",
        collection="bookings",
        label="场所预约",
        id_field="booking_id",
        events=events_of(BookingEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
        stream="venue",
        parent_field="venue_id",
        part=part,
    ),
    names={"organisation": "organisation"},
    open_in=(State.BOOKED,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
    put_back=put_back,
)
