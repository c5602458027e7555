"""Situations of residents: a lost code, a matter sent twice, silence, a paper that comes late, a wrong title."""

import pytest

from infra.kernel.base.problems import NotAllowedInState, NotFound, NotPermitted, RuleBroken
from tests.unit.ordinary_year.path import (
    approved_outcome,
    brought,
    dispatched,
    drafted,
    handled,
    held,
    planned,
    replied,
    submitted,
    taken_up,
)
from tests.unit.ordinary_year.year import ANYBODY, OrdinaryYear, holder


def test_a_lost_code_is_replaced_and_opens_nothing_any_more(year: OrdinaryYear) -> None:
    submission, lost = submitted(year, contact="13900000000")
    new = year.do("liaison", submission, "reissue_code", reason="核对身份证")["tracking_code"]
    with pytest.raises(NotFound):
        year.page(lost)
    assert year.page(new)["state_label"] == "待受理"
    assert year.past(submission)[-1] == "SubmissionCodeReissued"
    with pytest.raises(NotPermitted):
        year.do(holder(lost), submission, "withdraw")
    assert year.do(holder(new), submission, "withdraw")["state"] == "withdrawn"


def test_a_submission_sent_twice_is_merged_and_both_are_answered(year: OrdinaryYear) -> None:
    (first, code), (second, again) = submitted(year), submitted(year)
    year.do("station", second, "merge", into=first.removeprefix("submissions/"), reason="同一人同一事")
    topic = brought(year, taken_up(year, first))
    assert (year.page(again)["state_label"], year.page(again)["linked_topic"]["title"]) == ("已并入", "校门口交通")
    meeting, item = held(year, topic)
    outcome = approved_outcome(year, topic, meeting, item)
    task = dispatched(year, outcome)
    handled(year, task)
    replied(year, task, text="减速带已设")
    mine, the_other = year.page(code)["tasks"][0], year.page(again)["tasks"][0]
    assert (mine["reply"], the_other["reply"]) == ("减速带已设", "减速带已设")
    assert (mine["allowed_commands"], the_other["allowed_commands"]) == (["rate"], [])
    year.do(holder(code), task, "rate", rating="satisfied")
    for command, said in (("start_verification", {}), ("feed_back", {"text": "已办"}), ("publicise", {"text": "已办"})):
        year.do("office", outcome, command, **said)
    year.do("office", outcome, "close")
    assert year.state(topic) == "closed"
    assert [year.state(one) for one in (first, second)] == ["answered", "answered"]
    assert year.page(again)["answer"] == year.page(code)["answer"] != ""
    assert [one["text"] for one in year.page(again)["tellings"]] == ["已办"]
    assert year.do(holder(again), second, "rate", rating="satisfied")["state"] == "rated"


def test_a_resident_who_never_answers_is_told_and_may_still_come_back(year: OrdinaryYear) -> None:
    submission, code = submitted(year, "那个地方不好走")
    year.do("liaison", submission, "ask_for_info", question="请写明地点", reason="地点不清")
    page = year.page(code)
    assert (page["state_label"], page["question"], page["deadline"]["command"]) == (
        "待补充",
        "请写明地点",
        "supply_info",
    )
    year.pass_days(11)
    assert year.page(code)["state_label"] == "逾期未补充"
    assert "supply_info" in year.page(code)["allowed_commands"]
    year.pass_days(31)
    page = year.page(code)
    assert (page["state_label"], page["allowed_commands"]) == (
        "已办结",
        ["reopen", "give_consent", "withdraw_consent"],
    )
    assert page["told"]
    assert year.past(submission)[-2:] == ["SubmissionLapsed", "SubmissionClosed"]
    assert year.do(holder(code), submission, "reopen", reason="上次没看到")["state"] == "triaging"


def test_an_objection_that_came_on_paper_in_time_is_entered_after_the_notice(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year), "noticed")
    in_time = year.shown(topic)["notice_until"]
    brought(year, topic, "preparing")
    with pytest.raises(NotPermitted):
        year.do(ANYBODY, topic, "lodge_objection", reason="不同意")
    with pytest.raises(RuleBroken):
        year.do("liaison", topic, "lodge_objection", reason="不同意", received_at=str(year.today()))
    year.do("liaison", topic, "lodge_objection", reason="不同意", name="王安", received_at=in_time)
    assert (year.shown(topic)["objections"], year.past(topic)[-1]) == (1, "TopicObjectionLodged")
    assert year.state(topic) == "preparing"
    lodged = year.history(topic, "party")[-1]["payload"]["objection_id"]
    with pytest.raises(NotPermitted):
        year.do("office", topic, "answer_objection", objection=lodged, reason="已比较两案")
    year.do("party", topic, "answer_objection", objection=lodged, reason="已比较两案")
    assert (year.state(topic), year.past(topic)[-1]) == ("preparing", "TopicObjectionAnswered")
    with pytest.raises(RuleBroken):
        year.do("party", topic, "uphold_late_objection", reason="已答复者不再成立")
    year.do("liaison", topic, "lodge_objection", reason="门口太窄", received_at=in_time)
    meeting = planned(year, topic)
    year.do("party", topic, "uphold_late_objection", reason="门口确实太窄")
    assert year.state(topic) == "reviewing"
    with pytest.raises(RuleBroken):
        planned(year, topic)
    assert year.state(meeting.where) == "planned"
    brought(year, topic, "consulting")


def test_a_wrong_title_is_edited_until_the_approval_and_corrected_afterwards(year: OrdinaryYear) -> None:
    submission, code = submitted(year)
    topic = taken_up(year, submission, "小门口交通")
    year.do("liaison", topic, "edit", title="校门口教通", reason="错字")
    brought(year, topic, "approved")
    with pytest.raises(NotAllowedInState):
        year.do("liaison", topic, "edit", title="校门口交通", reason="错字")
    with pytest.raises(NotPermitted):
        year.do("liaison", topic, "correct", title="校门口交通", reason="错字")
    year.do("office", topic, "correct", title="校门口交通", reason="错字")
    (corrected,) = year.shown(topic)["corrections"]
    assert (corrected["before"]["title"], corrected["after"]["title"]) == ("校门口教通", "校门口交通")
    assert year.page(code)["linked_topic"]["title"] == year.shown(topic)["title"] == "校门口交通"
    assert "TopicEdited" in year.past(topic)
