"""A contact duty's page (包抓联系): what was found and which topics came of it, and how the leader's other quarters went."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.pages.own_words import of_division
from gateway.pages.reader import PageReader
from gateway.pages.work.fuller import AskingMore, FullerKind
from gateway.pages.work.phase import state_word
from infra.kernel.base.calls import Gathering, ListCall, ReadCall

DUTIES = "duties"
MOST_QUARTERS = 40


@dataclass(frozen=True)
class QuarterOfALeader:
    """`missed`: nobody went in that quarter; `entered_late`: the visit was entered after it."""

    quarter: str
    place: str
    state: str
    href: str
    here: bool
    missed: bool
    entered_late: bool


def asked(reader: PageReader, record_id: str) -> Gathering:
    duties = ListCall(DUTIES, reader.caller, limit=MOST_QUARTERS)
    return Gathering(reader.caller, {DUTIES: duties}, ReadCall(DUTIES, reader.caller, record_id), named_by="leader")


def more(asking: AskingMore, told: Mapping[str, Any]) -> dict[str, Any]:
    """Topics are another service's: what they are called it is asked, where there are any."""
    duty, topics = told["record"], list(told["record"].get("topics") or ())
    named = asking.gathered("topics", Gathering(asking.reader.caller, also=topics)) if topics else {"names": {}}
    of_the_leader = sorted(told["lists"][DUTIES]["items"], key=lambda one: str(one["quarter"]), reverse=True)
    return {
        "names": named["names"] if named else {},
        "quarters": [_quarter(asking, told, one) for one in of_the_leader],
        "leader": told["names"].get(str(duty["leader"]), ""),
    }


KIND = FullerKind(DUTIES, "duty.html", asked, more)


def _quarter(asking: AskingMore, told: Mapping[str, Any], one: Mapping[str, Any]) -> QuarterOfALeader:
    lang = asking.reader.lang
    return QuarterOfALeader(
        quarter=str(one["quarter"]),
        place=told["names"].get(str(one["division"]), ""),
        state=state_word(asking.resources[DUTIES], str(one["state"]), lang, of_division(told, one, lang)),
        href=f"/{DUTIES}/{one['id']}",
        here=one["id"] == told["record"]["id"],
        missed=one["state"] == "missed",
        entered_late=bool(one["late"]),
    )
