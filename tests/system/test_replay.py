"""Replay: the record as it was, and a whole site, from the ledger alone."""

import json
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from infra.kernel.access.site import embedded_site
from infra.kernel.contract.envelope import Recorded
from infra.ledger.directory import LedgerDirectory
from operations.demo.play import perform
from operations.replay.replaying import SealedLog, columns, folded_records, go_on_from, sealed_log
from operations.suite.first_start import mark_as_begun
from tests.checker.reading import SERVICES, derived, rows
from tests.system.api import Api, eventually, token
from tests.system.story import KeepingClient, settle
from tests.system.suite import copy_of, running, shangliang

MOMENTS = 50
WHOLE_DUMPS = 3
READ_MODEL = "SELECT collection, id, state, version, division, created_at, updated_at, shown FROM records"


@dataclass
class Moment:
    """What the read models said when the ledger had so many entries."""

    size: int
    records: dict[str, list[Any]]
    derived: dict[str, list[str]] = field(default_factory=dict)


class NotingClient(KeepingClient):
    """Plays the story; after some of its steps, by chance, notes what every read model says."""

    def __init__(self, url: str, folder: Path, acked: Path, chance: random.Random) -> None:
        super().__init__(url, acked)
        self.folder, self.chance, self.moments = folder, chance, list[Moment]()

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str], key: str | None = None) -> dict[str, Any]:
        answer = super().post(path, body, headers, key)
        if len(self.moments) < MOMENTS and self.chance.random() < 0.75:
            self.moments.append(noted(self.folder, whole=len(self.moments) % (MOMENTS // WHOLE_DUMPS) == 5))
        return answer


def noted(folder: Path, whole: bool) -> Moment:
    """Once nothing is on its way any more and everything is sealed."""
    settle(folder)
    size = eventually(lambda: (sealed(folder), recorded(folder)), lambda both: both[0] == both[1])[0]
    records = {name: sorted(rows(folder, name, f"{READ_MODEL} WHERE collection <> 'divisions'")) for name in SERVICES}
    return Moment(size, records, dumps(folder) if whole else {})


def sealed(folder: Path) -> int:
    try:
        return int((folder / "ledger" / "log" / "checkpoint").read_text().split("\n")[1])
    except FileNotFoundError:
        return 0


def recorded(folder: Path) -> int:
    return sum(int(rows(folder, name, "SELECT count(*) FROM events")[0][0]) for name in SERVICES)


def dumps(folder: Path) -> dict[str, list[str]]:
    return {name: sorted(map(str, derived(folder, name))) for name in SERVICES}


@dataclass(frozen=True)
class Noted:
    folder: Path
    moments: list[Moment]
    topic: str


@pytest.fixture(scope="module")
def noted_story(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Noted:
    """The story on a site that is stopped now, and what it looked like at many moments on the way."""
    home = tmp_path_factory.mktemp("noted")
    with running(copy_of(prepared, home / "var")) as suite:
        client = NotingClient(suite.url, suite.folder, home / "acked", random.Random(20261122))
        stage = perform(client, suite.site, say=lambda line: None)
        client.moments.append(noted(suite.folder, whole=True))
        assert suite.stop() == 0
    return Noted(suite.folder, client.moments, stage.ids["topic"])


def only_the_ledger(of: Path, to: Path) -> Path:
    """A machine on which nothing is left but the ledger's folder."""
    shutil.copytree(of / "ledger", to / "ledger")
    return to


def by_stream(log: SealedLog) -> dict[str, list[tuple[int, Recorded]]]:
    found: dict[str, list[tuple[int, Recorded]]] = {}
    for index, event in log.events():
        found.setdefault(event.stream, []).append((index, event))
    return found


def test_replay_at_fifty_moments_gives_the_read_models_noted_then(
    noted_story: Noted, tell: Callable[[str], None]
) -> None:
    streams = by_stream(sealed_log(LedgerDirectory(noted_story.folder / "ledger" / "log")))
    assert len(noted_story.moments) > MOMENTS
    compared = 0
    for moment in noted_story.moments:
        replayed: dict[str, list[Any]] = {name: [] for name in SERVICES}
        for stream, its_events in streams.items():
            events = [event for index, event in its_events if index < moment.size]
            if events and not stream.startswith("division"):
                replayed[events[0].service] += [columns(write) for write in folded_records(events[0].service, events)]
        assert {name: sorted(found) for name, found in replayed.items()} == moment.records
        compared += sum(map(len, moment.records.values()))
    sizes = sorted({moment.size for moment in noted_story.moments})
    tell(f"replayed at {len(noted_story.moments)} moments, entries {sizes[0]} to {sizes[-1]}: {compared} records equal")


def test_a_replay_without_any_database_gives_every_derived_table_as_it_was(noted_story: Noted, tmp_path: Path) -> None:
    bare = only_the_ledger(noted_story.folder, tmp_path / "bare")
    whole = [moment for moment in noted_story.moments if moment.derived]
    assert len(whole) == WHOLE_DUMPS + 1
    for moment in whole:
        into = tmp_path / str(moment.size)
        asked = (
            "replay",
            "--ledger",
            str(bare / "ledger" / "log"),
            "--until",
            str(moment.size - 1),
            "--into",
            str(into),
        )
        done = shangliang(tmp_path / "no-site", *asked)
        assert done.returncode == 0, done.stderr
        assert re.search(r"^replay: \d+ of \d+$", done.stderr, re.MULTILINE), "plain lines tell how far it is"
        assert dumps(into) == moment.derived
        assert len(done.stdout.splitlines()) == sum(
            int(rows(into, name, "SELECT count(*) FROM records")[0][0]) for name in SERVICES
        )


def test_a_time_is_as_good_as_an_index(noted_story: Noted) -> None:
    log = sealed_log(LedgerDirectory(noted_story.folder / "ledger" / "log"))
    stream = f"topic-{noted_story.topic}"
    events = [event for _index, event in by_stream(log)[stream]]
    for event in events:
        asked = ("replay", "--stream", stream, "--until", event.recorded_at, "--collection", "topics")
        shown = [json.loads(line) for line in shangliang(noted_story.folder, *asked).stdout.splitlines()]
        same_time = [one for one in events if one.recorded_at <= event.recorded_at]
        assert [one["version"] for one in shown] == [len(same_time)]


def test_http_as_of_is_what_the_ledger_says(noted_story: Noted, tmp_path: Path) -> None:
    site = Path(shutil.copytree(noted_story.folder, tmp_path / "var"))
    log = sealed_log(LedgerDirectory(site / "ledger" / "log"))
    events = [event for _index, event in by_stream(log)[f"topic-{noted_story.topic}"]]
    with running(site) as suite:
        auditor = token(suite.site, "AUD")
        for event in events[::3]:
            shown = Api(suite.url).shown(f"/v1/topics/{noted_story.topic}", auditor, as_of=event.recorded_at)
            then = [one for one in events if one.recorded_at <= event.recorded_at]
            replayed = next(one for one in folded_records("topics", then) if one.collection == "topics")
            assert (shown["state"], shown["version"]) == (replayed.state, replayed.version)


def test_a_site_is_rebuilt_from_its_ledger_and_goes_on(noted_story: Noted, tmp_path: Path) -> None:
    folder = only_the_ledger(noted_story.folder, tmp_path / "var")
    done = shangliang(folder, "rebuild-site")
    assert done.returncode == 0, done.stderr
    assert dumps(folder) == noted_story.moments[-1].derived
    before = recorded(folder)
    ledger, old_key = folder / "ledger", (noted_story.folder / "ledger" / "witness-key").read_text()
    with running(folder) as suite:
        assert (ledger / "witness-key.before-rebuild").read_text() == old_key
        assert (ledger / "witness-key").read_text() != old_key
        api, auditor = Api(suite.url), token(suite.site, "AUD")
        assert api.shown(f"/v1/topics/{noted_story.topic}", auditor)["state"] == "closed"
        spoken = {"division": "620723101", "kind": "opinion", "text": "路灯不亮", "channel": "code"}
        api.post("/v1/submissions", spoken)
        settle(folder)
        eventually(lambda: (sealed(folder), recorded(folder)), lambda both: both[0] == both[1])
        assert suite.stop() == 0
    verified = shangliang(folder, "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert f"{recorded(folder)} events equal in 4 databases" in verified.stdout
    # What had its effect before has no second one: no reaction records anything on the rebuilt site.
    assert recorded(folder) - before <= 1


def test_a_rebuild_of_a_site_that_was_broken_off_goes_on(noted_story: Noted, tmp_path: Path) -> None:
    log = sealed_log(LedgerDirectory(noted_story.folder / "ledger" / "log"))
    site = embedded_site(tmp_path / "var", demo_clock=False)

    def break_off(done: int, of: int) -> None:
        if done > of // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go_on_from(log, site, break_off)
    assert 0 < recorded(tmp_path / "var") < log.size
    go_on_from(log, site, lambda done, of: None)
    assert recorded(tmp_path / "var") == log.size
    assert dumps(tmp_path / "var") == noted_story.moments[-1].derived


def test_effects_that_were_half_done_are_completed_once(noted_story: Noted, tmp_path: Path) -> None:
    """Cut in the middle of what one event caused: three submissions are answered by one closed topic."""
    whole = sealed_log(LedgerDirectory(noted_story.folder / "ledger" / "log"))
    answered = [index for index, event in whole.events() if event.type == "SubmissionAnswered"]
    assert len(answered) == 3
    folder = tmp_path / "var"
    site = embedded_site(folder, demo_clock=False)
    go_on_from(replace(whole, size=answered[0] + 1), site, lambda done, of: None)
    mark_as_begun(site)
    told = "SELECT count(*), count(DISTINCT stream) FROM events WHERE type = 'SubmissionAnswered'"
    assert rows(folder, "topics", told) == [(1, 1)]
    with running(folder):
        assert eventually(lambda: rows(folder, "topics", told), lambda found: found[0][0] >= 3) == [(3, 3)]
        settle(folder)
    assert rows(folder, "topics", told) == [(3, 3)]
    others = "SELECT type, count(*) FROM events WHERE causation_id IS NOT NULL GROUP BY 1"
    for name in SERVICES:
        was = dict(rows(noted_story.folder, name, others))
        assert all(count <= was[kind] for kind, count in rows(folder, name, others)), "something was done twice"


def test_a_site_with_events_is_never_written_over(noted_story: Noted, tmp_path: Path) -> None:
    site = Path(shutil.copytree(noted_story.folder, tmp_path / "var"))
    refused = shangliang(site, "rebuild-site")
    assert refused.returncode == 1
    assert "this needs an empty site" in refused.stderr
    assert dumps(site) == noted_story.moments[-1].derived


def test_two_moments_are_compared_by_record_field_and_deed(noted_story: Noted) -> None:
    log = sealed_log(LedgerDirectory(noted_story.folder / "ledger" / "log"))
    approved = next((index, event) for index, event in log.events() if event.type == "TopicApproved")
    done = shangliang(noted_story.folder, "compare", "--since", str(approved[0] - 1), "--until", str(approved[0]))
    assert done.returncode == 0, done.stderr
    changed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["collection"], one["id"]) for one in changed] == [("topics", noted_story.topic)]
    assert changed[0]["state"][1] != changed[0]["state"][0]
    assert [deed["type"] for deed in changed[0]["by"]] == ["TopicApproved"]
    assert changed[0]["by"][0]["role"] == "PARTY"
    document = [pair for name, pair in changed[0]["fields"].items() if "document" in name]
    assert document
    assert all(before is None and after for before, after in document)


def test_each_record_has_its_own_deeds_and_what_came_at_once_is_counted(noted_story: Noted) -> None:
    done = shangliang(noted_story.folder, "compare", "--since", "2000-01-01T00:00:00+08:00")
    changed = [json.loads(line) for line in done.stdout.splitlines()]
    loads = [one for one in changed if one["collection"] == "divisions"]
    ((known,),) = rows(noted_story.folder, "members", "SELECT count(*) FROM records WHERE collection = 'divisions'")
    assert sum(load["records"] for load in loads) == known
    singly = [one for one in changed if one not in loads]
    assert all(len(one["by"]) == one["version"][1] - one["version"][0] for one in singly)
    assert sum(load["by"][0]["events"] for load in loads) + sum(len(one["by"]) for one in singly) == recorded(
        noted_story.folder
    )
    assert {"participants", "items"} & {one["collection"] for one in singly}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("replay", "--until", "yesterday"), "neither a time with an offset"),
        (("replay", "--until", "2026-11-22T09:00:00"), "neither a time with an offset"),
        (("replay", "--stream", "topic-none"), "nothing was recorded in topic-none"),
        (("compare", "--since", "-3"), "neither a time with an offset"),
        (("export", "--period", "2026", "x"), "two days, as in"),
        (("export", "--period", "2026-12-31..2026-01-01", "x"), "the last day comes before the first"),
        (("export", "--period", "1999-01-01..1999-12-31", "x"), "nothing was recorded in that period"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_word(noted_story: Noted, asked: tuple[str, ...], said: str) -> None:
    refused = shangliang(noted_story.folder, *asked)
    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_folder_that_is_no_ledger_is_named(noted_story: Noted, tmp_path: Path) -> None:
    refused = shangliang(noted_story.folder, "replay", "--ledger", str(tmp_path))
    assert refused.returncode == 1
    assert "has no checkpoint" in refused.stderr
