"""Many commands in one request: `POST /v1/{collection}/bulk`. Each is given as it would be alone.

One is given when the one before it is answered, for it may rest on it: who is invited twice is refused the second time.
All of them together have a time, since the client waits for the whole. What was not come to in it is 503, and is asked for
again with the same request: what was carried out under its key answers the same.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, g, request
from flask_smorest import Blueprint
from marshmallow import ValidationError

from gateway.documents import many
from gateway.documents.resource import Resource
from gateway.documents.who_may import LIFECYCLES
from gateway.http import checks, problems
from gateway.http.context import Gateway, identity_of_request
from gateway.records.commands import as_told, caller_of
from infra.kernel.base.calls import Caller, CommandCall
from infra.kernel.base.problems import Invalid, Refusal, Unavailable

log = logging.getLogger(__name__)

TOGETHER_SECONDS = 45.0
ONE_SECONDS = 30.0
MEND = "请按 errors 更正后重发 Mend what errors names and send again"
NO_ID = "新建时不填编号 is left out where the command creates"
ID = "必填 must be given"


@dataclass(frozen=True)
class Asked:
    """A request as it came: whose it is, which command, for what. `parent_id` and `if_match` hold for each item."""

    caller: Caller
    command: str
    items: list[dict[str, Any]]
    parent_id: str | None
    if_match: int | None


def add_bulk(blueprint: Blueprint, resource: Resource, gateway: Gateway) -> None:
    if not resource.commands:
        return
    blueprint.route(f"{resource.path}/bulk", methods=["POST"], endpoint="bulk")(
        blueprint.doc(**many.of_many(resource))(_giving_many(resource, gateway))
    )


def _giving_many(resource: Resource, gateway: Gateway) -> Callable[..., Response]:
    def give_many(**ids: str) -> Response:
        answers = carried_out(resource, gateway, _asked(resource, ids))
        return Response(problems.in_bytes({"items": answers}), content_type="application/json")

    return give_many


def carried_out(resource: Resource, gateway: Gateway, asked: Asked) -> list[dict[str, Any]]:
    """Each item's status with its answer or its problem, one after the other."""
    ends = time.monotonic() + TOGETHER_SECONDS
    return [_given(resource, gateway, asked, place, ends) for place in range(len(asked.items))]


def _asked(resource: Resource, ids: dict[str, str]) -> Asked:
    """Raises what a command alone would be refused with, in the same order, and Invalid with the place of what is no such object."""
    _need_credentials(resource)
    document = checks.json_of_many(request)
    parent_id = checks.parent_id(ids)
    try:
        said = many.Many().load(document)
    except ValidationError as error:
        raise Invalid(MEND, errors=by_place(error.messages_dict)) from error
    command, creates = said["command"], said["command"] == resource.creating
    if errors := {**_unknown(resource, command), **_wrong_ids(said["items"], creates)}:
        raise Invalid(MEND, errors=errors)
    caller = caller_of(resource, command, creates)
    return Asked(caller, command, said["items"], parent_id, checks.if_match(request))


def _need_credentials(resource: Resource) -> None:
    """Raises Unauthenticated, before the body is read, where none of the commands is for who sends no token."""
    identity = identity_of_request()
    caller = identity.holder()
    opened = (
        resource.open_creation
        or resource.open_commands
        or (resource.by_tracking and caller.tracking_code)
        or (resource.by_participant and caller.participant_code)
    )
    if not opened:
        identity.with_token()


def _unknown(resource: Resource, command: str) -> dict[str, list[str]]:
    """What only the system gives is known, and refused to each item by the service."""
    if command in LIFECYCLES[resource.collection].commands:
        return {}
    return {"command": [f"没有此命令；可用 there is no such command; there are: {' '.join(resource.commands)}"]}


def _wrong_ids(items: list[dict[str, Any]], creates: bool) -> dict[str, list[str]]:
    wrong = (place for place, item in enumerate(items) if ("id" in item) is creates)
    return {f"items.{place}.id": [NO_ID if creates else ID] for place in wrong}


def by_place(messages: dict[Any, Any], before: str = "") -> dict[str, list[str]]:
    """Marshmallow's messages, each under where it belongs: `items.3.body`."""
    found: dict[str, list[str]] = {}
    for name, said in messages.items():
        inner = by_place(said, f"{before}{name}.") if isinstance(said, dict) else {f"{before}{name}": said}
        found.update({place.removesuffix("._schema"): texts for place, texts in inner.items()})
    return found


def _given(resource: Resource, gateway: Gateway, asked: Asked, place: int, ends: float) -> dict[str, Any]:
    """One item's status with its answer or its problem."""
    try:
        if place:
            _counted(gateway)
        call = _call(resource, asked, asked.items[place])
        answer = gateway.services.call(resource.service, "command", call, timeout=_time_left(ends))
    except Refusal as refusal:
        problems.tell(refusal)
        return _refused(problems.said_of(refusal))
    except Exception:
        # What was carried out before it must be answered all the same, and what comes after it be tried.
        log.exception("unexpected: %s item %d correlation_id=%s", request.url_rule, place, g.correlation_id)
        return _refused(problems.internal())
    return {"status": 201 if answer.get("created") else 200, "answer": as_told(answer)}


def _refused(document: dict[str, Any]) -> dict[str, Any]:
    return {"status": document["status"], "problem": problems.filled(document)}


def _counted(gateway: Gateway) -> None:
    """The first was counted with the request; whose form it is of a page is no stranger. Raises TooMany."""
    if identity_of_request().actor is None and g.get("session") is None:
        gateway.limit.count(request.remote_addr or "")


def _call(resource: Resource, asked: Asked, item: dict[str, Any]) -> CommandCall:
    return CommandCall(
        collection=resource.collection,
        command=asked.command,
        body=checks.as_if_alone(item["body"]),
        key=item["key"],
        caller=asked.caller,
        correlation_id=g.correlation_id,
        record_id=checks.record_id(item["id"]) if "id" in item else None,
        parent_id=asked.parent_id,
        if_match=asked.if_match,
    )


def _time_left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise Unavailable(
            "本次请求时间已到，请原样重发 The time of this request is over; send it again as it is", retry_after=1
        )
    return min(left, ONE_SECONDS)
