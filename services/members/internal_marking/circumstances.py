"""The circumstances of a command: where the record stands that is marked."""

import uuid
from datetime import UTC, datetime

from infra.kernel.access.places import Place
from infra.kernel.base.ids import id_of
from infra.kernel.contract.lifecycle import Lookups
from services.members.internal_marking.commands import MarkInternal
from services.members.internal_marking.domain import Facts
from services.members.internal_marking.state import InternalMarking
from services.members.tagging.circumstances import MOST_MILLISECONDS, standing


def place(marking: InternalMarking, marking_id: str) -> Place:
    return Place(division=marking.division, council=marking.organisation)


def place_of_new(lookups: Lookups, marking: InternalMarking | None, command: MarkInternal) -> Place:
    division, organisation = standing(lookups, command.collection, command.record)
    return Place(division=division, council=organisation)


def id_of_new(command: MarkInternal) -> str:
    """The same for the same record, and as old as that is."""
    milliseconds = min(uuid.UUID(command.record).int >> 80, MOST_MILLISECONDS)
    return id_of(f"internal/{command.collection}/{command.record}", datetime.fromtimestamp(milliseconds / 1000, UTC))


def facts(lookups: Lookups, marking: InternalMarking | None, command: object) -> Facts:
    if not isinstance(command, MarkInternal):
        return Facts(lookups.recorded_at)
    return Facts(lookups.recorded_at, *standing(lookups, command.collection, command.record))
