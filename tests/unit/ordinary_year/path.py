"""The straight path of a matter, as far as a situation needs it: submission, topic, meeting, outcome, task."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from infra.kernel.base.clock import CHINA
from tests.unit.ordinary_year.year import ANYBODY, OrdinaryYear
from tests.unit.whole_suite import TOWN

PARENTS = "学生家长"
STATES = (
    *("screening", "shortlisted", "reviewing", "pending_approval", "approved", "noticed", "preparing", "consulting"),
)
AGREED: dict[str, Any] = {"result": "agreed", "positions": []}


def submitted(year: OrdinaryYear, text: str = "校门口太堵", **said: Any) -> tuple[str, str]:
    """(its place, the code that opens it)."""
    body = {"text": text, "division": TOWN, "channel": "qr", **said}
    made = year.do(ANYBODY, "submissions", "submit", **body)
    year.pass_days(0.01)
    return f"submissions/{made['id']}", str(made["tracking_code"])


def taken_up(year: OrdinaryYear, submission: str, title: str = "校门口交通") -> str:
    """A submission becomes a topic; its place."""
    year.do("station", submission, "accept")
    wanted = {"title": title, "background": "上放学时段拥堵", "organisation": year.organisations["council"]}
    return f"topics/{year.do('station', submission, 'link_to_topic', new_topic=wanted)['topic']}"


def drafted(year: OrdinaryYear, at: str = "", division: str = TOWN, **said: Any) -> str:
    """A topic that a council's liaison proposes; `at` is how the people of another place are called."""
    body = {"title": "校门口交通", "background": "上放学时段拥堵", "source": "society", "stakeholder_groups": [PARENTS]}
    holder = year.staff[f"liaison{at}"].organisation
    made = year.do(f"liaison{at}", "topics", "draft", **(body | {"division": division, "organisation": holder} | said))
    year.do(f"liaison{at}", f"topics/{made['id']}", "propose")
    return f"topics/{made['id']}"


def brought(year: OrdinaryYear, topic: str, to: str = "consulting", at: str = "") -> str:
    """A topic from where it stands to that state, by those whose task it is."""
    year.pass_days(0.01)
    for state in STATES[STATES.index(year.state(topic)) : STATES.index(to)]:
        _on_from(year, topic, state, at)
    assert year.state(topic) == to
    return topic


def _on_from(year: OrdinaryYear, topic: str, state: str, at: str) -> None:
    steps: dict[str, tuple[str, str, dict[str, Any]]] = {
        "screening": (f"station{at}", "pass_screening", {"verdicts": verdicts(year, topic)}),
        "shortlisted": (f"chair{at}", "select", {}),
        "reviewing": ("office", "endorse", {"opinion": "宜协商"}),
        "pending_approval": (f"party{at}", "approve", {"document_number": "沙党发〔2026〕9号"}),
        "approved": (f"liaison{at}", "post_notice", {}),
        "preparing": (f"chair{at}", "open_round", {}),
    }
    if state == "noticed":
        year.until(str(year.shown(topic)["notice_until"]))
        year.pass_days(1)
    else:
        who, command, said = steps[state]
        year.do(who, topic, command, **said)


def verdicts(year: OrdinaryYear, topic: str) -> list[dict[str, str]]:
    items = year.shown(topic)["screening_items"]
    return [{"item": one, "verdict": "yes" if one.startswith("consult") else "no"} for one in items]


@dataclass
class Meeting:
    """Its place, and who was invited: (his place, his code) by name."""

    where: str
    guests: dict[str, tuple[str, str]] = field(default_factory=dict)
    at: str = ""


def planned(year: OrdinaryYear, topic: str, number: int = 1, at: str = "", **said: Any) -> Meeting:
    """With the chair as its host, a recorder and a parent invited."""
    body = {"topic": topic.removeprefix("topics/"), "round": number, "form": "council", "mode": "onsite", **said}
    meeting = Meeting(f"meetings/{year.do(f'liaison{at}', 'meetings', 'plan', **body)['id']}", at=at)
    for name, duty in ((f"chair{at}", "host"), (f"recorder{at}", "recorder")):
        invited(year, meeting, name, kind="fixed", duty=duty, person=year.staff[name].person)
    invited(year, meeting, "parent", kind="invited", duty="speaker", name="王女士", group=PARENTS)
    return meeting


def invited(year: OrdinaryYear, meeting: Meeting, called: str, **guest: Any) -> str:
    made = year.give(f"liaison{meeting.at}", f"{meeting.where}/participants", "invite", **guest)
    meeting.guests[called] = (f"{meeting.where}/participants/{made['id']}", str(made["participant_code"]))
    return meeting.guests[called][0]


def times(year: OrdinaryYear, days: int = 10) -> dict[str, str]:
    """Two hours of a morning that many days from now."""
    day = year.today() + timedelta(days=days)
    starts = datetime(day.year, day.month, day.day, 9, tzinfo=CHINA)
    return {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=2)).isoformat(), "place": "议事室"}


def noticed(year: OrdinaryYear, meeting: Meeting) -> Meeting:
    year.do(f"liaison{meeting.at}", meeting.where, "schedule", **times(year))
    year.do(f"liaison{meeting.at}", meeting.where, "send_notices", text="请提前听取意见")
    return meeting


def opened(year: OrdinaryYear, meeting: Meeting) -> Meeting:
    """On its day, with all who were invited checked in."""
    if year.state(meeting.where) == "planned":
        noticed(year, meeting)
    starts = datetime.fromisoformat(year.shown(meeting.where)["starts_at"]).astimezone(CHINA)
    year.until(str(starts.date()), starts.hour)
    for where, _code in meeting.guests.values():
        year.give(f"recorder{meeting.at}", where, "check_in", mode="onsite")
    year.do(f"chair{meeting.at}", meeting.where, "open")
    return meeting


def settled(year: OrdinaryYear, meeting: Meeting, title: str = "设减速带", **result: Any) -> str:
    """An item that was worded and settled in session; its place."""
    made = year.do(f"recorder{meeting.at}", f"{meeting.where}/items", "raise_item", title=title)
    item = f"{meeting.where}/items/{made['id']}"
    year.do(f"recorder{meeting.at}", item, "draft_item", wording=f"{title}。")
    year.do(f"chair{meeting.at}", item, "settle_item", **(result or AGREED))
    return item


def signed(year: OrdinaryYear, meeting: Meeting) -> Meeting:
    """Ended, its minutes drafted, confirmed by those with an account, and signed."""
    recorder, chair = f"recorder{meeting.at}", f"chair{meeting.at}"
    year.do(chair, meeting.where, "end")
    year.do(recorder, meeting.where, "draft_minutes", text="议定设减速带。")
    year.do(recorder, meeting.where, "circulate_minutes")
    year.pass_days(12)
    year.do(chair, meeting.where, "sign_minutes")
    return meeting


def held(year: OrdinaryYear, topic: str, number: int = 1, at: str = "") -> tuple[Meeting, str]:
    """A meeting with one agreed item and signed minutes."""
    meeting = opened(year, planned(year, topic, number, at))
    item = settled(year, meeting)
    return signed(year, meeting), item


def approved_outcome(year: OrdinaryYear, topic: str, meeting: Meeting, item: str, at: str = "") -> str:
    """The topic is concluded, and its outcome approved."""
    year.do(f"chair{at}", topic, "conclude", result="full", summary="设减速带")
    body = {"items": [item.rsplit("/", maxsplit=1)[-1]], "title": "减速带", "text": "设减速带"}
    its = {"topic": topic.removeprefix("topics/"), "meeting": meeting.where.removeprefix("meetings/")}
    outcome = f"outcomes/{year.do(f'chair{at}', 'outcomes', 'draft', **body, **its)['id']}"
    year.do(f"chair{at}", outcome, "submit")
    year.do(f"party{at}", outcome, "approve", document_number="沙党发〔2026〕12号")
    return outcome


def dispatched(year: OrdinaryYear, outcome: str, **wanted: Any) -> str:
    """One task; the police lead it unless another is named."""
    task = {"title": "设减速带", "lead": year.organisations["police"], **wanted}
    year.do("dispatch", outcome, "decompose", tasks=[task])
    return f"tasks/{year.do('dispatch', outcome, 'dispatch')['tasks'][0]}"


def a_task(year: OrdinaryYear, topic: str | None = None, **wanted: Any) -> tuple[str, str]:
    """(task, outcome), all the way from a topic."""
    topic = brought(year, topic or drafted(year))
    meeting, item = held(year, topic)
    outcome = approved_outcome(year, topic, meeting, item)
    return dispatched(year, outcome, **wanted), outcome


def handled(year: OrdinaryYear, task: str, who: str = "police") -> None:
    year.do(who, task, "sign_for")
    year.do(who, task, "start")


def replied(year: OrdinaryYear, task: str, who: str = "police", text: str = "已设") -> None:
    reply = {"class": "A", "text": text, "contact_record": "已电话回访"}
    year.do(who, task, "draft_reply", **reply)
    year.do(who, task, "submit_reply")
    year.do("dispatch", task, "release_reply")
