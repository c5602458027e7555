"""How a project looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import (
    REASON,
    Amendment,
    CommandSchema,
    Day,
    FileDigests,
    Id,
    Int,
    OneOf,
    Text,
    WithFiles,
)
from services.outcomes.project.events import ProjectFunds

SOURCES = ("fiscal", "collective", "residents", "enterprise", "social", "other")
OF_WHOM = {"description": "资金来源：财政、集体、群众自筹、企业、社会捐助、其他 where the money comes from"}
HUNDRED = validate.Range(max=100, error="至多 100 at most 100")


class Granted(CommandSchema):
    source = OneOf(*SOURCES, required=True, metadata=OF_WHOM)
    yuan = Int(required=True)
    document_number = Text()

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> ProjectFunds:
        return ProjectFunds(**loaded)


class Create(CommandSchema):
    outcome = Id(required=True)
    name = Text(required=True)
    site = Text()
    lead = Id()
    starts = Day()
    ends = Day()
    funds = fields.List(fields.Nested(Granted))

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**loaded, "funds": tuple(loaded.get("funds", ()))}


class Amend(Amendment):
    name = Text()
    site = Text()
    lead = Id()
    starts = Day()
    ends = Day()


class AddFunds(CommandSchema):
    source = OneOf(*SOURCES, required=True, metadata=OF_WHOM)
    yuan = Int(required=True)
    document_number = Text()


class Start(CommandSchema):
    on = Day()


class Report(CommandSchema):
    text = Text(required=True)
    on = Day()
    percent = Int(validate=HUNDRED)
    spent_yuan = Int()
    files = FileDigests()


class Finish(WithFiles):
    text = Text(required=True)
    on = Day()


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "amend": Amend,
    "add_funds": AddFunds,
    "start": Start,
    "report": Report,
    "finish": Finish,
    "cancel": REASON,
    "hand_over": HAND_OVER,
}


class ShownFunds(Schema):
    source = OneOf(*SOURCES, metadata=OF_WHOM)
    yuan = Int()
    document_number = Text(allow_none=True)


class ShownReport(Schema):
    on = Day()
    text = Text()
    percent = Int(allow_none=True)
    spent_yuan = Int(allow_none=True)
    files = fields.List(Text())


class Shown(Schema):
    outcome = Id()
    topic = Id()
    organisation = Id()
    name = Text()
    site = Text(allow_none=True)
    lead = Id(allow_none=True)
    starts = Day(allow_none=True)
    ends = Day(allow_none=True)
    funds = fields.List(fields.Nested(ShownFunds))
    funds_yuan = Int()
    spent_yuan = Int()
    percent = Int(allow_none=True)
    reports = fields.List(fields.Nested(ShownReport))
    started_on = Day(allow_none=True)
    finished_on = Day(allow_none=True)
    result = Text(allow_none=True)
    reason = Text(allow_none=True)
