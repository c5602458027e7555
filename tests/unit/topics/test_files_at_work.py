"""Files of a submission: uploaded before, under its submitter's key, for those who handle it until they are cleared."""

from dataclasses import replace
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadsCall
from infra.kernel.base.ids import digest, new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotFound, NotPermitted, RuleBroken
from infra.kernel.commands.recording import record
from infra.kernel.reading.file_reader import FileReader
from infra.kernel.storage.files import OpenFile
from services.topics.submission.commands import AcknowledgeSubmission
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import AUDITOR, CHAIR, OFFICER, STATION_HEAD, TOWN, topics
from tests.unit.topics.test_topics_privacy import BEFORE, GATE, NOTICED
from tests.unit.topics.test_topics_privacy import COUNCIL as TOWN_COUNCIL

PHOTO, OTHER, PDF = b"\xff\xd8\xff of the gate", b"\xff\xd8\xff of the lamp", b"%PDF-1.7 %%EOF"
JPEG = "image/jpeg"
ANYONE = Actor()


def submit(of: Library, *files: str, actor: Actor = ANYONE) -> dict[str, Any]:
    body = {"text": "校门口车多", "division": TOWN, "channel": "qr", "files": list(files)}
    return of.do("submit", ("submissions", None), body, actor, key=new_id())


def read(of: Library, named: str, actor: Actor) -> OpenFile | None:
    found = reader(of).find(named, actor)
    return of.files.kept(found["stream"], named, bytes.fromhex(found["key"]) if found["key"] else None)


def reader(of: Library) -> FileReader:
    directory = of.lookups_at(of.clock.now).statements.directory
    return FileReader(
        of.own, of.lifecycles, of.handler.streams, of.personal, directory, of.lookups_at, of.clock, of.files
    )


def holder(answer: dict[str, Any]) -> Actor:
    return Actor(tracking=digest(answer["tracking_code"]))


def test_who_handles_it_and_who_submitted_it_read_its_photos_and_others_only_cleared_ones() -> None:
    of = topics()
    photo, lamp = of.files.add(JPEG, PHOTO), of.files.add(JPEG, OTHER)
    made = submit(of, photo, lamp)
    for who in (holder(made), STATION_HEAD, OFFICER, AUDITOR):
        assert read(of, photo, who) == OpenFile(JPEG, PHOTO)
    for who in (CHAIR, ANYONE):
        with pytest.raises(NotFound):
            read(of, photo, who)
    of.do("clear_files", ("submissions", made["id"]), {"files": [photo]}, STATION_HEAD)
    assert read(of, photo, CHAIR) == OpenFile(JPEG, PHOTO)
    with pytest.raises(NotFound):
        read(of, lamp, CHAIR)
    with pytest.raises(NotFound):
        read(of, photo, ANYONE)


def test_photos_are_lost_with_the_submitters_key() -> None:
    of = topics()
    photo = of.files.add(JPEG, PHOTO)
    made = submit(of, photo)
    kept = next(content for name, (content, _) in of.files.store.files.items() if name.startswith("kept/"))  # type: ignore[attr-defined]
    assert PHOTO not in kept
    of.personal.destroy(made["id"], "2026-03-02T05:00:00.000000+00:00")
    for who in (holder(made), STATION_HEAD, AUDITOR):
        with pytest.raises(NotFound):
            read(of, photo, who)


def test_one_key_opens_no_other_file() -> None:
    of = topics()
    photo, lamp = of.files.add(JPEG, PHOTO), of.files.add(JPEG, OTHER)
    submit(of, photo, lamp)
    one = reader(of).find(photo, OFFICER)
    assert of.files.kept(one["stream"], lamp, bytes.fromhex(one["key"])) is None
    assert of.files.kept(one["stream"], photo, None) is None


def test_a_file_must_have_been_uploaded() -> None:
    of = topics()
    with pytest.raises(Invalid) as refused:
        submit(of, "0" * 64)
    assert refused.value.errors.keys() == {"files"}


def test_by_its_digest_nobody_gets_at_another_records_file() -> None:
    of = topics()
    photo = of.files.add(JPEG, PHOTO)
    submit(of, photo)
    of.files.remove_unnamed(now=4e9)
    with pytest.raises(Invalid):
        submit(of, photo)


@pytest.mark.parametrize("types", [(JPEG,) * 4, ("application/pdf",)])
def test_without_an_account_a_submission_has_three_photos_at_most(types: tuple[str, ...]) -> None:
    of = topics()
    files = [of.files.add(type_, PDF + bytes([number])) for number, type_ in enumerate(types)]
    with pytest.raises(Invalid) as refused:
        submit(of, *files)
    assert refused.value.errors.keys() == {"files"}
    submit(of, *files, actor=STATION_HEAD)
    submit(of, *files[:3]) if len(files) > 1 else None


def test_the_fourth_photo_is_refused_also_when_it_comes_later() -> None:
    of = topics()
    made = submit(of, *(of.files.add(JPEG, PHOTO + bytes([number])) for number in range(3)))
    at = ("submissions", made["id"])
    of.handler.give(AcknowledgeSubmission(made["id"]), Actor(roles=("SYS",)), new_id(), "", None)
    of.do("ask_for_info", at, {"question": "何时？", "reason": "不清楚"}, STATION_HEAD)
    with pytest.raises(Invalid):
        of.do("supply_info", at, {"text": "早上", "files": [of.files.add(JPEG, OTHER)]}, holder(made))
    of.do("supply_info", at, {"text": "早上"}, holder(made))


def test_what_is_supplied_is_read_as_the_rest() -> None:
    of = topics()
    made = submit(of)
    at = ("submissions", made["id"])
    of.handler.give(AcknowledgeSubmission(made["id"]), Actor(roles=("SYS",)), new_id(), "", None)
    of.do("ask_for_info", at, {"question": "何处？", "reason": "不清楚"}, STATION_HEAD)
    lamp = of.files.add(JPEG, OTHER)
    of.do("supply_info", at, {"text": "东门", "files": [lamp]}, holder(made))
    assert read(of, lamp, holder(made)) == OpenFile(JPEG, OTHER)


def test_only_what_is_there_is_cleared_and_once() -> None:
    of = topics()
    photo = of.files.add(JPEG, PHOTO)
    at = ("submissions", submit(of, photo)["id"])
    with pytest.raises(Invalid):
        of.do("clear_files", at, {"files": ["0" * 64]}, STATION_HEAD)
    with pytest.raises(NotPermitted):
        of.do("clear_files", at, {}, CHAIR)
    of.do("clear_files", at, {}, OFFICER)
    with pytest.raises(RuleBroken):
        of.do("clear_files", at, {}, OFFICER)


def test_nothing_is_cleared_of_what_was_withdrawn() -> None:
    of = topics()
    made = submit(of, of.files.add(JPEG, PHOTO))
    of.do("withdraw", ("submissions", made["id"]), {}, holder(made))
    with pytest.raises(NotAllowedInState):
        of.do("clear_files", ("submissions", made["id"]), {}, OFFICER)


def test_proof_of_posting_is_read_by_whoever_reads_the_topic() -> None:
    of = topics()
    photo = of.files.add(JPEG, PHOTO)
    noticed = replace(NOTICED, files=(photo,))
    record(of.lifecycles, of.store, new_id(), [*BEFORE, noticed], of.clock.now, CHAIR, "CHAIR")
    of.files.keep(f"topic-{GATE}", photo, None)
    assert read(of, photo, ANYONE) == OpenFile(JPEG, PHOTO)


def test_a_notice_names_what_was_uploaded() -> None:
    of = topics()
    record(of.lifecycles, of.store, new_id(), BEFORE, of.clock.now, CHAIR, "CHAIR")
    with pytest.raises(Invalid) as refused:
        of.do("post_notice", ("topics", GATE), {"files": ["0" * 64]}, replace(CHAIR, organisation=TOWN_COUNCIL))
    assert refused.value.errors.keys() == {"files"}


def test_who_takes_an_internal_file_is_on_record_and_of_a_cleared_one_nobody() -> None:
    of = topics()
    photo = of.files.add(JPEG, PHOTO)
    made = submit(of, photo)
    reader(of).find(photo, STATION_HEAD, "核实现场 𠮷")
    read(of, photo, holder(made))
    of.do("clear_files", ("submissions", made["id"]), {"files": [photo]}, STATION_HEAD)
    read(of, photo, CHAIR)
    (line,) = of.records.reads.page(ReadsCall(Caller()), AUDITOR)
    assert (line["manner"], line["collection"], line["records"]) == ("file", "submissions", [made["id"]])
    assert (line["file"], line["role"], line["ground"]) == (photo, "STN", "核实现场 𠮷")
