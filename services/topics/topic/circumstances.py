"""The circumstances of a command: where a topic stands, whose words it holds, what else matters."""

from dataclasses import dataclass
from datetime import timedelta

from infra.kernel.access.places import COUNCIL_KINDS, GUIDING_KINDS, Place
from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import files_named, holder_named, organisation_named
from services.topics.copies import KnownDivision, KnownMeeting
from services.topics.screening_list.state import SeenScreeningList, list_in_force
from services.topics.topic import commands
from services.topics.topic.domain import Facts, NoticePeriod
from services.topics.topic.events import TopicNoticed
from services.topics.topic.objection_commands import LodgeObjection
from services.topics.topic.seen import SeenTopic
from services.topics.topic.state import State, Topic
from services.topics.topic.succession_commands import HandOverTopic


@dataclass(frozen=True, slots=True)
class KnownSubmitter:
    """Who submitted, or the submission itself for whoever stays unnamed."""

    submitter: str


def place(topic: Topic, record_id: str) -> Place:
    """While the notice is up anyone may object."""
    noticed = topic.state is State.NOTICED
    return Place(division=topic.drafted.division, council=topic.organisation, open_to_anyone=noticed)


def tracking(lookups: Lookups, topic: Topic, code: str) -> bool:
    """An objection needs the code of some submission, not of one linked to this topic: a notice is for everyone."""
    return topic.state is State.NOTICED and lookups.opened_by("submissions", code) is not None


def tracked_person(lookups: Lookups, topic: Topic, code: str) -> str | None:
    submission = lookups.opened_by("submissions", code)
    known = lookups.one(KnownSubmitter, "submissions", submission) if submission else None
    return known.submitter if known else None


def place_of_new(lookups: Lookups, topic: None, command: commands.DraftTopic) -> Place:
    return Place(division=command.division, council=command.organisation)


def subject(topic: Topic | None, command: object) -> str:
    """An objector's words are under his own key, with a code under his submission's; without either the objection's id.

    So are those that an office enters for him.
    """
    assert isinstance(command, LodgeObjection)
    if command.actor_role in ("LIA", "OFF"):
        return command.objection_id
    return command.tracking_subject or command.actor_person or command.objection_id


def facts(lookups: Lookups, topic: Topic | None, command: object) -> Facts:
    now = lookups.now
    match command:
        case commands.DraftTopic() | HandOverTopic():
            return _facts_of_holding(lookups, topic, command)
        case commands.MergeTopic():
            assert topic is not None
            return _facts_of_merging(lookups, topic, command)
        case commands.EscalateTopic() | commands.DelegateTopic():
            known = organisation_named(lookups, "organisation", command.organisation)
            # Which kinds may hold a topic; which level it must be of is the decision's matter.
            holds_topics = known.kind in (*COUNCIL_KINDS, *GUIDING_KINDS)
            return Facts(now, linked_division=known.division if holds_topics else None)
        case commands.StartScreening():
            assert topic is not None
            lists = lookups.shown(SeenScreeningList, "screening-lists")
            return Facts(now, screening_list=list_in_force(lists, topic.drafted.division))
        case commands.PassScreening():
            assert topic is not None
            assert topic.screening_list is not None
            return Facts(now, screening_list=lookups.one(SeenScreeningList, "screening-lists", topic.screening_list))
        case commands.DeferTopic():
            resumes_at = end_of_day(command.until) - timedelta(days=1)
            return Facts(now, resumes_at=resumes_at, entered_on=day_in_china(lookups.recorded_at))
        case LodgeObjection():
            return _facts_of_objection(lookups, command)
        case commands.PostNotice() | commands.ReckonNoticeAgain():
            return Facts(now, notice=_notice(lookups, topic, command))
        case commands.OpenRound() | commands.ConcludeTopic():
            assert topic is not None
            return Facts(now, meetings=tuple(lookups.copies(KnownMeeting, "meeting", topic.topic_id)))
        case _:
            return Facts(now)


def _facts_of_holding(lookups: Lookups, topic: Topic | None, command: commands.DraftTopic | HandOverTopic) -> Facts:
    """Whose it is to be. What the system drafts was judged with the link; its organisation may have ended since."""
    division = command.division if isinstance(command, commands.DraftTopic) else topic.drafted.division if topic else ""
    if lookups.copy(KnownDivision, "division", division) is None:
        return Facts(lookups.now, division_exists=False)
    if not lookups.may(("SYS",), Place(division)):
        holder_named(lookups, "organisation", command.organisation, division)
    return Facts(lookups.now)


def _facts_of_merging(lookups: Lookups, topic: Topic, command: commands.MergeTopic) -> Facts:
    target = lookups.pinned(SeenTopic, "topics", command.into)
    if target is None or target.division == topic.drafted.division:
        return Facts(lookups.now, target=target)
    may_be = lookups.may(("OFF",), Place(target.division, council=target.organisation))
    return Facts(lookups.now, target=target, named_may_be=may_be)


def _facts_of_objection(lookups: Lookups, command: LodgeObjection) -> Facts:
    """Whether it came in time is judged when it is entered, or by the day on which it came on paper."""
    if command.received_at is None:
        return Facts(lookups.recorded_at)
    since = lookups.happened_last(f"topic-{command.topic_id}", TopicNoticed.__name__)
    possible = day_in_china(since) if since else None
    return Facts(lookups.recorded_at, possible_since=possible, entered_on=day_in_china(lookups.recorded_at))


def _notice(
    lookups: Lookups, topic: Topic | None, command: commands.PostNotice | commands.ReckonNoticeAgain
) -> NoticePeriod | None:
    if isinstance(command, commands.PostNotice):
        files_named(lookups, command.files, topic.files if topic else ())
        return _notice_period(lookups, command)
    assert topic is not None
    return _reckoned_again(lookups, topic)


def _notice_period(lookups: Lookups, command: commands.PostNotice) -> NoticePeriod:
    shortest = lookups.ends("topic_notice", lookups.recorded_at)
    until = command.until or shortest.day
    return NoticePeriod(shortest.day, until, end_of_day(until), shortest.policy, shortest.provisional)


def _reckoned_again(lookups: Lookups, topic: Topic) -> NoticePeriod | None:
    """By the calendar that holds now, from when the notice was entered; None where the version it cites is not known.

    A day that somebody named, or of which it is not known whether somebody did, is never brought forward; and none that
    was promised is over before today is.
    """
    assert topic.notice_until is not None
    posted_at = max(lookups.entered(f"topic-{topic.drafted.topic_id}", TopicNoticed).values())
    shortest = lookups.ends_by(topic.notice_policy or "", posted_at)
    if shortest is None:
        return None
    kept = topic.notice_until if topic.notice_by_hand is not False else shortest.day
    today = day_in_china(lookups.recorded_at)
    until = max(shortest.day, kept, min(today, topic.notice_until))
    return NoticePeriod(shortest.day, until, end_of_day(until), shortest.policy, shortest.provisional)
