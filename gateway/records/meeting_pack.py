"""A meeting's papers and a meeting's course, gathered: `GET /v1/meetings/{id}/pack` and `GET /v1/meetings/{id}/proceedings`.

The pack is what the meeting begins with: pre-work, field surveys, options, suggestions of earlier rounds, and which
stakeholder groups are invited. The proceedings are what it came to: the agenda beside its plan, who spoke how long,
positions by group, suggestions, effects, and the members who came, each counted once. Every record is asked of its
service with the caller's credentials: what he may not read is not in it. Working notes are in neither.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeAlias

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.http import checks, conditional
from gateway.http.context import Gateway, identity_of_request
from gateway.http.services import Services
from gateway.records.reading import MOST_ITEMS
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.problems import NotFound
from infra.kernel.contract import wire

Record: TypeAlias = dict[str, Any]
MEETINGS = "meetings"
UNINVITED = "uninvited"


def _records(says: str) -> fields.Field[Any]:
    return fields.List(fields.Dict(), required=True, metadata={"description": says})


class GroupCoverage(Schema):
    """一方是否受邀、到会 Whether a stakeholder group is invited, and came."""

    group = wire.Text(required=True)
    invited = wire.Int(required=True, metadata={"description": "受邀人数，旁听除外 how many, without observers"})
    came = wire.Int(required=True, metadata={"description": "到会人数 how many came"})


class MeetingPack(Schema):
    """会议材料 What a meeting begins with."""

    meeting = wire.Id(required=True)
    pre_work = _records("会前调研 as `pre-work` shows them")
    surveys = _records("实地调查 as `surveys` shows them")
    options = _records("备选方案 as `options` shows them")
    suggestions = _records("前几轮的建议 those of earlier rounds")
    coverage = fields.List(fields.Nested(GroupCoverage), required=True)


class Balance(Schema):
    """一方发言多少 How much a stakeholder group spoke."""

    group = wire.Text(required=True, allow_none=True)
    speeches = wire.Int(required=True)
    minutes = wire.Int(required=True)
    share = wire.Int(required=True, metadata={"description": "占全部分钟数的百分比 percent of all minutes"})


class Stance(Schema):
    """一方表态 Where a stakeholder group stood."""

    group = wire.Text(required=True, allow_none=True)
    position = wire.Text(required=True)
    number = wire.Int(required=True)


class OfALevel(Schema):
    """一级委员 Members of one level."""

    level = wire.Text(required=True)
    number = wire.Int(required=True)


class MeetingProceedings(Schema):
    """会议进程 What a meeting came to."""

    meeting = wire.Id(required=True)
    agenda = _records("议程 as `agenda` shows them, in order")
    speaking = fields.List(fields.Nested(Balance), required=True)
    positions = fields.List(fields.Nested(Stance), required=True)
    suggestions = _records("逐条建议 as `suggestions` shows them")
    effects = _records("非决策成效 as `effects` shows them")
    coverage = fields.List(fields.Nested(GroupCoverage), required=True)
    levels = fields.List(fields.Nested(OfALevel), required=True)
    members = wire.Int(
        required=True,
        metadata={"description": "各级委员到会人数，一人一次 members of any level who came, each counted once"},
    )


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("meeting_pack", __name__, description="会议材料与进程 papers and course of a meeting")

    def answering(gather: Callable[[Services, Caller, Record], Record]) -> Callable[[str], Response]:
        def answer(id: str) -> Response:  # noqa: A002 the name in the address
            caller = identity_of_request().holder()
            call = ReadCall(MEETINGS, caller, checks.record_id(id))
            meeting = gateway.services.call(MEETINGS, "read", call)
            return conditional.reading(jsonify({"meeting": meeting["id"], **gather(gateway.services, caller, meeting)}))

        return answer

    for name, gather in (("pack", pack), ("proceedings", proceedings)):
        route = routes.route(f"/v1/meetings/<id>/{name}", endpoint=name)
        route(routes.doc(**_DOCUMENTS[name])(answering(gather)))
    return routes


def pack(services: Services, caller: Caller, meeting: Record) -> Record:
    nested = _of_the_meeting(services, caller, meeting)
    surveys = _all(services, ListCall("surveys", caller, topic=meeting["topic"], limit=MOST_ITEMS))
    suggestions = _all(services, ListCall("suggestions", caller, topic=meeting["topic"], limit=MOST_ITEMS))
    return {
        "pre_work": nested("pre-work"),
        "surveys": [one for one in surveys if one["meeting"] in (None, meeting["id"]) and one["state"] != "withdrawn"],
        "options": nested("options"),
        "suggestions": [one for one in suggestions if one["round"] < meeting["round"]],
        "coverage": coverage(_groups(services, caller, meeting), nested("participants")),
    }


def proceedings(services: Services, caller: Caller, meeting: Record) -> Record:
    nested = _of_the_meeting(services, caller, meeting)
    participants = nested("participants")
    return {
        "agenda": sorted(nested("agenda"), key=lambda one: int(one["number"])),
        "speaking": speaking(nested("speeches")),
        "positions": positions(nested("items"), participants),
        "suggestions": nested("suggestions"),
        "effects": nested("effects"),
        "coverage": coverage(_groups(services, caller, meeting), participants),
        **members(nested("invitations"), participants),
    }


def coverage(groups: Iterable[str], participants: list[Record]) -> list[Record]:
    voices = [one for one in participants if one["kind"] != "observer" and one["state"] != UNINVITED]
    invited = Counter(one["group"] for one in voices)
    came = Counter(one["group"] for one in voices if one["attended"])
    return [{"group": group, "invited": invited[group], "came": came[group]} for group in groups]


def speaking(speeches: list[Record]) -> list[Record]:
    """The balance by group; whoever speaks for none is together with the others who do."""
    minutes: Counter[str | None] = Counter()
    times: Counter[str | None] = Counter()
    for one in speeches:
        if one["state"] == "spoken":
            minutes[one["group"]] += one["minutes"]
            times[one["group"]] += 1
    whole = minutes.total() or 1
    return [
        {"group": group, "speeches": times[group], "minutes": spoken, "share": round(100 * spoken / whole)}
        for group, spoken in minutes.most_common()
    ]


def positions(items: list[Record], participants: list[Record]) -> list[Record]:
    """By the group that the position names, or else by that of the participant who took it."""
    group_of = {one["id"]: one["group"] for one in participants}
    taken = Counter(
        (one.get("group") or group_of.get(one.get("participant")), one["position"])
        for item in items
        for one in item["positions"]
    )
    return [{"group": group, "position": said, "number": many} for (group, said), many in taken.most_common()]


def members(invitations: list[Record], participants: list[Record]) -> Record:
    """Who is a member of three levels counts at each of them, and once in all."""
    came = {one["id"]: one["person"] or one["id"] for one in participants if one["attended"]}
    levels = {
        (level, came[one["participant"]])
        for one in invitations
        if one["participant"] in came
        for level in one["levels"]
    }
    by_level = Counter(level for level, _who in sorted(levels))
    return {
        "levels": [{"level": level, "number": many} for level, many in by_level.items()],
        "members": len({who for _level, who in levels}),
    }


def _groups(services: Services, caller: Caller, meeting: Record) -> list[str]:
    """Of the meeting, and of its topic as far as the caller may read that."""
    groups = list(meeting["groups"])
    with suppress(NotFound):
        groups += services.call("topics", "read", ReadCall("topics", caller, meeting["topic"]))["stakeholder_groups"]
    return list(dict.fromkeys(groups))


def _of_the_meeting(services: Services, caller: Caller, meeting: Record) -> Callable[[str], list[Record]]:
    def nested(collection: str) -> list[Record]:
        return list(_all(services, ListCall(collection, caller, parent_id=meeting["id"], limit=MOST_ITEMS)))

    return nested


def _all(services: Services, call: ListCall) -> Iterator[Record]:
    cursor = None
    while True:
        following = ListCall(
            call.collection, call.caller, call.parent_id, topic=call.topic, limit=call.limit, cursor=cursor
        )
        page = services.call(MEETINGS, "listing", following)
        yield from page["items"]
        cursor = page["next"]
        if cursor is None:
            return


def _documented(name: str, summary: str, shown: type[Schema]) -> documents.Document:
    return {
        "operationId": f"meetings.{name}",
        "summary": summary,
        "description": "只含调用者有权阅读的记录，不含工作笔记。 As far as the caller may read it; working notes are not in it.",
        "security": documents.NOTHING_OR_TOKEN,
        "parameters": [documents.of_path("id", "会议的编号 the meeting's id"), documents.CORRELATION],
        "responses": {
            "200": {"description": "完成 done", "content": {"application/json": {"schema": shown}}},
            **documents.refusals("unauthenticated", "not-found", "too-many", "unavailable"),
        },
    }


_DOCUMENTS: dict[str, documents.Document] = {
    "pack": _documented("pack", "会议材料 the papers of a meeting", MeetingPack),
    "proceedings": _documented(
        "proceedings", "会议进程：议程、发言均衡、表态、成效 what a meeting came to", MeetingProceedings
    ),
}
