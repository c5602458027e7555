"""The outcome: who may do what, from which state; row for row as published."""

from datetime import timedelta
from typing import Any

from infra.kernel.clock import day_in_china
from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import KnownOrganisation, Place
from infra.kernel.wire import CommandSchema
from services.outcomes.outcome import commands, domain, events, progress_domain, schemas
from services.outcomes.outcome.projections import KEPT_INSIDE, row
from services.outcomes.outcome.state import LABELS, Outcome, due, evolve
from services.outcomes.rules import RuleBroken


def facts(reader: Reader, outcome: Outcome | None, command: commands.OutcomeCommand) -> domain.Facts:
    match command:
        case commands.DraftOutcome():
            return domain.Facts(reader.recorded_at, background=_background(reader, command))
        case commands.DecomposeOutcome():
            _check_organisations(reader, command)
            return domain.Facts(reader.recorded_at, terms=_terms(reader))
        case commands.DispatchOutcome():
            return domain.Facts(reader.recorded_at, terms=_terms(reader))
        case _:
            tasks = reader.shown(domain.TaskStanding, "tasks", outcome=command.outcome_id)
            return domain.Facts(reader.recorded_at, tasks=tuple(tasks))


def _background(reader: Reader, command: commands.DraftOutcome) -> domain.Background:
    return domain.Background(
        topic=reader.needed_copy(domain.KnownTopic, "topic", command.topic),
        meeting=reader.needed_copy(domain.KnownMeeting, "meeting", command.meeting),
        items=tuple(reader.copies(domain.KnownItem, "item", command.topic)),
    )


def _terms(reader: Reader) -> domain.TaskTerms:
    reply, returning = reader.policy("task_reply"), reader.policy("task_return")
    return_until, _provisional = reader.workdays_after(reader.recorded_at, returning.days)
    return domain.TaskTerms(
        due=day_in_china(reader.recorded_at) + timedelta(days=reply.days),
        policy=reply.cited,
        return_until=return_until,
        return_policy=returning.cited,
    )


def _check_organisations(reader: Reader, command: commands.DecomposeOutcome) -> None:
    """Whoever is to handle a task must be known; news of an organisation just made may still be on its way."""
    for organisation in {one for task in command.tasks for one in (task.lead, *task.co_handlers)}:
        reader.needed_copy(KnownOrganisation, "organisation", organisation)


def place(outcome: Outcome, outcome_id: str) -> Place:
    return Place(division=outcome.division, council=outcome.organisation)


def place_of_new(command: commands.DraftOutcome, facts: domain.Facts) -> Place:
    """An outcome stands where its topic does."""
    assert facts.background is not None
    topic = facts.background.topic
    return Place(division=topic.division, council=topic.organisation)


def dispatched_tasks(decided: list[Any], command: commands.DispatchOutcome) -> dict[str, Any]:
    return {"tasks": [task for event in decided if isinstance(event, events.OutcomeDispatched) for task in event.tasks]}


OUTCOME = Lifecycle(
    name="outcome",
    collection="outcomes",
    label="协商成果",
    id_field="outcome_id",
    events=(
        EventType(events.OutcomeDrafted),
        EventType(events.OutcomeSubmitted),
        EventType(events.OutcomeApproved),
        EventType(events.OutcomeReturned),
        EventType(events.OutcomeDeclined),
        EventType(events.OutcomeConverted),
        EventType(events.OutcomeResubmitted),
        EventType(events.OutcomeDecomposed),
        EventType(events.OutcomeDispatched),
        EventType(events.OutcomeStarted),
        EventType(events.OutcomeReworkStarted),
        EventType(events.OutcomeAllReplied),
        EventType(events.OutcomeVerificationStarted),
        EventType(events.OutcomeSentBack),
        EventType(events.OutcomeFedBack),
        EventType(events.OutcomePublicised),
        EventType(events.OutcomeTracked),
        EventType(events.OutcomeProgressNoted),
        EventType(events.OutcomeClosed),
        EventType(events.OutcomeReopened),
    ),
    evolve=evolve,
    kept_inside=KEPT_INSIDE,
    state_labels=LABELS,
    creation=Transition(
        "draft", commands.DraftOutcome, domain.draft_outcome, schemas.Draft, by=("CHAIR", "REC", "LIA")
    ),
    transitions=(
        Transition(
            "submit", commands.SubmitOutcome, domain.submit_outcome, schemas.Submit,
            by=("CHAIR",), from_states=("drafted",),
        ),
        Transition(
            "approve", commands.ApproveOutcome, domain.approve_outcome, schemas.Approve,
            by=("PARTY",), from_states=("under_review",),
        ),
        Transition(
            "return_for_revision", commands.ReturnOutcome, domain.return_outcome, schemas.ReturnForRevision,
            by=("PARTY",), from_states=("under_review",),
        ),
        Transition(
            "decline", commands.DeclineOutcome, domain.decline_outcome, schemas.Decline,
            by=("PARTY",), from_states=("under_review",),
        ),
        Transition(
            "convert", commands.ConvertOutcome, domain.convert_outcome, schemas.Convert,
            by=("PARTY", "OFF"), from_states=("under_review",),
        ),
        Transition(
            "resubmit", commands.ResubmitOutcome, domain.resubmit_outcome, schemas.Resubmit,
            by=("CHAIR",), from_states=("returned", "not_adopted"),
        ),
        Transition(
            "decompose", commands.DecomposeOutcome, domain.decompose_outcome, schemas.Decompose,
            by=("DISP", "OFF"), from_states=("approved",),
        ),
        Transition(
            "dispatch", commands.DispatchOutcome, domain.dispatch_outcome, schemas.Dispatch,
            by=("DISP",), from_states=("decomposed",), extras=dispatched_tasks,
        ),
        Transition(
            "start", commands.StartOutcome, progress_domain.start_outcome, CommandSchema,
            by=("SYS",), from_states=("dispatched",),
        ),
        Transition(
            "note_rework", commands.NoteRework, progress_domain.note_rework, CommandSchema,
            by=("SYS",),
            from_states=("all_replied", "verifying", "fed_back", "publicised", "tracked", "closed"),
        ),
        Transition(
            "note_all_replied", commands.NoteAllReplied, progress_domain.note_all_replied, CommandSchema,
            by=("SYS",), from_states=("dispatched", "in_progress"),
        ),
        Transition(
            "start_verification", commands.StartVerification, domain.start_verification, schemas.StartVerification,
            by=("OFF",), from_states=("all_replied",),
        ),
        Transition(
            "send_back", commands.SendBackOutcome, progress_domain.send_back_outcome, schemas.SendBack,
            by=("OFF", "SUP"), from_states=("verifying",),
        ),
        Transition(
            "feed_back", commands.FeedBackOutcome, domain.feed_back_outcome, schemas.FeedBack,
            by=("OFF",), from_states=("verifying",),
        ),
        Transition(
            "publicise", commands.PubliciseOutcome, domain.publicise_outcome, schemas.Publicise,
            by=("OFF",), from_states=("fed_back",),
        ),
        Transition(
            "close", commands.CloseOutcome, progress_domain.close_outcome, schemas.Close,
            by=("SYS", "OFF"), from_states=("publicised",),
        ),
        Transition(
            "track", commands.TrackOutcome, progress_domain.track_outcome, CommandSchema,
            by=("SYS",), from_states=("publicised",),
        ),
        Transition(
            "note_progress", commands.NoteProgress, progress_domain.note_progress, CommandSchema,
            by=("SYS",), from_states=("tracked",),
        ),
        Transition(
            "close", commands.CloseOutcome, progress_domain.close_outcome, schemas.Close,
            by=("OFF", "SYS"), from_states=("tracked",),
        ),
        Transition(
            "reopen", commands.ReopenOutcome, domain.reopen_outcome, schemas.Reopen,
            by=("OFF", "PARTY"), from_states=("closed",),
        ),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
    due=due,
)  # fmt: skip
