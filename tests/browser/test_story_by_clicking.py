"""The story of a school gate once more, from a resident's word to the department's reply and his rating: everybody clicks for himself."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from infra.kernel.base.clock import day_in_china, moment
from tests.browser.chromium import DESKTOP, PHONE, Visitor, visiting
from tests.browser.clicking import act, decides, fill, follow, gives, makes, said, sends, taps
from tests.browser.site import BY_ROLE, BrowsedSite
from tests.system.api import token

LIGHT = "校门口设置临时信号灯"


class Cast:
    """Whoever acts, each in a browser of his own, opened when he first does; RESIDENT has no account, "PARTY elsewhere" a second one."""

    def __init__(self, browser: Browser, site: BrowsedSite, width: int, opened: ExitStack) -> None:
        self._browser, self.site, self.width, self._opened = browser, site, width, opened
        self._known: dict[str, Visitor] = {}

    def __getitem__(self, role: str) -> Visitor:
        if role not in self._known:
            visitor = self._opened.enter_context(visiting(self._browser, self.site.url, self.width))
            if (name := BY_ROLE.get(role.partition(" ")[0])) is not None:
                visitor.sign_in(name)
            self._known[role] = visitor
        return self._known[role]

    def today(self) -> date:
        return day_in_china(moment(self.site.told.api.shown("/v1/clock", self.site.told.auditor)["now"]))

    def advances(self, days: int) -> None:
        """The demo's clock, which no page moves."""
        self.site.told.api.done("/v1/clock/advance", {"days": days}, token(self.site.told.site, "ADM"))


@pytest.fixture(params=[PHONE, DESKTOP])
def cast(browser: Browser, site: BrowsedSite, request: pytest.FixtureRequest) -> Iterator[Cast]:
    with ExitStack() as opened:
        yield Cast(browser, site, request.param, opened)


def test_from_a_residents_word_to_his_rating_everybody_clicks_for_himself(cast: Cast) -> None:
    words = f"校门口又挤了，{cast.width}"
    code = said(cast["RESIDENT"], words)
    topic = approved_topic(cast, words)
    assert "走访听意见" in follow(cast["RESIDENT"], code)
    meeting = meeting_held(cast, topic)
    outcome = approved_outcome(cast, topic, meeting)
    task = replied_task(cast, outcome)
    assert "答复" in follow(cast["RESIDENT"], code)
    fill(cast["RESIDENT"], {"rating": "satisfied"})
    cast["RESIDENT"].page.locator("form[action$='/rate'] button").last.click()
    expect(cast["RESIDENT"].page.get_by_text("办好了，下面是最新的情况。")).to_be_visible()
    assert cast.site.told.record("tasks", task.rpartition("/")[2])["state"] == "done"
    looked_back(cast["AUD"], topic)


def approved_topic(cast: Cast, words: str) -> str:
    station = cast["STN"]
    act(station, words, "受理")
    sends(station)
    act(station, words, "转为议题")
    title = f"整治：{words}"
    fill(station, {"new_topic-title": title, "new_topic-background": "放学时人车混行。"})
    fill(station, {"new_topic-organisation": "沙河镇协商议事会"})
    sends(station)
    topic = address_of(station, "/topics", title)
    verdicts = {f"verdicts-{n}-verdict": "yes" if n < 4 else "no" for n in range(8)}
    gives(station, topic, "pass_screening", **verdicts)
    gives(cast["CHAIR"], topic, "select")
    gives(cast["OFF"], topic, "endorse", opinion="建议尽快协商。")
    cast["PARTY"].to("/work")
    cast["PARTY"].page.get_by_role("link", name=title, exact=True).first.click()
    decided_at_once(cast["PARTY"], cast["PARTY elsewhere"], topic)
    gives(cast["LIA"], topic, "post_notice")
    cast.advances(20)
    # The system does this by itself when the day has come.
    cast.site.told.api.becomes(f"/v1{topic}", cast.site.told.auditor, "preparing")
    return topic


def decided_at_once(one: Visitor, other: Visitor, topic: str) -> None:
    """Who was slower is told, changes nothing, and loses nothing that he wrote."""
    other.to(topic)
    fill(other, {"decision": "disapprove", "reason": "条件还不成熟"})
    other.page.get_by_role("button", name="下一步：核对").click()
    decides(one, topic, "approve", "沙党发〔2027〕3号")
    other.page.locator("main form:has([name=checked]) button").first.click()
    expect(other.page.get_by_text("您这次什么也没有改动，写的都在下面。")).to_be_visible()
    expect(other.page.locator("[name=reason]")).to_have_value("条件还不成熟")


def meeting_held(cast: Cast, topic: str) -> str:
    chair, liaison, recorder = cast["CHAIR"], cast["LIA"], cast["REC"]
    gives(chair, topic, "open_round")
    liaison.to(topic)
    liaison.page.get_by_role("link", name="拟定会议").click()
    meeting = makes(liaison, form="议事会", mode="onsite", place="沙河镇协商议事室", groups="学生家长")
    day = cast.today() + timedelta(days=14)
    point = {"agenda-0-title": "会场协商", "agenda-0-kind": "discussion", "agenda-0-minutes": "60"}
    gives(
        liaison,
        meeting,
        "schedule",
        starts_at=f"{day}T09:00",
        ends_at=f"{day}T11:00",
        place="沙河镇协商议事室",
        **point,
    )
    invited(liaison, meeting)
    gives(liaison, meeting, "send_notices", text="请提前听取所代表群体的意见。")
    gives(chair, meeting, "confirm_ready")
    cast.advances(14)
    recorder.to(meeting)
    expect(recorder.page.get_by_text("实时更新")).to_be_visible()
    liaison.to(meeting)
    for name in ("赵强", "周洁", "王女士"):
        taps(liaison, "签到", name)
    gives(chair, meeting, "open")
    followed_while_writing(recorder, liaison)
    agreed(recorder, chair, meeting)
    gives(chair, meeting, "end", summary="会议按议程进行。")
    minuted(cast, meeting)
    return meeting


def invited(liaison: Visitor, meeting: str) -> None:
    for person, duty in (("议事会主席赵强", "host"), ("记录员周洁", "recorder")):
        liaison.to(f"{meeting}/invite")
        liaison.page.get_by_role("link", name="请一个人").click()
        fill(liaison, {"kind": "fixed", "person": person, "duty": duty, "organisation": "请选择"})
        liaison.page.get_by_role("button", name="邀请参会").click()
        expect(liaison.page.get_by_text("参会码").first).to_be_visible()
    liaison.to(f"{meeting}/invite")
    fill(liaison, {"kind": "invited", "group": "学生家长", "names": "王女士，13900000000\n李先生"})
    liaison.page.get_by_role("button", name="邀请", exact=True).click()
    expect(liaison.page.get_by_role("heading", name="请了 2 人")).to_be_visible()


def followed_while_writing(recorder: Visitor, liaison: Visitor) -> None:
    """The recorder's desk, which nobody has loaded again, follows the others, and never under his hands."""
    expect(recorder.page.locator("#participants")).to_contain_text("3 / 4")
    note = recorder.page.get_by_label("记一条")
    note.fill("主持人说明来意")
    taps(liaison, "签到", "李先生")
    expect(recorder.page.locator("#participants")).to_contain_text("4 / 4")
    expect(note).to_have_value("主持人说明来意")
    recorder.page.get_by_role("button", name="记下").click()
    expect(recorder.page.locator("blockquote", has_text="主持人说明来意")).to_be_visible()


def agreed(recorder: Visitor, chair: Visitor, meeting: str) -> None:
    recorder.page.get_by_label("提一条").fill(LIGHT)
    recorder.page.get_by_role("button", name="提一条").click()
    recorder.page.get_by_role("link", name=re.compile(f"^拟.*{LIGHT}")).click()
    fill(recorder, {"wording": "由县交警大队设置临时信号灯。"})
    sends(recorder)
    chair.to(meeting)
    chair.page.get_by_role("link", name=re.compile(f"^议定.*{LIGHT}")).click()
    chair.page.get_by_role("row", name=re.compile("王女士")).get_by_role("radio").first.check()
    fill(chair, {"result": "agreed"})
    chair.page.locator("main form button").last.click()
    expect(chair.page.get_by_text("办好了").first).to_be_visible()


def minuted(cast: Cast, meeting: str) -> None:
    recorder, chair = cast["REC"], cast["CHAIR"]
    recorder.to(meeting)
    expect(recorder.page.get_by_label("纪要的文字")).to_have_value(re.compile("由县交警大队设置临时信号灯"))
    recorder.page.get_by_role("button", name="起草纪要").click()
    expect(recorder.page.get_by_text("办好了").first).to_be_visible()
    gives(recorder, meeting, "circulate_minutes")
    gives(recorder, meeting, "confirm_minutes")
    gives(chair, meeting, "confirm_minutes")
    gives(chair, meeting, "sign_minutes")
    gives(cast["OFF"], meeting, "publish_minutes")


def approved_outcome(cast: Cast, topic: str, meeting: str) -> str:
    chair = cast["CHAIR"]
    gives(chair, topic, "conclude", result="full", summary="设置信号灯。")
    chair.to(topic)
    chair.page.get_by_role("link", name="草拟成果").click()
    outcome = makes(chair, items=LIGHT, title="校门口交通整治成果", text="设置临时信号灯。")
    gives(chair, outcome, "submit")
    decides(cast["PARTY"], outcome, "approve", "沙党发〔2027〕5号")
    return outcome


def replied_task(cast: Cast, outcome: str) -> str:
    dispatch, department = cast["DISP"], cast["HND"]
    dispatch.to(outcome)
    dispatch.page.get_by_role("link", name="任务分解").click()
    fill(dispatch, {"tasks-0-lead": "临泽县公安局交警大队", "tasks-0-measure": "安装信号灯"})
    dispatch.page.get_by_role("button", name="检查").click()
    dispatch.page.get_by_role("button", name="交办").click()
    expect(dispatch.page.get_by_text("办好了：交办")).to_be_visible()
    task = address_of(department, "/work", LIGHT)
    gives(department, task, "sign_for")
    gives(department, task, "start")
    reply = {"class": "A", "text": "信号灯已启用。", "contact_record": "已电话回访。"}
    gives(department, task, "draft_reply", **reply)
    gives(department, task, "submit_reply")
    gives(dispatch, task, "release_reply")
    return task


def looked_back(auditor: Visitor, topic: str) -> None:
    """With the slider, by the keyboard, to the first step of all."""
    auditor.to(f"/audit{topic}")
    slider = auditor.page.get_by_role("slider")
    slider.press("Home")
    auditor.page.get_by_role("button", name="看这一步").click()
    expect(auditor.page.get_by_text("第 1 版")).to_be_visible()
    expect(auditor.page.get_by_role("slider")).to_have_value("1")


def address_of(visitor: Visitor, path: str, title: str) -> str:
    visitor.to(path)
    found = visitor.page.get_by_role("link", name=title, exact=True).first.get_attribute("href")
    assert found is not None
    return found
