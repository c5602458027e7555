"""The profile of an outcome as its events left it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.outcomes.outcome_profile.events import (
    BeneficiariesCounted,
    DisputeDated,
    Kind,
    MechanismParty,
    OutcomeListedHigher,
    OutcomeProfileAmended,
    OutcomeProfileCreated,
    OutcomeProfileEvent,
)


class State(StrEnum):
    ACTIVE = "active"


LABELS: dict[str, str] = {State.ACTIVE: "在用"}


@dataclass(frozen=True)
class OutcomeProfile:
    """`beneficiaries` and `dispute` are what was said last."""

    outcome_profile_id: str
    state: State
    created: OutcomeProfileCreated
    kind: Kind
    parties: tuple[MechanismParty, ...]
    beneficiaries: BeneficiariesCounted | None = None
    dispute: DisputeDated | None = None
    listed: tuple[OutcomeListedHigher, ...] = ()


def evolve(profile: OutcomeProfile | None, event: OutcomeProfileEvent) -> OutcomeProfile:
    if isinstance(event, OutcomeProfileCreated):
        return OutcomeProfile(event.outcome_profile_id, State.ACTIVE, event, event.kind, event.parties)
    assert profile is not None
    match event:
        case OutcomeProfileAmended(kind=kind, parties=parties):
            return replace(profile, kind=kind, parties=parties)
        case BeneficiariesCounted():
            return replace(profile, beneficiaries=event)
        case DisputeDated():
            return replace(profile, dispute=event)
        case OutcomeListedHigher():
            return replace(profile, listed=(*profile.listed, event))
        case _:
            assert_never(event)
