"""The circumstances of a command: where the tagged record stands, which tags there are there."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from infra.kernel.access.places import Place
from infra.kernel.base.ids import id_of
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.labels import KnownList, nearest_list
from services.members.standing_copies import STANDING, KnownStanding
from services.members.tagging.commands import OF_OTHERS, PutTags
from services.members.tagging.domain import Facts
from services.members.tagging.events import Tag
from services.members.tagging.state import Tagging

# Later than any record: an id that says more is none of ours.
MOST_MILLISECONDS = int(datetime(2199, 1, 1, tzinfo=UTC).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """Where a record of ours stands; an organisation is its own."""

    id: str
    division: str
    organisation: str | None = None


def place(tagging: Tagging, tagging_id: str) -> Place:
    return Place(division=tagging.division, council=tagging.organisation)


def place_of_new(lookups: Lookups, tagging: Tagging | None, command: PutTags) -> Place:
    division, organisation = standing(lookups, command.collection, command.record)
    return Place(division=division, council=organisation)


def standing(lookups: Lookups, collection: str, record: str) -> tuple[str, str | None]:
    """Its division, and the body that it belongs to. Raises NewsMissing."""
    if collection in OF_OTHERS:
        known = lookups.copy(KnownStanding, STANDING, record)
        if known is not None and known.collection == collection:
            return known.division, known.organisation
    elif own := lookups.one(OwnStanding, collection, record):
        return own.division, own.id if collection == "organisations" else own.organisation
    raise NewsMissing(f"{collection} {record}", names="record")


def id_of_new(command: PutTags) -> str:
    """The same for the same record, and as old as that is."""
    milliseconds = min(uuid.UUID(command.record).int >> 80, MOST_MILLISECONDS)
    return id_of(f"tagging/{command.collection}/{command.record}", datetime.fromtimestamp(milliseconds / 1000, UTC))


def facts(lookups: Lookups, tagging: Tagging | None, command: object) -> Facts:
    if not isinstance(command, PutTags):
        return Facts(lookups.recorded_at)
    division, organisation = standing(lookups, command.collection, command.record)
    register = nearest_list(lookups.shown(KnownList, "label-lists"), "tags", division)
    tags = {item.code: Tag(item.code, item.label, item.family or "") for item in (register.items if register else ())}
    return Facts(lookups.recorded_at, division, organisation, tags, register.cited if register else "")
