"""Every cell of the published table: state × command × role × place, and whether it is allowed, 403 or 409.

What `Rights` answers is what the published rows and the contract's "Who may act" say, both read without its code.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from infra.kernel.access.places import Actor, Place
from infra.kernel.access.rules_of_place import RULES
from infra.kernel.base.problems import NotAllowedInState, NotPermitted
from infra.kernel.commands.addressing import Addressed
from infra.kernel.commands.folding import Folded
from infra.kernel.commands.parsing import Parsed
from infra.kernel.commands.permitting import At, Rights
from infra.kernel.commands.receiving import Received
from infra.kernel.contract.lifecycle import Lifecycle
from tests.contract.places_to_act import directory, holder, holders, in_the_county, put_there, roles_there
from tests.contract.published import OUR_OWN, OUR_OWN_ROWS, OURS, PUBLISHED, ROLES, ROWS, PublishedRow
from tests.contract.walk import ITS_PARENT, THE_RECORD, Walk, golden

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
LOOKUPS = cast("Any", SimpleNamespace(recorded_at=NOON))
ALLOWED, REFUSED, NOT_NOW = "allowed", "403", "409"
NEW = ""


def rows_of(lifecycle: str) -> dict[str, list[PublishedRow]]:
    """Command → its published rows."""
    found: dict[str, list[PublishedRow]] = {}
    for row in (*ROWS, *OUR_OWN_ROWS):
        if row.lifecycle == lifecycle and row.command:
            found.setdefault(row.command, []).append(row)
    return found


def published_answer(rows: list[PublishedRow], state: str, mine: frozenset[str]) -> str:
    """The contract's order: who may not is told so before he is told that it is not the moment."""
    now = [row for row in rows if state in row.came_from] if state else rows
    if any(mine & {*row.roles} for row in now):
        return ALLOWED
    return NOT_NOW if not now and any(mine & {*row.roles} for row in rows) else REFUSED


def answer(rights: Rights, parsed: Parsed) -> str:
    try:
        rights.permit(parsed, LOOKUPS)
    except NotPermitted:
        return REFUSED
    except NotAllowedInState:
        return NOT_NOW
    return ALLOWED


def in_company(name: str, folded: Any) -> Any:
    """A meeting, and what is nested in it, with a participant who was checked in; pre-work is his."""
    if name not in ("meeting", "pre_work", "consensus_item", "suggestion", "option"):
        return folded
    attendance = OURS["attendance"]
    meeting = THE_RECORD if name == "meeting" else ITS_PARENT
    who = folded.pre_work[THE_RECORD].participant_id if name == "pre_work" else "019a0000-0000-7000-8000-0000000000cc"
    for event in ("ParticipantInvited", "ParticipantCheckedIn"):
        folded = attendance.evolve(folded, replace(golden(attendance, event), meeting_id=meeting, participant_id=who))
    return folded


def moments(lifecycle: Lifecycle) -> Iterator[tuple[str, Any, Place]]:
    """(state, what is folded, where it stands), and before it is there: where it will."""
    reached = Walk(lifecycle).reached
    states = {**PUBLISHED, **OUR_OWN}[lifecycle.name]["states"]
    assert {*reached} == {*states}, lifecycle.name
    for number, (state, (folded, _told)) in enumerate(reached.items()):
        known = in_company(lifecycle.name, folded)
        place = in_the_county(lifecycle.place(known, THE_RECORD))
        if number == 0 and lifecycle.creation:
            yield NEW, None, replace(place, open_to_anyone=lifecycle.name == "submission")
        yield state, known, place


def asked(lifecycle: Lifecycle, command: str, state: str, folded: Any, actor: Actor) -> Parsed:
    received = Received(lifecycle, command, THE_RECORD, ITS_PARENT, not state, actor, "key", {})
    return Parsed(Addressed(received, Folded("stream", folded), fresh=True), None, None, "")


class Cells:
    """What was asked of one lifecycle: `expected` counts the answers, `wrong` names the cells that are not as published."""

    def __init__(self, lifecycle: Lifecycle) -> None:
        self.expected: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._published = rows_of(lifecycle.name)
        for state, folded, place in moments(lifecycle):
            put = put_there(lifecycle, place)
            for role, where in holders():
                self._ask(put, state, folded, place, role, where)

    def _ask(self, put: Lifecycle, state: str, folded: Any, place: Place, role: str, where: str) -> None:
        """Every command by one holder of a role, and what he is shown as allowed."""
        rights, actor = Rights(directory(place, where)), holder(role, where, place)
        mine, may = roles_there(role, where, put.name, state, place), set()
        for command, rows in self._published.items():
            if bool(rows[0].came_from) is not bool(state):
                continue
            said, found = published_answer(rows, state, mine), answer(rights, asked(put, command, state, folded, actor))
            self.expected[said] += 1
            may |= {command} if said == ALLOWED and state and role != "SYS" else set()
            self._note(said, found, f"{put.name} {state} {command} by {role} at {where}")
        shown = rights.allowed(put, actor, put.place_for(actor, LOOKUPS, folded, THE_RECORD), At(state), NOON)
        self._note(sorted(may), sorted(shown) if state else [], f"{put.name} {state} by {role} at {where}")

    def _note(self, said: object, found: object, where: str) -> None:
        if said != found:
            self.wrong.append(f"{where}: {found}, published {said}")


def test_every_cell_of_the_published_table_is_answered_as_published(tell: Callable[[str], None]) -> None:
    asked_of = [Cells(lifecycle) for lifecycle in OURS.values() if lifecycle.table]
    expected = sum((one.expected for one in asked_of), Counter[str]())
    told = ", ".join(f"{number} {said}" for said, number in sorted(expected.items()))
    tell(f"{expected.total()} cells of state × command × role × place: {told}")
    wrong = [cell for one in asked_of for cell in one.wrong]
    assert not wrong, f"{len(wrong)} cells, the first of them:\n" + "\n".join(wrong[:40])
    assert min(expected[said] for said in (ALLOWED, REFUSED, NOT_NOW)) > 0


def test_every_published_role_has_its_places() -> None:
    assert {role for role, _where in holders()} == ROLES


def spoilt(lifecycle: str, command: str, **otherwise: Any) -> Lifecycle:
    """The lifecycle with that command's rows changed."""
    whole = OURS[lifecycle]
    table = (replace(row, **otherwise) if row.command == command else row for row in whole.table)
    return replace(whole, table=tuple(table))


def test_a_role_too_many_is_seen() -> None:
    wrong = Cells(spoilt("plan", "approve", by=("PARTY", "OFF"))).wrong
    assert "plan under_review approve by OFF at own: allowed, published 403" in wrong


def test_a_missing_state_is_seen() -> None:
    left = next(row for row in OURS["duty"].table if row.command == "record_visit").from_states[:-1]
    wrong = Cells(spoilt("duty", "record_visit", from_states=left)).wrong
    assert "duty scheduled record_visit by LEAD at own: 409, published allowed" in wrong


def test_a_loosened_rule_of_place_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    anywhere = replace(RULES["PARTY"], holds=lambda who, place: who.own is not None and who.own.kind == "party")
    monkeypatch.setitem(RULES, "PARTY", anywhere)
    wrong = Cells(OURS["plan"]).wrong
    assert "plan under_review approve by PARTY at village: allowed, published 403" in wrong
