"""Which command comes next: of what the published rows allow for the records that there are, what leads on before the rest."""

from collections.abc import Callable, Iterator
from random import Random

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, CommandCall
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Refusal
from tests.contract.published import OURS
from tests.unit.by_chance.acting import Moment, actor_for, stranger_for
from tests.unit.by_chance.known import ALL_ROWS, Model, rows_for_people
from tests.unit.by_chance.saying import CONCLUDED, GONE, agreed_items, body_for, meetings_of
from tests.unit.by_chance.sites import Site

OF_CHANCE = ("submission", "topic", "plan", "meeting", "attendance", "consensus_item", "pre_work", "outcome", "task")
WITHIN = {"invite": "attendance", "raise_item": "consensus_item", "assign_pre_work": "pre_work"}
"""What a meeting brings into being."""
ENDS = frozenset(
    (
        *("cancel", "discontinue", "withdraw", "reject", "refer", "rule_out", "disapprove", "decline", "convert"),
        *("close_without_outcome", "uninvite", "waive_pre_work", "convert_to_brief", "dismiss_appeal", "merge"),
    )
)
"""Seldom: they end what the others would go on with."""
BESIDE = frozenset(
    (
        *("escalate", "delegate", "defer", "abandon_round", "postpone", "edit", "reissue_code", "correct", "suspend"),
        *("uphold_objection", "uphold_late_objection", "return_to_selection", "return_for_review", "reopen", "answer"),
        *("ask_for_info", "return_for_revision", "lodge_objection", "object_to_minutes", "pause", "urge", "supervise"),
        *("change_co_handlers", "request_extension", "request_return", "redraft_minutes", "revise", "send_back"),
        *("send_back_reply", "put_topic", "drop_topic", "decline_attendance", "substitute", "withdraw_check_in"),
        *("carry_over", "redraft_item", "leave", "answer_objection", "correct_minutes", "restrict_minutes", "tell"),
        *("close", "reopen_consultation", "hand_back", "unlink", "unmerge", "add_topic_late", "decompose"),
        *("submit_pre_work", "confirm_attendance", "override_screening"),
    )
)
"""Now and then: the straight path goes on without them."""
HARDLY = frozenset(("hand_over", "clear_files"))
"""Refused here nearly always: nobody has ended, and there are no files."""
WEIGHTS = ((HARDLY, 0.02), (ENDS, 0.25), (BESIDE, 1.0))
ADVANCING = 6.0
FIRST = {"meeting": 2.0, "consensus_item": 3.0, "outcome": 3.0, "task": 2.0, "submission": 0.7}
"""Of these there are few, and much comes after them."""
LOOKED_AT, WRONGLY = 16, 0.1
MOST = {"submission": 4, "topic": 5, "plan": 2, "meeting": 4, "attendance": 5, "consensus_item": 4, "pre_work": 2}


def call_for(site: Site, model: Model, chance: Random, key: str) -> tuple[str, CommandCall, Actor] | None:
    """(lifecycle, command, who gives it); None when nothing fits. Now and then by somebody else."""
    found = _fitting(site, model, chance)
    if not found:
        return None
    now = chance.choices(found, [_weight(one) for one in found])[0]
    actor = actor_for(now)
    if chance.random() < WRONGLY:
        actor = stranger_for(now, chance.choice((actor, None)))
    return now.row.lifecycle, _call_for(now, key), actor


def out_of_place(site: Site, model: Model, chance: Random) -> Iterator[tuple[str, CommandCall, Actor]]:
    """For some record what no row takes from where it is, by those who give it elsewhere."""
    record = chance.choice([one for one in model.records.values() if one.lifecycle in OF_CHANCE] or [None])
    if record is None:
        return
    fitting = {row.command for row in ALL_ROWS if row.lifecycle == record.lifecycle and record.state in row.came_from}
    rows = [row for row in ALL_ROWS if row.lifecycle == record.lifecycle and row.came_from]
    rows = [row for row in rows if row.command not in fitting and {*row.roles} - {"SYS"}]
    for row in chance.sample(rows, min(len(rows), 12)):
        now = Moment(site, model, chance, row, record, record.parent)
        yield row.lifecycle, _call_for(now, new_id()), actor_for(now)


def _call_for(now: Moment, key: str) -> CommandCall:
    record, collection = now.record.id if now.record else None, OURS[now.row.lifecycle].collection
    return CommandCall(collection, now.row.command, body_for(now), key, Caller(), "", record, now.parent)


def _fitting(site: Site, model: Model, chance: Random) -> list[Moment]:
    known = [one for one in model.records.values() if one.lifecycle in OF_CHANCE]
    looked_at = chance.sample(known, min(LOOKED_AT, len(known)))
    found = [
        Moment(site, model, chance, row, one, one.parent)
        for one in looked_at
        for row in rows_for_people(one.lifecycle, one.state)
    ]
    for name in ("submission", "topic", "plan", "meeting", "outcome"):
        if sum(1 for _ in model.of(name)) < MOST.get(name, 9):
            found += [Moment(site, model, chance, row, None, None) for row in rows_for_people(name, "")]
    for meeting in (one for one in looked_at if one.lifecycle == "meeting"):
        for name in WITHIN.values():
            if len(model.within(name, meeting.id)) < MOST[name]:
                found += [Moment(site, model, chance, row, None, meeting.id) for row in rows_for_people(name, "")]
    return found


def _weight(now: Moment) -> float:
    named = f"{now.row.lifecycle}.{now.row.command}"
    of_command = next((weight for commands, weight in WEIGHTS if now.row.command in commands), ADVANCING)
    return FIRST.get(now.row.lifecycle, 1.0) * of_command * (1.0 if named not in RIPE or RIPE[named](now) else 0.01)


def _in_meeting(*states: str) -> Callable[[Moment], bool]:
    def rule(now: Moment) -> bool:
        meeting = now.model.one("meeting", now.parent)
        return meeting is not None and meeting.state in states

    return rule


def _its_day_has_come(now: Moment) -> bool:
    clock, there = now.site.suite.clock(), now.model.within("attendance", now.record.id if now.record else "")
    duties = {one.said.get("duty") for one in there if one.state == "checked_in"}
    return str(day_in_china(clock)) >= now.said.get("starts_at", "9")[:10] and duties >= {"host", "recorder"}


def _invited_are_enough(now: Moment) -> bool:
    there = now.model.within("attendance", now.record.id if now.record else "")
    return {one.said.get("duty") for one in there if one.state not in GONE} >= {"host", "recorder"}


def _everything_is_settled(now: Moment) -> bool:
    its = now.model.within("consensus_item", now.record.id if now.record else "")
    return not any(one.state in ("raised", "drafted") for one in its)


def _something_is_agreed(now: Moment) -> bool:
    return bool(now.record and agreed_items(now.model, [now.record]))


def _review_is_over(now: Moment) -> bool:
    return str(now.said.get("review_until", "9")) <= now.site.suite.clock().isoformat()


def _every_meeting_is_over(now: Moment) -> bool:
    held = meetings_of(now.model, now.record) if now.record else []
    current = {one.said.get("round") for one in held}
    return bool(held) and all("MeetingEnded" in one.past for one in held) and now.said.get("round") in current


def _next_round_is_wanted(now: Moment) -> bool:
    return _every_meeting_is_over(now) and now.chance.random() < 0.2


def _a_meeting_is_wanted(now: Moment) -> bool:
    ripe = [one for one in now.model.of("topic") if one.state in ("preparing", "consulting")]
    return any(all("MeetingEnded" in one.past for one in meetings_of(now.model, topic)) for topic in ripe)


def _something_to_draft_of(now: Moment) -> bool:
    topics = {one.id for one in now.model.of("topic") if one.state in CONCLUDED}
    meetings = [one for one in now.model.of("meeting") if one.said["topic_id"] in topics]
    drafted = {one.said.get("topic_id") for one in now.model.of("outcome")}
    ripe = [one for one in meetings if "MinutesSigned" in one.past and agreed_items(now.model, [one])]
    return any(one.said["topic_id"] not in drafted for one in ripe) or (bool(ripe) and now.chance.random() < 0.1)


def _result_is_none(now: Moment) -> bool:
    return now.said.get("result") in ("none", "eased")


def _someone_is_to_be_recorded_late(now: Moment) -> bool:
    there = now.model.within("attendance", now.record.id if now.record else "")
    return now.chance.random() < 0.3 or not any(one.state == "absent" for one in there)


def _has_co_handlers(now: Moment) -> bool:
    return bool(now.said.get("co_handlers"))


def _tasks_are_finished(now: Moment) -> bool:
    its = now.model.of("task", outcome_id=now.record.id if now.record else "")
    return now.record is not None and (now.record.state != "publicised" or all(one.state in DONE for one in its))


DONE = ("done", "cancelled")


def _voices(now: Moment) -> bool:
    session = _in_meeting("in_session")(now)
    return session and (now.row.to != "agreed_with_reservation" or bool(now.checked_in()))


def _may_be_withdrawn(now: Moment) -> bool:
    return _in_meeting("ready", "in_session", "ended")(now) and now.chance.random() < 0.3


RIPE: dict[str, Callable[[Moment], bool]] = {
    "submission.unlink": lambda now: False,
    "submission.unmerge": lambda now: False,
    "topic.open_round": lambda now: bool(now.record and now.record.state == "preparing") or _next_round_is_wanted(now),
    "topic.conclude": _every_meeting_is_over,
    "topic.close_without_outcome": _result_is_none,
    "topic.answer_objection": lambda now: "objection_id" in now.said,
    "topic.uphold_late_objection": lambda now: "objection_id" in now.said,
    "plan.put_topic": lambda now: now.chance.random() < 0.5,
    "plan.submit": lambda now: "PlanTopicPut" in now.said or "topic" in now.said,
    "plan.drop_topic": lambda now: "topic" in now.said,
    "meeting.plan": _a_meeting_is_wanted,
    "meeting.send_notices": lambda now: (
        bool(now.record and now.record.state == "scheduled") and _invited_are_enough(now)
    ),
    "meeting.confirm_ready": lambda now: False,
    "meeting.force_ready": _invited_are_enough,
    "meeting.open": _its_day_has_come,
    "meeting.end": _something_is_agreed,
    "meeting.circulate_minutes": _everything_is_settled,
    "meeting.sign_minutes": _review_is_over,
    "attendance.invite": _in_meeting("planned", "scheduled", "notified", "ready", "in_session"),
    "attendance.substitute": _in_meeting("planned", "scheduled", "notified", "ready", "in_session"),
    "attendance.check_in": _in_meeting("ready", "in_session", "suspended"),
    "attendance.withdraw_check_in": _may_be_withdrawn,
    "attendance.uninvite": _in_meeting("planned", "scheduled", "notified", "ready"),
    "attendance.leave": _in_meeting("in_session"),
    "attendance.record_late": _in_meeting("ended", "minutes_draft"),
    "consensus_item.raise_item": _in_meeting("in_session"),
    "consensus_item.draft_item": _in_meeting("in_session"),
    "consensus_item.redraft_item": _in_meeting("in_session"),
    "consensus_item.settle_item": _voices,
    "consensus_item.carry_over": _in_meeting("in_session", "suspended", "ended", "minutes_draft"),
    "pre_work.assign_pre_work": lambda now: bool(now.model.within("attendance", now.parent or "")),
    "outcome.draft": _something_to_draft_of,
    "outcome.close": _tasks_are_finished,
    "task.ask_co_handlers": _has_co_handlers,
    "task.reassign": lambda now: bool(now.record and now.record.state == "return_requested"),
    "task.cancel": lambda now: now.chance.random() < 0.3,
    "meeting.draft_minutes": _someone_is_to_be_recorded_late,
}
"""When a row is likely to be taken: whatever else must be there."""


def give(site: Site, lifecycle: str, call: CommandCall, actor: Actor) -> dict[str, object] | str:
    """The answer, or the name of the refusal. Anything else that is raised is a fault."""
    try:
        return site.suite.of(OURS[lifecycle]).handler.handle(call, actor)
    except Refusal as refused:
        return type(refused).__name__
