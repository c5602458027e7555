"""The tables say what the published lifecycles say, row for row; and what the wire refuses."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from marshmallow import ValidationError

from gateway.documents.tables import table
from infra.kernel.contract.clearing import CLEAR_FILES
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.policy import Period, PolicyInForce
from infra.kernel.contract.wire import Text
from infra.kernel.lookups.periods import period_of
from services.topics.plan import schemas as plan_schemas
from services.topics.plan.lifecycle import PLAN
from services.topics.screening_list.schemas import Create
from services.topics.submission import schemas as submission_schemas
from services.topics.submission.circumstances import facts as facts_of_submission
from services.topics.submission.commands import AnswerSubmission, AskForInfo, RejectSubmission
from services.topics.submission.events import SubmissionReceived
from services.topics.submission.lifecycle import SUBMISSION
from services.topics.submission.schemas import LinkToTopic
from services.topics.submission.state import evolve
from services.topics.topic import schemas as topic_schemas
from services.topics.topic.circumstances import facts
from services.topics.topic.commands import DeferTopic, PostNotice
from services.topics.topic.lifecycle import TOPIC
from services.topics.topic.schemas import LodgeObjection

PUBLISHED = table()["lifecycles"]
TOPIC_ID = "019a0000-0000-7000-8000-000000000011"

RECEIVED = evolve(
    None, SubmissionReceived("gate", "too fast", "620723101", "qr", "gate", "digest", datetime(2001, 1, 1, tzinfo=UTC))
)


@pytest.mark.parametrize("lifecycle", [SUBMISSION, TOPIC], ids=["submission", "topic"])
def test_the_table_is_the_published_one(lifecycle: Lifecycle) -> None:
    published = PUBLISHED[lifecycle.name]
    wanted = [(row["command"], tuple(row["roles"]), tuple(row["from"])) for row in published["transitions"]]
    given = [row for rows in lifecycle.rows.values() for row in rows]
    ours = [(row.command, row.by, row.from_states) for row in given if row.from_states]
    assert sorted(ours) == sorted(set(wanted))


@pytest.mark.parametrize("lifecycle", [SUBMISSION, TOPIC], ids=["submission", "topic"])
def test_the_fields_are_the_published_ones(lifecycle: Lifecycle) -> None:
    for row in PUBLISHED[lifecycle.name]["transitions"]:
        if row["roles"] == ["SYS"]:
            continue
        same = [one for one in PUBLISHED[lifecycle.name]["transitions"] if one["command"] == row["command"]]
        wanted = set(row["fields"]) | ({"reason"} if any(one["reason"] for one in same) else set())
        assert set(lifecycle.rows[row["command"]][0].schema().fields) == wanted, row["command"]


def test_every_command_that_people_give_has_a_schema() -> None:
    for lifecycle, schemas in (
        (SUBMISSION, submission_schemas.COMMANDS),
        (TOPIC, topic_schemas.COMMANDS),
        (PLAN, plan_schemas.COMMANDS),
    ):
        people = {name for name, rows in lifecycle.rows.items() if any(set(row.by) - {"SYS"} for row in rows)}
        assert set(schemas) | {CLEAR_FILES} == people | {CLEAR_FILES}


@pytest.mark.parametrize("lifecycle", [SUBMISSION, TOPIC], ids=["submission", "topic"])
def test_whatever_a_resident_says_in_words_is_personal(lifecycle: Lifecycle) -> None:
    for rows in lifecycle.rows.values():
        for row in rows:
            words = {name for name, field in row.schema().fields.items() if type(field) is Text}
            assert "PUB" not in row.by or words <= set(row.personal), row.command


@pytest.mark.parametrize(
    "body", [{}, {"topic": TOPIC_ID, "new_topic": {"title": "t", "background": "b", "organisation": TOPIC_ID}}]
)
def test_a_link_names_exactly_one_topic(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        LinkToTopic().load(body)


def test_a_new_topic_and_an_objection_get_fresh_ids() -> None:
    wanted = {"title": "t", "background": "b", "organisation": TOPIC_ID}
    loaded = LinkToTopic().load({"new_topic": wanted})
    assert len(loaded["topic"]) == 36
    assert loaded["new_topic"].organisation == TOPIC_ID
    assert LinkToTopic().load({"topic": TOPIC_ID}) == {"topic": TOPIC_ID}
    assert len(LodgeObjection().load({"reason": "no"})["objection_id"]) == 36


def test_a_screening_list_has_items() -> None:
    with pytest.raises(ValidationError):
        Create().load({"items": []})


class Policies:
    """A reader that knows the policies and the calendar."""

    def __init__(self, now: datetime = datetime(2026, 3, 2, 4, tzinfo=UTC)) -> None:
        self.now = now

    recorded_at = datetime(2026, 3, 2, 4, tzinfo=UTC)

    def ends(self, code: str, start: datetime) -> Period:
        return period_of(PolicyInForce(code, 5, 1), start)

    def shown(self, into: type, collection: str) -> list[Any]:
        return []


def test_a_notice_runs_to_the_end_of_its_last_day_in_china() -> None:
    notice = facts(Policies(), None, PostNotice(TOPIC_ID)).notice  # type: ignore[arg-type]
    assert notice is not None
    assert (notice.until, notice.ends_at) == (date(2026, 3, 9), datetime(2026, 3, 9, 16, tzinfo=UTC))
    longer = facts(Policies(), None, PostNotice(TOPIC_ID, date(2026, 3, 31))).notice  # type: ignore[arg-type]
    assert longer is not None
    assert (longer.earliest, longer.ends_at) == (date(2026, 3, 9), datetime(2026, 3, 31, 16, tzinfo=UTC))


def test_days_that_people_are_given_begin_when_they_could_hear_of_it_however_late_the_entry() -> None:
    late = Policies(now=datetime(2001, 1, 1, tzinfo=UTC))
    notice = facts(late, None, PostNotice(TOPIC_ID)).notice  # type: ignore[arg-type]
    assert notice is not None
    assert (notice.earliest, notice.until) == (date(2026, 3, 9), date(2026, 3, 9))
    for asked in (
        AskForInfo("gate", "where?", "unclear"),
        RejectSubmission("gate", "exclude-1", "no"),
        AnswerSubmission("gate", "done"),
    ):
        limit = facts_of_submission(late, RECEIVED, asked).limit  # type: ignore[arg-type]
        assert limit is not None
        assert limit.until == datetime(2026, 3, 7, 4, tzinfo=UTC), asked


def test_a_deferred_topic_resumes_at_the_start_of_its_day_in_china() -> None:
    deferred = facts(Policies(), None, DeferTopic(TOPIC_ID, date(2026, 6, 1), "later"))  # type: ignore[arg-type]
    assert deferred.resumes_at == datetime(2026, 5, 31, 16, tzinfo=UTC)
