"""How a division looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import Bool, Code, CommandSchema, OneOf, Text
from services.members.division.load import LEVELS

COMMANDS: dict[str, type[CommandSchema]] = {}


class Shown(Schema):
    code = Code()
    name = Text()
    level = OneOf(*LEVELS)
    parent = Code(allow_none=True)
    counts_in_coverage = Bool()
    source = Text()
