"""查询: a submission read by its tracking code, which needs nothing else.

The topics service says where it went, that of outcomes what the departments replied; what each state and command is
called in Chinese is added here. While the latter does not answer, the page is there without the replies.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents, shapes
from gateway.documents.resource import Resource
from gateway.documents.who_may import LIFECYCLES
from gateway.http import conditional
from gateway.http.context import Gateway, identity_of_request
from gateway.http.services import Services
from gateway.records import outcomes, submissions, tasks, tellings, topics
from infra.kernel.base.problems import Unavailable
from infra.kernel.contract import wire

RESOURCE = submissions.RESOURCE
TODAY = "now"
"""The site's time, which pages reckon days by; the interface has it elsewhere."""
Told: TypeAlias = dict[str, Any]
LABEL = {"description": "状态的中文名称 what the state is called"}


class PossibleCommand(Schema):
    """持码人此刻可做的一件事 What the holder may do now."""

    command = fields.String(required=True)
    label = fields.String(required=True)
    href = fields.String(
        required=True, metadata={"description": "POST 至此 where it is posted, with the Tracking-Code"}
    )


class TrackedStep(Schema):
    """何时到何状态 When it came into a state."""

    state = wire.Text(required=True)
    state_label = fields.String(required=True, metadata=LABEL)
    at = wire.Time(required=True)


class TrackedDeadline(Schema):
    """期限 Until when; without a command, when the system closes it."""

    until = wire.Time(required=True)
    command = fields.String(required=True, allow_none=True)
    label = fields.String(required=True, allow_none=True)


class TrackedRejection(Schema):
    """不予受理的依据 By which item of which list it was turned down."""

    code = wire.Text(required=True)
    label = wire.Text(required=True, allow_none=True)
    screening_list = wire.Id(required=True, allow_none=True)
    screening_list_title = wire.Text(required=True, allow_none=True)
    screening_list_version = wire.Int(required=True, allow_none=True)


class FollowedSubmission(Schema):
    """所并入的提交 The submission that it was merged into."""

    state = wire.Text(required=True)
    state_label = fields.String(required=True, metadata=LABEL)


class TrackedRecord(Schema):
    """一件有关的记录 A record that came of it."""

    id = wire.Id(required=True)
    title = wire.Text(required=True)
    state = wire.Text(required=True)
    state_label = fields.String(required=True, metadata=LABEL)


class TopicOnThePage(TrackedRecord):
    """所转议题 The topic that it became."""

    notice_until = wire.Day(required=True, allow_none=True)
    allowed_commands = fields.List(fields.String(), required=True)
    commands = fields.List(fields.Nested(PossibleCommand), required=True)


class TrackedOutcome(TrackedRecord):
    """一项有关的成果 An outcome that came of it."""

    feedback = wire.Text(required=True, allow_none=True)


class TaskOnThePage(TrackedRecord):
    """一项有关的任务及其答复 A task that came of it, and the reply once it is out."""

    lead_name = wire.Text(required=True, allow_none=True)
    due = wire.Day(required=True, allow_none=True)
    supervised = wire.Text(required=True, allow_none=True)
    reply = wire.Text(required=True, allow_none=True)
    class_code = wire.Text(required=True, allow_none=True, data_key="class")
    rate_until = wire.Time(required=True, allow_none=True)
    allowed_commands = fields.List(fields.String(), required=True)
    commands = fields.List(fields.Nested(PossibleCommand), required=True)


class TellingOnThePage(Schema):
    """成果告知提交人的一件记录 What the submitter was told of an outcome, on record."""

    id = wire.Id(required=True)
    outcome = wire.Id(required=True)
    about = wire.Text(
        required=True, metadata={"description": "告知何事：fed_back、declined 或 closed what it is about"}
    )
    text = wire.Text(required=True)
    told_at = wire.Time(required=True, metadata={"description": "何时告知 when it was told"})
    state = wire.Text(required=True)
    state_label = fields.String(required=True, metadata=LABEL)
    allowed_commands = fields.List(fields.String(), required=True)
    commands = fields.List(fields.Nested(PossibleCommand), required=True)


# What name and contact the submitter left is not shown again to whoever holds the code.
OWN = (
    "text", "channel", "title", "supplied", "question", "told", "into", "topic", "referred_to", "answer", "rating",
    "comment", "files", "consent",
)  # fmt: skip


def tracked() -> type[Schema]:
    """The submission as its code shows it, and where it went."""
    own = shapes.answered(RESOURCE.shown, "Submission")
    frame = shapes.RecordFrame._declared_fields
    members = {
        "id": frame["id"],
        "state": shapes.in_state(RESOURCE),
        "state_label": fields.String(required=True, metadata=LABEL),
        "version": frame["version"],
        "division": frame["division"],
        **{name: own[name] for name in OWN},
        "received_at": frame["created_at"],
        "updated_at": frame["updated_at"],
        "steps": fields.List(fields.Nested(TrackedStep), required=True),
        "deadline": fields.Nested(TrackedDeadline, required=True, allow_none=True),
        "rejection": fields.Nested(TrackedRejection, required=True, allow_none=True),
        "followed": fields.Nested(FollowedSubmission, required=True, allow_none=True),
        "allowed_commands": frame["allowed_commands"],
        "commands": fields.List(fields.Nested(PossibleCommand), required=True),
        "linked_topic": fields.Nested(TopicOnThePage, required=True, allow_none=True),
        "outcomes": fields.List(fields.Nested(TrackedOutcome), required=True),
        "tasks": fields.List(fields.Nested(TaskOnThePage), required=True),
        "brief_state": wire.Text(
            required=True, allow_none=True, metadata={"description": "社情民意信息的状态 what became of its brief"}
        ),
        "tellings": fields.List(
            fields.Nested(TellingOnThePage),
            required=True,
            metadata={"description": "成果如何告知提交人 what the submitter was told of the outcomes"},
        ),
    }
    return shapes.named("SubmissionTracked", "凭查询码所见 a submission and where it went", members)


TRACKING = {
    "operationId": "submissions.track",
    "summary": "凭查询码查看办理情况 Read a submission by its tracking code",
    "description": "查询码即凭证，不显示姓名与联系方式。 The code is all it needs; name and contact are not shown.",
    "security": [],
    "parameters": [
        documents.of_path("tracking_code", "提交时取得的查询码 the code from `submit`", {"type": "string"}),
        documents.CORRELATION,
    ],
    "responses": {
        "200": {
            "description": "该件提交 the submission",
            "content": {"application/json": {"schema": tracked()}},
        },
        **documents.CONDITIONAL,
        **documents.refusals("unauthenticated", "not-found", "too-many", "unavailable"),
    },
}


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("tracking", __name__, description="凭码查询 tracking")

    def track(tracking_code: str) -> Response:
        identity_of_request().holder()
        told = page(gateway.services, tracking_code)
        response = jsonify({name: value for name, value in told.items() if name != TODAY})
        response.headers["Cache-Control"] = conditional.FOR_ONE
        return conditional.reading(response)

    routes.route("/v1/submissions/track/<tracking_code>", endpoint="track")(routes.doc(**TRACKING)(track))
    return routes


def page(services: Services, tracking_code: str) -> Told:
    """Raises NotFound for a code that opens nothing."""
    told = services.call("topics", "track", {"tracking_code": tracking_code})
    replied = _replies(services, told["topic"]) if told["tasks"] else {}
    topic, deadline, followed = told["linked_topic"], told["deadline"], told["followed"]
    return {
        **_with_commands(RESOURCE, told),
        "steps": [_labelled(RESOURCE, step) for step in told["steps"]],
        "deadline": deadline and {**deadline, "label": _words(RESOURCE, deadline["command"])},
        "followed": followed and _labelled(RESOURCE, followed),
        "linked_topic": topic and _with_commands(topics.RESOURCE, topic),
        "outcomes": [_labelled(outcomes.RESOURCE, one) for one in told["outcomes"]],
        "tasks": [_with_commands(tasks.RESOURCE, {**one, **_reply(replied.get(one["id"]))}) for one in told["tasks"]],
        "tellings": [_with_commands(tellings.RESOURCE, one) for one in _tellings(services, told)],
    }


def _replies(services: Services, topic: str) -> dict[str, Told]:
    """By task; none while the service does not answer."""
    try:
        told = services.call("outcomes", "tracked_tasks", {"topic": topic})
    except Unavailable:
        return {}
    return {task["id"]: task for task in told["tasks"]}


def _tellings(services: Services, told: Told) -> list[Told]:
    """None before there was an outcome to tell of, and while the service does not answer."""
    if not told["outcomes"]:
        return []
    try:
        found = services.call("outcomes", "tellings_of_submission", {"submission": told["id"]})["tellings"]
    except Unavailable:
        return []
    return [{**one, "allowed_commands": ["acknowledge"] if one["state"] == "told" else []} for one in found]


def _reply(task: Told | None) -> Told:
    names = {
        "lead_name": "lead",
        "due": "due",
        "supervised": "supervised",
        "reply": "reply",
        "class": "class_code",
        "rate_until": "rate_until",
    }
    return {shown: task[name] if task else None for shown, name in names.items()}


def _with_commands(resource: Resource, told: Told) -> Told:
    path = f"{resource.path}/{told['id']}"
    commands = [
        {"command": command, "label": _words(resource, command), "href": f"{path}/{command}"}
        for command in told["allowed_commands"]
    ]
    return {**_labelled(resource, told), "commands": commands}


def _labelled(resource: Resource, told: Told) -> Told:
    states: Mapping[str, str] = LIFECYCLES[resource.collection].states
    return {**told, "state_label": states.get(told["state"], told["state"])}


def _words(resource: Resource, command: str | None) -> str | None:
    """The Chinese before the English."""
    return resource.words.get(command, command).partition(" ")[0] if command else None
