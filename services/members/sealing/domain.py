"""What is allowed with sealings, and what changes."""

from dataclasses import dataclass

from services.members.key_rules import OneSealingAtATime, PersonMustHaveWords, check_second
from services.members.sealing import commands as asked
from services.members.sealing.events import (
    SealingApproved,
    SealingEvent,
    SealingRequested,
    SealLifted,
    SealLiftingRequested,
)
from services.members.sealing.state import Sealing


@dataclass(frozen=True, slots=True)
class Facts:
    """`under_way`: whether a sealing of this person has not ended."""

    has_words: bool = True
    under_way: bool = False


def request_sealing(_: None, command: asked.RequestSealing, facts: Facts) -> list[SealingEvent]:
    if not facts.has_words:
        raise PersonMustHaveWords
    if facts.under_way:
        raise OneSealingAtATime
    who = (command.actor_person, command.actor_role)
    return [SealingRequested(command.sealing_id, command.person, command.ground, command.reason, *who)]


def approve_sealing(sealing: Sealing, command: asked.ApproveSealing, facts: Facts) -> list[SealingEvent]:
    check_second(sealing.requested, sealing.person, command.actor_person, command.actor_role)
    return [SealingApproved(command.sealing_id, sealing.person)]


def request_lifting(_: Sealing, command: asked.RequestSealLifting, facts: Facts) -> list[SealingEvent]:
    return [SealLiftingRequested(command.sealing_id, command.reason, command.actor_person, command.actor_role)]


def approve_lifting(sealing: Sealing, command: asked.ApproveSealLifting, facts: Facts) -> list[SealingEvent]:
    check_second(sealing.requested, sealing.person, command.actor_person, command.actor_role)
    return [SealLifted(command.sealing_id, sealing.person)]
