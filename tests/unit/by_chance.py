"""Commands by chance: for a record and a moment, one that its table knows, by whoever may give it, with a body that fits.

The body is the example of the interface's document, with names that exist put in its place.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, CommandCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import Refusal
from tests.contract.published import OURS, ROWS, PublishedRow
from tests.documented import documented
from tests.unit.whole_suite import TOWN, WholeSuite

BODY_OF = {
    "CHAIR": "council", "LIA": "council", "REC": "council", "MEM": "council", "STN": "station", "PARTY": "party",
    "GOV": "government", "OFF": "office", "DISP": "dispatch", "SUP": "supervision", "HND": "police", "CO": "builders",
}  # fmt: skip
NESTED = {"attendance": "participants", "consensus_item": "items", "pre_work": "pre-work"}
OF_CHANCE = ("submission", "topic", "meeting", "attendance", "consensus_item", "pre_work", "outcome", "task", "plan")
# Rarely, for they end what the others would go on with.
SELDOM = frozenset(
    (
        *(
            "cancel",
            "discontinue",
            "withdraw",
            "reject",
            "merge",
            "rule_out",
            "refer",
            "disapprove",
            "decline",
            "convert",
        ),
        *("close_without_outcome", "escalate", "delegate", "defer", "abandon_round", "uninvite", "postpone", "edit"),
        *("reissue_code", "correct", "uphold_objection", "return_to_selection", "return_for_review", "reopen", "rate"),
        *("answer", "ask_for_info", "return_for_revision", "force_ready", "lodge_objection", "object_to_minutes"),
        *("pause", "urge", "supervise", "change_co_handlers", "request_extension", "request_return", "deny_return"),
        *("redraft_minutes", "revise", "suspend", "send_back", "send_back_reply", "put_topic", "drop_topic"),
        *("convert_to_brief", "decline_attendance", "substitute", "withdraw_check_in", "carry_over"),
    )
)
LIKELY = ("preparing", "consulting", "concluded", "published", "minutes_signed", "checked_in", "agreed")
NOBODY = "019a0000-0000-7000-8000-0000000000ff"
ENOUGH = 4
"""Of those that begin a matter: more of them would only stand about."""
GUEST = {"kind": "invited", "duty": "speaker", "name": "王安"}


@dataclass
class Known:
    """A record as the model knows it; `past` is what has happened to it."""

    lifecycle: str
    id: str
    state: str
    parent: str | None
    past: list[str] = field(default_factory=list)


def call_for(suite: WholeSuite, known: list[Known], chance: Random, key: str) -> tuple[str, CommandCall, Actor] | None:
    """(lifecycle, command, who gives it): of a record that is there, or a new one; None when nothing fits."""
    record = chance.choice(known) if known and chance.random() < 0.85 else None
    if record is None:
        counts = Counter(one.lifecycle for one in known)
        wanted = [name for name in OF_CHANCE if name != "task" and counts[name] < ENOUGH]
        rows = [next(one for one in ROWS if one.lifecycle == name) for name in wanted]
    else:
        anyhow = chance.random() < 0.08
        mine = (one for one in ROWS if one.lifecycle == record.lifecycle and one.came_from)
        rows = [one for one in mine if anyhow or record.state in one.came_from]
    rows = [one for one in rows if {*one.roles} - {"SYS"} and (one.command not in SELDOM or chance.random() < 0.1)]
    if not rows:
        return None
    row = chance.choice(rows)
    meetings = [one.id for one in known if one.lifecycle == "meeting"]
    parent = record.parent if record else chance.choice(meetings or [None]) if row.lifecycle in NESTED else None
    if row.lifecycle in NESTED and parent is None:
        return None
    lifecycle, its_id = OURS[row.lifecycle], record.id if record else None
    body = body_for(suite, row, known, chance, record)
    actor = actor_for(suite, row, chance)
    call = CommandCall(lifecycle.collection, row.command, body, key, Caller(), "", its_id, parent)
    return row.lifecycle, call, actor


def actor_for(suite: WholeSuite, row: PublishedRow, chance: Random) -> Actor:
    role = chance.choice([one for one in row.roles if one != "SYS"])
    if role in ("PUB", "SELF", "ATT", "LEAD"):
        return Actor(tracking="some code") if row.command != "submit" else Actor()
    body = BODY_OF[role]
    if role in ("HND", "CO"):
        body = chance.choice(("police", "builders"))
    return suite.actor(role, body, f"{role} {chance.randrange(2)}")


def body_for(
    suite: WholeSuite, row: PublishedRow, known: list[Known], chance: Random, record: Known | None
) -> dict[str, Any]:
    lifecycle = OURS[row.lifecycle]
    base = (
        f"/v1/meetings/{{parent}}/{NESTED[row.lifecycle]}" if row.lifecycle in NESTED else f"/v1/{lifecycle.collection}"
    )
    path = f"{base}/{{id}}/{row.command}" if row.came_from else base
    example = documented().document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["example"]
    wanted = {name for name, _type, required in row.fields if required} | {"reason", "title"}
    body = {name: value for name, value in example.items() if name in wanted or chance.random() < 0.1}
    body.pop("occurred_at", None)
    body |= {name: value for name, value in names(suite, row, known, chance).items() if name in body}
    body |= literal(suite, row, chance)
    return body


def names(suite: WholeSuite, row: PublishedRow, known: list[Known], chance: Random) -> dict[str, Any]:
    """Of things that are there, or may be."""

    def some(lifecycle: str) -> str:
        there = [one for one in known if one.lifecycle == lifecycle]
        likely = [one for one in there if one.state in LIKELY] or there
        return chance.choice([one.id for one in likely] or [NOBODY])

    later = stamp(suite.clock() + timedelta(days=chance.randrange(1, 60)))
    return {
        "organisation": suite.organisations["council"], "division": TOWN, "lead": suite.organisations["police"],
        "co_handlers": [suite.organisations["builders"]], "topic": some("topic"), "meeting": some("meeting"),
        "participant": some("attendance"), "items": [some("consensus_item")], "into": some(row.lifecycle),
        "tasks": [some("task")], "due": later[:10], "until": later[:10], "starts": later[:10],
        "supersedes": some("consensus_item"), "code": "reject-1", "round": chance.choice((1, 1, 1, 2)),
    }  # fmt: skip


def literal(suite: WholeSuite, row: PublishedRow, chance: Random) -> dict[str, Any]:
    """Where chance would hardly ever find what fits."""
    task = {"title": "信号灯", "lead": suite.organisations["police"]}
    day = suite.clock() + timedelta(days=chance.choice((0, 0, 7)))
    times = {"starts_at": stamp(day + timedelta(minutes=5)), "ends_at": stamp(day + timedelta(hours=2))}
    verdicts = [{"item": f"consult-{n}", "verdict": "yes"} for n in range(1, 5)]
    verdicts += [{"item": f"exclude-{n}", "verdict": "no"} for n in range(1, 5)]
    new = {"title": "路灯", "background": "不亮", "organisation": suite.organisations["council"]}
    said: dict[str, dict[str, Any]] = {
        "submission.submit": {"channel": "web"},
        "submission.link_to_topic": {"new_topic": new},
        "topic.pass_screening": {"verdicts": verdicts},
        "meeting.schedule": {**times, "place": "议事室"},
        "meeting.reschedule": times,
        "attendance.invite": GUEST,
        "outcome.decompose": {"tasks": [task] * chance.choice((1, 2))},
    }
    return said.get(f"{row.lifecycle}.{row.command}", {})


def give(suite: WholeSuite, lifecycle: str, call: CommandCall, actor: Actor) -> dict[str, Any] | str:
    """The answer, or the name of the refusal. Anything else that is raised is a fault."""
    try:
        return suite.of(OURS[lifecycle]).handler.handle(call, actor)
    except Refusal as refused:
        return type(refused).__name__
