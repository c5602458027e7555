"""The rules of bookings: who may have a venue when, and that nobody else has it then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infra.kernel.testing import given
from services.members.booking.commands import BookVenue, CancelBooking, EndBooking
from services.members.booking.domain import Facts, share_a_place
from services.members.booking.events import BookingCancelled, BookingEnded, VenueBooked
from services.members.booking.lifecycle import BOOKING
from services.members.booking.schemas import COMMANDS
from services.members.rules import OrganisationMustBeActive
from services.members.venue.commands import EndVenue, SuspendVenue
from services.members.venue.domain import Facts as VenueFacts
from services.members.venue.events import VenueCreated, VenueEnded, VenueReopened, VenueSuspended
from services.members.venue.lifecycle import VENUE
from services.members.venue.state import due
from services.members.venue_rules import (
    BookingMustEndAfterItStarts,
    BookingMustNotBeOver,
    BookingMustNotBeTooLong,
    HostsMustBeMembers,
    OrganisationMustShareThePlace,
    VenueIsTakenThen,
    VenueMustBeInUse,
)

VILLAGE, TOWN = "620723101201", "620723101"
ROOM = VenueCreated("room", "沙河镇协商议事室", TOWN, "town", "committee", None)
NINE, HOUR = datetime(2026, 9, 1, 1, tzinfo=UTC), timedelta(hours=1)
NOW = Facts(datetime(2026, 8, 12, tzinfo=UTC), TOWN)
BOOKED = VenueBooked("room", "first", TOWN, NINE, NINE + 2 * HOUR, "town", "委员接待日 𠮷", None, ("ana",))
BOOK = BookVenue("next", "room", NINE, NINE + 2 * HOUR, "village", "议事")


def at(starts: float, ends: float) -> BookVenue:
    """Hours after nine."""
    return replace(BOOK, starts_at=NINE + starts * HOUR, ends_at=NINE + ends * HOUR)


def test_a_venue_is_booked_as_told() -> None:
    told = replace(BOOK, booking_id="first", organisation="town", purpose="委员接待日 𠮷", hosts=["ana", "ana"])
    given(BOOKING, ROOM).when(told, NOW).then(BOOKED)
    row = BOOKING.row(given(BOOKING, ROOM, BOOKED).state, "first")
    assert (row.audience, row.organisation, row.division, row.search) == ("tokens", "town", TOWN, "委员接待日 𠮷")


@pytest.mark.parametrize(("starts", "ends"), [(0, 2), (-1, 0.5), (1.5, 3), (0.5, 1), (-1, 3), (0, 0.1), (1.9, 2)])
def test_two_bookings_of_a_venue_never_overlap(starts: float, ends: float) -> None:
    given(BOOKING, ROOM, BOOKED).when(at(starts, ends), NOW).refused(VenueIsTakenThen)


@pytest.mark.parametrize(("starts", "ends"), [(-1, 0), (2, 3), (24, 26)])
def test_one_begins_when_the_other_ends(starts: float, ends: float) -> None:
    given(BOOKING, ROOM, BOOKED).when(at(starts, ends), NOW).then_state("booked")


def test_what_was_cancelled_is_free_again() -> None:
    cancelled = BookingCancelled("room", "first", "改期")
    given(BOOKING, ROOM, BOOKED).when(CancelBooking("first", "room", "改期"), NOW).then(cancelled)
    given(BOOKING, ROOM, BOOKED, cancelled).when(BOOK, NOW).then_state("booked")
    with pytest.raises(AssertionError, match="no row takes"):
        given(BOOKING, ROOM, BOOKED, cancelled).when(CancelBooking("first", "room", "!"), NOW).then()


@pytest.mark.parametrize("begins", ["planned", "building"])
def test_what_is_not_built_is_not_booked(begins: Any) -> None:
    given(BOOKING, replace(ROOM, begins=begins)).when(BOOK, NOW).refused(VenueMustBeInUse)


def test_what_was_suspended_or_has_ended_is_not_booked() -> None:
    suspended = VenueSuspended("room", "屋面维修")
    given(BOOKING, ROOM, suspended).when(BOOK, NOW).refused(VenueMustBeInUse)
    given(BOOKING, ROOM, VenueEnded("room", "拆除")).when(BOOK, NOW).refused(VenueMustBeInUse)
    given(BOOKING, ROOM, suspended, VenueReopened("room", "修好了")).when(BOOK, NOW).then_state("booked")


def test_with_the_venue_its_bookings_are_cancelled() -> None:
    cancelled = BookingCancelled("room", "first", "维修")
    ended = replace(BOOKED, booking_id="over")
    past = (ROOM, ended, BookingEnded("room", "over"), BOOKED)
    given(VENUE, *past).when(SuspendVenue("room", "维修"), VenueFacts()).then(VenueSuspended("room", "维修"), cancelled)
    given(VENUE, *past).when(EndVenue("room", "维修"), VenueFacts()).then(VenueEnded("room", "维修"), cancelled)


def test_a_booking_ends_after_it_starts_and_is_not_over_when_it_is_entered() -> None:
    given(BOOKING, ROOM).when(at(0, 0), NOW).refused(BookingMustEndAfterItStarts)
    given(BOOKING, ROOM).when(at(2, 1), NOW).refused(BookingMustEndAfterItStarts)
    given(BOOKING, ROOM).when(BOOK, replace(NOW, entered_at=NINE + 2 * HOUR)).refused(BookingMustNotBeOver)
    given(BOOKING, ROOM).when(BOOK, replace(NOW, entered_at=NINE + HOUR)).then_state("booked")


def test_a_booking_is_for_a_month_at_most() -> None:
    given(BOOKING, ROOM).when(at(0, 31 * 24), NOW).then_state("booked")
    given(BOOKING, ROOM).when(at(0, 31 * 24 + 0.1), NOW).refused(BookingMustNotBeTooLong)


def test_it_ends_by_itself_when_its_time_is_over() -> None:
    venue = given(VENUE, ROOM, BOOKED).state
    assert due(venue) == [(NINE + 2 * HOUR, EndBooking("first", "room"))]
    given(BOOKING, ROOM, BOOKED).when(EndBooking("first", "room"), NOW).then(BookingEnded("room", "first"))
    assert due(given(VENUE, ROOM, BOOKED, BookingEnded("room", "first")).state) == []


def test_who_books_is_an_organisation_of_this_place_and_who_sits_there_a_member() -> None:
    given(BOOKING, ROOM).when(BOOK, replace(NOW, organisation_division=None)).refused(OrganisationMustBeActive)
    elsewhere = replace(NOW, organisation_division="620723102")
    given(BOOKING, ROOM).when(BOOK, elsewhere).refused(OrganisationMustShareThePlace)
    given(BOOKING, ROOM).when(BOOK, replace(NOW, hosts_active=False)).refused(HostsMustBeMembers)
    assert (OrganisationMustShareThePlace.names, HostsMustBeMembers.names) == ("organisation", "hosts")


@pytest.mark.parametrize(
    ("division", "other", "shares"),
    [
        (TOWN, VILLAGE, True),
        (VILLAGE, TOWN, True),
        (VILLAGE, "620723101202", True),
        (VILLAGE, "620723102201", False),
        (TOWN, "620723", True),
        (TOWN, "620724", False),
        ("620723", "620724", False),
    ],
)
def test_villages_of_a_township_share_what_they_have(division: str, other: str, shares: bool) -> None:
    assert share_a_place(division, other) is shares


@pytest.mark.parametrize(
    ("field", "value"),
    [("starts_at", "2026-09-01"), ("ends_at", 9), ("organisation", "town"), ("purpose", "a\x00b"), ("hosts", "ana"), ("meeting", [])],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_the_field_named(field: str, value: object) -> None:
    an_id = "019a0000-0000-7000-8000-000000000001"
    said = {"starts_at": "2026-09-01T09:00:00+08:00", "ends_at": "2026-09-01T11:00:00+08:00", "organisation": an_id}
    assert COMMANDS["book"]().validate({**said, "purpose": "议事"}) == {}
    assert list(COMMANDS["book"]().validate({**said, "purpose": "议事", field: value})) == [field]
