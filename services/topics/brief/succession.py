"""What is allowed, and what follows, when the organisation that a brief belongs to has ended."""

from services.topics.brief.events import BriefEvent
from services.topics.brief.state import Brief
from services.topics.brief.succession_commands import HandOverBrief, NoteBriefLeftAlone, TakeOverBrief
from services.topics.brief.succession_events import BriefLeftAlone, BriefTakenOver
from services.topics.succession_rules import NoLongerItsHolder, OrganisationHasNotEnded


def take_over_brief(brief: Brief, command: TakeOverBrief, facts: object) -> list[BriefEvent]:
    if command.organisation != brief.organisation:
        raise NoLongerItsHolder
    return [BriefTakenOver(command.brief_id, command.organisation, command.successor)]


def note_brief_left_alone(brief: Brief, command: NoteBriefLeftAlone, facts: object) -> list[BriefEvent]:
    if command.organisation != brief.organisation or brief.organisation_ended:
        raise NoLongerItsHolder
    return [BriefLeftAlone(command.brief_id, command.organisation)]


def hand_over_brief(brief: Brief, command: HandOverBrief, facts: object) -> list[BriefEvent]:
    """The new one was looked up with the facts."""
    if not brief.organisation_ended:
        raise OrganisationHasNotEnded
    return [BriefTakenOver(command.brief_id, brief.organisation, command.organisation, command.reason)]
