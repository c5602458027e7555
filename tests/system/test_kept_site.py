"""Sites that earlier versions left (tests/kept): this one restores, migrates, proves and serves them, and work goes on there."""

import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from infra.kernel.access.site import Site, embedded_site
from operations.tools.rebuild import rebuild_service
from tests.checker import acked as acknowledged
from tests.checker.invariants import check_logs
from tests.checker.reading import SERVICES, rows
from tests.system.api import Api, Headers, eventually, token
from tests.system.suite import copy_of, running, shangliang

KEPT = sorted((Path(__file__).parents[1] / "kept").glob("*.tar.xz"))
# What is on record of each record. What is shown of it may have grown since: a migration has brought the stored rows along.
OF_A_RECORD = (
    "SELECT collection, id, parent, state, version, division, created_at, shown FROM records ORDER BY collection, id"
)


@dataclass(frozen=True)
class Kept:
    """A site that an earlier version left, restored and migrated by this one; nothing runs on it."""

    folder: Path
    acked: Path
    shown: dict[str, Any]


@pytest.fixture(scope="module", params=KEPT, ids=lambda file: file.name.removesuffix(".tar.xz"))
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    home = tmp_path_factory.mktemp("kept")
    with tarfile.open(request.param) as packed:
        packed.extractall(home, filter="data")
    done(home / "var", "restore", str(home / "backup"))
    done(home / "var", "migrate")
    return Kept(home / "var", home / "acked", json.loads((home / "shown.json").read_text(encoding="utf-8")))


@pytest.fixture
def folder(kept: Kept, tmp_path: Path) -> Path:
    return copy_of(kept.folder, tmp_path / "var")


def done(folder: Path, *arguments: str) -> str:
    finished = shangliang(folder, *arguments)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def test_there_is_a_kept_site() -> None:
    assert KEPT


def test_nothing_that_was_acknowledged_is_lost(kept: Kept) -> None:
    answers = acknowledged.kept(kept.acked)
    assert len(answers) > 200
    assert check_logs(kept.folder, answers).findings == []


def test_the_record_is_what_was_sealed(folder: Path) -> None:
    count = sum(int(rows(folder, name, "SELECT count(*) FROM events")[0][0]) for name in SERVICES)
    assert f"{count} events equal in 4 databases" in done(folder, "verify")
    assert "nothing is wrong" in done(folder, "doctor")


def test_todays_fold_of_yesterdays_events_says_what_yesterday_said(folder: Path) -> None:
    before = {name: rows(folder, name, OF_A_RECORD) for name in SERVICES}
    site = embedded_site(folder, demo_clock=True)
    for name in SERVICES:
        rebuild_service(site, name, lambda done, total: None)
    assert {name: rows(folder, name, OF_A_RECORD) for name in SERVICES} == before


@pytest.fixture
def serving(folder: Path) -> Iterator[Api]:
    """Its clock is a demo's, as it was when it was kept."""
    with running(folder) as suite:
        yield Api(suite.url)


def appointed(serving: Api, site: Site, role: str, organisation: str, division: str) -> tuple[Headers, str, Headers]:
    """Somebody new, his office, and who grants and ends it: administrators who hold theirs since that version."""
    held = {one["role"]: one["person"] for one in serving.items("/v1/offices", token(site, "AUD"))}
    made = serving.done("/v1/people", {"name": "郑磊"}, token(site, "ADM", person=held["ADM"]))
    office = {"person": made["id"], "organisation": organisation, "role": role}
    security = token(site, "SEC", person=held["SEC"])
    granted = serving.done("/v1/offices", office, security)["id"]
    assert serving.shown(f"/v1/offices/{granted}", security)["deputy"] is False
    return token(site, role, organisation=organisation, division=division, person=made["id"]), granted, security


def test_every_record_is_read_and_work_goes_on(kept: Kept, folder: Path, serving: Api) -> None:
    site, shown = embedded_site(folder, demo_clock=True), kept.shown
    auditor = token(site, "AUD")
    for path, then in shown["records"].items():
        record = serving.shown(path, auditor)
        # Days have passed since: the system may have done something, and has recorded it.
        assert record["version"] >= then["version"], path
        assert record["version"] > then["version"] or record["state"] == then["state"], path
        # Divisions come many at once, and have no history of their own.
        assert path.startswith("/v1/divisions/") or serving.items(f"{path}/history", auditor), path
    waits = shown["waits_for_the_party"]
    party, office, security = appointed(serving, site, "PARTY", waits["organisation"], waits["division"])
    number = {"document_number": "沙党发〔2022〕12号"}
    assert serving.done(f"{waits['path']}/approve", number, party)["state"] == "approved"
    (approved,) = (one for one in serving.items(f"{waits['path']}/history", auditor) if one["actor_name"] == "郑磊")
    assert approved["organisation_name"]
    serving.done(f"/v1/offices/{office}/end", {"reason": "换届"}, security)
    again = f"{waits['path']}/approve"
    refusal = eventually(lambda: serving.post(again, number, party), lambda answer: answer.status_code == 403)
    assert "PARTY acts in an office of that role" in refusal.json()["rule"]
    outcome = serving.shown(waits["path"], auditor)
    serving.becomes(f"/v1/topics/{outcome['topic']}", auditor, "implementing")
    a_leader_visits(serving, site, waits["division"], outcome["topic"])
    meeting = next(path.rpartition("/")[2] for path in shown["records"] if re.fullmatch("/v1/meetings/[^/]+", path))
    a_room_is_accepted_and_booked(serving, site, waits["division"], meeting)


def test_a_decline_reaches_whoever_took_part_or_spoke_before(kept: Kept, folder: Path, serving: Api) -> None:
    """Ruling 26: a record each, and the tracking page tells it, for which a lost code is given anew."""
    site, waits = embedded_site(folder, demo_clock=True), kept.shown["waits_for_the_party"]
    auditor = token(site, "AUD")
    party, _, _ = appointed(serving, site, "PARTY", waits["organisation"], waits["division"])
    serving.done(f"{waits['path']}/decline", {"reason": "县里已有同一安排"}, party)
    topic = serving.shown(waits["path"], auditor)["topic"]
    spoke = {one["id"] for one in serving.items("/v1/submissions", auditor, topic=topic)}
    meetings = serving.items("/v1/meetings", auditor, topic=topic)
    came = [one for meeting in meetings for one in serving.items(f"/v1/meetings/{meeting['id']}/participants", auditor)]
    assert (len(spoke), len(came)) == (3, 16)
    outcome, readers = waits["path"].rpartition("/")[2], spoke | {one["person"] or one["id"] for one in came}
    told = eventually(
        lambda: serving.items("/v1/tellings", auditor, outcome=outcome), lambda seen: len(seen) >= len(readers)
    )
    assert {(one["reader"], one["about"], one["text"]) for one in told} == {
        (reader, "declined", "县里已有同一安排") for reader in readers
    }
    desk, _, _ = appointed(serving, site, "LIA", told[0]["organisation"], waits["division"])
    lost = f"/v1/submissions/{min(spoke)}/reissue_code"
    found = serving.done(lost, {"reason": "当面核对身份证"}, desk)
    page = serving.shown(f"/v1/submissions/track/{found['tracking_code']}")
    assert [one["text"] for one in page["tellings"]] == ["县里已有同一安排"]


def test_tasks_of_before_climb_the_ladder_by_themselves(kept: Kept, folder: Path, serving: Api) -> None:
    """Ruling 27: due soon and overdue, urged, yellow, red. Of the oldest site every task is done, and nothing more happens to it."""
    site, tasks = embedded_site(folder, demo_clock=True), {}
    auditor = token(site, "AUD")
    for path, then in kept.shown["records"].items():
        if path.startswith("/v1/tasks/"):
            tasks[path] = then["state"], types(serving, path, auditor)
    serving.done("/v1/clock/advance", {"days": 90}, token(site, "ADM"))
    for path, (state, before) in tasks.items():
        climbs = ["TaskDueSoon", "TaskOverdue", "TaskUrged", "TaskSupervised", "TaskSupervised"]
        expected = before + (climbs if state == "handling" else [])
        eventually(partial(types, serving, path, auditor), expected.__eq__)
        if state == "handling":
            late = serving.shown(path, auditor)
            assert (late["overdue"], late["urged"], late["supervised"]) == (True, 1, "red")


def types(serving: Api, path: str, auditor: Headers) -> list[str]:
    return [one["type"] for one in serving.items(f"{path}/history", auditor)]


def a_leader_visits(serving: Api, site: Site, division: str, topic: str) -> None:
    """What the version before did not know of: members has read which topics there were, for the visit names one."""
    auditor = token(site, "AUD")
    offices = serving.items("/v1/organisations", auditor, limit=200)
    office = next(one for one in offices if one["kind"] == "cppcc_office" and division.startswith(one["division"]))
    leader = serving.done("/v1/people", {"name": "王安 𠮷"}, token(site, "ADM"))["id"]
    granted = {"person": leader, "organisation": office["id"], "role": "LEAD"}
    serving.done("/v1/offices", granted, token(site, "SEC"))
    its_office = token(site, "OFF", organisation=office["id"], division=office["division"])
    leads = token(site, "LEAD", organisation=office["id"], division=office["division"], person=leader)
    serving.done("/v1/charges", {"leader": leader, "division": division}, its_office)
    (duty,) = eventually(lambda: serving.items("/v1/duties", leads, division=division), bool)
    path, scheduled_at = f"/v1/duties/{duty['id']}", duty["created_at"]
    visit = {"visited_at": scheduled_at, "findings": "减速带尚缺两处", "topics": [topic]}
    serving.done(f"{path}/record_visit", visit, leads)
    serving.done(f"{path}/verify", {}, its_office)
    assert serving.shown(path, leads)["topics"] == [topic]
    assert serving.shown(path, leads, as_of=scheduled_at)["state"] == "scheduled"
    told = [one["type"] for one in serving.items(f"{path}/history", leads)]
    assert told == ["DutyScheduled", "DutyVisitRecorded", "DutyVerified"]


def a_room_is_accepted_and_booked(serving: Api, site: Site, division: str, meeting: str) -> None:
    """What was not known before: the six haves have come with this version, and members has read which meetings there were."""
    auditor = token(site, "AUD")
    offices = serving.items("/v1/organisations", auditor, limit=200)
    office = next(one for one in offices if one["kind"] == "cppcc_office" and division.startswith(one["division"]))
    its_office = token(site, "OFF", organisation=office["id"], division=office["division"])
    room = {"name": "沙河镇协商议事室", "division": division, "tier": "station", "status": "在建"}
    path = f"/v1/venues/{serving.done('/v1/venues', room, token(site, 'ADM'))['id']}"
    assert serving.done(f"{path}/finish_building", {"on": "2026-03-02"}, its_office)["state"] == "built"
    (standard,) = serving.items("/v1/venue-standards", auditor)
    six = [{"code": one["code"], "met": True, "evidence": "看了 𠮷", "on": "2026-03-02"} for one in standard["items"]]
    assert serving.done(f"{path}/accept", {"items": six}, its_office)["state"] == "accepted"
    times = {"starts_at": "2199-09-01T09:00:00+08:00", "ends_at": "2199-09-01T11:00:00+08:00"}
    booking = {**times, "organisation": office["id"], "purpose": "议事", "meeting": meeting}
    booked = serving.done(f"{path}/bookings", booking, its_office)["id"]
    assert serving.shown(f"{path}/bookings/{booked}", auditor)["meeting"] == meeting
    assert [one["id"] for one in serving.items(f"{path}/bookings", auditor)] == [booked]
