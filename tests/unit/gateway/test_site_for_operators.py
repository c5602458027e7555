"""`/site` for whoever operates it: red things first, what to do about each, and since when all is well."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from gateway.http.standing import ServiceStanding
from gateway.pages.locale import SERVICE_NAMES
from gateway.pages.well import BACKUP_DAYS, WellSince, troubles
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import Unavailable
from infra.kernel.storage import tables
from infra.kernel.storage.database import Database
from infra.kernel.storage.settings_store import BACKED_UP_AT, SettingsStore
from operations.backup.noted import note_backup
from tests.unit.gateway.fakes import Suite, status
from tests.unit.gateway.test_gateway_sign_in import AUDITOR, CHAIR, holding, ready, sign_in

LATELY = stamp(datetime.now(UTC) - timedelta(hours=3))


@pytest.fixture
def site(new_suite: Suite) -> Suite:
    """The administrator is signed in."""
    ready(new_suite).services.answers["members", "session"] = holding({**AUDITOR, "id": CHAIR["id"], "role": "ADM"})
    new_suite.services.answers["members", "status"] = status("members", backed_up_at=LATELY)
    assert sign_in(new_suite).status_code == 303
    return new_suite


def said(of: Suite) -> str:
    return str(of.client.get("/site").text)


def test_all_is_well_since_it_was_first_looked_at(site: Suite) -> None:
    page = said(site)
    assert "一切正常。" in page
    assert re.search("从 .+ 起，每次查看都正常", page)
    assert "上次备份" in page
    assert "要做的" not in page


@pytest.mark.parametrize(
    ("service", "told", "sentence", "command"),
    [
        ("topics", Unavailable("不应答 silent"), "“征题与议题”没有应答：不应答", "shangliang doctor"),
        ("topics", status("topics", writes="disk full"), "写不进去：disk full", "shangliang doctor"),
        ("topics", status("topics", broker="down"), "连不上数据库或消息中间件", "shangliang doctor"),
        ("meetings", status("meetings", parked=2), "“会议与共识”有 2 条消息搁置", "shangliang parked retry meetings"),
        ("outcomes", status("outcomes", unnumbered_seconds=600.0), "10 分钟没有编上号", "shangliang doctor"),
        ("topics", status("topics", alarms=["时钟倒走 the clock went back"]), "时钟倒走", "shangliang doctor"),
        (
            "audit",
            status("audit", witnesses=[{"name": "省政协", "state": "lying", "trouble": "two roots", "behind": 0}]),
            "见证人 省政协：two roots",
            "shangliang verify",
        ),
    ],
    ids=["silent", "full", "broker", "parked", "unnumbered", "alarm", "lying"],
)
def test_what_is_wrong_is_said_with_what_to_do(
    suite: Suite, service: str, told: Any, sentence: str, command: str
) -> None:
    standing = (
        ServiceStanding(service, None, told.detail) if isinstance(told, Unavailable) else ServiceStanding(service, told)
    )
    with suite.app.test_request_context("/site"):
        (one,) = troubles([standing], SERVICE_NAMES["zh"], "zh", datetime.now(UTC))
    assert (one.red, sentence in one.said, one.do != "") == (True, True, True), one
    assert any(typed.startswith(command) for typed in one.commands)
    well = WellSince()
    well.seen([ServiceStanding(service, status(service))])
    assert well.since is not None
    well.seen([standing])
    assert well.since is None


def test_what_only_wants_a_look_comes_after_what_is_red(site: Suite) -> None:
    site.services.answers["members", "status"] = status("members", lag={"topics": 20_000}, backed_up_at=None)
    site.services.answers["outcomes", "status"] = Unavailable("不应答 silent")
    page = said(site)
    for one in ("有 1 处故障要管", "还有 20000 条没有读", "还没有做过备份", "shangliang backup DIR"):
        assert one in page, one
    assert "一切正常" not in page
    assert page.index("没有应答") < page.index("还有 20000 条没有读") < page.index("各服务")


def test_a_backup_of_long_ago_is_said_so_and_is_no_fault(site: Suite) -> None:
    ago = stamp(datetime.now(UTC) - timedelta(days=BACKUP_DAYS + 2, minutes=1))
    site.services.answers["members", "status"] = status("members", backed_up_at=ago)
    page = said(site)
    assert f"上次备份是 {BACKUP_DAYS + 2} 天前" in page
    assert "没有故障，有 1 件要留意" in page


def test_strangers_hear_whether_it_runs_and_no_commands(new_suite: Suite) -> None:
    new_suite.services.answers["topics", "status"] = Unavailable("不应答 silent")
    page = said(new_suite)
    assert "有 1 处故障。办不成的事请过一会再试" in page
    for one in ("shangliang ", "备份", "/site/accounts"):
        assert one not in page, one


def test_when_a_site_was_backed_up_is_noted_on_it_and_a_site_that_takes_no_note_is_no_worse(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/members.sqlite"
    site = cast("Any", SimpleNamespace(database=lambda name: url))
    assert not note_backup(site, LATELY)
    database = Database(url)
    tables.METADATA.create_all(database.engine)
    assert note_backup(site, LATELY)
    assert SettingsStore(database).get(BACKED_UP_AT) == LATELY
    database.dispose()
