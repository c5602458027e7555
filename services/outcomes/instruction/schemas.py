"""How an instruction looks on the wire.

`leader_name` stands in clear: it is the signature of somebody who acts in an office (`office`), which whoever reads the
record reads as he reads who acted in any history (ruling 9). Somebody who is on record here is named by `leader` instead.
"""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.base.ids import new_id
from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, CommandSchema, Day, FileDigests, Id, OneOf, Text
from services.outcomes.instruction.commands import On
from services.outcomes.outcome.commands import WantedTask

ON = ("outcomes", "briefs", "proposals", "topics", "programmes")
SECRECY = ("public", "internal", "secret", "confidential", "top_secret")
LEVELS = {
    "description": "公开、内部、秘密、机密、绝密 how secret it is; from secret on neither words nor files are kept here"
}


class OnRecord(CommandSchema):
    collection = OneOf(*ON, required=True)
    id = Id(required=True)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> On:
        return On(**loaded)


class Enter(CommandSchema):
    written_on = fields.Nested(OnRecord, required=True)
    leader = Id()
    leader_name = Text()
    office = Text(required=True)
    date = Day(required=True)
    secrecy = OneOf(*SECRECY, required=True, metadata=LEVELS)
    text = Text()
    document_number = Text()
    files = FileDigests()


class MakeTask(CommandSchema):
    """It gets its id here."""

    title = Text(required=True)
    lead = Id(required=True)
    co_handlers = fields.List(Id())
    due = Day()
    measure = Text()

    @post_load
    def with_id(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        co_handlers = tuple(loaded.pop("co_handlers", ()))
        return {"wanted": WantedTask(task_id=new_id(), co_handlers=co_handlers, **loaded)}


class Finish(CommandSchema):
    text = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "enter": Enter,
    "make_task": MakeTask,
    "finish": Finish,
    "withdraw": REASON,
    "hand_over": HAND_OVER,
}


class ShownOn(Schema):
    collection = OneOf(*ON)
    id = Id()


class Shown(Schema):
    written_on = fields.Nested(ShownOn)
    topic = Id(allow_none=True)
    organisation = Id()
    leader = Id(allow_none=True)
    leader_name = Text(allow_none=True)
    office = Text()
    date = Day()
    secrecy = OneOf(*SECRECY, metadata=LEVELS)
    text = Text(allow_none=True)
    document_number = Text(allow_none=True)
    files = fields.List(Text())
    tasks = fields.List(Id())
    result = Text(allow_none=True)
    reason = Text(allow_none=True)
