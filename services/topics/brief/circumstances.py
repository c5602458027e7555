"""The circumstances of a command: where a brief stands, what it came of, where it is sent."""

from dataclasses import replace

from infra.kernel.access.places import Place, lies_in
from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import handler_named, holder_named
from services.topics.brief import commands
from services.topics.brief.domain import Facts, Level, Origins
from services.topics.brief.state import Brief
from services.topics.brief.succession_commands import HandOverBrief
from services.topics.copies import KnownDivision
from services.topics.outcome_copies import KnownOutcome
from services.topics.submission.state import SeenSubmission
from services.topics.topic.seen import SeenTopic


def place(brief: Brief, record_id: str) -> Place:
    return Place(division=brief.drafted.division, council=brief.organisation)


def place_of_new(lookups: Lookups, brief: None, command: commands.DraftBrief) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, brief: Brief | None, command: object) -> Facts:
    known = Facts(lookups.now, day_in_china(lookups.recorded_at))
    match command:
        case commands.DraftBrief():
            return _facts_of_drafting(lookups, command, known)
        case commands.SendBrief():
            assert brief is not None
            to = handler_named(lookups, "organisation", command.organisation, brief.drafted.division)
            around = lookups.copy(KnownDivision, "division", to.division)
            return replace(known, recipient=Level(to.division, around.level if around else ""))
        case commands.NoteBrief() | commands.AdoptBrief() | commands.InstructOnBrief() | commands.MarkNotUsed():
            day = command.received_at or day_in_china(lookups.now)
            return replace(known, received_at=day, read_by=min(lookups.now, end_of_day(day)))
        case HandOverBrief():
            assert brief is not None
            holder_named(lookups, "organisation", command.organisation, brief.drafted.division)
            return known
        case _:
            return known


def _facts_of_drafting(lookups: Lookups, command: commands.DraftBrief, known: Facts) -> Facts:
    if lookups.copy(KnownDivision, "division", command.division) is None:
        return replace(known, division_exists=False)
    if lookups.may(("SYS",), Place(command.division)):
        # Judged with the outcome that was converted; its organisation may have ended since.
        return replace(known, origins=Origins(frozenset(command.submissions), command.topic, command.outcome))
    holder_named(lookups, "organisation", command.organisation, command.division)
    read = (lookups.readable(SeenSubmission, "submissions", one) for one in command.submissions)
    outcome = outcome_named(lookups, command.outcome, command.division)
    topic = outcome.topic_id if outcome else command.topic
    seen = lookups.readable(SeenTopic, "topics", topic) if topic else None
    return replace(
        known,
        origins=Origins(
            submissions=frozenset(one.id for one in read if one),
            topic=topic if outcome or seen else None,
            outcome=outcome.outcome_id if outcome else None,
        ),
    )


def outcome_named(lookups: Lookups, outcome_id: str | None, division: str) -> KnownOutcome | None:
    """An outcome of the division or below it: whoever may draft there reads it, also before it was made public."""
    if outcome_id is None:
        return None
    outcome = lookups.needed_copy(KnownOutcome, "outcome", outcome_id)
    topic = lookups.one(SeenTopic, "topics", outcome.topic_id)
    return outcome if topic and lies_in(topic.division, division) else None
