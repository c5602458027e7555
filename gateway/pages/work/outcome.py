"""An outcome's page: what was agreed and at which meeting is another service's, and is called there by its name."""

from collections.abc import Mapping
from typing import Any

from gateway.pages.days import day_said
from gateway.pages.reader import PageReader
from gateway.pages.translated import _
from gateway.pages.work.fuller import AskingMore, FullerKind
from infra.kernel.base.calls import Gathering, ReadCall

OUTCOMES, MEETINGS = "outcomes", "meetings"


def asked(reader: PageReader, record_id: str) -> Gathering:
    return Gathering(reader.caller, record=ReadCall(OUTCOMES, reader.caller, record_id))


def more(asking: AskingMore, told: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing is said twice: who may not read the topic or the meeting gets the link alone."""
    outcome, caller = told["record"], asking.reader.caller
    meeting = ReadCall(MEETINGS, caller, str(outcome["meeting"]))
    held = asking.gathered(MEETINGS, Gathering(caller, record=meeting, also=list(outcome["items"])))
    topic = asking.gathered("topics", Gathering(caller, also=[str(outcome["topic"])]))
    names = {**(held["names"] if held else {}), **(topic["names"] if topic else {})}
    if held:
        names[str(outcome["meeting"])] = _called(held["record"])
    return {"names": names}


KIND = FullerKind(OUTCOMES, "record.html", asked, more)


def _called(meeting: Mapping[str, Any]) -> str:
    """第 2 轮 · 2027年1月2日."""
    round_ = _("第 %(num)s 轮", num=meeting["round"])
    starts = meeting.get("starts_at")
    return f"{round_} · {day_said(str(starts))}" if starts else round_
