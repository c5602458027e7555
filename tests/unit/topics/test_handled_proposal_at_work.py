"""Proposals in the whole suite: the system notices what is late, by the working days of the site's policies and calendars."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import CHINA, end_of_day, stamp
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, RuleBroken
from services.members.calendar.lifecycle import CALENDAR
from services.members.organisation.lifecycle import ORGANISATION
from services.topics.proposal.lifecycle import PROPOSAL
from tests.unit.whole_suite import TOWN, WholeSuite

AUDITOR, ADMINISTRATION = Actor("auditor", ("AUD",)), Actor("administrator", ("ADM",))
THURSDAY = datetime(2026, 3, 19, 12, tzinfo=CHINA)
DUE = date(2026, 5, 29)
"""A Friday."""
LADDER = ["ProposalDueSoon", "ProposalOverdue", "ProposalUrged", "ProposalSupervised", "ProposalSupervised"]


class Site:
    """A suite with one proposal that was assigned to the police."""

    def __init__(self, at: datetime = THURSDAY, due: date = DUE) -> None:
        self.suite = WholeSuite()
        self.suite.clock.now = at.astimezone(UTC)
        self.its = ("proposals", self._drafted())
        self.do("submit", self.office)
        self.do("file", self.office, number="第15号")
        self.do("assign", self.office, lead=self.id_of("police"), co_handlers=[self.id_of("builders")], due=str(due))

    def _drafted(self) -> str:
        said = {"title": "错峰放学", "text": "建议", "division": TOWN, "organisation": self.id_of("council")}
        return str(self.suite.of(PROPOSAL).do("draft", ("proposals", None), said, self.office)["id"])

    def id_of(self, body: str) -> str:
        return self.suite.organisations[body]

    @property
    def office(self) -> Actor:
        return self.suite.actor("OFF", "office")

    @property
    def police(self) -> Actor:
        return self.suite.actor("HND", "police")

    def builders(self) -> Actor:
        return self.suite.actor("CO", "builders")

    def do(self, command: str, actor: Actor, /, **body: Any) -> dict[str, Any]:
        return self.suite.of(PROPOSAL).do(command, self.its, body, actor)

    def at(self, moment: datetime) -> None:
        """The time has come, and the system did what was due by then."""
        self.suite.clock.now = moment.astimezone(UTC)
        self.suite.settle()
        while self.suite.of(PROPOSAL).due_times.run():
            pass

    def told(self) -> list[Any]:
        return list(self.suite.of(PROPOSAL).store.stream(f"proposal-{self.its[1]}"))[4:]

    def shown(self) -> dict[str, Any]:
        return self.read_by(AUDITOR)

    def read_by(self, actor: Actor) -> dict[str, Any]:
        return self.suite.of(PROPOSAL).records.one(ReadCall("proposals", Caller(), self.its[1]), actor)

    def overdue(self, told: bool) -> list[str]:
        call = ListCall("proposals", Caller(), overdue=told, mine=True)
        return [one["id"] for one in self.suite.of(PROPOSAL).records.listing(call, self.police)["items"]]


def test_the_system_notes_urges_and_supervises_a_late_proposal_by_working_days_each_step_bearing_its_own_time() -> None:
    of = Site()
    of.at(end_of_day(DUE) + timedelta(days=100))
    over = end_of_day(DUE)
    soon = THURSDAY + (over - THURSDAY) * 4 / 5
    # Five and fifteen working days after a Friday; the nineteenth of June is the Dragon Boat Festival.
    times = [soon, over, over, end_of_day(date(2026, 6, 5)), end_of_day(date(2026, 6, 22))]
    assert [(event.type, event.occurred_at) for event in of.told()] == list(zip(LADDER, map(stamp, times), strict=True))
    assert {event.role for event in of.told()} == {"SYS"}
    assert [msgspec.json.decode(event.payload)["level"] for event in of.told()[3:]] == ["yellow", "red"]
    said = of.shown()
    assert (said["overdue"], said["due_soon"], said["urged"], said["supervised"]) == (True, False, 1, "red")


def test_it_is_overdue_when_its_day_is_over_in_china_and_lists_find_it_then() -> None:
    of = Site()
    of.at(end_of_day(DUE) - timedelta(seconds=1))
    assert (of.overdue(True), of.overdue(False), of.shown()["due_soon"]) == ([], [of.its[1]], True)
    of.at(end_of_day(DUE))
    assert (of.overdue(True), of.overdue(False), of.shown()["due_soon"]) == ([of.its[1]], [], False)


def test_what_is_replied_to_in_time_is_never_late() -> None:
    of = Site()
    of.do("sign_for", of.police)
    of.do("reply", of.police, **{"class": "A", "text": "已错峰"})
    of.do("release_reply", of.office)
    of.at(end_of_day(DUE) + timedelta(days=100))
    assert [event.type for event in of.told()] == ["ProposalSigned", "ProposalReplySubmitted", "ProposalReplied"]
    assert not of.shown()["overdue"]


def test_a_reply_that_is_sent_back_after_the_date_is_overdue_at_once_and_yellow_not_before_its_own_days() -> None:
    of = Site()
    of.do("reply", of.police, **{"class": "A", "text": "已错峰"})
    of.do("release_reply", of.office)
    monday = datetime(2026, 7, 6, 9, tzinfo=CHINA)
    of.at(monday)
    of.do("send_back_reply", of.office, reason="不具体")
    of.at(monday + timedelta(seconds=1))
    assert [event.type for event in of.told()][3:] == ["ProposalDueSoon", "ProposalOverdue", "ProposalUrged"]
    of.at(end_of_day(date(2026, 7, 13)) - timedelta(seconds=1))
    assert of.shown()["supervised"] is None
    of.at(end_of_day(date(2026, 7, 13)))
    assert of.shown()["supervised"] == "yellow"


def test_what_a_reply_promised_is_urged_and_supervised_by_its_own_day_and_closed_once_it_is_done() -> None:
    of = Site()
    promised = date(2026, 9, 30)  # a Wednesday before the days off of October
    of.do("reply", of.police, **{"class": "B", "text": "步道列入计划", "resolve_by": str(promised)})
    of.do("release_reply", of.office)
    of.do("track", of.office, reason="无人评价")
    of.at(end_of_day(DUE) + timedelta(days=1))
    assert (of.shown()["overdue"], of.shown()["due"], of.overdue(True)) == (False, str(promised), [])
    of.do("report_progress", of.police, text="已招标")
    of.at(end_of_day(date(2026, 10, 31)))
    assert [event.type for event in of.told()][4:] == LADDER
    assert (of.overdue(True), of.shown()["supervised"]) == ([of.its[1]], "red")
    with pytest.raises(NotAllowedInState):
        of.do("close", of.office)
    of.do("resolve", of.police, text="步道已建成")
    assert of.do("close", of.office)["state"] == "closed"


def test_co_handlers_have_the_days_of_the_policy_to_answer_and_then_the_lead_goes_on() -> None:
    of = Site()
    with pytest.raises(NotAllowedInState):
        of.do("ask_co_handlers", of.police, question="步道能否加宽？")
    of.do("sign_for", of.police)
    of.do("ask_co_handlers", of.police, question="步道能否加宽？")
    with pytest.raises(NotPermitted):
        of.do("give_opinion", of.police, text="可以")
    with pytest.raises(NotAllowedInState):
        of.do("reply", of.police, **{"class": "A", "text": "已错峰"})
    assert of.shown()["awaited"] == [of.id_of("builders")]
    of.at(end_of_day(date(2026, 4, 3)) - timedelta(seconds=1))  # fifteen days
    assert of.shown()["state"] == "co_waiting"
    of.at(end_of_day(date(2026, 4, 3)))
    assert (of.shown()["state"], of.told()[-1].type) == ("signed", "ProposalCoHandlersTimedOut")
    of.do("ask_co_handlers", of.police, question="步道能否加宽？", due="2026-04-10")
    assert of.do("give_opinion", of.builders(), text="可加宽一米")["state"] == "signed"
    assert of.shown()["opinions"] == [{"organisation": of.id_of("builders"), "text": "可加宽一米"}]
    assert of.suite.services["topics"].rebuilt() == of.suite.services["topics"].dump()


def test_an_extension_is_asked_by_the_lead_granted_by_the_office_and_both_dates_are_shown() -> None:
    of = Site()
    with pytest.raises(NotPermitted):
        of.do("request_extension", of.suite.actor("HND", "builders"), due="2026-07-31", reason="雨季")
    assert of.do("request_extension", of.police, due="2026-07-31", reason="雨季")["state"] == "extension_requested"
    with pytest.raises(NotPermitted):
        of.do("grant_extension", of.police, reason="同意")
    of.do("grant_extension", of.suite.actor("DISP", "dispatch"), reason="同意")
    said = of.shown()
    assert (said["state"], said["original_due"], said["due"]) == ("signed", "2026-05-29", "2026-07-31")
    of.at(end_of_day(DUE))
    assert of.overdue(True) == []
    of.at(end_of_day(date(2026, 7, 31)))
    assert of.overdue(True) == [of.its[1]]


def test_an_extension_that_is_refused_leaves_the_date() -> None:
    of = Site()
    of.do("request_extension", of.police, due="2026-07-31", reason="雨季")
    assert of.shown()["requested_due"] == "2026-07-31"
    of.do("deny_extension", of.office, reason="已够时间")
    said = of.shown()
    assert (said["state"], said["due"], said["requested_due"]) == ("signed", "2026-05-29", None)
    of.at(end_of_day(DUE))
    with pytest.raises(RuleBroken) as refusal:
        of.do("request_extension", of.police, due="2026-07-31", reason="雨季")
    assert refusal.value.rule == "ProposalExpired"


def test_the_lead_returns_it_within_five_working_days_and_the_next_one_has_days_of_its_own() -> None:
    of = Site()
    assert of.shown()["return_until"] == "2026-03-27T00:00:00+08:00"
    of.at(end_of_day(date(2026, 3, 26)) - timedelta(hours=1))
    assert of.do("request_return", of.police, reason="不属本单位")["state"] == "return_requested"
    of.suite.of(PROPOSAL).expected_news.arrives = lambda: True
    with pytest.raises(Invalid) as missing:
        of.do("reassign", of.office, lead=of.its[1], reason="属住建局")
    assert set(missing.value.errors) == {"lead"}
    of.do("reassign", of.office, lead=of.id_of("dispatch"), reason="属镇督查室")
    said = of.shown()
    assert (said["state"], said["lead"], said["former_leads"]) == (
        "assigned",
        of.id_of("dispatch"),
        [of.id_of("police")],
    )
    assert (said["return_until"], said["due"], said["policy"]) == (
        "2026-04-03T00:00:00+08:00",
        "2026-06-24",
        "task_reply@1",
    )
    assert of.read_by(of.police)["lead"] == of.id_of("dispatch")  # who had it still reads it
    with pytest.raises(NotPermitted):
        of.do("sign_for", of.police)


def test_after_its_working_days_only_what_came_on_paper_before_returns_it() -> None:
    of = Site()
    of.at(end_of_day(date(2026, 3, 27)))
    with pytest.raises(RuleBroken) as refusal:
        of.do("request_return", of.police, reason="不属本单位")
    assert refusal.value.rule == "ProposalReturnWindowPassed"
    for day, named in (("2026-03-18", "received_at"), ("2026-04-30", "received_at")):
        with pytest.raises(Invalid) as untrue:
            of.do("request_return", of.office, reason="不属本单位", received_at=day)
        assert set(untrue.value.errors) == {named}
    of.do("request_return", of.office, reason="不属本单位", received_at="2026-03-26")
    assert of.do("deny_return", of.office, reason="属本单位")["state"] == "signed"


def test_a_pause_that_has_its_end_is_ended_by_the_system_and_the_date_moves_by_it() -> None:
    of = Site()
    of.do("sign_for", of.police)
    assert of.do("pause", of.office, reason="等待规划", until="2026-03-28")["state"] == "paused"
    of.at(end_of_day(date(2026, 3, 30)))
    said = of.shown()
    assert (said["state"], said["original_due"], said["due"]) == ("signed", "2026-05-29", "2026-06-08")


def test_supervisors_urge_and_supervise_it_by_hand_and_nobody_else_does() -> None:
    of = Site()
    of.do("urge", of.suite.actor("SUP", "supervision"))
    of.do("urge", of.office)
    of.do("supervise", of.suite.actor("SUP", "supervision"), level="ordinary", reason="群众关切")
    for command, body in (("urge", {}), ("supervise", {"level": "red", "reason": "r"})):
        with pytest.raises(NotPermitted):
            of.do(command, of.police, **body)
    said = of.shown()
    assert (said["state"], said["urged"], said["supervised"]) == ("assigned", 2, "ordinary")


def test_a_department_that_ended_leaves_its_successor_the_dates_and_what_was_late() -> None:
    of = Site()
    of.at(end_of_day(DUE))
    ending = {"reason": "机构改革", "successor": of.id_of("dispatch")}
    of.suite.of(ORGANISATION).do("end", ("organisations", of.id_of("police")), ending, ADMINISTRATION)
    of.suite.settle()
    said = of.shown()
    assert (said["lead"], said["due"], said["overdue"], said["urged"]) == (of.id_of("dispatch"), str(DUE), True, 1)


def test_the_notice_of_a_year_moves_the_open_dates_of_a_proposal() -> None:
    of = Site(datetime(2026, 12, 28, 12, tzinfo=CHINA), date(2026, 12, 30))
    assert (of.shown()["return_until"], of.shown()["return_provisional"]) == ("2027-01-06T00:00:00+08:00", True)
    of.at(end_of_day(date(2026, 12, 30)))
    holiday = {"name": "元旦", "first": "2027-01-01", "last": "2027-01-05"}
    notice = {"year": 2027, "document_number": "国办发明电〔2026〕9号", "days_off": [holiday], "workdays": []}
    of.suite.of(CALENDAR).do("create", ("calendars", None), notice, ADMINISTRATION)
    of.suite.settle()
    window, supervision = of.told()[-2:]
    assert (window.type, supervision.type) == ("ProposalReturnReckonedAgain", "ProposalSupervisionReckonedAgain")
    said = msgspec.json.decode(supervision.payload)
    assert (said["former_yellow_at"], said["yellow_at"]) == ("2027-01-08T00:00:00+08:00", "2027-01-12T00:00:00+08:00")
    assert (of.shown()["return_until"], of.shown()["return_provisional"]) == ("2027-01-08T00:00:00+08:00", False)
    of.at(datetime(2027, 1, 11, 16, tzinfo=UTC))
    assert of.shown()["supervised"] == "yellow"
