"""Where a matter came from and what became of it: `GET /v1/lineage/{collection}/{id}`, as data for pages.

Submissions, problems found on visits → topic → plans, meetings → consensus items → outcomes → tasks, and the same of the topics
that it was merged with or that are consulted on for it at another level; the briefs, proposals and covenants that came of any of them,
with what these name, as far as the
caller may read each of them: every record is asked of its own service with the caller's own credentials, and what he may not read
is left out. A plan shows the topics that stand in it, the plan above it and
those derived of it, and not what became of each.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.http import checks, conditional
from gateway.http.context import Gateway, identity_of_request
from gateway.http.services import Services
from gateway.records.lineage_links import (
    BRIEFS,
    COVENANTS,
    DUTIES,
    INSTRUCTIONS,
    OUTCOMES,
    PLANS,
    PROBLEMS,
    PROPOSALS,
    SUBMISSIONS,
    TASKS,
    TOPICS,
    Record,
    href_of,
    links_of,
)
from gateway.records.reading import MOST_ITEMS
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.problems import NotFound
from infra.kernel.contract import wire

OWNERS = {
    "submissions": "topics",
    "topics": "topics",
    "plans": "topics",
    "meetings": "meetings",
    "outcomes": "outcomes",
    "tasks": "outcomes",
    "instructions": "outcomes",
    "covenants": "outcomes",
    "briefs": "topics",
    "proposals": "topics",
    "problems": "members",
    "duties": "members",
}
NAMED_BY = {
    "submissions": ("briefs",),
    "briefs": ("instructions",),
    "proposals": ("instructions",),
    "topics": ("duties",),
    "duties": ("problems",),
    "tasks": ("problems",),
}
"""Which records may name one of these that does not say so itself, and have no topic by which both are found."""
OF_A_TOPIC = (
    "submissions",
    "plans",
    "meetings",
    "outcomes",
    "tasks",
    "briefs",
    "proposals",
    "instructions",
    "covenants",
    "problems",
)


class Node(Schema):
    """一条记录 A record of the matter."""

    collection = fields.String(required=True)
    id = wire.Id(required=True)
    href = fields.String(required=True, metadata={"description": "在何处阅读 where it is read"})
    title = fields.String(allow_none=True)
    state = fields.String(required=True)
    division = fields.String(required=True)
    organisation = wire.Id(allow_none=True)
    created_at = wire.Time(required=True)
    updated_at = wire.Time(required=True)


class Link(Schema):
    """由何而来 What came of what."""

    source = fields.String(required=True, data_key="from", metadata={"description": "href of the earlier record"})
    target = fields.String(required=True, data_key="to", metadata={"description": "href of what came of it"})


class Lineage(Schema):
    """来龙去脉 The matter as a graph."""

    root = fields.String(required=True, metadata={"description": "href of the record that was asked for"})
    nodes = fields.List(fields.Nested(Node), required=True)
    links = fields.List(fields.Nested(Link), required=True)


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("lineage", __name__, description="来龙去脉 lineage")

    def lineage(collection: str, id: str) -> Response:  # noqa: A002 the name in the address
        caller = identity_of_request().holder()
        if collection not in OWNERS:
            raise NotFound(f"来龙去脉只有 lineage is there for: {' '.join(OWNERS)}")
        return conditional.reading(jsonify(found(gateway.services, caller, collection, checks.record_id(id))))

    routes.route("/v1/lineage/<collection>/<id>", endpoint="read")(routes.doc(**_LINEAGE)(lineage))
    return routes


def found(services: Services, caller: Caller, collection: str, record_id: str) -> Record:
    """Raises NotFound, also when the caller may not read the record that he begins with."""
    begun = services.call(OWNERS[collection], "read", ReadCall(collection, caller, record_id))
    nodes = {href_of(collection, begun): _node(collection, begun)}
    links: dict[tuple[str, str], None] = {}
    for kind, record, parent in _seen_from(services, caller, collection, begun):
        nodes[href_of(kind, record, parent)] = _node(kind, record, parent)
        links |= dict.fromkeys(links_of(kind, record, parent))
    known = [{"from": before, "to": after} for before, after in links if before in nodes and after in nodes]
    return {"root": href_of(collection, begun), "nodes": list(nodes.values()), "links": known}


def _seen_from(
    services: Services, caller: Caller, collection: str, begun: Record
) -> Iterator[tuple[str, Record, str | None]]:
    """(collection, record, the meeting it is nested in) of all that is shown from there."""
    if collection == PLANS:
        yield from _planned(services, caller, begun)
    else:
        yield from _matter(services, caller, collection, begun)


def _planned(services: Services, caller: Caller, plan: Record) -> Iterator[tuple[str, Record, str | None]]:
    """The plan, those of its topics that the caller may read, and of plans the one above and those derived of it."""
    yield PLANS, plan, None
    if above := plan.get("derived_from"):
        with suppress(NotFound):
            yield PLANS, services.call(OWNERS[PLANS], "read", ReadCall(PLANS, caller, above)), None
    # A plan names the one above as it names topics.
    derived = ListCall(PLANS, caller, topic=plan["id"], limit=MOST_ITEMS)
    yield from ((PLANS, one, None) for one in _all(services, OWNERS[PLANS], derived))
    for planned in plan["topics"]:
        with suppress(NotFound):
            yield TOPICS, services.call(OWNERS[TOPICS], "read", ReadCall(TOPICS, caller, planned["topic"])), None


def _matter(
    services: Services, caller: Caller, collection: str, begun: Record
) -> Iterator[tuple[str, Record, str | None]]:
    """All that the record names, and what that names; of each topic all that hangs on it."""
    waiting, passed = [(collection, begun["id"])], set()
    while waiting:
        if (one := waiting.pop(0)) in passed:
            continue
        passed.add(one)
        for kind, record, parent in _around(services, caller, *one):
            if parent is None:
                waiting += [named for named in _named(kind, record) if named not in passed]
            yield kind, record, parent


def _named(collection: str, record: Record) -> list[tuple[str, str]]:
    """The records that this one names and that lead on: its topic, and beside it what it came of or became."""
    found = [(TOPICS, record.get("topic")), (BRIEFS, record.get("brief")), (PROPOSALS, record.get("proposal"))]
    if collection == TOPICS:
        origin = record.get("origin") or {}
        beside = (origin.get("topic"), record.get("linked_topic"), record.get("into"))
        found = [(TOPICS, one) for one in (*beside, *(record.get("merged_topics") or ()))]
    elif collection == OUTCOMES:
        found += [(TOPICS, record.get("upper_topic")), (COVENANTS, record.get("covenant"))]
    elif collection == TASKS:
        found += [(INSTRUCTIONS, record.get("instruction")), (PROBLEMS, record.get("problem"))]
    elif collection == INSTRUCTIONS:
        on = record["written_on"]
        found += [(on["collection"], on["id"]), *((TASKS, one) for one in record["tasks"])]
    elif collection == PROBLEMS:
        found += [(DUTIES, record["duty"]), (TOPICS, record["opened_topic"]), (TASKS, record["task"])]
    elif collection == DUTIES:
        found += [(TOPICS, one) for one in record["topics"]]
    elif collection == BRIEFS:
        found += [(SUBMISSIONS, one) for one in record["submissions"]]
    elif collection == PROPOSALS:
        found += [(PROPOSALS, one) for one in (record.get("into"), *record["merged_proposals"])]
    return [(kind, one) for kind, one in found if one and kind in OWNERS]


def _around(services: Services, caller: Caller, named: str, record_id: str) -> Iterator[tuple[str, Record, str | None]]:
    """The record, and of a topic all that hangs on it."""
    with suppress(NotFound):  # the caller may read what hangs on it and not the topic itself: then it is left out
        yield named, services.call(OWNERS[named], "read", ReadCall(named, caller, record_id)), None
    yield from ((kind, one, None) for kind, one in _naming(services, caller, named, record_id))
    if named != TOPICS:
        return
    for collection in OF_A_TOPIC:
        call = ListCall(collection, caller, topic=record_id, limit=MOST_ITEMS)
        for record in _all(services, OWNERS[collection], call):
            yield collection, record, None
            if collection == "meetings":
                items = ListCall("items", caller, parent_id=record["id"], limit=MOST_ITEMS)
                yield from (("items", item, record["id"]) for item in _all(services, "meetings", items))


def _naming(services: Services, caller: Caller, named: str, record_id: str) -> Iterator[tuple[str, Record]]:
    """The records that name this one."""
    for by in NAMED_BY.get(named, ()):
        call = ListCall(by, caller, names=record_id, limit=MOST_ITEMS)
        yield from ((by, one) for one in _all(services, OWNERS[by], call))


def _all(services: Services, service: str, call: ListCall) -> Iterator[Record]:
    cursor = None
    while True:
        page = services.call(service, "listing", _from(call, cursor))
        yield from page["items"]
        cursor = page["next"]
        if cursor is None:
            return


def _from(call: ListCall, cursor: str | None) -> ListCall:
    return replace(call, cursor=cursor)


def _node(collection: str, record: Record, parent: str | None = None) -> Record:
    said = ("id", "state", "division", "created_at", "updated_at")
    return {
        "collection": collection,
        "href": href_of(collection, record, parent),
        "title": record.get("title"),
        "organisation": record.get("organisation"),
        **{name: record[name] for name in said},
    }


_LINEAGE: documents.Document = {
    "operationId": "lineage.read",
    "summary": (
        "来龙去脉：提交、走访发现的问题 → 议题 → 计划、会议 → 共识 → 成果 → 任务、社情民意信息、提案 "
        "where a matter came from and what became of it"
    ),
    "description": (
        f"collection 为 {' '.join(OWNERS)} 之一；只含调用者有权阅读的记录。"
        " From any of these records to all that belongs to its topic or that it names, as far as the caller may read it;"
        " from a plan to its topics, to the plan above it and to those derived of it."
    ),
    "security": documents.NOTHING_OR_TOKEN,
    "parameters": [
        documents.of_path(
            "collection", "从何种记录说起 which kind of record", {"type": "string", "enum": list(OWNERS)}
        ),
        documents.of_path("id", "记录的编号 the record's id"),
        documents.TRACKING,
        documents.GROUND,
        documents.CORRELATION,
    ],
    "responses": {
        "200": {"description": "完成 done", "content": {"application/json": {"schema": Lineage}}},
        **documents.refusals("unauthenticated", "not-found", "too-many", "unavailable"),
    },
}
