"""The OpenAPI document: how apispec is told about our field types, names of schemas, problem responses, who may call."""

import re
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_cls
from flask import Flask
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields, validate

from gateway.documents.documents import (
    CODE_PATTERN,
    HEADERS,
    KEY,
    PARTICIPANT,
    RETRY_AFTER,
    TRACKING,
    UNPROCESSABLE,
    Problem,
)
from gateway.documents.examples import BY_HEADER, Examples, of_problem
from gateway.documents.shapes import Either, InState
from gateway.documents.who_may import PublishedLifecycle
from gateway.documents.words.words import WORDS
from infra.kernel.base.problems import REFUSALS, Invalid, Refusal, TooMany, Unavailable
from infra.kernel.commands.parsing import MOST_KEY
from infra.kernel.contract import wire

ABOUT = """协商记录的公开接口。命令改变记录，读取不改变任何东西；每个命令都成为永不更改的事件。
Commands change records, reading changes nothing; every command becomes an event that is never changed.
"""
SECURITY = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "`shangliang token` 所发的令牌 a token of this site (Ed25519): roles, organisation, person",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "session",
        "description": (
            "登录（/sign-in）后浏览器的会话，可代替令牌；命令须附 X-CSRF-Token"
            " the browser's session after /sign-in, good wherever a token is; a command needs X-CSRF-Token with it"
        ),
    },
    "tracking": {
        "type": "apiKey",
        "in": "header",
        "name": TRACKING,
        "description": "提交时取得的查询码 the code that `submit` answered",
    },
    "participant": {
        "type": "apiKey",
        "in": "header",
        "name": PARTICIPANT,
        "description": "邀请时取得的参会码 the code that `invite` answered",
    },
}


A_PART = "命令或记录中的一项 a part of a command or a record"


class DocumentedApi(Api):  # type: ignore[misc]  # flask-smorest has no types
    """Every operation names its own refusals; there is no default one.

    What a blueprint serves, it serves at once; what it says of itself takes seconds to put together for all of them, and is
    put together when somebody wants to read it.
    """

    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask, spec_kwargs: dict[str, Any]) -> None:
        self._unsaid: list[Blueprint] = []
        super().__init__(app, spec_kwargs=spec_kwargs)

    def register_blueprint(self, blueprint: Blueprint) -> None:
        self._app.register_blueprint(blueprint)
        self._unsaid.append(blueprint)

    def say(self) -> None:
        while self._unsaid:
            blueprint = self._unsaid.pop(0)
            blueprint.register_views_in_doc(self, self._app, self.spec, name=blueprint.name, parameters=None)
            self.spec.tag({"name": blueprint.name, "description": blueprint.description})


def make_api(app: Flask, public_url: str | None) -> DocumentedApi:
    """`public_url`: where people find this site; without it the document's own address is what addresses start from."""
    app.config["API_TITLE"] = "商量 Shangliang"
    app.config["API_VERSION"] = "v1"
    app.config["OPENAPI_VERSION"] = "3.1.0"
    api = DocumentedApi(
        app,
        spec_kwargs={
            "marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=schema_name),
            "info": {"description": ABOUT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
            "servers": [{"url": public_url or "/", "description": "本站 this site"}],
        },
    )
    for field, kind, form in _FIELD_TYPES:
        api.register_field(field, kind, form)
    api.spec.plugins[1].converter.add_attribute_function(_limits)
    _components(api.spec.components)
    return api


def add_states(api: DocumentedApi, component: str, lifecycle: PublishedLifecycle) -> None:
    """The states of a lifecycle, each with what it is called."""
    called = "、".join(f"`{state}` {label}" for state, label in lifecycle.states.items())
    described = {
        "type": "string",
        "enum": list(lifecycle.states),
        "description": f"{lifecycle.label}的状态 state: {called}",
    }
    api.spec.components.schema(component, described)


def finished(api: DocumentedApi) -> dict[str, Any]:
    """The whole document: what has no description yet gets its class's or its member's, and everything an example."""
    api.say()
    document: dict[str, Any] = api.spec.to_dict()
    schemas = document["components"]["schemas"]
    for (cls, *_), name in api.spec.plugins[1].converter.refs.items():
        schemas[name].setdefault("description", cls.__dict__.get("__doc__") or A_PART)
        for member, said in schemas[name].get("properties", {}).items():
            if member in WORDS and "$ref" not in said:
                said.setdefault("description", WORDS[member])
    for methods in document["paths"].values():
        for operation in methods.values():
            if isinstance(operation, dict):
                operation.setdefault("description", operation["summary"])
    Examples(schemas).add(document)
    return document


def _components(components: Any) -> None:
    for name, scheme in SECURITY.items():
        components.security_scheme(name, scheme)
    for name, says in HEADERS.items():
        limits = {"minLength": 1, "maxLength": MOST_KEY} if name == KEY else {}
        schema = {"type": "string", **limits}
        components.parameter(name, "header", {"description": says, "schema": schema, "example": BY_HEADER[name]})
    for name, refusal in REFUSALS.items():
        components.response(name, _problem_response(refusal))
    components.response(
        UNPROCESSABLE, _problem_response(*(one for one in REFUSALS.values() if one.status == Invalid.status))
    )


_FIELD_TYPES: tuple[tuple[type[fields.Field[Any]], str, str | None], ...] = (
    (wire.Text, "string", None),
    (wire.Id, "string", "uuid"),
    (wire.Code, "string", None),
    (wire.Day, "string", "date"),
    (wire.Time, "string", "date-time"),
    (wire.Int, "integer", None),
    (wire.Bool, "boolean", None),
    (wire.OneOf, "string", None),
)


def _limits(converter: Any, field: fields.Field[Any], ret: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """What the field types of the wire refuse, in the words of JSON Schema."""
    if isinstance(field, InState):
        ret.pop("type", None)
        return {"$ref": f"#/components/schemas/{field.component}"}
    if isinstance(field, Either):
        return {"anyOf": [converter.resolve_nested_schema(form) for form in field.forms]}
    if isinstance(field, wire.OneOf):
        ret.pop("type", None)
        one_of = {"type": "string", "enum": list(field.choices)}
        return {"anyOf": [one_of, {"type": "null"}]} if field.allow_none else one_of
    if isinstance(field, wire.Code):
        return {"pattern": CODE_PATTERN}
    if isinstance(field, wire.Day):
        return {"pattern": "^(19|20|21)[0-9]{2}-"}
    if isinstance(field, wire.Int):
        ranges = [one for one in field.validators if isinstance(one, validate.Range)]
        least, most = ([one.min for one in ranges] or [0]), ([one.max for one in ranges] or [2**53 - 1])
        return {"minimum": least[-1] or 0, "maximum": most[-1] or 2**53 - 1}
    if isinstance(field, wire.Text):
        asked = isinstance(field.root, wire.CommandSchema)
        return {"maxLength": wire.TEXT_BYTES, **({"minLength": 1} if asked and field.required else {})}
    return {}


def schema_name(schema: type[Schema]) -> str:
    """A service's schema is named after its lifecycle, since many have one of the same name: TopicVerdict."""
    cls = resolve_schema_cls(schema)
    if isinstance(cls, list):
        cls = cls[0]
    lifecycle = re.fullmatch(r"services\.\w+\.(\w+)\.\w+", cls.__module__)
    words = lifecycle[1].split("_") if lifecycle else []
    return "".join(word.capitalize() for word in words) + cls.__name__.removesuffix("Schema")


def _problem_response(*refusals: type[Refusal]) -> dict[str, Any]:
    status = refusals[0].status
    return {
        "description": " · ".join(f"{refusal.title} ({refusal.name})" for refusal in refusals),
        "headers": RETRY_AFTER if status in (TooMany.status, Unavailable.status) else {},
        "content": {
            "application/problem+json": {
                "schema": Problem,
                "examples": {refusal.name: {"value": of_problem(refusal)} for refusal in refusals},
            }
        },
    }
