"""Files that come with a command of any record: kept for it, read by whoever reads it, not by the public until cleared."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotFound, NotPermitted, RuleBroken
from infra.kernel.commands.folding import Folded
from infra.kernel.commands.recording import record
from infra.kernel.contract.attached import FilesAttached
from infra.kernel.contract.named_file import NamedFile
from infra.kernel.storage.files import OpenFile
from services.topics.topic import events as happened
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import AUDITOR, CHAIR, OFFICER, STATION_HEAD, topics
from tests.unit.topics.test_files_at_work import ANYONE, JPEG, OTHER, PHOTO, read

ELSEWHERE = Actor(person="sun", roles=("MEM",), organisation="another council", division="620725")

SAID = {"title": "路灯", "background": "不亮", "division": CHAIR.division, "organisation": CHAIR.organisation}


def draft(of: Library, *files: str, actor: Actor = CHAIR, key: str | None = None) -> dict[str, Any]:
    said = {**SAID, "source": "society", **({"files": list(files)} if files else {})}
    return of.do("draft", ("topics", None), said, actor, key)


def shown(of: Library, topic: str, actor: Actor, as_of: str | None = None) -> list[str]:
    found = of.records.one(ReadCall("topics", Caller(), topic, as_of=as_of), actor)
    files: list[str] = found["files"]
    return files


def noticed(of: Library, topic: str, *files: str) -> None:
    """The topic is public from now on."""
    day = of.clock.now + timedelta(days=9)
    told = happened.TopicNoticed(topic, day.date(), day, "topic_notice@1", files=files)
    record(of.lifecycles, of.store, new_id(), [told], of.clock.now, CHAIR, "CHAIR")


def test_it_must_have_been_uploaded() -> None:
    of = topics()
    with pytest.raises(Invalid) as refused:
        draft(of, "0" * 64)
    assert refused.value.errors.keys() == {"files"}
    assert not of.records.listing(ListCall("topics", Caller(), limit=9), AUDITOR)["items"]


def test_it_is_kept_with_the_record_and_told_in_its_history() -> None:
    of = topics()
    made = draft(of, of.files.add(JPEG, PHOTO))
    assert ([event["type"] for event in made["events"]], made["version"]) == (["TopicDrafted", "FilesAttached"], 2)
    past = of.records.history(ReadCall("topics", Caller(), made["id"]), CHAIR)["items"]
    assert past[-1]["payload"]["files"] == shown(of, made["id"], CHAIR)
    of.files.remove_unnamed(now=4e9)
    assert read(of, shown(of, made["id"], CHAIR)[0], CHAIR) == OpenFile(JPEG, PHOTO)


def test_whoever_reads_the_record_reads_them_and_the_public_does_not() -> None:
    of = topics()
    photo = of.files.add(JPEG, PHOTO)
    topic = draft(of, photo)["id"]
    noticed(of, topic)
    for who in (CHAIR, OFFICER, AUDITOR):
        assert (shown(of, topic, who), read(of, photo, who)) == ([photo], OpenFile(JPEG, PHOTO))
    for who in (ANYONE, ELSEWHERE):
        assert shown(of, topic, who) == []
        with pytest.raises(NotFound):
            read(of, photo, who)
    told = of.records.history(ReadCall("topics", Caller(), topic), ANYONE)["items"]
    assert "FilesAttached" not in [event["type"] for event in told]


def test_what_is_attached_to_a_published_record_is_told_the_public_without_its_files() -> None:
    of = topics()
    topic = draft(of)["id"]
    noticed(of, topic)
    attached = FilesAttached("topics", topic, ("a" * 64,))
    record(of.lifecycles, of.store, new_id(), [attached], of.clock.now, CHAIR, "CHAIR")
    told = of.records.history(ReadCall("topics", Caller(), topic), ANYONE)["items"][-1]
    assert (told["type"], "files" in told["payload"]) == ("FilesAttached", False)


def test_a_file_that_is_shown_as_proof_is_no_longer_internal() -> None:
    of = topics()
    photo = of.files.add(JPEG, PHOTO)
    topic = draft(of, photo)["id"]
    noticed(of, topic, photo)
    assert shown(of, topic, ANYONE) == shown(of, topic, CHAIR) == [photo]
    assert read(of, photo, ANYONE) == OpenFile(JPEG, PHOTO)


def test_as_of_an_earlier_time_the_record_has_the_files_of_then() -> None:
    of = topics()
    topic = draft(of)["id"]
    before = stamp(of.clock.now)
    of.clock.forward(minutes=1)
    record(
        of.lifecycles, of.store, new_id(), [FilesAttached("topics", topic, ("a" * 64,))], of.clock.now, CHAIR, "CHAIR"
    )
    assert (shown(of, topic, CHAIR, before), shown(of, topic, CHAIR, stamp(of.clock.now))) == ([], ["a" * 64])


def test_nobody_gets_at_another_records_file_by_its_digest() -> None:
    of = topics()
    photo = of.files.add(JPEG, PHOTO)
    draft(of, photo)
    of.files.remove_unnamed(now=4e9)
    with pytest.raises(Invalid):
        draft(of, photo, actor=replace(CHAIR, person="other"))


def test_a_repetition_of_the_command_attaches_nothing_twice() -> None:
    of = topics()
    files = [of.files.add(JPEG, PHOTO), of.files.add(JPEG, OTHER)]
    key = new_id()
    once, again = (draft(of, *files, key=key) for _ in range(2))
    assert once == again
    stream = f"topic-{once['id']}"
    folded = of.lifecycles.replay(Folded(stream), of.store.stream(stream))
    assert folded == of.handler.streams.load(stream, fresh=True)
    assert folded.attached == {("topics", once["id"]): tuple(NamedFile(one, internal=True) for one in files)}


def cleared(of: Library, topic: str, actor: Actor, *files: str) -> dict[str, Any]:
    return of.do("clear_files", ("topics", topic), {"files": list(files)} if files else {}, actor)


def test_once_cleared_it_is_for_whoever_reads_the_record_and_what_is_not_stays_internal() -> None:
    of = topics()
    photo, lamp = of.files.add(JPEG, PHOTO), of.files.add(JPEG, OTHER)
    topic = draft(of, photo, lamp)["id"]
    noticed(of, topic)
    made = cleared(of, topic, OFFICER, photo)
    assert [event["type"] for event in made["events"]] == ["FilesCleared"]
    assert (shown(of, topic, ANYONE), shown(of, topic, CHAIR)) == ([photo], [photo, lamp])
    assert of.records.one(ReadCall("topics", Caller(), topic), CHAIR)["cleared_files"] == [photo]
    for who in (ANYONE, ELSEWHERE):
        assert read(of, photo, who) == OpenFile(JPEG, PHOTO)
        with pytest.raises(NotFound):
            read(of, lamp, who)
    told = of.records.history(ReadCall("topics", Caller(), topic), ANYONE)["items"][-1]
    assert (told["type"], told["payload"]["files"]) == ("FilesCleared", [photo])


def test_without_naming_any_all_that_are_internal_are_cleared_once() -> None:
    of = topics()
    photo, lamp = of.files.add(JPEG, PHOTO), of.files.add(JPEG, OTHER)
    topic = draft(of, photo, lamp)["id"]
    cleared(of, topic, STATION_HEAD, lamp)
    cleared(of, topic, OFFICER)
    assert of.records.one(ReadCall("topics", Caller(), topic), CHAIR)["cleared_files"] == [photo, lamp]
    with pytest.raises(RuleBroken) as refused:
        cleared(of, topic, OFFICER)
    assert refused.value.rule == "ThereMustBeFilesToClear"


def test_only_who_clears_submissions_there_clears_them_and_only_files_of_the_record() -> None:
    of = topics()
    topic = draft(of, of.files.add(JPEG, PHOTO))["id"]
    elsewhere = replace(OFFICER, organisation="another office")
    for who in (CHAIR, AUDITOR, elsewhere):
        with pytest.raises(NotPermitted):
            cleared(of, topic, who)
    with pytest.raises(Invalid) as refused:
        cleared(of, topic, OFFICER, "0" * 64)
    assert refused.value.errors.keys() == {"files"}


def test_it_is_offered_to_whoever_may_while_a_file_waits_for_it() -> None:
    of = topics()
    topic, bare = draft(of, of.files.add(JPEG, PHOTO))["id"], draft(of)["id"]

    def offered(record_id: str, actor: Actor, as_of: str | None = None) -> bool:
        call = ReadCall("topics", Caller(), record_id, as_of=as_of)
        return "clear_files" in of.records.one(call, actor)["allowed_commands"]

    assert (offered(topic, OFFICER), offered(topic, CHAIR), offered(bare, OFFICER)) == (True, False, False)
    before = stamp(of.clock.now)
    of.clock.forward(minutes=1)
    cleared(of, topic, OFFICER)
    assert (offered(topic, OFFICER), offered(topic, OFFICER, before)) == (False, True)


def test_what_was_cleared_is_so_in_a_log_that_is_folded_anew_and_in_rebuilt_tables() -> None:
    of = topics()
    photo = of.files.add(JPEG, PHOTO)
    topic = draft(of, photo)["id"]
    cleared(of, topic, OFFICER)
    stream = f"topic-{topic}"
    folded = of.lifecycles.replay(Folded(stream), of.store.stream(stream))
    assert folded == of.handler.streams.load(stream, fresh=True)
    assert folded.attached == {("topics", topic): (NamedFile(photo),)}
