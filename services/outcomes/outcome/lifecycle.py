"""The outcome: who may do what, from which state; row for row as published."""

from functools import partial
from typing import Any

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from infra.kernel.lookups.labels import standing_at
from services.outcomes.outcome import closing, converting, domain, schemas, succession, told
from services.outcomes.outcome import commands as asked
from services.outcomes.outcome import events as happened
from services.outcomes.outcome.circumstances import facts, place, place_of_new
from services.outcomes.outcome.events import OutcomeEvent
from services.outcomes.outcome.projections import KEPT_INSIDE, row
from services.outcomes.outcome.state import LABELS, State, due, evolve
from services.outcomes.rules import OutcomesRuleBroken


def dispatched_tasks(decided: list[Any], command: asked.DispatchOutcome) -> dict[str, Any]:
    return {
        "tasks": [task for event in decided if isinstance(event, happened.OutcomeDispatched) for task in event.tasks]
    }


def every_task_cited_a_policy(stored: Fields) -> Fields:
    """Version 1 as it was: it always named one, where version 2 has null for a date that was chosen by hand."""
    return stored


def carried_out(stored: Fields) -> Fields:
    """Version 1 was of outcomes that had been carried out: no reason was needed."""
    return {**stored, "reason": None}


CLOSED = EventType(happened.OutcomeClosed, version=2, upcasters=((1, carried_out),))


def before_records(told: Fields) -> Fields:
    """Version 1 made no record of what the outcome became."""
    return {**told, "made": None}


def of_its_own_place(told: Fields) -> Fields:
    """Version 2 made no topic of the level above."""
    return {**told, "division": None, "organisation": None}


CONVERTED = EventType(happened.OutcomeConverted, version=3, upcasters=((1, before_records), (2, of_its_own_place)))
DECOMPOSED = EventType(happened.OutcomeDecomposed, version=2, upcasters=((1, every_task_cited_a_policy),))

NOT_OVER = tuple(state for state in State if state not in (State.CONVERTED, State.CLOSED))

# fmt: off
TABLE = (
    # 报审 drafting and review
    Row("draft", asked.DraftOutcome, domain.draft_outcome, schemas.Draft, ("CHAIR", "REC", "LIA")),
    Row("revise", asked.ReviseOutcome, domain.revise_outcome, schemas.Revise, ("CHAIR", "LIA", "REC"), (State.DRAFTED, State.RETURNED)),
    Row("submit", asked.SubmitOutcome, Records(happened.OutcomeSubmitted), NOTHING, ("CHAIR",), (State.DRAFTED,)),
    Row("approve", asked.ApproveOutcome, Records(happened.OutcomeApproved), schemas.Approve, ("PARTY",), (State.UNDER_REVIEW,)),
    Row("return_for_revision", asked.ReturnOutcome, Records(happened.OutcomeReturned), REASON, ("PARTY",), (State.UNDER_REVIEW,)),
    Row("decline", asked.DeclineOutcome, told.decline_outcome, REASON, ("PARTY",), (State.UNDER_REVIEW,)),
    Row("convert", asked.ConvertOutcome, converting.convert_outcome, schemas.Convert, ("PARTY", "OFF"), (State.UNDER_REVIEW,)),
    Row("resubmit", asked.ResubmitOutcome, Records(happened.OutcomeResubmitted), NOTHING, ("CHAIR",),
        (State.RETURNED, State.NOT_ADOPTED)),
    # 任务分解 交办 tasks
    Row("decompose", asked.DecomposeOutcome, domain.decompose_outcome, schemas.Decompose, ("DISP", "OFF"), (State.APPROVED,)),
    Row("decompose", asked.DecomposeOutcome, domain.decompose_outcome, schemas.Decompose, ("DISP", "OFF"), (State.DECOMPOSED,)),
    Row("dispatch", asked.DispatchOutcome, domain.dispatch_outcome, NOTHING, ("DISP",), (State.DECOMPOSED,), extras=dispatched_tasks),
    # 办理 progress, followed from the tasks
    Row("start", asked.StartOutcome, Records(happened.OutcomeStarted), NOTHING, ("SYS",), (State.DISPATCHED,)),
    Row("note_rework", asked.NoteRework, domain.note_rework, NOTHING, ("SYS",),
        (State.ALL_REPLIED, State.VERIFYING, State.FED_BACK, State.PUBLICISED, State.TRACKED, State.CLOSED)),
    Row("note_all_replied", asked.NoteAllReplied, domain.note_all_replied, NOTHING, ("SYS",), (State.DISPATCHED, State.IN_PROGRESS)),
    Row("note_all_cancelled", asked.NoteAllCancelled, domain.note_all_cancelled, NOTHING, ("SYS",),
        (State.DISPATCHED, State.IN_PROGRESS, State.ALL_REPLIED, State.VERIFYING, State.FED_BACK, State.PUBLICISED, State.TRACKED)),
    Row("close", asked.CloseOutcome, closing.close_approved, schemas.Close, ("PARTY",), (State.APPROVED,)),
    # 回访 反馈 公示 verification, feedback, publication
    Row("start_verification", asked.StartVerification, Records(happened.OutcomeVerificationStarted), NOTHING,
        ("OFF",), (State.ALL_REPLIED,)),
    Row("send_back", asked.SendBackOutcome, domain.send_back_outcome, schemas.SendBack, ("OFF", "SUP"), (State.VERIFYING,)),
    Row("feed_back", asked.FeedBackOutcome, told.feed_back_outcome, schemas.FeedBack, ("OFF",), (State.VERIFYING,)),
    Row("tell", asked.TellOutcome, told.tell_outcome, NOTHING, ("SYS", "OFF"),
        (State.NOT_ADOPTED, State.FED_BACK, State.PUBLICISED, State.TRACKED, State.CLOSED)),
    Row("publicise", asked.PubliciseOutcome, domain.publicise_outcome, schemas.Publicise, ("OFF",), (State.FED_BACK,)),
    # 办结 跟踪 the end
    Row("close", asked.CloseOutcome, closing.close_outcome, schemas.Close, ("SYS", "OFF"), (State.PUBLICISED,)),
    Row("track", asked.TrackOutcome, domain.track_outcome, NOTHING, ("SYS",), (State.PUBLICISED,)),
    Row("note_progress", asked.NoteProgress, domain.note_progress, NOTHING, ("SYS",), (State.TRACKED,)),
    Row("close", asked.CloseOutcome, closing.close_outcome, schemas.Close, ("OFF", "SYS"), (State.TRACKED,)),
    Row("reopen", asked.ReopenOutcome, Records(happened.OutcomeReopened), REASON, ("OFF", "PARTY"), (State.CLOSED,)),
    # 承接 its topic belongs to another organisation now
    Row("take_over", asked.TakeOverOutcome, succession.take_over_outcome, NOTHING, ("SYS",), NOT_OVER),
)
# fmt: on

OUTCOME = Lifecycle(
    name="outcome",
    collection="outcomes",
    label="协商成果",
    id_field="outcome_id",
    events=events_of(OutcomeEvent, CONVERTED, DECOMPOSED, CLOSED),
    evolve=evolve,
    kept_inside=KEPT_INSIDE,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    beside=partial(standing_at, "outcome"),
    rule_broken=OutcomesRuleBroken,
    due=due,
)
