"""The circumstances of a command: where a problem stands, what else matters."""

from dataclasses import replace

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import handler_named, holder_named, must_be_his_to_create
from services.members.division.circumstances import division_known
from services.members.duty.circumstances import topic_named
from services.members.organisation.circumstances import organisation_around
from services.members.problem.commands import AssignProblem, MakeTask, OpenTopic, RaiseProblem
from services.members.problem.domain import Facts
from services.members.problem.state import FoundProblem, SeenDuty

MAY_OPEN_A_TOPIC = ("OFF", "LEAD")


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
        case OpenTopic():
            assert problem is not None
            holder = holder_named(lookups, "organisation", command.organisation, problem.raised.division)
            there = Place(holder.division, council=holder.id, leader=problem.raised.leader)
            must_be_his_to_create(lookups, "organisation", MAY_OPEN_A_TOPIC, there)
            return replace(known, topic_division=holder.division)
        case MakeTask():
            assert problem is not None
            handler_named(lookups, "lead", command.lead, problem.raised.division)
            for one in command.co_handlers:
                handler_named(lookups, "co_handlers", one, problem.raised.division)
            return replace(known, now=lookups.now)
        case _:
            return known
