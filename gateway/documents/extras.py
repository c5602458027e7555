"""What some commands answer besides what every command does."""

from marshmallow import Schema, fields

from infra.kernel.contract import wire


class TrackingCode(Schema):
    tracking_code = fields.String(required=True, metadata={"description": "查询码，仅此一次显示 shown only now"})


class ParticipantCode(Schema):
    participant_code = fields.String(required=True)


class Tasks(Schema):
    tasks = fields.List(wire.Id(), required=True)


class MadeProgramme(Schema):
    programme = wire.Id(required=True)


class MadeTask(Schema):
    task = wire.Id(required=True)


class LinkedTopic(Schema):
    topic = wire.Id(required=True)


class ListCited(Schema):
    screening_list = wire.Id(required=True)
    screening_list_version = wire.Int(required=True)


class MadeBrief(Schema):
    brief = wire.Id(required=True)


class MadeProposal(Schema):
    proposal = wire.Id(required=True)


class LackedCategory(Schema):
    """人数不足的类别 A category of which a body has too few."""

    category = fields.String(required=True)
    least = wire.Int(required=True)
    number = wire.Int(required=True)


class Lacking(Schema):
    lacking = fields.List(
        fields.Nested(LackedCategory),
        required=True,
        metadata={
            "description": "提醒：此后人数不足的类别 a warning: categories of which there are too few after this"
        },
    )
