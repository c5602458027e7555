"""How a problem looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.base.ids import new_id
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


class OpenTopic(CommandSchema):
    """The topic gets its id here."""

    title = Text(required=True)
    background = Text(required=True)
    organisation = Id(required=True)

    @post_load
    def with_id(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**loaded, "topic": new_id()}


class MakeTask(CommandSchema):
    """The task gets its id here."""

    title = Text(required=True)
    lead = Id(required=True)
    co_handlers = fields.List(Id())
    due = Day()
    measure = Text()

    @post_load
    def with_id(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**loaded, "co_handlers": tuple(loaded.get("co_handlers", ())), "task": new_id()}


COMMANDS: dict[str, type[CommandSchema]] = {
    "raise_problem": Raise,
    "assign": Assign,
    "solve": Solve,
    "reopen": REASON,
    "leave_unsolved": REASON,
    "open_topic": OpenTopic,
    "make_task": MakeTask,
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
    opened_topic = Id(allow_none=True, metadata={"description": "转成的议题 the topic that it became"})
    task = Id(allow_none=True, metadata={"description": "转成的任务 the task that it became"})
