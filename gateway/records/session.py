"""`/v1/session`: who is signed in, in which office, which others he may choose, and what goes with his forms."""

from typing import Any

from flask import Response, jsonify, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.http import checks
from gateway.http.context import identity_of_request
from gateway.http.sessions import Session, Sessions
from infra.kernel.base.problems import Invalid, Unauthenticated
from infra.kernel.contract import wire

NOT_SIGNED_IN = "请先登录 sign in first: /sign-in"


class OfficeToChoose(Schema):
    """可用的一项身份 One of the offices, postings and memberships in which the person may act."""

    id = wire.Id(required=True)
    role = fields.String(required=True, metadata={"description": "身份 the role"})
    organisation = wire.Id(required=True, allow_none=True, metadata={"description": "以哪个机构的名义 for whom"})
    organisation_name = fields.String(required=True, allow_none=True, metadata={"description": "其名称 its name"})
    division = fields.String(required=True, allow_none=True, metadata={"description": "其区划 its division"})


class SignedInSession(Schema):
    """登录状态 Who is signed in; `roles`, `organisation` and `division` are those of the office chosen."""

    person = wire.Id(required=True)
    name = fields.String(required=True, metadata={"description": "姓名 what the person is called"})
    office = wire.Id(required=True, allow_none=True, metadata={"description": "所选职务 the office chosen"})
    roles = fields.List(fields.String(), required=True, metadata={"description": "现有身份，可用 Capacity 选择"})
    organisation = wire.Id(required=True, allow_none=True, metadata={"description": "以哪个机构的名义 for whom"})
    division = fields.String(required=True, allow_none=True, metadata={"description": "其区划 its division"})
    offices = fields.List(
        fields.Nested(OfficeToChoose), required=True, metadata={"description": "可选职务 those to choose from"}
    )
    csrf = fields.String(required=True, metadata={"description": "随命令附上 X-CSRF-Token goes with every command"})


class ChooseOffice(wire.CommandSchema):
    """所选职务 The office to act in."""

    office = wire.Id(required=True, metadata={"description": "offices 之一 one of `offices`"})


ANSWER = {"description": "登录状态 the session", "content": {"application/json": {"schema": SignedInSession}}}
SHOWING = {
    "operationId": "session.show",
    "summary": "我是谁，可用哪些职务 who I am, and in which offices I may act",
    "security": documents.SESSION,
    "parameters": [documents.CORRELATION],
    "responses": {"200": ANSWER, **documents.refusals("unauthenticated", "too-many", "unavailable")},
}
CHOOSING = {
    "operationId": "session.office",
    "summary": "选择职务 act in another office",
    "security": documents.SESSION,
    "parameters": [documents.CORRELATION],
    "requestBody": {"required": True, "content": {"application/json": {"schema": ChooseOffice}}},
    "responses": {
        "200": ANSWER,
        **documents.refusals(
            *("unauthenticated", "too-large", "unsupported-media-type", "malformed", "not-permitted", "too-many"),
            "unavailable",
        ),
        "422": "invalid",
    },
}


def blueprint(sessions: Sessions) -> Blueprint:
    routes = Blueprint("session", __name__, description="登录状态 session")

    def show() -> Response:
        return jsonify(_told(_session(sessions)))

    def choose() -> Response:
        session = _session(sessions)
        said = ChooseOffice().validate(body := checks.json_object(request))
        if said:
            raise Invalid("请按 errors 更正后重发 Mend the fields named in errors and send again", errors=_errors(said))
        response = Response(content_type="application/json")
        cookie = sessions.choose(response, session, body["office"].lower())
        response.set_data(jsonify(_told(Session(cookie, session.person, session.name, session.offices))).get_data())
        return response

    routes.route("/v1/session", endpoint="show")(routes.doc(**SHOWING)(show))
    routes.route("/v1/session/office", methods=["POST"], endpoint="office")(routes.doc(**CHOOSING)(choose))
    return routes


def _session(sessions: Sessions) -> Session:
    """Raises what the request's identity was refused for, and Unauthenticated without a session."""
    identity_of_request().holder()
    session = sessions.found(request)
    if session is None:
        raise Unauthenticated(NOT_SIGNED_IN)
    return session


def _errors(said: Any) -> dict[str, list[str]]:
    return dict(said)


def _told(session: Session) -> dict[str, Any]:
    claims = session.claims
    return {
        "person": session.person,
        "name": session.name,
        "office": session.cookie.office,
        "roles": list(claims.roles),
        "organisation": claims.organisation,
        "division": claims.division,
        "offices": session.offices,
        "csrf": session.cookie.csrf,
    }
