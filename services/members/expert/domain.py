"""What is allowed with the pool of experts, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.members.expert import commands as asked
from services.members.expert import events as happened
from services.members.expert.events import ExpertEvent
from services.members.expert.state import Expert, SeenExpert, State
from services.members.rules import DivisionMustExist, PersonMustBeActive, must_lie_ahead
from services.members.term_rules import ExpertIsListedAlready, ExpertMustEndAfterHeStarts


@dataclass(frozen=True, slots=True)
class Facts:
    """`others` are the person's entries; `ends_at` is the end of the last day that is named."""

    today: date
    entered_on: date
    person_active: bool = True
    division_known: bool = True
    others: tuple[SeenExpert, ...] = ()
    ends_at: datetime | None = None


def enlist_expert(_: None, command: asked.EnlistExpert, facts: Facts) -> list[ExpertEvent]:
    if not facts.person_active:
        raise PersonMustBeActive
    if not facts.division_known:
        raise DivisionMustExist
    if any(one.state is State.ACTIVE and one.division == command.division for one in facts.others):
        raise ExpertIsListedAlready
    starts = command.starts or facts.today
    _check_days(starts, command.ends, facts)
    return [
        happened.ExpertListed(
            command.expert_id,
            command.person,
            command.division,
            _each_once(command.specialities),
            command.qualifications,
            starts,
            command.ends,
            facts.ends_at,
        )
    ]


def amend_expert(expert: Expert, command: asked.AmendExpert, facts: Facts) -> list[ExpertEvent]:
    _check_days(expert.starts, command.ends, facts)
    specialities = expert.specialities if command.specialities is None else _each_once(command.specialities)
    named = (command.ends, facts.ends_at) if command.ends else (expert.ends, expert.ends_at)
    qualifications = command.qualifications or expert.qualifications
    return [happened.ExpertAmended(command.expert_id, specialities, qualifications, *named)]


def _check_days(starts: date, ends: date | None, facts: Facts) -> None:
    must_lie_ahead(ends, facts.entered_on)
    if ends is not None and ends < starts:
        raise ExpertMustEndAfterHeStarts


def _each_once(specialities: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(specialities))
