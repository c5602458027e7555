"""What holds whatever happens, by the numbers of the rules across lifecycles ("Invariants to test")."""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import NotFound
from tests.unit.by_chance.known import Known, Model, Said
from tests.unit.by_chance.sites import Site
from tests.unit.ordinary_year.year import AUDITOR
from tests.unit.whole_suite import COUNTY, OTHER_TOWN, TOWN

REPLIES = {"SubmissionAnswered", "SubmissionRejected", "SubmissionLapsed"}
"""What tells the submitter in words how it ended: an answer, a reason, or that nothing more came from himself."""
BEFORE_THE_SIGNATURE = {"MinutesDrafted", "MinutesRedrafted", "MinutesCirculated", "MinutesObjected"}
CAME = ("checked_in", "left")
HOME = {
    "submissions": "topics",
    "topics": "topics",
    "plans": "topics",
    "meetings": "meetings",
    "outcomes": "outcomes",
    "tasks": "outcomes",
}
LIFECYCLE = {
    "submissions": "submission",
    "topics": "topic",
    "plans": "plan",
    "meetings": "meeting",
    "outcomes": "outcome",
    "tasks": "task",
}
OF_ITS_LEVEL = ("topic", "plan", "outcome", "task")
OF_A_LINKED_TOPIC = ("TopicDrafted", "TopicProposed")
"""What is escalated begins at another level, by whoever escalates it."""
KEPT_INSIDE = ("submissions", "tasks", "plans")
"""What is not made public by its own way."""
DUE_AT = {
    ("topic", "noticed"): ("TopicNoticed.notice_ends_at",),
    ("topic", "deferred"): ("TopicDeferred.resumes_at",),
    ("topic", "proposed"): ("TopicProposed.proposed_at",),
    ("submission", "needs_info"): ("SubmissionInfoRequested.answer_until",),
    ("submission", "answered"): ("SubmissionAnswered.rate_until",),
    ("submission", "rejected"): ("SubmissionRejected.appeal_until",),
    ("task", "rating_open"): ("TaskReplied.rate_until",),
    ("task", "co_waiting"): ("TaskCoHandlersAsked.ends_at",),
}
"""Where the system moves a record on by itself, and which of its events said when."""
SHOWN_AS_SAID: dict[str, dict[str, tuple[str, ...]]] = {
    "topic": {
        "document_number": ("TopicApproved", "TopicScreeningOverridden"),
        "opinion": ("TopicEndorsed",),
        "notice_until": ("TopicNoticed", "TopicNoticeReckonedAgain"),
        "summary": ("TopicConcluded", "TopicLinkedResultAdopted"),
        "title": ("TopicDrafted", "TopicEdited", "TopicCorrected"),
        "round": ("TopicRoundOpened",),
        "result": ("TopicConcluded", "TopicLinkedResultAdopted"),
    },
    "plan": {"period": ("PlanDrafted",), "title": ("PlanDrafted",)},
    "meeting": {
        "starts_at": ("MeetingScheduled", "MeetingRescheduled"),
        "ends_at": ("MeetingScheduled", "MeetingRescheduled"),
        "round": ("MeetingPlanned",),
        "form": ("MeetingPlanned",),
        "review_until": ("MinutesCirculated",),
    },
    "attendance": dict.fromkeys(("kind", "duty", "group", "represents"), ("ParticipantInvited",)),
    "consensus_item": {
        "wording": ("ConsensusItemDrafted", "ConsensusItemRedrafted"),
        "title": ("ConsensusItemRaised",),
        "number": ("ConsensusItemRaised",),
    },
    "pre_work": {"task": ("PreWorkAssigned",), "due": ("PreWorkAssigned",)},
    "outcome": {
        "title": ("OutcomeDrafted", "OutcomeRevised"),
        "items": ("OutcomeDrafted", "OutcomeRevised"),
        "document_number": ("OutcomeApproved",),
    },
    "task": {
        "lead": ("TaskAssigned", "TaskReassigned"),
        "due": ("TaskAssigned", "TaskReassigned", "TaskExtended", "TaskResumed"),
        "co_handlers": ("TaskAssigned", "TaskCoHandlersChanged"),
        "title": ("TaskAssigned",),
    },
}
"""Which field of a record shows what which events said last."""


def must_have_happened(
    model: Model, site: Site, known: Known, event: str, said: Said, by: tuple[str, str | None]
) -> None:
    """What must have happened before, or be said, when this happens; `by` is the role and the organisation that did it."""
    past, (role, organisation) = {*known.past}, by
    match event:
        case "SubmissionClosed":  # 2
            assert past & REPLIES, "a submission is closed without a word"
        case "OutcomeClosed" if "OutcomeFedBack" in past:  # 2
            _everybody_was_told(model, known)
        case "TopicRoundOpened":  # 3
            assert "TopicApproved" in past, "consulting without an approval"
        case "TopicApproved" | "PlanApproved" | "OutcomeApproved":  # 3
            assert role == "PARTY", f"{event} by {role}"
        case "TaskAssigned" | "TaskReassigned":  # 6
            assert isinstance(said["lead"], str), "a task has one lead"
            assert said["due"], "a task has a due date"
            named = event == "TaskReassigned" or said["policy"] is None
            assert named or "@" in said["policy"], "a due date cites its policy, or was named"
        case "TaskExtended" | "TaskResumed":  # 7
            assert said["old_due"], "both dates are visible"
            assert said["due"], "both dates are visible"
        case "TopicNoticeReckonedAgain":  # 7
            assert said["former_until"], "both dates are visible"
    if role == "PARTY" and known.lifecycle in OF_ITS_LEVEL and event not in OF_A_LINKED_TOPIC:  # 3
        place = next(site.suite.bodies[name] for name, one in site.suite.organisations.items() if one == organisation)
        assert place == ("party", model.division_of(known)), f"{event} by the {place}"
    if event in BEFORE_THE_SIGNATURE:  # 4
        assert "MinutesSigned" not in past, "minutes are changed after their signature"


def _everybody_was_told(model: Model, outcome: Known) -> None:
    """Each participant of the meeting that came, who has an account or a code."""
    told = {one.said["reader"] for one in model.of("telling", outcome_id=outcome.id)}
    came = [one for one in model.within("attendance", outcome.said["meeting_id"]) if one.state in CAME]
    readers = {one.said.get("person") or one.id for one in came}
    assert readers <= told, f"closed, and {len(readers - told)} of {len(readers)} participants were told nothing"


def is_shown_as_said(known: Known, shown: Said) -> None:
    """1: a row shows what its events said."""
    for name, events in SHOWN_AS_SAID.get(known.lifecycle, {}).items():
        last = next((event for event in reversed(known.past) if event in events and _says(known, event, name)), None)
        if last is not None:
            said = known.said[f"{last}.{name}"]
            assert shown[name] == said, f"{known.lifecycle}.{name} is {shown[name]}, and {last} said {said}"
    if known.lifecycle == "meeting" and "MinutesSigned" in known.past:  # 4
        corrected = len(shown["corrections"])
        signed = shown["minutes"][len(shown["minutes"]) - 1 - corrected]
        assert known.said.setdefault("signed minutes", signed) == signed, "the signed minutes are not what was signed"


def _says(known: Known, event: str, name: str) -> bool:
    return known.said.get(f"{event}.{name}") is not None


def is_counted_once(model: Model, known: Known, shown: Said) -> None:
    """9: a meeting counts whoever was checked in, each one once, observers apart; who was entered late is not one of them."""
    if known.lifecycle == "meeting":
        came = Counter(
            one.said["kind"] == "observer" for one in model.within("attendance", known.id) if one.state in CAME
        )
        counted = (shown["checked_in"], shown["observers_checked_in"])
        assert counted == (came[False], came[True]), f"{counted} are counted, and {came} came"


def nothing_is_overdue(model: Model, site: Site) -> None:
    """Time is an actor: what has come by has been done."""
    now = stamp(site.suite.clock())
    for one in model.records.values():
        for name in DUE_AT.get((one.lifecycle, one.state), ()):
            assert one.said.get(name) is None or one.said[name] > now, f"a {one.lifecycle} is {one.state} since {name}"


def children_add_up(model: Model, site: Site, collection: str, as_of: str | None) -> None:
    """5 (and 1): what is listed for the county is what is listed for its towns and for itself, now and at any day before."""
    records = site.suite.services[HOME[collection]].at_work.records

    def listed(division: str) -> Counter[tuple[str, str]]:
        call = ListCall(collection, Caller(), division=division, limit=200, as_of=as_of)
        return Counter((one["id"], one["state"]) for one in records.listing(call, AUDITOR)["items"])

    whole, towns = listed(COUNTY), listed(TOWN) + listed(OTHER_TOWN)
    there = [*model.of(LIFECYCLE[collection])]
    own = {one.id for one in there if model.division_of(one) == COUNTY}
    mine = Counter({key: number for key, number in whole.items() if key[0] in own})
    assert whole == towns + mine, f"{collection} of the county are not those of its towns: {whole} {towns} {mine}"
    if as_of is None:
        assert whole == Counter((one.id, one.state) for one in there), f"{collection} are not those that there are"


def is_read_in_scope_alone(model: Model, site: Site, chance: Random) -> None:
    """8: nobody reads outside his scope, in lists, by what he looks for, in histories or alone."""
    name, there = chance.choice((("liaison elsewhere", TOWN), ("liaison", OTHER_TOWN)))
    collection = chance.choice(KEPT_INSIDE)
    stranger, records = site.staff[name], site.suite.services[HOME[collection]].at_work.records
    call = ListCall(collection, Caller(), limit=200, q=chance.choice((None, "𠮷")))
    found = [one["division"] for one in records.listing(call, stranger)["items"]]
    assert there not in found, f"{name} lists {collection} of {there}"
    its = [one for one in model.of(LIFECYCLE[collection]) if model.division_of(one) == there]
    if its:
        read = chance.choice((records.one, records.history))
        _is_not_there(read, stranger, collection, chance.choice(its).id)


def _is_not_there(read: Callable[[ReadCall, Actor], Any], stranger: Actor, collection: str, record: str) -> None:
    try:
        read(ReadCall(collection, Caller(), record), stranger)
    except NotFound:
        return
    raise AssertionError(f"{stranger.person} reads {collection}/{record}")
