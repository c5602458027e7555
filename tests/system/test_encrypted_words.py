"""No answer shows an encrypted text: what a reader may not read is withheld, what he may is opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from gateway.routes import RESOURCES
from operations.demo.cast import TOWN
from tests.system.api import Api, Headers, token
from tests.system.story import Played
from tests.system.suite import copy_of, running

SUPPLIED = "就在小学南门，每天下午四点半"
ENCRYPTED = "enc1:"


@dataclass(frozen=True)
class Site:
    """A suite on the site after the story, where one more resident was asked for more and supplied it."""

    api: Api
    readers: dict[str, Headers]
    code: str


@pytest.fixture(scope="module")
def site(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(copy_of(played.folder, tmp_path_factory.mktemp("encrypted") / "var")) as suite:
        api, station = Api(suite.url), played.cast.headers["station_head"]
        body = {"text": "校门口很危险", "division": TOWN, "channel": "qr", "title": "校门口", "name": "高云霞"}
        made = api.done("/v1/submissions", body)
        own, path = {"Tracking-Code": made["tracking_code"]}, f"/v1/submissions/{made['id']}"
        api.becomes(path, station, "triaging")
        api.done(f"{path}/ask_for_info", {"question": "在哪里", "reason": "地点不清"}, station)
        api.done(f"{path}/supply_info", {"text": SUPPLIED}, own)
        readers = {
            "anyone": {},
            "holder of a code": own,
            "station": station,
            "elsewhere": token(suite.site, "PUB", division="620725"),
            "auditor": token(suite.site, "AUD"),
        }
        yield Site(api, readers, made["tracking_code"])


def addresses(site: Site) -> Iterator[str]:
    """Every list, record and history of the site, as it is and as it was an event before."""
    auditor = site.readers["auditor"]
    meetings = [one["id"] for one in site.api.items("/v1/meetings", auditor)]
    for resource in RESOURCES:
        parents = meetings if resource.parent else [""]
        for path in (resource.path.replace("<parent>", parent) for parent in parents):
            yield f"{path}?limit=4"
            # Those whose words are in them, all; of what an administrator enters, one of a kind.
            many = 4 if resource.service != "members" else 1
            for record in site.api.items(path, auditor, limit=many):
                # A + of an offset stands for itself only when it is escaped.
                then = record["updated_at"].replace("+", "%2B")
                yield from (f"{path}/{record['id']}", f"{path}/{record['id']}/history")
                yield from (f"{path}/{record['id']}?as_of={then}", f"{path}/{record['id']}/history?as_of={then}")
                if resource.collection in ("submissions", "topics", "outcomes", "tasks"):
                    yield f"/v1/lineage/{resource.collection}/{record['id']}"


def test_no_answer_shows_an_encrypted_text(site: Site) -> None:
    answered = 0
    for address in addresses(site):
        for who, headers in site.readers.items():
            answer = site.api.get(address, headers)
            assert answer.status_code in (200, 401, 403, 404), f"{address} {answer.text}"
            assert ENCRYPTED not in answer.text, f"{who} reads {address}"
            answered += answer.status_code == 200
    assert answered > 150


def test_what_was_supplied_is_read_by_its_code(site: Site) -> None:
    """It showed enc1:…."""
    tracked: dict[str, Any] = site.api.shown(f"/v1/submissions/track/{site.code}")
    assert tracked["supplied"] == [SUPPLIED]
    assert ENCRYPTED not in str(tracked)
