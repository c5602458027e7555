"""A tracking code that was lost is replaced: the new one is told once, the old one opens nothing any more."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import digest, new_id
from infra.kernel.base.problems import Invalid, NotFound, NotPermitted
from infra.kernel.storage.personal import PREFIX
from infra.kernel.storage.tables import DUE as DUE_TABLE
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import COUNCIL, OFFICER, OTHER_COUNCIL, OTHER_TOWN, RESIDENT, STATION_HEAD, TOWN, topics

LIAISON = Actor(person="liaison", roles=("LIA",), organisation=STATION_HEAD.organisation, division=TOWN)
ELSEWHERE = Actor(person="other", roles=("LIA",), organisation=OTHER_COUNCIL, division=OTHER_TOWN)
DUE = select(DUE_TABLE.c.stream, DUE_TABLE.c.at)
REASON = {"reason": "核对身份证后补发"}


def submitted(of: Library) -> tuple[str, str]:
    body = {"text": "路灯不亮", "division": TOWN, "channel": "counter", "name": "王安"}
    made = of.do("submit", ("submissions", None), body, RESIDENT)
    of.due_times.run()
    return str(made["id"]), str(made["tracking_code"])


def reissue(of: Library, submission: str, actor: Actor, key: str | None = None) -> dict[str, Any]:
    return of.do("reissue_code", ("submissions", submission), REASON, actor, key or new_id())


def holder(code: str) -> Actor:
    return Actor(tracking=digest(code))


def test_ruling_17_the_new_code_opens_it_and_the_old_one_is_void() -> None:
    of = topics()
    submission, old = submitted(of)
    answer = reissue(of, submission, LIAISON)
    new = str(answer["tracking_code"])
    assert (answer["state"], answer["events"][0]["type"]) == ("triaging", "SubmissionCodeReissued")
    assert of.records.behind_code("submissions", digest(old)) is None
    assert of.records.behind_code("submissions", digest(new)) == submission
    with pytest.raises(NotPermitted):
        of.do("withdraw", ("submissions", submission), {}, holder(old))
    assert of.do("withdraw", ("submissions", submission), {}, holder(new))["state"] == "withdrawn"


def test_the_old_code_reads_no_past_and_the_new_one_all_of_it() -> None:
    of = topics()
    submission, old = submitted(of)
    before = stamp(of.clock())
    new = str(reissue(of, submission, STATION_HEAD)["tracking_code"])
    call = ReadCall("submissions", Caller(), submission, as_of=before)
    with pytest.raises(NotFound):
        of.records.one(call, holder(old))
    assert of.records.one(call, holder(new))["text"] == "路灯不亮"


def test_the_same_request_answers_the_same_code_to_the_same_caller_only() -> None:
    of, key = topics(), new_id()
    submission, _old = submitted(of)
    first = reissue(of, submission, LIAISON, key)
    assert reissue(of, submission, LIAISON, key) == first
    second = reissue(of, submission, STATION_HEAD, key)
    assert second["tracking_code"] != first["tracking_code"]
    stored = msgspec.json.encode([event.payload for event in of.store.stream(f"submission-{submission}")]).decode()
    assert first["tracking_code"] not in stored
    assert REASON["reason"] not in stored
    assert PREFIX in stored


def test_ruling_17_the_station_and_the_liaison_of_its_place_reissue_it_and_say_how_they_know_who_asks() -> None:
    of = topics()
    submission, old = submitted(of)
    for actor in (OFFICER, ELSEWHERE, holder(old)):
        with pytest.raises(NotPermitted):
            reissue(of, submission, actor)
    with pytest.raises(Invalid):
        of.do("reissue_code", ("submissions", submission), {"reason": " "}, LIAISON)


def test_nothing_that_falls_due_is_lost_by_it() -> None:
    of = topics()
    submission, _old = submitted(of)
    of.do("ask_for_info", ("submissions", submission), {"question": "哪一盏", "reason": "不详"}, OFFICER)
    due = of.own.query(DUE)
    reissue(of, submission, LIAISON)
    assert of.own.query(DUE) == due != []


def test_the_topic_that_comes_of_it_hears_of_the_code_that_holds() -> None:
    of = topics()
    submission, _old = submitted(of)
    new = str(reissue(of, submission, LIAISON)["tracking_code"])
    of.do("accept", ("submissions", submission), {}, OFFICER)
    wanted = {"title": "路灯", "background": "不亮", "organisation": COUNCIL}
    of.do("link_to_topic", ("submissions", submission), {"new_topic": wanted}, OFFICER)
    linked = msgspec.json.decode(of.store.stream(f"submission-{submission}")[-1].payload)
    assert linked["tracking"] == digest(new)
