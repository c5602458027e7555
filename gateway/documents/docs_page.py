"""The interface for readers: `/v1/openapi.json`, and `/v1/docs`, a plain page made from it that needs no other host."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import flask
from eventlet import tpool
from eventlet.semaphore import Semaphore
from flask import Response, make_response, render_template

from gateway.http import conditional

Document: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    required: bool
    says: str


@dataclass(frozen=True)
class Operation:
    anchor: str
    method: str
    path: str
    summary: str
    description: list[str]
    access: str
    headers: list[Field]
    query: list[Field]
    body: list[Field]
    answer: list[Field]
    refusals: list[tuple[str, str]]


@dataclass(frozen=True)
class Chapter:
    name: str
    label: str
    operations: list[Operation]


@dataclass(frozen=True)
class Readable:
    """The document as clients and as people read it."""

    text: str
    chapters: list[Chapter]


class WhenAsked:
    """Made for whoever asks first; that takes seconds, in which the others are served."""

    def __init__(self, finished: Callable[[], Document]) -> None:
        self._finished, self._one = finished, Semaphore()
        self._made: Readable | None = None

    def get(self) -> Readable:
        with self._one:
            if self._made is None:
                self._made = tpool.execute(self._make)
            return self._made

    def _make(self) -> Readable:
        spec = self._finished()
        return Readable(json.dumps(spec, ensure_ascii=False), groups(spec))


def blueprint(finished: Callable[[], Document]) -> flask.Blueprint:
    routes = flask.Blueprint("docs", __name__)
    readable = WhenAsked(finished)

    def openapi() -> Response:
        return conditional.document(Response(readable.get().text, content_type="application/json"))

    def docs() -> Response:
        return conditional.document(make_response(render_template("docs.html", groups=readable.get().chapters)))

    routes.add_url_rule("/v1/openapi.json", view_func=openapi)
    routes.add_url_rule("/v1/docs", view_func=docs)
    return routes


def groups(spec: Document) -> list[Chapter]:
    """The operations under their tags, in the order of the document."""
    references = References(spec)
    operations: dict[str, list[Operation]] = {tag["name"]: [] for tag in spec["tags"]}
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            if method in ("get", "post"):
                operations[operation["tags"][0]].append(references.operation(method, path, operation))
    return [Chapter(tag["name"], tag["description"], operations[tag["name"]]) for tag in spec["tags"]]


class References:
    """Follows the references of an OpenAPI document."""

    def __init__(self, spec: Document) -> None:
        self._spec = spec

    def operation(self, method: str, path: str, operation: Document) -> Operation:
        parameters = [self._followed(each) for each in operation.get("parameters", [])]
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        responses = {status: self._followed(each) for status, each in operation["responses"].items()}
        good = next((each for status, each in responses.items() if status.startswith("2")), {})
        answer = good.get("content", {}).get("application/json", {})
        return Operation(
            anchor=operation["operationId"],
            method=method.upper(),
            path=path,
            summary=operation["summary"],
            description=_lines(operation),
            access=_access(operation["security"]),
            headers=[_parameter(each) for each in parameters if each["in"] == "header"],
            query=[_parameter(each) for each in parameters if each["in"] == "query"],
            body=self._fields(body.get("schema", {})),
            answer=self._fields(answer.get("schema", {})),
            refusals=[(status, each["description"]) for status, each in responses.items() if status >= "4"],
        )

    def _followed(self, node: Document) -> Document:
        while "$ref" in node:
            reference = node["$ref"]
            node = self._spec
            for step in reference.removeprefix("#/").split("/"):
                node = node[step]
        return node

    def _fields(self, schema: Document) -> list[Field]:
        schema = self._followed(schema)
        required = schema.get("required", [])
        return [
            Field(name, self._kind(each), name in required, self._followed(each).get("description", ""))
            for name, each in schema.get("properties", {}).items()
        ]

    def _kind(self, node: Document) -> str:
        schema = self._followed(node)
        if "anyOf" in schema:
            return " | ".join(self._kind(choice) for choice in schema["anyOf"])
        if "enum" in schema:
            return " | ".join(str(choice) for choice in schema["enum"])
        if schema.get("type") == "array":
            return f"[{self._kind(schema['items'])}]"
        if inner := self._fields(schema):
            return "{" + ", ".join(field.name + ("!" if field.required else "") for field in inner) + "}"
        return _named(schema)


def _lines(operation: Document) -> list[str]:
    """What is said beyond the summary, a line each."""
    said: str = operation["description"]
    return [line.removeprefix("- ") for line in said.splitlines() if line != operation["summary"]]


def _parameter(parameter: Document) -> Field:
    kind = _named(parameter.get("schema", {}))
    return Field(parameter["name"], kind, parameter.get("required", False), parameter.get("description", ""))


def _named(schema: Document) -> str:
    """The type, by its format where it has one; what may be null says so."""
    kinds = schema.get("type", "")
    first, *others = kinds if isinstance(kinds, list) else [kinds]
    return " | ".join([str(schema.get("format", first)), *others])


def _access(security: list[Document]) -> str:
    if not security:
        return "公开 open"
    if {} in security:
        return "可不带令牌 token optional"
    return "须带 needs " + "、".join(_CREDENTIALS[name] for way in security for name in way)


_CREDENTIALS = {
    "token": "令牌 token",
    "session": "登录 session",
    "tracking": "查询码 Tracking-Code",
    "participant": "参会码 Participant-Code",
}
