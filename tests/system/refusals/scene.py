"""A moment of the story at which everything can be refused: one topic in screening, another one already reviewed."""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from infra.kernel.access.site import Site
from tests.system.api import Answer, Api, Headers, token
from tests.system.suite import RunningSuite

COUNTY, TOWN, OTHER_TOWN = "620723", "620723101", "620723103"
PASS = "pass_screening"
VERDICTS = {"consult": "yes", "exclude": "no"}


@dataclass
class Request:
    """A command on its way, right in every respect until a fault is put into it. `raw` replaces the body."""

    topic: str
    body: dict[str, Any]
    headers: Headers
    raw: bytes | None = None
    collection: str = "topics"

    @property
    def path(self) -> str:
        return f"/v1/{self.collection}/{self.topic}/{PASS}"

    @property
    def bytes(self) -> bytes:
        return json.dumps(self.body).encode() if self.raw is None else self.raw


@dataclass
class Scene:
    """`keys` holds, for each token, an Idempotency-Key under which it has already done something."""

    suite: RunningSuite
    capacities: dict[str, Headers] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    screening: str = ""
    reviewing: str = ""
    submission: str = ""
    codes: tuple[str, ...] = ()

    @property
    def api(self) -> Api:
        return Api(self.suite.url)

    @property
    def site(self) -> Site:
        return self.suite.site

    @property
    def auditor(self) -> Headers:
        return token(self.site, "AUD")

    def request(self) -> Request:
        """The station head passes the screening: right as it is."""
        verdicts = [{"item": code, "verdict": VERDICTS[code.split("-")[0]]} for code in self.codes]
        headers = {**self.capacities["station"], "Content-Type": "application/json"}
        return Request(self.screening, {"verdicts": verdicts}, headers)

    def send(self, request: Request) -> Answer:
        headers = {"Idempotency-Key": str(uuid.uuid4()), **request.headers}
        return self.api.send(request.path, request.bytes, headers)

    def version(self) -> tuple[str, int]:
        """What a careful client goes by: the ETag, and the version in the record."""
        answer = self.api.get(f"/v1/topics/{self.screening}", self.auditor)
        return answer.headers["ETag"], answer.json()["version"]


def set_up(suite: RunningSuite) -> Scene:
    scene = Scene(suite)
    _assemble(scene)
    scene.submission = _submission(scene)
    scene.screening = new_topic(scene)
    scene.reviewing = new_topic(scene)
    shown = scene.api.shown(f"/v1/topics/{scene.screening}", scene.auditor)
    scene.codes = tuple(shown["screening_items"])
    passed = {"verdicts": scene.request().body["verdicts"]}
    scene.api.done(f"/v1/topics/{scene.reviewing}/{PASS}", passed, scene.capacities["office"], _key(scene, "office"))
    selected = f"/v1/topics/{scene.reviewing}/select"
    scene.api.done(selected, {}, scene.capacities["chair"], _key(scene, "chair"))
    for town in ("station", "elsewhere"):
        division = TOWN if town == "station" else OTHER_TOWN
        said = {"text": "路灯不亮", "division": division, "channel": "counter"}
        scene.api.done("/v1/submissions", said, scene.capacities[town], _key(scene, town))
    return scene


def new_topic(scene: Scene) -> str:
    """A topic from society, in screening."""
    submission = _submission(scene)
    wanted = {"title": "校门口交通", "background": "𠮷𡃁", "organisation": scene.organisations["council"]}
    path = f"/v1/submissions/{submission}/link_to_topic"
    topic: str = scene.api.done(path, {"new_topic": wanted}, scene.capacities["station"])["topic"]
    scene.api.becomes(f"/v1/topics/{topic}", scene.auditor, "screening")
    return topic


def _submission(scene: Scene) -> str:
    said = {"text": "校门口太危险", "division": TOWN, "channel": "web"}
    submission: str = scene.api.done("/v1/submissions", said)["id"]
    scene.api.becomes(f"/v1/submissions/{submission}", scene.auditor, "triaging")
    scene.api.done(f"/v1/submissions/{submission}/accept", {}, scene.capacities["station"])
    return submission


def _key(scene: Scene, capacity: str) -> str:
    return scene.keys.setdefault(scene.capacities[capacity]["Authorization"], str(uuid.uuid4()))


def _assemble(scene: Scene) -> None:
    for name, kind, division, role in (
        ("office", "cppcc_office", COUNTY, "OFF"),
        ("station", "station", TOWN, "STN"),
        ("council", "council", TOWN, "CHAIR"),
        ("elsewhere", "station", OTHER_TOWN, "STN"),
    ):
        body = {"name": f"{name} 𠮷", "kind": kind, "division": division}
        made = scene.api.done("/v1/organisations", body, token(scene.site, "ADM"))["id"]
        scene.organisations[name] = made
        headers = token(scene.site, role, organisation=made, division=division)
        scene.capacities["chair" if name == "council" else name] = headers
