"""How a division looks on the wire."""

from marshmallow import Schema, fields

from infra.kernel.contract.wire import Bool, Code, CommandSchema, Day, OneOf, Text
from services.members.division.columns import LEVELS

COMMANDS: dict[str, type[CommandSchema]] = {}


class Shown(Schema):
    code = Code()
    name = Text()
    level = OneOf(*LEVELS)
    parent = Code(allow_none=True)
    counts_in_coverage = Bool()
    source = Text()
    valid_from = Day(allow_none=True, metadata={"description": "首日 its first day, where that is known"})
    valid_until = Day(allow_none=True, metadata={"description": "末日 its last day, of one that ends or has ended"})
    successor = Code(
        allow_none=True, metadata={"description": "承接区划 whose bodies act for its records from then on"}
    )
    former_names = fields.List(Text(), metadata={"description": "曾用名 the names it had, oldest first"})
