"""会议通知、签到表、会议纪要: what is written before, at and after a meeting."""

from collections.abc import Iterator, Mapping
from typing import Any

from gateway.pages.papers.material import Material, formal_day, formal_time, headed, paragraphs
from gateway.pages.words import choice_word
from gateway.paper.official import Grid, Labelled, Layout, OfficialDocument, Part, Passage, ScanCode

OBSERVER, DECLINED, ABSENT = "observer", "declined", "absent"
NOT_EXPECTED = ("uninvited", "substituted")
UNSIGNED = ("minutes_draft", "minutes_review")
BLANK_ROWS = 5
"""On the sheet for who comes without having been invited."""


def notice(of: Material) -> OfficialDocument:
    record = of.record
    organiser = of.name(record["organisation"])
    items = [
        f"时间：{formal_time(record['starts_at'], record['ends_at'])}",
        f"地点：{record['place'] or of.name(record['venue']) or '另行通知'}",
        f"形式：{choice_word('form', record['form'], 'zh')}（{choice_word('mode', record['mode'], 'zh')}）",
    ]
    if record["groups"]:
        items.append(f"参会方面：{'、'.join(record['groups'])}")
    said = [one["text"] for one in of.around.get("notices", ()) if one.get("text")]
    return OfficialDocument(
        layout=Layout.DOCUMENT,
        mast=organiser,
        title=f"关于召开“{record['title']}”第{record['round']}轮协商会议的通知",
        addressee="各参会人员",
        parts=(
            Passage("现将协商会议有关事项通知如下。"),
            *(Passage(f"{number}. {item}") for number, item in enumerate(items, 1)),
            *_agenda(record["agenda"], len(items) + 1),
            *paragraphs(said[-1] if said else ""),
            Passage("请准时到会。不能到会的，请提前告知，也可以委派代表。"),
        ),
        signature=organiser,
        day=of.day_of("MeetingNoticesSent") or of.day_of("MeetingScheduled", "MeetingRescheduled"),
    )


def _agenda(agenda: list[Mapping[str, Any]], number: int) -> Iterator[Passage]:
    if agenda:
        yield Passage(f"{number}. 议程：")
    for point_number, point in enumerate(agenda, 1):
        more = [choice_word("kind", point["kind"], "zh")] if point.get("kind") else []
        more += [f"{point['minutes']}分钟"] if point.get("minutes") else []
        more += [str(point["place"])] if point.get("place") else []
        yield Passage(f"（{point_number}）{point['title']}" + (f"（{'，'.join(more)}）" if more else ""))


def sign_in_sheet(of: Material) -> OfficialDocument:
    record = of.record
    expected = [one for one in of.around["participants"] if one["state"] not in NOT_EXPECTED]
    rows = [
        (
            str(number),
            _called(of, one),
            one.get("group") or "",
            choice_word("kind", one["kind"], "zh")
            + (f"、{choice_word('duty', one['duty'], 'zh')}" if one["duty"] != "none" else ""),
            "",
            "",
        )
        for number, one in enumerate(expected, 1)
    ]
    blank = [(str(len(rows) + number), "", "", "", "", "") for number in range(1, BLANK_ROWS + 1)]
    return OfficialDocument(
        layout=Layout.FORM,
        title=f"“{record['title']}”第{record['round']}轮协商会议签到表",
        parts=(
            ScanCode(
                f"{of.address}/check-in",
                f"时间：{formal_time(record['starts_at'], record['ends_at'])}\n"
                f"地点：{record['place'] or of.name(record['venue'])}\n到会请扫码，凭参会码签到。",
                22,
            ),
            Grid(
                ("序号", "姓名", "所代表的方面", "参会身份", "签名", "时间"),
                (*rows, *blank),
                (4, 8, 10, 10, 10, 6),
                tall=True,
            ),
        ),
    )


def minutes(of: Material) -> OfficialDocument:
    record = of.record
    organiser, signed = of.name(record["organisation"]), of.last("MinutesSigned")
    draft = record["state"] in UNSIGNED
    return OfficialDocument(
        layout=Layout.MINUTES,
        mast=f"{organiser}会议纪要",
        number=f"第{record['round']}轮",
        title=f"“{record['title']}”协商会议纪要" + ("（征求意见稿）" if draft else ""),
        parts=(
            Passage(_opening(record, organiser)),
            *paragraphs(record["minutes"][-1]["text"]),
            *_settled(record["items"]),
            *(
                Passage(f"本纪要于{formal_day(one['corrected_at'])}更正：{one['reason'] or ''}")
                for one in record["corrections"]
            ),
            *_who_was_there(of),
        ),
        issued=(organiser, formal_day(signed["occurred_at"])) if signed else None,
    )


def _opening(record: Mapping[str, Any], organiser: str) -> str:
    where = f"在{record['place']}" if record["place"] else ""
    day, asked = formal_day(record["starts_at"]), record["participants"]
    came = f"应到{asked}人，实到{record['checked_in']}人" if asked else ""
    heard = f"，{record['observers_checked_in']}人旁听" if record["observers_checked_in"] else ""
    return f"{day}，{organiser}{where}召开第{record['round']}轮协商会议。{came}{heard}{'。' if came else ''}纪要如下。"


def _settled(items: list[Mapping[str, Any]]) -> Iterator[Passage]:
    """What was agreed and what was not, in the words that were put to the meeting."""
    for number, item in enumerate(sorted(items, key=lambda one: int(one["number"])), 1):
        yield headed(number, f"{item['title']}（{choice_word('state', item['state'], 'zh')}）")
        yield from paragraphs(item["wording"])


def _who_was_there(of: Material) -> Iterator[Part]:
    guests = of.around["participants"]
    voices = [one for one in guests if one["kind"] != OBSERVER]
    found = (
        ("出席", [one for one in voices if one["attended"]]),
        ("请假", [one for one in voices if one["state"] == DECLINED]),
        ("缺席", [one for one in voices if one["state"] == ABSENT]),
        ("列席", [one for one in guests if one["kind"] == OBSERVER and one["attended"]]),
    )
    for label, people in found:
        called = [
            _called(of, one) + (f"（{one['group']}）" if one.get("group") else "") for one in people if _called(of, one)
        ]
        if called:
            yield Labelled(label, "、".join(called))


def _called(of: Material, guest: Mapping[str, Any]) -> str:
    return str(guest.get("name") or of.name(guest.get("person")))
