"""The OpenAPI document and its page hold every operation."""

import re

from gateway.docs_page import groups
from gateway.routes import RESOURCES
from tests.unit.gateway.fakes import Suite, told


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
    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', answer.text)):
        node = told(answer)
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
    assert check_in["security"] == [{}, {"token": []}]
    assert {"$ref": "#/components/parameters/Participant-Code"} in check_in["parameters"]
    submit = document["paths"]["/v1/submissions"]["post"]["responses"]["201"]
    assert "Location" in submit["headers"]
    assert {"$ref": "#/components/schemas/TrackingCode"} in submit["content"]["application/json"]["schema"]["allOf"]


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
