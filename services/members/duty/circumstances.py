"""The circumstances of a command: where a contact duty stands, what else matters."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.ids import id_of
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from services.members.copies import KnownTopic
from services.members.division.circumstances import division_known
from services.members.duty.commands import RecordVisit, ScheduleDuty
from services.members.duty.domain import Facts
from services.members.duty.state import Duty, first_day
from services.members.office.circumstances import held_by
from services.members.office.domain import Held
from services.members.person.circumstances import person_active


def place(duty: Duty, duty_id: str) -> Place:
    return Place(division=duty.division, leader=duty.leader)


def place_of_new(lookups: Lookups, duty: Duty | None, command: ScheduleDuty) -> Place:
    return Place(division=command.division, leader=command.leader)


def id_of_duty(leader: str, division: str, quarter: str) -> str:
    """The same for the same three: so there is one duty of them, whoever writes at once."""
    begins = datetime.combine(first_day(quarter), time(), tzinfo=UTC)
    return id_of(f"duty/{leader}/{division}/{quarter}", begins)


def id_of_new(command: ScheduleDuty) -> str:
    return id_of_duty(command.leader, command.division, command.quarter)


def facts(lookups: Lookups, duty: Duty | None, command: object) -> Facts:
    entered_at = lookups.recorded_at
    match command:
        case ScheduleDuty(actor_role="SYS"):
            return Facts(entered_at)
        case ScheduleDuty():
            today = day_in_china(entered_at)
            in_office = leads(lookups, command.leader, Held("LEAD", today, today))
            return Facts(entered_at, in_office, division_known(lookups, command.division))
        case RecordVisit():
            return Facts(entered_at, topics=tuple(topic_named(lookups, one) for one in command.topics))
        case _:
            return Facts(entered_at)


@dataclass(frozen=True, slots=True)
class SeenGroup:
    state: str
    kind: str


def guides(lookups: Lookups, organisation: str) -> bool:
    """Whether it is a guidance group (工作指导组), which has towns of its own and visits them as a leader does."""
    group = lookups.one(SeenGroup, "organisations", organisation)
    return group is not None and (group.state, group.kind) == ("active", "guidance_group")


def leads(lookups: Lookups, person: str, wanted: Held) -> bool:
    """Whether the person holds an office of a leader with contact duties (LEAD) on one of these days, or is a group that guides."""
    if guides(lookups, person):
        return True
    held = (one for one in held_by(lookups, person, besides="") if one.role == wanted.role)
    return person_active(lookups, person) and any(one.meets(wanted) for one in held)


def topic_named(lookups: Lookups, topic: str, field: str = "topics") -> KnownTopic:
    """Raises NewsMissing when no news of it has come; `field` is that of the command which names it."""
    known = lookups.copy(KnownTopic, "topic", topic)
    if known is None:
        raise NewsMissing(f"topic {topic}", names=field)
    return known
