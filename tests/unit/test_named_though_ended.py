"""Rulings 7 and 8: nothing new names an organisation or a person that has ended; the refusal says who succeeds it."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.problems import Invalid
from infra.kernel.contract.lifecycle import Lifecycle
from services.meetings.attendance.lifecycle import ATTENDANCE
from services.meetings.meeting.lifecycle import MEETING
from services.members.person.lifecycle import PERSON
from services.members.venue.lifecycle import VENUE
from services.outcomes.contest.lifecycle import CONTEST
from services.outcomes.instruction.lifecycle import INSTRUCTION
from services.topics.plan.lifecycle import PLAN
from services.topics.topic.lifecycle import TOPIC
from tests.unit.test_ended_holders import ADMINISTRATION, AtWork
from tests.unit.whole_suite import COUNTY, TOWN

TOPIC_DRAFT = {"title": "校门口", "background": "拥堵", "division": TOWN, "source": "society"}


@pytest.fixture
def at() -> AtWork:
    return AtWork()


def refused(at: AtWork, lifecycle: Lifecycle, command: str, body: dict[str, Any], actor: Actor, **how: Any) -> str:
    """What is said of the field that is wrong."""
    with pytest.raises(Invalid) as refusal:
        at.suite.of(lifecycle).do(command, (lifecycle.collection, how.pop("record", None)), body, actor, **how)
    ((field, (said,)),) = refusal.value.errors.items()
    return f"{field}: {said}"


def planned(at: AtWork) -> str:
    body = {"topic": at.consulting(), "round": 1, "form": "council", "mode": "onsite", "place": "议事室"}
    return at.do(MEETING, "plan", None, body, at.chair)


def test_ruling_7_every_service_says_who_succeeds_whom_a_command_names(at: AtWork) -> None:
    meeting, ended = planned(at), at.suite.organisations["police"]
    heir = at.suite.organisations["builders"]
    at.ends(heir, ended)
    guest = {"kind": "invited", "duty": "speaker", "name": "王安", "organisation": ended}
    venue = {"name": "议事亭", "division": TOWN, "tier": "point", "host": ended}
    contest = {
        "title": "金点子", "text": "征集", "division": COUNTY, "organisation": ended,
        "submit_until": "2026-05-01", "vote_from": "2026-05-02", "vote_until": "2026-05-09",
    }  # fmt: skip
    told = (
        refused(at, ATTENDANCE, "invite", guest, at.suite.actor("LIA", "council", "li"), parent=meeting),
        refused(at, TOPIC, "draft", {**TOPIC_DRAFT, "organisation": ended}, at.office),
        refused(at, VENUE, "create", venue, ADMINISTRATION),
        refused(at, CONTEST, "call", contest, at.office),
    )
    for field, said in zip(("organisation", "organisation", "host", "organisation"), told, strict=True):
        assert said.startswith(f"{field}: police已终止，由builders承接")
        assert heir in said


def test_ruling_7_the_newest_of_a_line_of_successors_is_named_and_that_there_is_none_is_said(at: AtWork) -> None:
    newest = at.suite.organisations["station"]
    at.ends(at.heir)
    at.ends(newest, at.heir)
    body = {"title": "校门口", "division": TOWN, "period": "2026", "organisation": at.council}
    assert "由station承接" in refused(at, PLAN, "draft", body, at.office)
    at.ends(None, newest)
    assert "没有承接组织" in refused(at, PLAN, "draft", body, at.office)


def test_ruling_8_a_person_whose_record_has_ended_is_named_in_nothing_new(at: AtWork) -> None:
    meeting, topic = planned(at), at.consulting()
    gone = at.do(PERSON, "create", None, {"name": "老周"}, ADMINISTRATION)
    at.suite.settle()
    liaison = at.suite.actor("LIA", "council", "li")
    guest = {"kind": "fixed", "duty": "speaker", "person": gone}
    invited = at.suite.of(ATTENDANCE).do("invite", ("participants", None), guest, liaison, parent=meeting)["id"]
    other = at.suite.of(ATTENDANCE).do(
        "invite",
        ("participants", None),
        {"kind": "invited", "duty": "speaker", "name": "王安"},
        liaison,
        parent=meeting,
    )["id"]
    at.do(PERSON, "end", gone, {"reason": "去世"}, ADMINISTRATION)
    at.suite.settle()
    said = "此人的记录已结束"
    place = {"record": str(other), "parent": meeting}
    assert said in refused(at, ATTENDANCE, "invite", guest, liaison, parent=meeting)
    assert said in refused(at, ATTENDANCE, "substitute", {"person": gone, "reason": "外出"}, liaison, **place)
    written_on = {"collection": "topics", "id": topic}
    entered = {
        "written_on": written_on,
        "leader": gone,
        "office": "县委书记",
        "date": "2026-03-01",
        "secrecy": "internal",
    }
    assert said in refused(at, INSTRUCTION, "enter", entered, at.office)
    assert invited
