"""How the profile of an outcome looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import Amendment, CommandSchema, Day, Id, Int, OneOf, Text
from services.outcomes.outcome_profile.events import MechanismParty

KINDS = ("decision", "covenant", "mechanism", "village_plan", "project_list")
LEVELS = ("township", "county", "prefecture", "province", "nation")
OF_WHAT_KIND = {"description": "决定、村规民约、机制、村规划、项目清单 of what kind the outcome is"}
WHICH_LEVEL = {"description": "哪一级 of which level"}


class WantedParty(CommandSchema):
    organisation = Id()
    name = Text()
    part = Text()

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> MechanismParty:
        return MechanismParty(loaded.get("organisation"), loaded.get("name"), loaded.get("part"))


def as_tuple(loaded: dict[str, Any]) -> dict[str, Any]:
    return {**loaded, **({"parties": tuple(loaded["parties"])} if "parties" in loaded else {})}


class Create(CommandSchema):
    outcome = Id(required=True)
    kind = OneOf(*KINDS, required=True, metadata=OF_WHAT_KIND)
    parties = fields.List(fields.Nested(WantedParty))

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return as_tuple(loaded)


class Amend(Amendment):
    kind = OneOf(*KINDS, metadata=OF_WHAT_KIND)
    parties = fields.List(fields.Nested(WantedParty))

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return as_tuple(loaded)


class CountBeneficiaries(CommandSchema):
    households = Int()
    persons = Int()
    units = Int()
    on = Day()
    note = Text()


class DateDispute(CommandSchema):
    since = Day(required=True)
    settled_on = Day()
    note = Text()


class ListHigher(CommandSchema):
    level = OneOf(*LEVELS, required=True, metadata=WHICH_LEVEL)
    list_title = Text(required=True)
    document_number = Text()
    on = Day()


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "amend": Amend,
    "count_beneficiaries": CountBeneficiaries,
    "date_dispute": DateDispute,
    "list_higher": ListHigher,
    "hand_over": HAND_OVER,
}


class ShownParty(Schema):
    organisation = Id(allow_none=True)
    name = Text(allow_none=True)
    part = Text(allow_none=True)


class ShownBeneficiaries(Schema):
    households = Int(allow_none=True)
    persons = Int(allow_none=True)
    units = Int(allow_none=True)
    on = Day()
    note = Text(allow_none=True)


class ShownDispute(Schema):
    since = Day()
    settled_on = Day()
    years = Int()
    note = Text(allow_none=True)


class ShownListing(Schema):
    level = OneOf(*LEVELS, metadata=WHICH_LEVEL)
    list_title = Text()
    document_number = Text(allow_none=True)
    on = Day(allow_none=True)


class Shown(Schema):
    outcome = Id()
    topic = Id()
    organisation = Id()
    kind = OneOf(*KINDS, metadata=OF_WHAT_KIND)
    parties = fields.List(fields.Nested(ShownParty))
    beneficiaries = fields.Nested(ShownBeneficiaries, allow_none=True)
    dispute = fields.Nested(ShownDispute, allow_none=True)
    listed = fields.List(fields.Nested(ShownListing))
