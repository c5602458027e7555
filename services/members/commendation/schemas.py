"""How a commendation looks on the wire.

`grounds` stand in clear: they are written for everybody, with the notice, and name nobody. What is said of the member
besides (`evidence`, the reasons) is a personal field under his key (ADR 0004).
"""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Code, CommandSchema, Day, Id, Int, Text, WithFiles
from services.members.commendation.events import Achievement

GROUNDS = {
    "description": "事迹，公示时公开，不写姓名、联系方式 what for; made public with the notice, so no names in it"
}
OF_NOTICE = {"description": "公示末日 the last day of the notice"}


class AchievementSchema(Schema):
    what = Text(required=True)
    number = Int(required=True)
    unit = Text(required=True)

    @post_load
    def achieved(self, loaded: dict[str, Any], **kwargs: Any) -> Achievement:
        return Achievement(**loaded)


class Nominate(WithFiles):
    member = Id(required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    title = Text(required=True)
    grounds = Text(required=True, metadata=GROUNDS)
    achievements = fields.List(fields.Nested(AchievementSchema))


class Verify(CommandSchema):
    evidence = Text(required=True)


class PostNotice(CommandSchema):
    until = Day(required=True, metadata=OF_NOTICE)


class Proclaim(CommandSchema):
    document_number = Text()


COMMANDS: dict[str, type[CommandSchema]] = {
    "nominate": Nominate,
    "verify": Verify,
    "decline": REASON,
    "post_notice": PostNotice,
    "publish": Proclaim,
    "withdraw": REASON,
    "hand_over": HAND_OVER,
}


class Shown(Schema):
    member = Id()
    organisation = Id()
    title = Text()
    grounds = Text(metadata=GROUNDS)
    achievements = fields.List(fields.Nested(AchievementSchema))
    evidence = Text(allow_none=True)
    notice_until = Day(allow_none=True, metadata=OF_NOTICE)
    document_number = Text(allow_none=True)
    reason = Text(allow_none=True)
