"""Situations of meetings: put off, somebody checked in wrongly, minutes corrected, a hall full, three rounds, entered late."""

from datetime import datetime, timedelta

import pytest

from infra.kernel.base.clock import CHINA, moment, stamp
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, RuleBroken
from tests.unit.ordinary_year.path import (
    PARENTS,
    Meeting,
    approved_outcome,
    brought,
    dispatched,
    drafted,
    handled,
    invited,
    noticed,
    opened,
    planned,
    replied,
    settled,
    signed,
    times,
)
from tests.unit.ordinary_year.year import OrdinaryYear, participant


def test_a_meeting_is_postponed_twice_and_whoever_had_confirmed_is_asked_again(year: OrdinaryYear) -> None:
    meeting = noticed(year, planned(year, brought(year, drafted(year))))
    parent, code = meeting.guests["parent"]
    for reason in ("大雪", "停电"):
        year.do(participant(code), parent, "confirm_attendance")
        year.do("chair", meeting.where, "postpone", reason=reason)
        assert (year.state(meeting.where), year.shown(meeting.where)["reason"]) == ("postponed", reason)
        year.do("liaison", meeting.where, "reschedule", **times(year, 20))
        assert (year.state(meeting.where), year.state(parent)) == ("scheduled", "invited")
        year.do("liaison", meeting.where, "send_notices")
    opened(year, meeting)
    past = year.past(meeting.where)
    assert (past.count("MeetingPostponed"), past.count("MeetingRescheduled"), past[-1]) == (2, 2, "MeetingOpened")


def test_a_participant_who_lost_his_code_is_invited_again_with_a_new_one(year: OrdinaryYear) -> None:
    meeting = noticed(year, planned(year, brought(year, drafted(year))))
    place, lost = meeting.guests.pop("parent")
    year.do("liaison", place, "uninvite", reason="参会码遗失，重新邀请")
    invited(year, meeting, "parent", kind="invited", duty="speaker", name="王女士", group=PARENTS)
    again, code = meeting.guests["parent"]
    with pytest.raises(RuleBroken):
        year.do("chair", meeting.where, "confirm_ready")
    year.do("liaison", meeting.where, "send_notices")
    year.do("chair", meeting.where, "confirm_ready")
    with pytest.raises(NotPermitted):
        year.do(participant(lost), again, "confirm_attendance")
    year.do(participant(code), again, "confirm_attendance")
    opened(year, meeting)
    assert (year.state(place), year.state(again)) == ("uninvited", "checked_in")
    assert (year.shown(meeting.where)["participants"], year.shown(meeting.where)["checked_in"]) == (3, 3)


def test_a_wrong_check_in_is_withdrawn_and_counts_for_nobody(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year))
    meeting = opened(year, planned(year, topic))
    parent, code = meeting.guests["parent"]
    assert year.shown(meeting.where)["checked_in"] == 3
    with pytest.raises(NotPermitted):
        year.do("chair", parent, "withdraw_check_in", reason="签错人")
    year.do("recorder", parent, "withdraw_check_in", reason="签错人，来的是邻居")
    assert (year.state(parent), year.shown(meeting.where)["checked_in"]) == ("invited", 2)
    item = f"{meeting.where}/items/{year.do('recorder', f'{meeting.where}/items', 'raise_item', title='减速带')['id']}"
    year.do("recorder", item, "draft_item", wording="设减速带。")
    position = {"participant": parent.split("/")[-1], "position": "for"}
    with pytest.raises(RuleBroken):
        year.do("chair", item, "settle_item", result="agreed", positions=[position])
    year.do("chair", item, "carry_over")
    signed(year, meeting)
    assert (year.state(parent), year.shown(parent)["attended"]) == ("absent", False)
    with pytest.raises(NotPermitted):
        year.do(participant(code), meeting.where, "object_to_minutes", reason="我没到")
    concluded = {"result": "eased", "summary": "理顺情绪"}
    with pytest.raises(RuleBroken, match=PARENTS):
        year.do("chair", topic, "conclude", **concluded)
    year.do("chair", topic, "conclude", absences=[{"group": PARENTS, "explanation": "当日未到"}], **concluded)


def test_minutes_corrected_after_signing_stand_beside_the_signed_ones(year: OrdinaryYear) -> None:
    meeting = signed(year, opened(year, planned(year, brought(year, drafted(year)))))
    year.do("office", meeting.where, "publish_minutes")
    with pytest.raises(NotAllowedInState):
        year.do("recorder", meeting.where, "redraft_minutes", text="改")
    with pytest.raises(NotPermitted):
        year.do("recorder", meeting.where, "correct_minutes", text="改", reason="改")
    year.do("chair", meeting.where, "correct_minutes", text="议定设减速带两条。", reason="漏记数量")
    _place, code = meeting.guests["parent"]
    seen = year.shown(meeting.where, participant(code))
    assert [one["text"] for one in seen["minutes"]] == ["议定设减速带。", "议定设减速带两条。"]
    assert [one["reason"] for one in seen["corrections"]] == ["漏记数量"]
    assert (year.state(meeting.where), year.past(meeting.where)[-1]) == ("published", "MinutesCorrected")


def test_two_hundred_participants_are_noticed_checked_in_and_told(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year))
    meeting = planned(year, topic)
    for number in range(200 - len(meeting.guests)):
        invited(year, meeting, f"resident {number}", kind="invited", duty="none", name=f"居民{number}")
    item = settled(year, opened(year, meeting))
    shown = year.shown(meeting.where)
    assert (shown["participants"], shown["checked_in"], len(shown["receipts"])) == (200, 200, 200)
    signed(year, meeting)
    assert len(year.listed(f"{meeting.where}/participants", state=["left"])) == 200
    outcome = approved_outcome(year, topic, meeting, item)
    task = dispatched(year, outcome)
    handled(year, task)
    replied(year, task)
    year.do("office", outcome, "start_verification")
    year.do("office", outcome, "feed_back", text="减速带已设")
    told = year.listed("tellings", outcome=outcome.removeprefix("outcomes/"))
    assert (len(told), year.shown(outcome)["told"], year.shown(outcome)["to_tell"]) == (200, 200, 200)
    assert year.state(topic) == "implementing"


def test_whoever_is_there_when_the_meeting_ends_is_let_leave_at_that_time_and_nobody_waits_for_it(
    year: OrdinaryYear,
) -> None:
    meeting = opened(year, planned(year, brought(year, drafted(year))))
    parent, code = meeting.guests["parent"]
    ended = stamp(year.suite.clock.now + timedelta(hours=2))
    year.do(participant(code), parent, "leave")
    year.suite.clock.forward(hours=5)
    year.give("chair", meeting.where, "end", occurred_at=ended)
    year.give("recorder", meeting.where, "draft_minutes", text="议定设减速带。")
    chair = meeting.guests["chair"][0]
    assert (year.state(chair), year.state(parent)) == ("checked_in", "left")
    year.suite.settle()
    for place in (chair, meeting.guests["recorder"][0]):
        left = year.history(place)[-1]
        assert (year.state(place), year.shown(place)["attended"]) == ("left", True)
        assert (left["type"], left["role"], left["occurred_at"]) == ("ParticipantLeft", "SYS", ended)
    early = year.history(parent)[-1]
    assert (early["type"], early["role"]) == ("ParticipantLeft", "SELF")
    assert early["occurred_at"] < ended
    shown = year.shown(meeting.where)
    assert (shown["checked_in"], shown["state"]) == (3, "minutes_draft")
    year.do("recorder", chair, "withdraw_check_in", reason="签错人")
    assert (year.state(chair), year.shown(meeting.where)["checked_in"]) == ("absent", 2)


def test_an_item_of_round_three_supersedes_one_of_round_two(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year))
    items: list[str] = []
    held: list[Meeting] = []
    against = {"result": "not_agreed", "positions": [], "reason": "与消防通道冲突"}
    for number in (1, 2, 3):
        if number > 1:
            year.do("chair", topic, "open_round")
        held.append(opened(year, planned(year, topic, number)))
        former = {"supersedes": items[1].split("/")[-1]} if number == 3 else {}
        items.append(settled(year, held[-1], ("候车区", "停车位", "停车位")[number - 1],
                             **({"result": "agreed", "positions": [], **former} if number != 2 else against)))  # fmt: skip
        year.do("chair", held[-1].where, "end")
    assert [year.state(one) for one in items] == ["agreed", "superseded", "agreed"]
    assert year.shown(items[1])["superseded_by"] == items[2].split("/")[-1]
    assert year.shown(items[2])["supersedes"] == items[1].split("/")[-1]
    with pytest.raises(RuleBroken):
        approved_outcome(year, topic, held[1], items[1])


def test_a_whole_meeting_is_entered_a_month_late_in_order_and_shortens_nobodys_time(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year))
    began = year.suite.clock.now
    year.pass_days(35)
    day = (began + timedelta(days=6)).astimezone(CHINA)

    def at(days: float) -> dict[str, str]:
        return {"occurred_at": stamp(began + timedelta(days=days))}

    said = {"topic": topic.removeprefix("topics/"), "round": 1, "form": "courtyard", "mode": "onsite"}
    where = f"meetings/{year.do('liaison', 'meetings', 'plan', **said, **at(0.1))['id']}"
    guests = {}
    for name, duty in (("chair", "host"), ("recorder", "recorder"), ("parent", "speaker")):
        someone = {"person": year.staff[name].person} if name in year.staff else {"name": "王女士", "group": PARENTS}
        body = {"kind": "fixed", "duty": duty, **someone, **at(0.2)}
        guests[name] = f"{where}/participants/{year.do('liaison', f'{where}/participants', 'invite', **body)['id']}"
    hours = {"starts_at": day.isoformat(), "ends_at": (day + timedelta(hours=2)).isoformat()}
    year.do("liaison", where, "schedule", **hours, **at(0.3))
    year.do("liaison", where, "send_notices", **at(0.4))
    with pytest.raises(Invalid):
        year.do("chair", where, "force_ready", reason="补录", **at(0.35))
    year.do("chair", where, "force_ready", reason="纸质通知按期发出，事后补录", **at(0.5))
    for place in guests.values():
        year.do("recorder", place, "check_in", mode="onsite", **at(6))
    year.do("chair", where, "open", **at(6))
    item = f"{where}/items/{year.do('recorder', f'{where}/items', 'raise_item', title='减速带', **at(6.01))['id']}"
    year.do("recorder", item, "draft_item", wording="设减速带。", **at(6.02))
    year.do("chair", item, "settle_item", result="agreed", positions=[], **at(6.03))
    year.do("chair", where, "end", **at(6.08))
    year.do("recorder", where, "draft_minutes", text="议定设减速带。", **at(7))
    year.do("recorder", where, "circulate_minutes", **at(8))
    happened = {one["type"]: (one["occurred_at"], one["recorded_at"]) for one in year.history(where)}
    assert {name: one[0] for name, one in happened.items()}["MeetingEnded"] == at(6.08)["occurred_at"]
    assert all(moment(recorded) >= began + timedelta(days=35) for _occurred, recorded in happened.values())
    assert datetime.fromisoformat(year.shown(where)["review_until"]) > year.suite.clock.now
    with pytest.raises(RuleBroken):
        year.do("chair", where, "sign_minutes")
    year.pass_days(7)
    year.do("chair", where, "sign_minutes")
    year.do("chair", topic, "conclude", result="full", summary="设减速带")
    assert (year.state(where), year.state(topic)) == ("minutes_signed", "concluded")
