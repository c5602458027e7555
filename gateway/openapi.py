"""The OpenAPI document: how apispec is told about our field types, names of schemas, problem responses, the token."""

import re
import warnings
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_cls
from flask import Flask
from flask_smorest import Api
from marshmallow import Schema, fields

from gateway.documents import HEADERS, KEY, RETRY_AFTER, UNPROCESSABLE, Problem
from infra.kernel import wire
from infra.kernel.parsing import MOST_KEY
from infra.kernel.problems import REFUSALS, Invalid, TooMany, Unavailable

ABOUT = """协商记录的公开接口。命令改变记录，读取不改变任何东西；每个命令都成为永不更改的事件。
Commands change records, reading changes nothing; every command becomes an event that is never changed.
"""


class DocumentedApi(Api):  # type: ignore[misc]  # flask-smorest has no types
    """Every operation names its own refusals; there is no default one."""

    DEFAULT_ERROR_RESPONSE_NAME = None


def make_api(app: Flask) -> Api:
    app.config["API_TITLE"] = "商量 Shangliang"
    app.config["API_VERSION"] = "v1"
    app.config["OPENAPI_VERSION"] = "3.0.3"
    api = DocumentedApi(
        app,
        spec_kwargs={
            "marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=schema_name),
            "info": {"description": ABOUT},
        },
    )
    for field, kind, form in _FIELD_TYPES:
        api.register_field(field, kind, form)
    api.spec.plugins[1].converter.add_attribute_function(_limits)
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"})
    for name, says in HEADERS.items():
        limits = {"minLength": 1, "maxLength": MOST_KEY} if name == KEY else {}
        api.spec.components.parameter(name, "header", {"description": says, "schema": {"type": "string", **limits}})
    for name, refusal in REFUSALS.items():
        api.spec.components.response(name, _problem_response(f"{refusal.title} ({name})", refusal.status))
    of_invalid = [f"{refusal.title} ({name})" for name, refusal in REFUSALS.items() if refusal.status == Invalid.status]
    api.spec.components.response(UNPROCESSABLE, _problem_response(" · ".join(of_invalid), Invalid.status))
    return api


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


def _limits(converter: Any, field: fields.Field[Any], **kwargs: Any) -> dict[str, Any]:
    """What the field types of the wire refuse, in the words of JSON Schema."""
    if isinstance(field, wire.OneOf):
        return {"enum": list(field.choices)}
    if isinstance(field, wire.Code):
        return {"pattern": "^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3})?)?)?$"}
    if isinstance(field, wire.Day):
        return {"pattern": "^(19|20|21)[0-9]{2}-"}
    if isinstance(field, wire.Int):
        return {"minimum": 0, "maximum": 2**53 - 1}
    if isinstance(field, wire.Text):
        return {"maxLength": wire.TEXT_BYTES, **({"minLength": 1} if field.required else {})}
    return {}


def schema_name(schema: type[Schema]) -> str:
    """`services.topics.topic.schemas.Approve` is TopicApprove: many lifecycles have a schema of the same name."""
    cls = resolve_schema_cls(schema)
    if isinstance(cls, list):
        cls = cls[0]
    lifecycle = re.fullmatch(r"services\.\w+\.(\w+)\.\w+", cls.__module__)
    words = lifecycle[1].split("_") if lifecycle else []
    return "".join(word.capitalize() for word in words) + cls.__name__


def _problem_response(says: str, status: int) -> dict[str, Any]:
    return {
        "description": says,
        "headers": RETRY_AFTER if status in (TooMany.status, Unavailable.status) else {},
        "content": {"application/problem+json": {"schema": Problem}},
    }


def quiet_about_nested_variants() -> None:
    """A nested schema with `only` or `many` is a variant of its own; apispec numbers it, which is what we want."""
    warnings.filterwarnings("ignore", message="Multiple schemas resolved to the name", module="apispec")
