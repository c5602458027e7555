"""The operator's commands: lag, events, migrate, doctor, token, load divisions, and what does not fit a state."""

import json
import shutil
import sqlite3
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.checker.reading import rows
from tests.system.api import Api, eventually, token
from tests.system.sealing import all_sealed
from tests.system.story import Played
from tests.system.suite import COMMAND, ROOT, RunningSuite, running, shangliang


def test_after_the_story_nobody_lags(played: Played) -> None:
    lines = shangliang(played.folder, "lag").stdout.splitlines()
    assert len(lines) >= 4
    assert all(" 0 behind " in line for line in lines), lines


def test_lag_says_who_is_behind_whom_and_by_how_much(after_the_story: Path) -> None:
    with closing(sqlite3.connect(after_the_story / "outcomes.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE cursors SET next_position = next_position - 3 WHERE producer = 'topics'")
    behind = [line for line in shangliang(after_the_story, "lag").stdout.splitlines() if " 0 behind " not in line]
    assert [line.split()[:5] for line in behind] == [["outcomes", "←", "topics", "3", "behind"]]


def test_events_can_be_followed_as_they_are_recorded(suite: RunningSuite) -> None:
    last = str(rows(suite.folder, "members", "SELECT max(position) FROM events")[0][0])
    command = [*COMMAND, "--data", str(suite.folder), "events", "--service", "members", "--after", last, "--follow"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as following:
        deadline = threading.Timer(60, following.kill)
        deadline.start()
        for name in ("第一个人", "第二个人"):
            made = Api(suite.url).done("/v1/people", {"name": name}, token(suite.site, "ADM"))
            event = json.loads(printed_by(following))
            assert (event["stream"], event["type"]) == (f"person-{made['id']}", "PersonCreated")
            assert name not in json.dumps(event, ensure_ascii=False)
        assert following.poll() is None
        following.terminate()
        deadline.cancel()


def printed_by(following: subprocess.Popen[str]) -> str:
    """The next line; nothing when the process was killed because none came."""
    assert following.stdout is not None
    return following.stdout.readline()


def test_events_of_one_stream_after_a_position(played: Played) -> None:
    stream = f"topic-{played.ids['topic']}"
    printed = shangliang(played.folder, "events", "--service", "topics", "--stream", stream).stdout.splitlines()
    events = [json.loads(line) for line in printed]
    assert [event["version"] for event in events] == list(range(1, len(events) + 1))
    later = shangliang(
        played.folder, "events", "--service", "topics", "--stream", stream, "--after", str(events[-2]["position"])
    )
    assert [json.loads(line)["event_id"] for line in later.stdout.splitlines()] == [events[-1]["event_id"]]


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    first, second = shangliang(tmp_path, "migrate"), shangliang(tmp_path, "migrate")
    assert first.stdout == "up to date: members topics meetings outcomes audit personal\n"
    assert (second.returncode, second.stdout) == (0, "up to date\n")


def test_doctor_finds_nothing_wrong_with_a_sound_site(played: Played) -> None:
    assert shangliang(played.folder, "doctor").stdout == "nothing is wrong\n"


def drop_guard(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "meetings.sqlite", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER events_are_never_deleted")


def spoil_page(folder: Path) -> None:
    with (folder / "topics.sqlite").open("r+b") as file:
        file.seek(20 * 4096)
        file.write(bytes(2 * 4096))


def lose_keys_of_persons(folder: Path) -> None:
    """As after a site was made again from its ledger; what was destroyed on purpose is no loss."""
    with closing(sqlite3.connect(folder / "personal.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE person_keys SET key = NULL, destroyed_at = 'now' WHERE rowid > 2")
        connection.execute("DELETE FROM person_keys WHERE key IS NOT NULL")


DAMAGE = {
    "keys of persons are missing": (lose_keys_of_persons, "the keys of persons are missing: 2 of them"),
    "a witnessed log has no vkey": (
        lambda folder: (folder / "ledger" / "witnessed-logs").write_text("# 县\nno vkey\n"),
        "witnessed-logs, line 2 is no vkey: ",
    ),
    "the ledger's key is half there": (
        lambda folder: (folder / "ledger" / "ledger-key").write_text("PRIVATE+KEY+"),
        "ledger-key cannot be read",
    ),
    "a page is zeroed": (spoil_page, "the database of topics is damaged"),
    "a guard of the log was dropped": (drop_guard, "the log of meetings is not guarded: events_are_never_deleted"),
    "a database is no database": (
        lambda folder: (folder / "topics.sqlite").write_text("garbage"),
        "the database of topics is damaged: file is not a database",
    ),
    "a database is missing": (
        lambda folder: (folder / "personal.sqlite").unlink(),
        "the database of personal is missing",
    ),
    "the private key is missing": (
        lambda folder: (folder / "token-private-key.pem").unlink(),
        "token-private-key.pem is missing although",
    ),
    "the public key is missing": (
        lambda folder: (folder / "token-public-key.pem").unlink(),
        "token-public-key.pem is missing",
    ),
    "a key is no text": (
        lambda folder: (folder / "token-public-key.pem").write_bytes(b"\xb0\xff"),
        "token-public-key.pem cannot be read",
    ),
    "the keys are no pair": (
        lambda folder: (folder / "token-private-key.pem").write_text("garbage"),
        "the token keys are no pair",
    ),
    "anybody can read the key": (
        lambda folder: (folder / "token-private-key.pem").chmod(0o644),
        "the token key can be read by others",
    ),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_doctor_says_what_is_wrong_and_what_to_do(what: str, after_the_story: Path) -> None:
    damage, said = DAMAGE[what]
    for journal in after_the_story.glob("*-wal"):
        assert journal.stat().st_size == 0, "the suite was stopped: everything is in the databases themselves"
    damage(after_the_story)
    done = shangliang(after_the_story, "doctor")
    assert done.returncode == 1
    assert f"✗ {said}" in done.stdout or f"/{said}" in done.stdout
    assert "→ " in done.stdout
    assert done.stderr == ""


def test_a_database_that_is_lost_is_not_begun_anew(after_the_story: Path) -> None:
    """Its records would be gone, and what is recorded there next would reach nobody."""
    lost = after_the_story / "outcomes.sqlite"
    lost.unlink()
    done = shangliang(after_the_story, "up", "--port", "0")
    assert (done.returncode, lost.exists()) == (1, False)
    assert "a database is missing or empty: outcomes" in done.stderr


def test_what_is_found_damaged_only_at_work_is_said_in_a_sentence(after_the_story: Path) -> None:
    spoil_page(after_the_story)
    done = shangliang(after_the_story, "rebuild", "topics")
    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_says_that_there_is_no_site(tmp_path: Path) -> None:
    done = shangliang(tmp_path / "nothing", "doctor")
    assert (done.returncode, "there is no site under" in done.stdout) == (1, True)


NOBODY = "01900000-0000-7000-8000-000000000000"
REFUSED_TOKENS = (
    (("--role", "ADM", "--role", "AUD"), "ADM, SEC and AUD exclude one another"),
    (("--role", "SEC", "--role", "STN"), "exclude one another and every other role"),
    (("--role", "STN"), "name it with --organisation"),
    (("--role", "STN", "--organisation", NOBODY), f"there is no {NOBODY} among organisations"),
    (("--role", "AUD", "--person", NOBODY), f"there is no {NOBODY} among people"),
    (("--role", "AUD", "--division", "99"), "there is no 99 among divisions"),
    (("--role", "AUD", "--hours", "0"), "--hours goes from"),
    (("--role", "SYS"), "'SYS' is not one of"),
    (("--role", "ATT"), "'ATT' is not one of"),
    (("--role", "SELF"), "'SELF' is not one of"),
)


@pytest.mark.parametrize(("asked", "said"), REFUSED_TOKENS)
def test_a_token_that_must_not_be_is_not_made(asked: tuple[str, ...], said: str, played: Played) -> None:
    refused = shangliang(played.folder, "token", *asked)
    assert refused.returncode != 0
    assert refused.stdout == ""
    assert said in refused.stderr


def test_a_token_of_the_command_line_opens_what_its_organisation_may_read(suite: RunningSuite) -> None:
    api, administrator = Api(suite.url), token(suite.site, "ADM")
    station = api.done("/v1/organisations", {"name": "站", "kind": "station", "division": "620723101"}, administrator)
    printed = shangliang(suite.folder, "token", "--role", "STN", "--organisation", station["id"]).stdout.strip()
    bearer = {"Authorization": f"Bearer {printed}"}
    eventually(lambda: api.post("/v1/submissions", A_SUBMISSION, bearer).status_code, lambda status: status == 201)
    assert [one["division"] for one in api.items("/v1/submissions", bearer)] == ["620723101"]


A_SUBMISSION = {"text": "路灯不亮", "division": "620723101", "channel": "phone"}


def divisions(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "members", "SELECT id, shown FROM records WHERE collection = 'divisions' ORDER BY id")


def test_a_bad_line_loads_no_division(fresh: Path, tmp_path: Path) -> None:
    file, before = tmp_path / "bad.csv", divisions(fresh)
    events = rows(fresh, "members", "SELECT count(*) FROM events")
    file.write_text(
        "code,name,level,parent\n620723101,沙河新镇,township,620723\n62072319,错,township,620723\n", "utf-8"
    )
    refused = shangliang(fresh, "load", "divisions", str(file))
    assert refused.returncode == 1
    assert "line 3: " in refused.stderr
    assert (divisions(fresh), rows(fresh, "members", "SELECT count(*) FROM events")) == (before, events)


def test_a_good_file_amends_what_was_loaded_and_loaded_again_changes_nothing(
    suite: RunningSuite, tmp_path: Path
) -> None:
    file, count = tmp_path / "good.csv", len(divisions(suite.folder))
    file.write_text(
        "code,name,level,parent\n620723101,沙河新镇,township,620723\n620723999,新设镇,township,620723\n", "utf-8"
    )
    api, auditor = Api(suite.url), token(suite.site, "AUD")
    before = api.shown("/v1/divisions/620723101", auditor)
    assert shangliang(suite.folder, "load", "divisions", str(file)).stdout == "1 divisions loaded, 1 renamed\n"
    assert shangliang(suite.folder, "load", "divisions", str(file)).stdout == "0 divisions loaded\n"
    renamed = api.shown("/v1/divisions/620723101", auditor)
    assert (renamed["name"], renamed["former_names"]) == ("沙河新镇", [before["name"]])
    assert api.shown("/v1/divisions/620723101", auditor, as_of=before["updated_at"])["name"] == before["name"]
    assert len(divisions(suite.folder)) == count + 1
    # Other services hear of it: a submission may come from the new township.
    told = {**A_SUBMISSION, "division": "620723999", "channel": "web"}
    assert api.post("/v1/submissions", told).status_code == 201


def test_what_an_operator_records_bears_the_time_of_the_sites_clock(
    after_the_story: Path, played: Played, tmp_path: Path
) -> None:
    """A demo has moved it ahead: a log whose times ran back would never be found in order again."""
    (tmp_path / "one.csv").write_text("code,name,level,parent\n620723101,沙河新镇,township,620723\n", "utf-8")
    latest = rows(after_the_story, "members", "SELECT max(recorded_at) FROM events")[0][0]
    for asked in (
        ("forget", "--person", played.ids["submissions"][0], "--reason", "本人申请"),
        ("load", "divisions", str(tmp_path / "one.csv")),
    ):
        done = shangliang(after_the_story, *asked)
        assert done.returncode == 0, done.stderr
    asked_for = f"SELECT type FROM events WHERE recorded_at > '{latest}' ORDER BY inserted"  # noqa: S608 a time
    later = rows(after_the_story, "members", asked_for)
    assert [kind for (kind,) in later] == ["PersonForgotten", "DivisionRenamed"]
    with running(after_the_story) as suite:
        all_sealed(suite.url)
        assert suite.stop() == 0
    verified = shangliang(after_the_story, "verify")
    assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout


def test_a_reaction_that_does_not_fit_is_noted_and_blocks_nothing(played: Played) -> None:
    """The second task that is signed for starts no outcome: it has been started by the first."""
    noted = rows(played.folder, "outcomes", "SELECT stream, type, note FROM effects WHERE status = 'not_applicable'")
    signed = [(stream, note) for stream, kind, note in noted if kind == "TaskSigned"]
    assert [stream for stream, _note in signed] == [f"task-{played.ids['tasks'][1]}"]
    assert "StartOutcome: not-allowed-in-state" in str(signed[0][1])
    others = rows(played.folder, "outcomes", "SELECT type FROM effects WHERE status <> 'not_applicable'")
    assert others == []
    assert shangliang(played.folder, "parked").stdout == "nothing is parked\n"


def test_what_is_only_noted_raises_no_alarm(after_the_story: Path) -> None:
    with running(after_the_story) as suite:
        ready = Api(suite.url).shown("/ready")
    assert (ready["status"], ready["alarms"]) == ("ready", [])


def test_a_copy_of_the_folder_is_a_site(played: Played, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(played.folder, tmp_path / "elsewhere"))
    with running(copy) as suite:
        topic = Api(suite.url).shown(f"/v1/topics/{played.ids['topic']}")
    assert topic["state"] == "closed"
