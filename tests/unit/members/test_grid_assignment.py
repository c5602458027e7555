"""The rules of the grid: a member in force, once in a cell at a time."""

from dataclasses import replace
from datetime import date

import pytest

from infra.kernel.testing import given
from services.members.grid_assignment.commands import AssignToGrid, EndGridAssignment
from services.members.grid_assignment.domain import Facts
from services.members.grid_assignment.events import GridAssignmentEnded, MemberAssignedToGrid
from services.members.grid_assignment.lifecycle import GRID_ASSIGNMENT
from services.members.grid_assignment.state import SeenAssignment
from services.members.posting.domain import SeenMember
from services.members.rules import DivisionMustExist, MemberMustBeInForce, NamedDayMustLieAhead
from services.members.target_rules import AssignedToTheCellAlready, AssignmentMustNotEndBeforeItStarts

TODAY, TOWN = date(2026, 8, 12), "620723101"
FACTS = Facts(TODAY, member=SeenMember("active", "ana", "620723"))
ASSIGN = AssignToGrid("one", "member", TOWN, "07 𠮷")
ASSIGNED = MemberAssignedToGrid("one", "member", "ana", TOWN, "07 𠮷", TODAY, None)
OTHER = SeenAssignment("active", "member", TOWN, "07 𠮷", date(2026, 1, 1), None)


def test_a_member_is_assigned_from_today_on_and_until_it_is_ended() -> None:
    given(GRID_ASSIGNMENT).when(ASSIGN, FACTS).then(ASSIGNED)
    ended = GridAssignmentEnded("one", "调整")
    given(GRID_ASSIGNMENT, ASSIGNED).when(EndGridAssignment("one", "调整"), FACTS).then(ended)


@pytest.mark.parametrize(
    ("command", "facts", "rule"),
    [
        (ASSIGN, replace(FACTS, division_known=False), DivisionMustExist),
        (ASSIGN, replace(FACTS, member=None), MemberMustBeInForce),
        (ASSIGN, replace(FACTS, member=SeenMember("ended", "ana", "620723")), MemberMustBeInForce),
        (replace(ASSIGN, ends=TODAY), FACTS, NamedDayMustLieAhead),
        (
            replace(ASSIGN, starts=date(2027, 2, 1), ends=date(2027, 1, 1)),
            FACTS,
            AssignmentMustNotEndBeforeItStarts,
        ),
        (ASSIGN, replace(FACTS, others=(OTHER,)), AssignedToTheCellAlready),
    ],
)
def test_who_may_not_be_assigned(command: AssignToGrid, facts: Facts, rule: type[Exception]) -> None:
    given(GRID_ASSIGNMENT).when(command, facts).refused(rule)


def test_another_cell_or_other_days_are_another_assignment() -> None:
    for other in (replace(OTHER, cell="08"), replace(OTHER, ends=date(2026, 8, 11)), replace(OTHER, division="620724")):
        given(GRID_ASSIGNMENT).when(ASSIGN, replace(FACTS, others=(other,))).then(ASSIGNED)
