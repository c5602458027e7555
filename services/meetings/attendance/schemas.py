"""How a participant looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, post_load, validates_schema

from infra.kernel.base.ids import new_id
from infra.kernel.contract.wire import NOTHING, REASON, Bool, CommandSchema, Id, Int, OneOf, Text, says_nothing

KINDS = ("fixed", "invited", "observer")
DUTIES = ("host", "recorder", "speaker", "none")
MODES = ("onsite", "remote")


class SomeoneSchema(CommandSchema):
    """Names someone: by account, or by name where there is none."""

    person = Id()
    name = Text()

    @validates_schema
    def someone_must_be_named(self, data: dict[str, Any], **kwargs: Any) -> None:
        if not data.get("person") and says_nothing(data.get("name") or ""):
            raise ValidationError({"name": ["请选人，或者写姓名 person or name is needed"]})


class Invite(SomeoneSchema):
    kind = OneOf(*KINDS, required=True)
    duty = OneOf(*DUTIES)
    group = Text()
    organisation = Id()
    contact = Text()
    represents = Int()


class Substitute(SomeoneSchema):
    reason = Text(required=True)

    @post_load
    def under_an_id_of_its_own(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**data, "substitute_id": new_id()}


class CheckIn(CommandSchema):
    mode = OneOf(*MODES, required=True)


class RecordLate(CommandSchema):
    mode = OneOf(*MODES, required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "invite": Invite,
    "confirm_attendance": NOTHING,
    "decline_attendance": REASON,
    "substitute": Substitute,
    "check_in": CheckIn,
    "withdraw_check_in": REASON,
    "uninvite": REASON,
    "record_late": RecordLate,
    "leave": NOTHING,
}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    kind = OneOf(*KINDS)
    duty = OneOf(*DUTIES)
    group = Text(allow_none=True)
    person = Id(allow_none=True)
    name = Text(allow_none=True)
    organisation = Id(allow_none=True)
    contact = Text(allow_none=True)
    represents = Int(allow_none=True)
    mode = OneOf(*MODES, allow_none=True)
    attended = Bool()
    instead_of = Id(allow_none=True)
    substitute = Id(allow_none=True)
    reason = Text(allow_none=True)
