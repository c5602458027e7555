"""How an evaluation looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.wire import NOTHING, Code, CommandSchema, Id, Int, OneOf, Text
from services.members.evaluation.events import EvaluatedAbility
from services.members.self_assessment.schemas import YEAR

ABILITIES = ("political_judgement", "investigation", "contact_with_people", "cooperation")
EACH = {"description": "政治把握、调查研究、联系群众、合作共事各一次 each of the four abilities once"}


class EvaluatedSchema(Schema):
    ability = OneOf(*ABILITIES, required=True)
    level = Int(required=True, metadata={"description": "1 至 5 级 from 1 to 5"})

    @post_load
    def evaluated(self, loaded: dict[str, Any], **kwargs: Any) -> EvaluatedAbility:
        return EvaluatedAbility(**loaded)


class Evaluate(CommandSchema):
    person = Id(required=True)
    division = Code(required=True)
    year = Int(required=True, metadata=YEAR)
    abilities = fields.List(fields.Nested(EvaluatedSchema), required=True, metadata=EACH)
    note = Text()


class Revise(CommandSchema):
    abilities = fields.List(fields.Nested(EvaluatedSchema), required=True, metadata=EACH)
    note = Text()


COMMANDS: dict[str, type[CommandSchema]] = {"evaluate": Evaluate, "revise": Revise, "acknowledge": NOTHING}


class Shown(Schema):
    person = Id()
    year = Int(metadata=YEAR)
    abilities = fields.List(fields.Nested(EvaluatedSchema), metadata=EACH)
    note = Text(allow_none=True)
