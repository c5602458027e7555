"""What the story left in the histories and in the log: who did what, in which capacity, when, and in which order."""

import json
import re
from typing import Any

import pytest

from tests.contract.published import ROWS
from tests.system.suite import shangliang
from tests.system.told import Told
from tests.system.written import SERVICES

KEYS = [
    "service", "position", "stream", "version", "type", "schema_version", "occurred_at", "recorded_at", "actor", "role",
    "organisation", "division", "command_id", "correlation_id", "causation_id", "payload",
]  # fmt: skip

# Of each lifecycle: event and role, in the order in which the story has them.
TOPIC = [
    ("TopicDrafted", "SYS"),
    ("TopicProposed", "SYS"),
    ("TopicScreeningStarted", "SYS"),
    ("TopicShortlisted", "STN"),
    ("TopicSelected", "CHAIR"),
    ("TopicEndorsed", "OFF"),
    ("TopicApproved", "PARTY"),
    ("TopicNoticed", "LIA"),
    ("TopicNoticeEnded", "SYS"),
    ("TopicRoundOpened", "CHAIR"),
    ("TopicRoundOpened", "CHAIR"),
    ("TopicConcluded", "CHAIR"),
    ("TopicOutcomeSubmitted", "SYS"),
    ("TopicImplementationStarted", "SYS"),
    ("TopicClosed", "SYS"),
]
SUBMISSION = [
    ("SubmissionReceived", "PUB"),
    ("SubmissionAcknowledged", "SYS"),
    ("SubmissionAccepted", "STN"),
    ("SubmissionLinkedToTopic", "STN"),
    ("SubmissionAnswered", "SYS"),
    ("SubmissionRated", "PUB"),
    ("SubmissionClosed", "SYS"),
]
MEETING = [
    ("MeetingPlanned", "LIA"),
    ("MeetingScheduled", "LIA"),
    ("MeetingNoticesSent", "LIA"),
    ("MeetingReady", "CHAIR"),
    ("MeetingOpened", "CHAIR"),
    ("MeetingEnded", "CHAIR"),
    ("MinutesDrafted", "REC"),
    ("MinutesCirculated", "REC"),
    ("MinutesObjected", "ATT"),
    ("MinutesRedrafted", "REC"),
    ("MinutesCirculated", "REC"),
    ("MinutesConfirmed", "ATT"),
    ("MinutesConfirmed", "ATT"),
    ("MinutesConfirmed", "ATT"),
    ("MinutesConfirmed", "ATT"),
    ("MinutesSigned", "CHAIR"),
    ("MinutesPublished", "OFF"),
    ("MeetingArchived", "SYS"),
]
OUTCOME = [
    ("OutcomeDrafted", "CHAIR"),
    ("OutcomeSubmitted", "CHAIR"),
    ("OutcomeApproved", "PARTY"),
    ("OutcomeDecomposed", "DISP"),
    ("OutcomeDispatched", "DISP"),
    ("OutcomeStarted", "SYS"),
    ("OutcomeAllReplied", "SYS"),
    ("OutcomeVerificationStarted", "OFF"),
    ("OutcomeFedBack", "OFF"),
    ("OutcomeTold", "OFF"),
    ("OutcomePublicised", "OFF"),
    ("OutcomeClosed", "OFF"),
]
SHARED_TASK = [
    ("TaskAssigned", "DISP"),
    ("TaskSigned", "HND"),
    ("TaskStarted", "HND"),
    ("TaskCoHandlersAsked", "HND"),
    ("TaskCoOpinionGiven", "CO"),
    ("TaskReplyDrafted", "HND"),
    ("TaskReplySubmitted", "HND"),
    ("TaskReplied", "DISP"),
    ("TaskDone", "PUB"),
]


def told_of(history: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(event["type"], event["role"]) for event in history]


def published_path(lifecycle: str, events: list[str]) -> list[str]:
    """The states that the published lifecycle goes through with these events; every event must be possible there."""
    states = [""]
    for event in events:
        came_from = states[-1]
        rows = [
            row
            for row in ROWS
            if (row.lifecycle, row.event) == (lifecycle, event) and came_from in (row.came_from or ("",))
        ]
        assert rows, f"{event} is not published from {came_from or 'nothing'}"
        states.append(came_from if rows[0].to == "same" else rows[-1].to)
    return states[1:]


def test_the_topic_went_the_published_way(told: Told) -> None:
    history = told.history("topics", told.ids["topic"])
    assert told_of(history) == TOPIC
    assert published_path("topic", [event["type"] for event in history]) == [
        "draft", "proposed", "screening", "shortlisted", "reviewing", "pending_approval", "approved", "noticed",
        "preparing", "consulting", "consulting", "concluded", "outcome_review", "implementing", "closed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("collection", "lifecycle", "expected"),
    [
        ("submissions", "submission", SUBMISSION),
        ("meetings", "meeting", MEETING),
        ("outcomes", "outcome", OUTCOME),
        ("tasks", "task", SHARED_TASK),
    ],
)
def test_each_record_went_the_published_way(
    told: Told, collection: str, lifecycle: str, expected: list[tuple[str, str]]
) -> None:
    ids = {
        "submissions": told.ids["submissions"][0],
        "meetings": told.ids["meetings"][1],
        "outcomes": told.ids["outcome"],
        "tasks": told.ids["tasks"][1],
    }
    history = told.history(collection, ids[collection])
    assert told_of(history) == expected
    shown = told.record(collection, ids[collection])
    assert published_path(lifecycle, [event["type"] for event in history])[-1] == shown["state"]
    assert len(history) == shown["version"]


def test_a_topics_state_at_each_event_is_the_one_published(told: Told) -> None:
    topic = told.ids["topic"]
    history = told.history("topics", topic)
    states = published_path("topic", [event["type"] for event in history])
    for event, state in zip(history, states, strict=True):
        then = told.api.shown(f"/v1/topics/{topic}", told.auditor, as_of=event["recorded_at"])
        assert (then["state"], then["version"]) == (state, event["version"])


def test_a_step_names_the_person_the_organisation_and_the_reason(told: Told) -> None:
    who = told.organisations()
    selected = told.history("topics", told.ids["topic"])[4]
    assert selected["organisation"] == who["council"]
    assert selected["actor"] in {one["id"] for one in told.api.items("/v1/people", told.auditor, limit=200)}
    objected = told.history("meetings", told.ids["meetings"][1])[8]
    assert (objected["type"], objected["reason"]) == ("MinutesObjected", "停车位须写明限停时间。")
    assert objected["actor"] is not None
    drafted = told.history("topics", told.ids["topic"])[0]
    assert (drafted["actor"], drafted["organisation"]) == (None, None)


def test_times_of_a_history_never_go_back_and_nothing_was_late(told: Told) -> None:
    for collection, one in (("topics", told.ids["topic"]), ("outcomes", told.ids["outcome"])):
        history = told.history(collection, one)
        times = [event["recorded_at"] for event in history]
        assert times == sorted(times)
        assert not [event for event in history if event["late"]]
        assert [event["version"] for event in history] == list(range(1, len(history) + 1))


def test_the_log_is_printed_as_json_lines_without_a_hole(told: Told) -> None:
    printed = shangliang(told.suite.folder, "events")
    assert printed.returncode == 0, printed.stderr
    events = [json.loads(line) for line in printed.stdout.splitlines()]
    assert all(list(event)[: len(KEYS)] == KEYS for event in events)
    for service in SERVICES:
        own = [event["position"] for event in events if event["service"] == service]
        assert own == list(range(len(own)))
    by_stream: dict[str, list[int]] = {}
    for event in events:
        by_stream.setdefault(event["stream"], []).append(event["version"])
    assert all(versions == list(range(1, len(versions) + 1)) for versions in by_stream.values())


def test_each_line_of_the_story_tells_the_capacity_in_which_the_step_was_recorded(told: Told) -> None:
    printed = [found[1] for line in told.lines if (found := re.match(r" *\d+\. \S+?（([A-Z]+)", line))]
    commands: dict[str, tuple[str, str]] = {}
    for line in shangliang(told.suite.folder, "events").stdout.splitlines():
        event = json.loads(line)
        if event["service"] != "members" and event["role"] != "SYS":
            commands.setdefault(event["command_id"], (event["recorded_at"], event["role"]))
    assert [role for role in printed if role != "SYS"] == [role for _, role in sorted(commands.values())]
    assert set(printed) >= {"PUB", "STN", "SELF", "ATT", "HND", "CO", "SYS"}


def test_the_log_of_one_record_is_its_history(told: Told) -> None:
    stream = f"topic-{told.ids['topic']}"
    printed = shangliang(told.suite.folder, "events", "--service", "topics", "--stream", stream)
    events = [json.loads(line) for line in printed.stdout.splitlines()]
    history = told.history("topics", told.ids["topic"])
    named = ("type", "version", "position", "recorded_at", "actor", "role", "organisation", "command_id")
    assert [[event[name] for name in named] for event in events] == [[one[name] for name in named] for one in history]
    later = shangliang(told.suite.folder, "events", "--service", "topics", "--after", str(history[3]["position"]))
    assert {json.loads(line)["position"] > history[3]["position"] for line in later.stdout.splitlines()} == {True}


def test_the_log_holds_no_residents_words(told: Told) -> None:
    printed = shangliang(told.suite.folder, "events").stdout
    for secret in ("王女士", "老陈", "刘秀英", "吴东", "何警官", "13900000000", "车挤成一团", "件件有回音"):
        assert secret not in printed


def test_what_the_system_did_is_traced_to_what_caused_it(told: Told) -> None:
    submitted = told.history("outcomes", told.ids["outcome"])[1]
    followed = told.history("topics", told.ids["topic"])[12]
    assert (followed["type"], followed["causation_id"]) == ("TopicOutcomeSubmitted", submitted["id"])
    assert followed["correlation_id"] == submitted["correlation_id"]
