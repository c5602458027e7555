"""A plan's page: month by month what was to be discussed, how far it is, and what its month has passed without."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.pages.days import day_of
from gateway.pages.own_words import of_division
from gateway.pages.reader import PageReader
from gateway.pages.work.fuller import AskingMore, FullerKind
from gateway.pages.work.phase import state_word
from infra.kernel.base.calls import Gathering, ReadCall

PLANS, TOPICS = "plans", "topics"
NOT_YET = (
    "draft", "proposed", "screening", "shortlisted", "reviewing", "pending_approval", "approved", "noticed", "preparing",
)  # fmt: skip
"""A topic of which nobody has sat down to talk."""


@dataclass(frozen=True)
class TopicOfAPlan:
    """`behind`: its month has passed and nobody has talked about it; `added`: after the plan was approved, by which document."""

    title: str
    href: str
    state: str
    behind: bool
    added: str
    reason: str
    higher: str


@dataclass(frozen=True)
class MonthOfAPlan:
    month: str
    now: bool
    topics: list[TopicOfAPlan]


def asked(reader: PageReader, record_id: str) -> Gathering:
    return Gathering(reader.caller, record=ReadCall(PLANS, reader.caller, record_id))


def more(asking: AskingMore, told: Mapping[str, Any]) -> dict[str, Any]:
    plan, this_month = told["record"], f"{day_of(told['now']):%Y-%m}"
    rows = sorted(plan["topics"], key=lambda one: str(one["month"]))
    months = dict.fromkeys(str(one["month"]) for one in rows)
    of_month = {
        month: list(_topics(asking, told, [one for one in rows if one["month"] == month], this_month))
        for month in months
    }
    told_of = [one for topics in of_month.values() for one in topics]
    return {
        "months": [MonthOfAPlan(month, month == this_month, topics) for month, topics in of_month.items()],
        "planned": len(told_of),
        "behind": sum(1 for one in told_of if one.behind),
    }


KIND = FullerKind(PLANS, "plan.html", asked, more)


def _topics(
    asking: AskingMore, told: Mapping[str, Any], rows: list[Mapping[str, Any]], this_month: str
) -> Iterator[TopicOfAPlan]:
    """As they are now; of a plan that is closed as they were then."""
    known = {str(one["id"]): one for one in told["named"] if one["collection"] == TOPICS}
    closed = {str(one["topic"]): str(one["state"]) for one in told["record"].get("actual") or ()}
    own_words = of_division(told, told["record"], asking.reader.lang)
    for one in rows:
        topic = known.get(str(one["topic"]))
        state = closed.get(str(one["topic"])) or (str(topic["state"]) if topic else "")
        yield TopicOfAPlan(
            title=str(one["title"]),
            href=f"/{TOPICS}/{one['topic']}" if topic else "",
            state=state_word(asking.resources[TOPICS], state, asking.reader.lang, own_words) if state else "",
            behind=state in NOT_YET and str(one["month"]) < this_month,
            added=str(one.get("document_number") or "") if one.get("late") else "",
            reason=str(one.get("reason") or ""),
            higher=str(one.get("higher_title") or ""),
        )
