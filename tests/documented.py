"""Whether an answer is one that the OpenAPI document allows: every JSON answer that the tests are given is held against it."""

import copy
import json
import re
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from gateway.app import create_app
from gateway.http.settings import GatewaySettings
from infra.kernel.storage.file_stores import FilesInMemory
from infra.kernel.storage.files import SiteFiles

Document: TypeAlias = dict[str, Any]
PROBLEM = "application/problem+json"
JSON = ("application/json", PROBLEM)
HOME = "urn:shangliang:document"
OF_PROBLEMS = "/components/schemas/Problem"
# The document itself and pages for people are no operations of it.
UNDOCUMENTED = ("/v1/openapi.json", "/v1/docs", "/")
FORMATS = FormatChecker(("uuid", "date"))


@FORMATS.checks("date-time", raises=ValueError)
def _is_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@cache
def documented() -> "Documented":
    """The interface of this checkout; `test_answers` shows that a running suite serves the same document."""
    app = create_app(
        _NoServices(), GatewaySettings(None, 0, True, _not_called, SiteFiles(FilesInMemory())), _not_joined
    )
    return Documented(FlaskClient(app).get("/v1/openapi.json").get_json())


class _NoServices:
    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        raise AssertionError("only the document is asked for")


def _not_called(asked: object) -> Any:
    raise AssertionError("only the document is asked for")


def _not_joined(caller: str, left_at: str | None) -> Any:
    raise AssertionError("only the document is asked for")


class NotAsDocumented(AssertionError):
    """An answer that the document does not allow."""


class Documented:
    """The interface as its document has it. A schema is made ready once, when the first answer of its kind comes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._registry: Registry[Any] = Registry().with_resource(HOME, Resource.from_contents(document, DRAFT202012))
        self._validators: dict[str, Draft202012Validator] = {}
        # An address with a word at some place comes before the one with a parameter there.
        templates = sorted(document["paths"], key=lambda template: template.replace("{", "~"))
        self._patterns = [
            (re.compile(re.sub(r"\{\w+\}", "[^/]+", one.replace("{path}", ".+"))), one) for one in templates
        ]

    def hold(self, method: str, url: str, status: int, content_type: str, body: bytes) -> None:
        """Raises NotAsDocumented. `url` may be a whole address or a path of the site."""
        path = urlsplit(url).path
        media_type = content_type.partition(";")[0]
        if path in UNDOCUMENTED or (media_type not in JSON and not path.startswith("/v1/")):
            return
        if method in ("HEAD", "OPTIONS"):  # answered with headers alone
            return
        pointer = self.schema_of(method, path, status, media_type)
        if media_type in JSON and (said := self.fault(pointer, json.loads(body))):
            raise NotAsDocumented(f"{method} {path} {status} {said}")

    def fault(self, pointer: str, body: Any) -> str | None:
        """What is wrong with the body by the schema that the pointer leads to."""
        if pointer not in self._validators:
            schema = {"$ref": f"{HOME}#{pointer}"}
            self._validators[pointer] = Draft202012Validator(schema, registry=self._registry, format_checker=FORMATS)
        found = best_match(self._validators[pointer].iter_errors(body))
        return f"{found.json_path}: {found.message[:300]}" if found else None

    def example(self, method: str, template: str) -> Document:
        """The document's own example of what the operation answers."""
        responses = self.document["paths"][template][method.lower()]["responses"]
        found: Document = next(said for status, said in responses.items() if status.startswith("2"))["content"][JSON[0]]
        return copy.deepcopy(found["example"])

    def schema_of(self, method: str, path: str, status: int, media_type: str) -> str:
        """Where the document has the answer's schema. What is answered at no documented address is a problem."""
        named = self._operation(method, path)
        if named is None or status in (405, 500):
            if media_type != PROBLEM:
                raise NotAsDocumented(f"{method} {path} is not documented: {status} {media_type}")
            return OF_PROBLEMS
        responses, pointer = named
        if str(status) not in responses:
            raise NotAsDocumented(f"{method} {path}: {status} is not documented, but {' '.join(responses)}")
        response, pointer = responses[str(status)], f"{pointer}/responses/{status}"
        if "$ref" in response:
            pointer = response["$ref"].removeprefix("#")
            response = self.document["components"]["responses"][pointer.rpartition("/")[2]]
        if media_type not in response.get("content", {"": None}):
            raise NotAsDocumented(f"{method} {path} {status}: {media_type or 'no body'} is not documented")
        return f"{pointer}/content/{media_type.replace('/', '~1')}/schema"

    def _operation(self, method: str, path: str) -> tuple[Document, str] | None:
        """Its responses, and where it stands."""
        for pattern, template in self._patterns:
            if pattern.fullmatch(path) and method.lower() in self.document["paths"][template]:
                responses = self.document["paths"][template][method.lower()]["responses"]
                return responses, f"/paths/{template.replace('/', '~1')}/{method.lower()}"
        return None
