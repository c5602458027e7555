"""How a telling looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import NOTHING, CommandSchema, Id, Int, OneOf, Text, Time

COMMANDS: dict[str, type[CommandSchema]] = {"acknowledge": NOTHING}


class Shown(Schema):
    """A telling as it is read: nobody's name is in it."""

    outcome = Id()
    topic = Id()
    organisation = Id()
    number = Int()
    capacity = OneOf(
        "participant",
        "observer",
        "submitter",
        metadata={"description": "以何身份被告知 in which capacity he is told"},
    )
    way = OneOf(
        "person",
        "participant_code",
        "tracking_code",
        metadata={"description": "凭何阅读 with what he can read it"},
    )
    reader = Id(metadata={"description": "人员、参会或提交的编号 the person, the participation or the submission"})
    about = OneOf("fed_back", "declined", "closed", metadata={"description": "告知何事 what it is about"})
    text = Text()
    told_at = Time(metadata={"description": "何时告知 when it was told"})
