"""Examples for the document: one for each schema, made from the schema itself, so that none can be wrong for long."""

from typing import Any, TypeAlias

from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, Refusal, RuleBroken

Document: TypeAlias = dict[str, Any]

AN_ID = "01938f3e-0000-7000-8000-000000000001"
A_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
BY_NAME = {
    "key": AN_ID,
    "title": "校门口交通安全",
    "text": "放学时校门口车多，孩子过马路不安全。",
    "background": "沙河镇小学门口早晚高峰拥堵，家长多次反映。",
    "name": "沙河镇协商议事会",
    "contact": "13800000000",
    "channel": "qr",
    "document_number": "沙党发〔2026〕3号",
    "period": "2026",
    "month": "2026-03",
    "opinion": "选题切合实际，同意提交协商。",
    "reason": "需要进一步了解情况。",
    "quarter": "2026-Q3",
    "findings": "校门口已划定接送区，减速带尚缺两处。",
    "summary": "同意错时放学，并增设减速带。",
    "wording": "错时十五分钟放学。",
    "place": "沙河镇协商议事室",
    "detail": "请更正 errors 中的字段 mend the fields named in errors",
    "type": "TopicDrafted",
    "role": "CHAIR",
    "next": "MDE5MzhmM2U",
    "cursor": "MDE5MzhmM2U",
    "command_id": AN_ID,
    "correlation_id": AN_ID,
    "password": "三个词 一句话 好记",
    "tracking_code": "7K3M-9QXT-4HWD-2NZC",
    "participant_code": "3F8P-6VRA-2NZC-9QXT",
    "receipt": f"/v1/receipts/{AN_ID}",
    "service": "topics",
    "digest": A_DIGEST,
    "file": A_DIGEST,
    "cleared_file": A_DIGEST,
    "stream": f"topic-{AN_ID}",
}
BY_HEADER = {
    "X-Correlation-Id": AN_ID,
    "Capacity": "CHAIR",
    "Idempotency-Key": AN_ID,
    "If-Match": '"7"',
    "Tracking-Code": "7K3M-9QXT-4HWD-2NZC",
    "Participant-Code": "3F8P-6VRA-2NZC-9QXT",
    "Reading-Ground": "%E7%9D%A3%E5%8A%9E%E6%A0%B8%E5%AF%B9",
}
# Of what goes together with something else in the same body not at all, an example has the first.
NOT_TOGETHER = {
    "SubmissionLinkToTopic": "new_topic",
    "OrganisationEnd": "no_successor",
    "ConsensusItemSettleItem": "reason",
    "MeetingFormatMediationParty": "participant",
    "ContactRelationCreate": "sector",
    "ProfileCreate": "organisation",
    "ContributionCreate": "giver",
    "ProposalReply": "resolve_by",
}
BY_FORMAT = {"uuid": AN_ID, "date": "2026-03-09", "date-time": "2026-03-02T09:00:00+08:00"}
OF_PROBLEMS: dict[type[Refusal], Document] = {
    Invalid: {"errors": {"document_number": ["不能为空 must not be empty"]}},
    NotAllowedInState: {"state": "reviewing", "allowed_commands": ["endorse", "return_to_selection"]},
    NotPermitted: {"rule": "only_its_roles_may"},
    RuleBroken: {"rule": "every_group_must_be_heard"},
}


def of_problem(refusal: type[Refusal]) -> Document:
    """What that refusal looks like."""
    return {
        "type": f"urn:shangliang:problem:{refusal.name}",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.title,
        **OF_PROBLEMS.get(refusal, {}),
        "correlation_id": AN_ID,
    }


class Examples:
    """Makes examples for the schemas of one document."""

    def __init__(self, schemas: Document) -> None:
        self._schemas = schemas

    def add(self, document: Document) -> None:
        """Puts an example into each schema and each JSON body of the document."""
        for name, schema in self._schemas.items():
            schema["examples"] = [self._of_component(name, name)]
        for methods in document["paths"].values():
            for operation in methods.values():
                if isinstance(operation, dict):
                    self._of_operation(operation)

    def _of_operation(self, operation: Document) -> None:
        for place in (operation.get("requestBody", {}), *operation.get("responses", {}).values()):
            body = place.get("content", {}).get("application/json")
            if body and "example" not in body:
                body["example"] = self.of(body["schema"], "")

    def of(self, schema: Document, name: str) -> Any:
        """A value that the schema allows. `name` is what the member is called that holds it."""
        if "$ref" in schema:
            return self._of_component(schema["$ref"].rpartition("/")[2], name)
        if "anyOf" in schema:
            return self.of(schema["anyOf"][0], name)
        if "enum" in schema:
            return schema["enum"][0]
        kinds = schema.get("type", "object")
        kind = kinds if isinstance(kinds, str) else kinds[0]
        return self._of_kind(kind, schema, name)

    def _of_component(self, component: str, name: str) -> Any:
        made = self.of(self._schemas[component], name)
        if component in NOT_TOGETHER:
            del made[NOT_TOGETHER[component]]
        return made

    def _of_kind(self, kind: str, schema: Document, name: str) -> Any:
        if kind == "object":
            return {member: self.of(said, member) for member, said in schema.get("properties", {}).items()}
        if kind == "array":
            return [self.of(schema["items"], name.removesuffix("s"))] * max(1, schema.get("minItems", 1))
        if kind == "string":
            return self._text(schema, name)
        return {"integer": max(1, schema.get("minimum", 1)), "number": 1.5, "boolean": True}[kind]

    @staticmethod
    def _text(schema: Document, name: str) -> str:
        if form := schema.get("format"):
            return BY_FORMAT.get(form, name)
        if "pattern" in schema:
            return BY_NAME.get(name, "620723101")
        return BY_NAME.get(name, "说明")
