"""How the mark that keeps a record inside looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import REASON, CommandSchema, Id, OneOf, Text, Time
from services.members.tagging.commands import OF_OTHERS

KINDS = ("not_public", "classified")
OF_KIND = {"description": "不公开、涉密 why: not for the public, or secret"}


class MarkAsInternal(CommandSchema):
    collection = OneOf(*OF_OTHERS, required=True)
    record = Id(required=True)
    kind = OneOf(*KINDS, required=True, metadata=OF_KIND)
    reason = Text(required=True)


COMMANDS: dict[str, type[Schema]] = {"mark": MarkAsInternal, "lift": REASON}


class Shown(Schema):
    collection = OneOf(*OF_OTHERS)
    record = Id()
    organisation = Id(allow_none=True)
    kind = OneOf(*KINDS, metadata=OF_KIND)
    reason = Text()
    marked_by = Id(allow_none=True, metadata={"description": "由哪个机构 by which organisation"})
    marked_at = Time()
    lifted = Text(allow_none=True, metadata={"description": "解除理由 why it was lifted"})
