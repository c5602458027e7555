"""How a membership looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, validates_schema

from infra.kernel.contract.wire import REASON, Amendment, CommandSchema, Day, Id, OneOf, Text
from services.members.membership.commands import CATEGORIES, RIGHTS, SEATS, right_of


class Create(CommandSchema):
    person = Id(required=True)
    organisation = Id(required=True)
    seat = OneOf(*SEATS, required=True)
    right = OneOf(*RIGHTS)
    category = OneOf(*CATEGORIES)
    starts = Day()
    ends = Day()

    @validates_schema
    def right_goes_with_the_seat(self, data: dict[str, Any], **kwargs: Any) -> None:
        if "right" in data and data["right"] != right_of(data["seat"]):
            said = "固定列席、列席人员无表决权（attending），其他席位有（full）；可不填"
            raise ValidationError({"right": [f"{said} goes with the seat: leave it out"]})


class Amend(Amendment):
    seat = OneOf(*SEATS)
    category = OneOf(*CATEGORIES)
    ends = Day()


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": REASON}


class Shown(Schema):
    person = Id()
    organisation = Id()
    seat = OneOf(*SEATS)
    right = OneOf(*RIGHTS)
    category = OneOf(*CATEGORIES, allow_none=True)
    starts = Day()
    ends = Day(allow_none=True)
    rule = Id(allow_none=True)
    office = Id(allow_none=True)
    successor_of = Id(allow_none=True)
    ended_on = Day(allow_none=True)
    reason = Text(allow_none=True)
