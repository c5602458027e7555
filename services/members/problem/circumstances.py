"""The circumstances of a command: where a problem stands, what else matters."""

from dataclasses import replace

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.duty.circumstances import topic_named
from services.members.organisation.circumstances import organisation_around
from services.members.problem.commands import AssignProblem, RaiseProblem
from services.members.problem.domain import Facts
from services.members.problem.state import FoundProblem, SeenDuty


def place(problem: FoundProblem, problem_id: str) -> Place:
    return Place(
        division=problem.raised.division,
        leads=(problem.organisation,) if problem.organisation else (),
        leader=problem.raised.leader,
    )


def place_of_new(lookups: Lookups, problem: None, command: RaiseProblem) -> Place:
    """A leader raises what he found on his own visit."""
    duty = lookups.one(SeenDuty, "duties", command.duty) if command.duty else None
    return Place(division=command.division, leader=duty.leader if duty else None)


def facts(lookups: Lookups, problem: FoundProblem | None, command: object) -> Facts:
    known = Facts(day_in_china(lookups.recorded_at), day_in_china(lookups.now))
    match command:
        case RaiseProblem():
            return replace(
                known,
                division_known=division_known(lookups, command.division),
                duty=lookups.readable(SeenDuty, "duties", command.duty) if command.duty else None,
                topic=topic_named(lookups, command.topic, "topic") if command.topic else None,
            )
        case AssignProblem():
            assert problem is not None
            here = problem.raised.division
            return replace(
                known, organisation_active=organisation_around(lookups, "organisation", command.organisation, here)
            )
        case _:
            return known
