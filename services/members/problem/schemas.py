"""How a problem looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Bool, Code, CommandSchema, Day, Id, Text, WithFiles

HOW = {"description": "如何解决 how it was solved"}


class Raise(WithFiles):
    division = Code(required=True)
    text = Text(required=True)
    duty = Id()
    topic = Id()


class Assign(CommandSchema):
    organisation = Id(required=True)
    due = Day(required=True)


class Solve(WithFiles):
    how = Text(required=True, metadata=HOW)
    on = Day()


COMMANDS: dict[str, type[CommandSchema]] = {
    "raise_problem": Raise,
    "assign": Assign,
    "solve": Solve,
    "reopen": REASON,
    "leave_unsolved": REASON,
    "hand_over": HAND_OVER,
}


class Shown(Schema):
    text = Text()
    leader = Id(allow_none=True)
    duty = Id(allow_none=True)
    topic = Id(allow_none=True)
    organisation = Id(allow_none=True)
    due = Day(allow_none=True)
    overdue = Bool()
    how = Text(allow_none=True, metadata=HOW)
    solved_on = Day(allow_none=True)
    reason = Text(allow_none=True)
