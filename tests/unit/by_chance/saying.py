"""What is said with a command by chance: words of every type, with names of things that there are."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from infra.kernel.base.clock import stamp
from tests.unit.by_chance.acting import NOBODY, Moment
from tests.unit.by_chance.known import Known, Model
from tests.unit.by_chance.sites import CALLED, COUNTY_CALLED
from tests.unit.ordinary_year.path import PARENTS
from tests.unit.whole_suite import COUNTY, OTHER_TOWN, TOWN

SETTLED = ("agreed", "agreed_with_reservation")
REPLIED = ("done", "rating_open", "tracking")
CAME = ("checked_in", "left", "recorded_late")
TAKES_SUBMISSIONS = ("draft", "screening", "shortlisted", "reviewing", "approved", "preparing", "consulting")


def body_for(now: Moment) -> dict[str, Any]:
    body = {name: _anything(now, name, kind) for name, kind, required in now.row.fields if required or name in ALWAYS}
    if now.row.reason or now.row.command == "edit":
        body["reason"] = "情况有变 𠮷"
    special = SPECIAL.get(f"{now.row.lifecycle}.{now.row.command}")
    return body | (special(now) if special else {})


ALWAYS = ("title", "comment", "name", "contact")


def _anything(now: Moment, name: str, kind: str) -> Any:
    """Of that type; what it names may be there or not."""
    organisations = now.site.suite.organisations
    if kind in ("text", "code"):
        return TOWN if kind == "code" else f"{name} {now.chance.randrange(10**6)} 𠮷"
    if kind == "id":
        there = {"topic": "topic", "meeting": "meeting", "participant": "attendance", "into": now.row.lifecycle}
        if name in there:
            return now.some(one.id for one in now.model.of(there[name]))
        return organisations["council"] if name == "organisation" else NOBODY
    if kind == "date":
        return now.day()
    if kind == "int":
        return now.chance.randrange(1, 4)
    return now.chance.choice(kind.split("|"))


def _submit(now: Moment) -> dict[str, Any]:
    division = now.chance.choice((TOWN, TOWN, TOWN, OTHER_TOWN))
    return {"channel": "web", "division": division, "name": "王安", "contact": "13900000000"}


def _link(now: Moment) -> dict[str, Any]:
    open_ones = [one.id for one in now.model.of("topic", division=now.place) if one.state in TAKES_SUBMISSIONS]
    if open_ones and now.chance.random() < 0.5:
        return {"topic": now.some(open_ones)}
    council = now.site.suite.organisations["council" + CALLED.get(now.place, "")]
    return {"new_topic": {"title": "路灯", "background": "不亮", "organisation": council}}


def _merge(now: Moment) -> dict[str, Any]:
    others = [one for one in now.model.of(now.row.lifecycle) if now.record and one.id != now.record.id]
    open_ones = [one.id for one in others if one.state in (*TAKES_SUBMISSIONS, "triaging", "accepted", "linked_topic")]
    return {"into": now.some(open_ones)}


def _draft_topic(now: Moment) -> dict[str, Any]:
    at = now.chance.choice((TOWN, TOWN, TOWN, COUNTY, OTHER_TOWN))
    council = now.site.suite.organisations["council" + CALLED[at]]
    groups = [PARENTS] if now.chance.random() < 0.5 else []
    return {"division": at, "organisation": council, "source": "society", "stakeholder_groups": groups}


def _verdicts(now: Moment) -> dict[str, Any]:
    yes = "consult" if now.row.command == "pass_screening" else "exclude"
    items = now.said.get("items", ())
    return {"verdicts": [{"item": one, "verdict": "yes" if one.startswith(yes) else "no"} for one in items]}


def _elsewhere(now: Moment) -> dict[str, Any]:
    body = f"council{COUNTY_CALLED}" if now.row.command == "escalate" else "council"
    return {"organisation": now.site.suite.organisations[body]}


def meetings_of(model: Model, topic: Known) -> list[Known]:
    return [one for one in model.of("meeting", topic_id=topic.id) if one.state != "cancelled"]


def agreed_items(model: Model, meetings: Iterable[Known]) -> list[str]:
    return [one.id for its in meetings for one in model.within("consensus_item", its.id) if one.state in SETTLED]


def _conclude(now: Moment) -> dict[str, Any]:
    assert now.record
    held = meetings_of(now.model, now.record)
    there = [one for its in held for one in now.model.within("attendance", its.id)]
    heard = {one.said.get("group") for one in there if one.state in CAME}
    asked = {one.said.get("group") for one in there} | {*now.said.get("stakeholder_groups", ())}
    absent = sorted(group for group in asked - heard if group)
    agreed = agreed_items(now.model, held)
    return {
        "result": "full" if agreed else now.chance.choice(("none", "eased")),
        "absences": [{"group": group, "explanation": "未到会"} for group in absent],
    }


def _period(now: Moment) -> dict[str, Any]:
    return {
        "period": f"{now.site.suite.clock().year}",
        "organisation": now.site.suite.organisations["council"],
        "division": TOWN,
    }


def _put_topic(now: Moment) -> dict[str, Any]:
    put = ("approved", "noticed", "preparing", "consulting", "concluded", "implementing")
    topic = now.some(one.id for one in now.model.of("topic", division=TOWN) if one.state in put)
    return {"topic": topic, "month": f"{now.said.get('period', '2026')[:4]}-{now.chance.randrange(1, 13):02}"}


def _drop_topic(now: Moment) -> dict[str, Any]:
    return {"topic": now.said.get("PlanTopicPut.topic", NOBODY)}


def _plan(now: Moment) -> dict[str, Any]:
    ripe = [one for one in now.model.of("topic") if one.state in ("preparing", "consulting")]
    topic = now.chance.choice(ripe or [None])
    if topic is None:
        return {"topic": NOBODY, "round": 1}
    round_ = topic.said.get("TopicRoundOpened.round", 0) + (topic.state == "preparing")
    return {"topic": topic.id, "round": round_, "form": "council", "mode": "onsite"}


def _times(now: Moment) -> dict[str, Any]:
    clock = now.site.suite.clock()
    soon, later = clock + timedelta(minutes=5), clock + timedelta(days=now.chance.randrange(2, 12))
    starts = now.chance.choice((soon, later))
    return {"starts_at": stamp(starts), "ends_at": stamp(starts + timedelta(hours=2)), "place": "议事室"}


def _invite(now: Moment) -> dict[str, Any]:
    there = [one for one in now.model.within("attendance", now.parent or "") if one.state not in GONE]
    duties = {one.said.get("duty") for one in there}
    at = CALLED.get(now.place, "")
    for duty, office in (("host", "chair"), ("recorder", "recorder")):
        if duty not in duties and f"{office}{at}" in now.site.staff:
            return {"kind": "fixed", "duty": duty, "person": now.site.staff[f"{office}{at}"].person}
    kind = now.chance.choice(("invited", "invited", "observer"))
    return {"kind": kind, "duty": "none", "name": "王女士", "group": PARENTS, "contact": "13900000000"}


GONE = ("uninvited", "substituted", "declined")


def _settle(now: Moment) -> dict[str, Any]:
    voices = [one for one in now.checked_in() if one.said.get("kind") != "observer"]
    position = "reserved" if now.row.to == "agreed_with_reservation" else "for"
    positions = [{"participant": one.id, "position": position} for one in voices[:2]]
    said: dict[str, Any] = {"result": now.row.to, "positions": positions}
    meeting = now.model.one("meeting", now.parent)
    earlier = [
        one
        for one in now.model.of("meeting", topic_id=meeting.said.get("topic_id") if meeting else None)
        if meeting and one.said.get("round", 0) < meeting.said.get("round", 0)
    ]
    named = agreed_items(now.model, earlier)
    return {**said, "supersedes": now.some(named)} if named else said


def _participant(now: Moment) -> dict[str, Any]:
    return {"participant": now.some(one.id for one in now.model.within("attendance", now.parent or ""))}


def _draft_outcome(now: Moment) -> dict[str, Any]:
    ripe = [one for one in now.model.of("meeting") if agreed_items(now.model, [one]) and "MinutesSigned" in one.past]
    topics = {one.id for one in now.model.of("topic") if one.state in CONCLUDED}
    ripe = [one for one in ripe if one.said["topic_id"] in topics] or ripe
    meeting = now.chance.choice(ripe or [None])
    if meeting is None:
        return {"items": [NOBODY]}
    items = agreed_items(now.model, [meeting])
    return {"topic": meeting.said["topic_id"], "meeting": meeting.id, "items": items}


CONCLUDED = ("concluded", "outcome_review", "implementing")


def _revise(now: Moment) -> dict[str, Any]:
    return {"items": now.said.get("items", [])}


def _decompose(now: Moment) -> dict[str, Any]:
    """Two that differ, or one."""
    bodies = now.site.suite.organisations
    first = {"title": "信号灯", "lead": bodies["police"], "co_handlers": [bodies["builders"]]}
    second = {"title": "人行道", "lead": bodies["builders"], "due": now.day(90)}
    return {"tasks": now.chance.choice(([first], [first], [first, second]))}


def _send_back(now: Moment) -> dict[str, Any]:
    mine = now.model.of("task", outcome_id=now.record.id if now.record else "")
    return {"tasks": [now.some(one.id for one in mine if one.state in REPLIED)]}


def _reassign(now: Moment) -> dict[str, Any]:
    bodies = now.site.suite.organisations
    return {"lead": bodies["builders"] if now.said.get("lead") == bodies["police"] else bodies["police"]}


def _co_handlers(now: Moment) -> dict[str, Any]:
    bodies = now.site.suite.organisations
    others = [bodies[name] for name in ("police", "builders", "government") if bodies[name] != now.said.get("lead")]
    return {"co_handlers": now.chance.choice(([], others, others[:1], others[1:]))}


def _extension(now: Moment) -> dict[str, Any]:
    due = datetime.fromisoformat(now.said.get("due", "2026-03-02"))
    return {"due": (due + timedelta(days=now.chance.randrange(1, 30))).date().isoformat()}


def _rate(now: Moment) -> dict[str, Any]:
    return {"rating": "dissatisfied" if now.row.reason else "satisfied"}


def _reply(now: Moment) -> dict[str, Any]:
    return {"class": now.chance.choice("AAABC"), "contact_record": "已电话回访"}


def _objection(now: Moment) -> dict[str, Any]:
    if now.record and now.record.state == "preparing":
        return {"received_at": now.said.get("notice_until", now.day())}
    return {}


SPECIAL: dict[str, Callable[[Moment], dict[str, Any]]] = {
    "submission.submit": _submit,
    "submission.reject": lambda now: {"code": "reject-1"},
    "submission.link_to_topic": _link,
    "submission.merge": _merge,
    "topic.draft": _draft_topic,
    "topic.pass_screening": _verdicts,
    "topic.rule_out": _verdicts,
    "topic.merge": _merge,
    "topic.escalate": _elsewhere,
    "topic.delegate": _elsewhere,
    "topic.conclude": _conclude,
    "topic.lodge_objection": _objection,
    "topic.answer_objection": lambda now: {"objection": now.said.get("objection_id", NOBODY)},
    "plan.draft": _period,
    "plan.put_topic": _put_topic,
    "plan.add_topic_late": _put_topic,
    "plan.drop_topic": _drop_topic,
    "meeting.plan": _plan,
    "meeting.schedule": _times,
    "meeting.reschedule": _times,
    "attendance.invite": _invite,
    "consensus_item.settle_item": _settle,
    "pre_work.assign_pre_work": _participant,
    "outcome.draft": _draft_outcome,
    "outcome.revise": _revise,
    "outcome.decompose": _decompose,
    "outcome.send_back": _send_back,
    "outcome.close": lambda now: {"reason": "不再落实", "explanation": "条件所限"},
    "task.reassign": _reassign,
    "task.change_co_handlers": _co_handlers,
    "task.request_extension": _extension,
    "task.rate": _rate,
    "task.draft_reply": _reply,
}
