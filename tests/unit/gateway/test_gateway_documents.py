"""The OpenAPI document and its page hold every operation."""

import json
import re
import threading
from collections.abc import Callable
from typing import Any

import eventlet
import pytest
from openapi_spec_validator import validate
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError
from referencing import Registry

from gateway.app import UNLIMITED, UNLIMITED_BELOW
from gateway.documents.docs_page import Document, WhenAsked, groups
from gateway.documents.words.words import AREAS, WORDS
from gateway.routes import RESOURCES
from tests.documented import JSON, PROBLEM, NotAsDocumented, documented
from tests.unit.gateway.fakes import TOPIC, Suite, told


def test_every_operation_is_documented(suite: Suite) -> None:
    document = told(suite.client.get("/v1/openapi.json"))
    paths = set(document["paths"])
    for resource in RESOURCES:
        root = resource.path.replace("<parent>", "{parent}")
        assert {root, f"{root}/{{id}}", f"{root}/{{id}}/history"} <= paths
        assert {f"{root}/{{id}}/{command}" for command in resource.commands if command != resource.creating} <= paths
    assert {"/v1/clock", "/v1/clock/advance", "/v1/stream", "/v1/submissions/track/{tracking_code}"} <= paths
    assert {"/health", "/ready", "/metrics"} <= paths


def test_every_reference_leads_somewhere(suite: Suite) -> None:
    answer = suite.client.get("/v1/openapi.json")
    document = told(answer)
    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', answer.text)):
        node = document
        for step in reference.split("/"):
            node = node[step]


def test_every_command_names_its_fields_answer_headers_and_refusals(suite: Suite) -> None:
    document = told(suite.client.get("/v1/openapi.json"))
    approve = document["paths"]["/v1/topics/{id}/approve"]["post"]
    body = approve["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/TopicApprove"}
    told_of = document["components"]["schemas"]["TopicApprove"]
    assert set(told_of["properties"]) == {"document_number", "occurred_at"}
    assert (told_of["required"], told_of["additionalProperties"]) == (["document_number"], False)
    assert "ETag" in approve["responses"]["200"]["headers"]
    assert set(approve["responses"]) == {
        "200",
        "400",
        "401",
        "403",
        "404",
        "409",
        "412",
        "413",
        "415",
        "422",
        "429",
        "503",
    }
    assert {"$ref": "#/components/parameters/If-Match"} in approve["parameters"]
    assert approve["security"] == [{"token": []}]
    check_in = document["paths"]["/v1/meetings/{parent}/participants/{id}/check_in"]["post"]
    assert check_in["security"] == [{"token": []}, {"participant": []}]
    assert {"$ref": "#/components/parameters/Participant-Code"} in check_in["parameters"]
    submit = document["paths"]["/v1/submissions"]["post"]["responses"]["201"]
    assert "Location" in submit["headers"]
    assert submit["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/SubmissionSubmitDone"}
    assert "tracking_code" in document["components"]["schemas"]["SubmissionSubmitDone"]["required"]


def test_wherever_requests_are_counted_too_many_is_documented(document: dict[str, Any]) -> None:
    counted = {path for path in document["paths"] if path not in UNLIMITED and not path.startswith(UNLIMITED_BELOW)}
    silent = [
        (method, path)
        for path in counted
        for method, operation in document["paths"][path].items()
        if method in ("get", "post") and "429" not in operation["responses"]
    ]
    assert silent == []


def test_operation_ids_are_unique(suite: Suite) -> None:
    paths = told(suite.client.get("/v1/openapi.json"))["paths"]
    ids = [
        operation["operationId"] for path in paths.values() for name, operation in path.items() if name != "parameters"
    ]
    assert len(ids) == len(set(ids))


def test_the_field_types_say_what_they_refuse(suite: Suite) -> None:
    schemas = told(suite.client.get("/v1/openapi.json"))["components"]["schemas"]
    invite = schemas["AttendanceInvite"]["properties"]
    assert invite["kind"]["enum"] == ["fixed", "invited", "observer"]
    assert invite["person"]["format"] == "uuid"
    assert invite["represents"]["minimum"] == 0
    assert schemas["SubmissionSubmit"]["properties"]["division"]["pattern"].startswith("^[0-9]")


def test_the_page_shows_every_operation_and_loads_nothing_from_elsewhere(suite: Suite) -> None:
    page = suite.client.get("/v1/docs")
    document = told(suite.client.get("/v1/openapi.json"))
    assert page.content_type == "text/html; charset=utf-8"
    for group in groups(document):
        assert group.operations
        for operation in group.operations:
            assert f'id="{operation.anchor}"' in page.text
    assert not re.search(r'(src|href)="(https?:)?//', page.text)
    assert "document_number" in page.text


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return documented().document


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    methods = ((path, one) for path, methods in document["paths"].items() for one in methods.values())
    return [(path, operation) for path, operation in methods if isinstance(operation, dict)]


@pytest.fixture
def _crawled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library goes through the schema of OpenAPI anew for each of seven thousand references in it, and finds the same.

    A registry never changes; each is kept, so that no other has its id.
    """
    crawl: Callable[[Any], Any] = Registry.crawl
    found: dict[int, tuple[Any, Any]] = {}

    def once(registry: Any) -> Any:
        if id(registry) not in found:
            found[id(registry)] = registry, crawl(registry)
        return found[id(registry)][1]

    monkeypatch.setattr(Registry, "crawl", once)


@pytest.mark.usefixtures("_crawled_once")
def test_the_document_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    validate(document)


@pytest.mark.usefixtures("_crawled_once")
def test_a_document_that_is_not_openapi_is_found() -> None:
    wrong = {"200": {"description": 1}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"responses": wrong}}},
    }
    with pytest.raises(OpenAPIValidationError):
        validate(document)


def test_it_says_where_it_is_served(document: dict[str, Any]) -> None:
    assert [server["url"] for server in document["servers"]] == ["/"]
    behind = Suite(public_url="https://shangliang.example")
    assert told(behind.client.get("/v1/openapi.json"))["servers"][0]["url"] == "https://shangliang.example"


def test_every_operation_and_schema_is_described_and_has_an_example(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        assert operation["description"], path
        for parameter in operation.get("parameters", ()):
            assert "$ref" in parameter or parameter["description"], (path, parameter)
        places = [operation.get("requestBody", {}), *operation["responses"].values()]
        assert all(
            "example" in said for place in places for kind, said in place.get("content", {}).items() if JSON[0] == kind
        )
    for name, schema in document["components"]["schemas"].items():
        assert schema["description"], name
        assert schema["examples"], name
        bare = [one for one, said in schema.get("properties", {}).items() if not {"description", "$ref"} & said.keys()]
        assert bare == [], f"{name}: say what they are in its schema or in gateway/documents/words/"


def test_a_word_is_said_in_one_area_alone() -> None:
    assert len(WORDS) == sum(len(area.WORDS) for area in AREAS)


def test_every_example_is_one_that_its_schema_allows(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        for example in schema["examples"]:
            assert documented().fault(f"/components/schemas/{name}", example) is None, name
    for response in document["components"]["responses"].values():
        for example in response["content"][PROBLEM]["examples"].values():
            assert documented().fault("/components/schemas/Problem", example["value"]) is None


def test_nothing_is_put_together_from_schemas_that_exclude_each_other(document: dict[str, Any]) -> None:
    assert '"allOf"' not in json.dumps(document)


def test_each_refusal_of_an_operation_is_a_problem_with_an_example(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        refusals = {status: said for status, said in operation["responses"].items() if status >= "4" and "$ref" in said}
        assert refusals or not path.startswith("/v1/") or path.startswith("/v1/witness/"), path
        for said in refusals.values():
            name = said["$ref"].rpartition("/")[2]
            assert document["components"]["responses"][name]["content"][PROBLEM]["examples"], path


def test_a_list_may_be_asked_for_the_states_of_its_lifecycle(document: dict[str, Any]) -> None:
    query = {one["name"]: one for one in document["paths"]["/v1/topics"]["get"]["parameters"] if "name" in one}
    assert {
        "state",
        "division",
        "organisation",
        "topic",
        "outcome",
        "since",
        "until",
        "q",
        "limit",
        "cursor",
        "as_of",
    } <= set(query)
    assert query["state"]["schema"]["items"] == {"$ref": "#/components/schemas/TopicState"}
    assert (query["limit"]["schema"]["minimum"], query["limit"]["schema"]["maximum"]) == (1, 200)
    assert all(one["description"] for one in query.values())


def test_an_answer_that_is_not_as_documented_is_found() -> None:
    """The guard itself, on each kind of fault that it is there for."""
    topic, address = documented().example("GET", "/v1/topics/{id}"), f"/v1/topics/{TOPIC}"

    def hold(body: Any, status: int = 200, path: str = address) -> None:
        documented().hold("GET", path, status, JSON[0], json.dumps(body).encode())

    hold(topic)
    for wrong in (
        {**topic, "state": "foo"},
        {**topic, "round": None},
        {**topic, "new": 1},
        {**topic, "organisation": "x"},
    ):
        with pytest.raises(NotAsDocumented):
            hold(wrong)
    with pytest.raises(NotAsDocumented):
        hold({name: said for name, said in topic.items() if name != "verdicts"})
    with pytest.raises(NotAsDocumented):
        hold({"items": []}, path="/v1/unheard-of")
    with pytest.raises(NotAsDocumented):
        hold(topic, status=202)


def test_the_page_says_who_may_give_a_command_and_what_may_be_null(suite: Suite) -> None:
    page = suite.client.get("/v1/docs").text
    approve = page[page.index('id="topics.approve"') : page.index('id="topics.return_for_review"')]
    assert "同级党组织 Party organisation of the record&#39;s own division (PARTY)" in approve
    assert "待同级党组织批准 (pending_approval)" in approve
    assert "须带 needs 令牌 token" in approve
    read = page[page.index('id="topics.read"') : page.index('id="topics.history"')]
    assert "full | partial | none | eased | null" in read
    assert "date | null" in read
    check_in = page[page.index('id="participants.check_in"') :]
    assert "须带 needs 令牌 token、参会码 Participant-Code" in check_in


def test_the_document_is_made_when_somebody_asks_for_it_and_once() -> None:
    made: list[Document] = []

    def finished() -> Document:
        made.append({"tags": [], "paths": {}})
        return made[-1]

    readable = WhenAsked(finished)
    assert made == []
    asking = [eventlet.spawn(readable.get) for _ in range(3)]
    assert [one.wait().text for one in asking] == ['{"tags": [], "paths": {}}'] * 3
    assert len(made) == 1


def test_while_the_document_is_made_the_others_are_served() -> None:
    another_was_served = threading.Event()

    def finished() -> Document:
        assert another_was_served.wait(10)
        return {"tags": [], "paths": {}}

    asking = eventlet.spawn(WhenAsked(finished).get)
    eventlet.sleep(0)
    another_was_served.set()
    assert asking.wait().chapters == []
