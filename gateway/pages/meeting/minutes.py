"""A first wording of the minutes, put together from what the desk knows, for the recorder to go over word by word.

The minutes become public: of a side it is said how many came, never who. By name stand those who led, recorded or are members,
and of a department the department.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from gateway.pages.days import time_said
from gateway.pages.meeting.consensus import items_of
from gateway.pages.meeting.told import OBSERVER, DeskTold
from gateway.pages.translated import _


def proposed(told: DeskTold) -> str:
    """Line by line, in the order in which minutes are read."""
    return "\n".join(line for line in _lines(told) if line)


def _lines(told: DeskTold) -> Iterator[str]:
    record = told.record
    came = [one for one in told.guests if one["attended"]]
    yield _("%(title)s，第 %(num)s 轮协商会议。", title=record["title"], num=record["round"])
    yield _("时间：%(at)s。地点：%(place)s。", at=time_said(record["starts_at"]), place=record["place"] or _("未写明"))
    yield from _by_duty(told, came)
    yield _("出席：%(who)s。", who="、".join(_present(told, came)) or _("无"))
    if observers := sum(one["kind"] == OBSERVER for one in came):
        yield _("旁听：%(num)s 人。", num=observers)
    if record["agenda"]:
        yield _("议程：%(points)s。", points="；".join(str(one["title"]) for one in record["agenda"]))
    for item in items_of(told):
        wording = item.wording or item.title
        yield _("%(num)s、%(wording)s（%(state)s）", num=item.number, wording=wording, state=item.state)


def _by_duty(told: DeskTold, came: list[Mapping[str, Any]]) -> Iterator[str]:
    hosts = [told.called(one) for one in came if one["duty"] == "host"]
    recorders = [told.called(one) for one in came if one["duty"] == "recorder"]
    yield _("主持：%(host)s。记录：%(recorder)s。", host="、".join(hosts), recorder="、".join(recorders))


def _present(told: DeskTold, came: list[Mapping[str, Any]]) -> Iterator[str]:
    """Members by name, departments by theirs, of each side how many."""
    others = [one for one in came if one["kind"] != OBSERVER and one["duty"] not in ("host", "recorder")]
    yield from (told.called(one) for one in others if one["kind"] == "fixed")
    guests = [one for one in others if one["kind"] != "fixed"]
    bodies = [told.name(one["organisation"]) for one in guests if one["organisation"]]
    yield from dict.fromkeys(one for one in bodies if one)
    sides = Counter(str(one["group"] or _("其他受邀人")) for one in guests if not one["organisation"])
    yield from (_("%(group)s %(num)s 人", group=group, num=many) for group, many in sides.items())
