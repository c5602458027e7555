"""Routes of commands: `POST /v1/{collection}` creates, `POST /v1/{collection}/{id}/{command}` is any other."""

from collections.abc import Callable
from typing import Any

import flask
from flask import Response, g, jsonify, request
from flask_smorest import Blueprint

from gateway.documents import documents
from gateway.documents.documents import RECEIPTS
from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.context import Gateway, identity_of_request
from infra.kernel.base.calls import Caller, CommandCall
from infra.kernel.base.problems import NotFound

View = Callable[..., Response]


def add_commands(blueprint: Blueprint, resource: Resource, gateway: Gateway) -> None:
    """One documented route for each command of the service's table."""
    if resource.creating is not None:
        blueprint.route(resource.path, methods=["POST"], endpoint=resource.creating)(
            blueprint.doc(**documents.of_command(resource, resource.creating))(_creating(resource, gateway))
        )
    for command in resource.commands:
        if command != resource.creating:
            blueprint.route(f"{resource.path}/<id>/{command}", methods=["POST"], endpoint=command)(
                blueprint.doc(**documents.of_command(resource, command))(_changing(resource, command, gateway))
            )


def other_commands(resource: Resource, gateway: Gateway) -> flask.Blueprint:
    """Any other name: the service says whether it is a command that only the system gives (403), or none (404)."""
    blueprint = flask.Blueprint(f"other-{resource.collection}", __name__)

    def give_other(command: str, **ids: str) -> Response:
        return _changing(resource, command, gateway)(**ids)

    blueprint.add_url_rule(f"{resource.path}/<id>/<command>", view_func=give_other, methods=["POST"])
    return blueprint


def _creating(resource: Resource, gateway: Gateway) -> View:
    def create(**ids: str) -> Response:
        caller = caller_of(resource, str(resource.creating), creates=True)
        body = checks.json_object(request)
        return _given(resource, gateway, _call(resource, str(resource.creating), caller, body, ids))

    return create


def _changing(resource: Resource, command: str, gateway: Gateway) -> View:
    def change(**ids: str) -> Response:
        caller = caller_of(resource, command, creates=False)
        body = checks.json_object(request)
        if command == resource.creating:
            raise NotFound(f"{command} 没有编号 {command} makes a new record: POST {resource.path}")
        return _given(resource, gateway, _call(resource, command, caller, body, ids))

    return change


def _call(resource: Resource, command: str, caller: Caller, body: dict[str, Any], ids: dict[str, str]) -> CommandCall:
    return CommandCall(
        collection=resource.collection,
        command=command,
        body=body,
        key=checks.idempotency_key(request),
        caller=caller,
        correlation_id=g.correlation_id,
        record_id=checks.record_id(ids["id"]) if "id" in ids else None,
        parent_id=checks.parent_id(ids),
        if_match=checks.if_match(request),
    )


def _given(resource: Resource, gateway: Gateway, call: CommandCall) -> Response:
    return answered(resource, call, gateway.services.call(resource.service, "command", call))


def caller_of(resource: Resource, command: str, creates: bool) -> Caller:
    """The caller of this command. Raises Unauthenticated where it needs a token, or a code, and there is none."""
    identity = identity_of_request()
    if (creates and resource.open_creation) or command in resource.open_commands:
        return identity.holder()
    if command in resource.by_tracking and command in resource.by_participant:
        code = identity.caller.tracking_code or identity.caller.participant_code
        return identity.with_token_or(code, "Tracking-Code, Participant-Code")
    if command in resource.by_tracking:
        return identity.with_token_or(identity.caller.tracking_code, "Tracking-Code")
    if command in resource.by_participant:
        return identity.with_token_or(identity.caller.participant_code, "Participant-Code")
    return identity.with_token()


def answered(resource: Resource, call: CommandCall, answer: dict[str, Any]) -> Response:
    """200, or 201 with the address of what was created; the version as ETag; where each event's receipt will be."""
    response = jsonify(as_told(answer))
    response.headers["ETag"] = f'"{answer["version"]}"'
    if answer.get("created"):
        response.status_code = 201
        response.headers["Location"] = f"{resource.path.replace('<parent>', call.parent_id or '')}/{answer['id']}"
    return response


def as_told(answer: dict[str, Any]) -> dict[str, Any]:
    """A service's answer as the caller gets it: where each event's receipt will be, not how the status was found."""
    shown = {name: value for name, value in answer.items() if name != "created"}
    return {**shown, "events": [{**event, "receipt": f"{RECEIPTS}/{event['id']}"} for event in answer["events"]]}
