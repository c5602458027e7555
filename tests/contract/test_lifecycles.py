"""The tables in the code say what was published, word for word; what is not written yet is named here, one by one.

Lifecycles that nobody published are held to a table of our own in the same form, lifecycles_of_our_own.json.
"""

from functools import cache
from typing import get_args

import pytest

from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Role
from infra.kernel.contract.wire import WithFiles
from tests.contract.published import (
    IMPLEMENTED,
    OUR_OWN,
    OUR_OWN_ROWS,
    OUR_OWN_WRITTEN,
    OURS,
    PUBLISHED,
    ROLES,
    ROWS,
    SERVICE_OF,
    PublishedRow,
    events_decided,
    ours_of,
    schema_fields,
)
from tests.contract.walk import Walk

# Whoever writes one of these deletes its line.
NOT_WRITTEN_YET: set[tuple[str, str]] = set()
STATES_NOT_WRITTEN_YET: dict[str, set[str]] = {}
# The substitute is invited by the same decision, so the meeting's stream tells of both; the new posting is told so.
ALSO_DECIDED = {
    # Everybody is told in the same decision, and the count says how many that were.
    ("outcome", "feed_back"): {"OutcomeTold"},
    ("outcome", "decline"): {"OutcomeTold"},
    ("attendance", "substitute"): {"ParticipantInvited"},
    ("posting", "hand_over"): {"PostingTakenOver"},
    # Nobody is awaited at a meeting that has ended, so whose check-in is withdrawn then is absent.
    ("attendance", "withdraw_check_in"): {"ParticipantAbsent"},
    ("proposal", "merge"): {"ProposalTakenIn"},
    # Who sat in a body that has ended goes on in its successor.
    ("membership", "end_with_body"): {"MembershipCreated"},
    # Both terms change in one decision; the members' own events are another lifecycle's.
    ("term", "change_over"): {"TermStarted"},
    # What followed by the rule ends with it.
    ("ex_officio_rule", "end"): {"SeatLeft"},
    ("ex_officio_rule", "end_with_body"): {"SeatLeft"},
    # The one that goes on begins in the same decision.
    ("programme", "succeed"): {"ProgrammeCreated"},
    # With a first password.
    ("account", "create"): {"PasswordSet"},
}

EVERY_ROW = (*IMPLEMENTED, *OUR_OWN_WRITTEN)
every_row = pytest.mark.parametrize("row", EVERY_ROW, ids=str)
WRITTEN = [OURS[name] for name in (*PUBLISHED, *OUR_OWN) if name in OURS]
every_lifecycle = pytest.mark.parametrize("lifecycle", WRITTEN, ids=lambda lifecycle: lifecycle.name)


def test_exactly_what_is_named_here_is_not_written_yet() -> None:
    written = {row.key for row in IMPLEMENTED}
    assert {row.key for row in ROWS} - written == NOT_WRITTEN_YET


def test_the_roles_are_the_published_ones() -> None:
    assert set(get_args(Role)) == ROLES


def test_every_lifecycle_is_held_to_one_table() -> None:
    assert set(OURS) - set(PUBLISHED) == set(OUR_OWN)


def test_every_row_of_our_own_tables_is_written() -> None:
    assert {row.key for row in OUR_OWN_ROWS if row.command} == {row.key for row in OUR_OWN_WRITTEN}


@every_row
def test_a_row_has_its_states_and_its_roles(row: PublishedRow) -> None:
    assert [ours.by for ours in ours_of(row)] == [row.roles]


@every_row
def test_a_row_takes_its_fields(row: PublishedRow) -> None:
    ours = schema_fields(ours_of(row)[0].schema)
    ours.pop("reason", None)
    if row.lifecycle in PUBLISHED and issubclass(ours_of(row)[0].schema, WithFiles):
        ours.pop("files")  # which commands files come with is the project's own matter
    assert ours == {name: (written, required) for name, written, required in row.fields}


@every_row
def test_a_reason_is_required_where_it_is_published_so(row: PublishedRow) -> None:
    if row.roles == ("SYS",):
        return  # the system gives its reason itself: nothing of it comes over the wire
    # One schema reads a command, whatever the state that it finds.
    siblings = {one.reason for one in EVERY_ROW if one.key == row.key}
    expected = {True: ("text", True), False: None}[row.reason] if len(siblings) == 1 else ("text", False)
    assert schema_fields(ours_of(row)[0].schema).get("reason") == expected


@every_row
def test_a_decision_makes_the_published_events_and_no_others(row: PublishedRow) -> None:
    published = {one.event for one in EVERY_ROW if one.key == row.key and one.came_from == row.came_from}
    decided = events_decided(ours_of(row)[0].decide, OURS[row.lifecycle])
    assert decided == published | ALSO_DECIDED.get(row.key, set())


@every_row
def test_an_event_leads_where_it_is_published_to_lead(row: PublishedRow) -> None:
    walked = walk(row.lifecycle).landed
    for state in row.came_from or ("",):
        assert walked[row, state] in may_land(row, state)


def may_land(row: PublishedRow, state: str) -> set[str]:
    """Several rows of one event differ by what the record holds: the last opinion, or one of several."""
    same = [one for one in EVERY_ROW if (one.lifecycle, one.event) == (row.lifecycle, row.event)]
    rows = [one for one in same if one.came_from == row.came_from]
    return {state if one.to == "same" else one.to for one in rows}


@cache
def walk(lifecycle: str) -> Walk:
    return Walk(OURS[lifecycle])


@every_lifecycle
def test_there_is_no_row_that_was_not_published(lifecycle: Lifecycle) -> None:
    published = {(row.command, row.came_from) for row in (*ROWS, *OUR_OWN_ROWS) if row.lifecycle == lifecycle.name}
    ours = {(row.command, row.from_states) for row in lifecycle.table}
    assert ours <= published


@every_lifecycle
def test_a_lifecycle_knows_exactly_the_events_of_its_rows(lifecycle: Lifecycle) -> None:
    told = (*IMPLEMENTED, *OUR_OWN_ROWS)
    published = {row.event for row in told if row.lifecycle == lifecycle.name}
    assert {event_type.name for event_type in lifecycle.events} == published


@every_lifecycle
def test_a_lifecycle_and_its_states_have_their_published_names(lifecycle: Lifecycle) -> None:
    published = {**PUBLISHED, **OUR_OWN}[lifecycle.name]
    missing = STATES_NOT_WRITTEN_YET.get(lifecycle.name, set())
    assert (lifecycle.label, SERVICE_OF[lifecycle.name]) == (published["label"], published["service"])
    labels = {state: said["label"] for state, said in published["states"].items() if state not in missing}
    assert lifecycle.state_labels == labels
