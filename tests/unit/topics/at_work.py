"""Submissions and topics at work on databases in memory, in a county of which the service has heard."""

from collections.abc import Callable
from typing import Any

import msgspec

from infra.kernel.access.places import SYSTEM, Actor, KnownOrganisation
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.contract.policy import PolicyInForce
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.lookups.sql_lookups import POLICY
from infra.kernel.news.effects import Effects
from infra.kernel.news.subscription import DOES_NOT_FIT
from services.topics.brief.lifecycle import BRIEF
from services.topics.copies import KnownDivision
from services.topics.plan.lifecycle import PLAN
from services.topics.proposal.lifecycle import PROPOSAL
from services.topics.rule_citation.lifecycle import RULE_CITATION
from services.topics.scoring.lifecycle import SCORING
from services.topics.screening_list.default_list import first_screening_list
from services.topics.screening_list.lifecycle import SCREENING_LIST
from services.topics.service import REACTIONS
from services.topics.submission.lifecycle import SUBMISSION
from services.topics.topic.events import TopicApproved, TopicDrafted, TopicRoundOpened, TopicScreeningStarted
from services.topics.topic.lifecycle import TOPIC
from tests.unit.kernel.library.running import Library, databases

PROVINCE, CITY, COUNTY, TOWN, OTHER_TOWN, OTHER_COUNTY = "62", "6207", "620723", "620723101", "620723102", "620722"
UNKNOWN = "019a0000-0000-7000-8000-0000000000ff"
COUNCIL, STATION, OTHER_COUNCIL, OFFICE, OTHER_OFFICE, PARTY = (
    f"019a0000-0000-7000-8000-00000000000{number}" for number in range(1, 7)
)
ORGANISATIONS = (
    KnownOrganisation(COUNCIL, "沙河镇协商议事会", "council", TOWN),
    KnownOrganisation(STATION, "沙河镇委员工作站", "station", TOWN),
    KnownOrganisation(OTHER_COUNCIL, "新华镇协商议事会", "council", OTHER_TOWN),
    KnownOrganisation(OFFICE, "县政协", "cppcc_office", COUNTY),
    KnownOrganisation(OTHER_OFFICE, "邻县政协", "cppcc_office", OTHER_COUNTY),
    KnownOrganisation(PARTY, "镇党委", "party", TOWN),
)
CHAIR = Actor(person="chair", roles=("CHAIR",), organisation=COUNCIL, division=TOWN)
STATION_HEAD = Actor(person="head", roles=("STN",), organisation=STATION, division=TOWN)
OFFICER = Actor(person="officer", roles=("OFF",), organisation=OFFICE, division=COUNTY)
AUDITOR = Actor(person="auditor", roles=("AUD",))
RESIDENT = Actor()


def topics(**given: Any) -> Library:
    of = Library(
        *databases(),
        Lifecycles((SUBMISSION, TOPIC, PLAN, SCREENING_LIST, BRIEF, PROPOSAL, RULE_CITATION, SCORING)),
        **given,
    )
    for organisation in ORGANISATIONS:
        tell_of(of, organisation)
    for code in (PROVINCE, CITY, COUNTY, TOWN, OTHER_TOWN, OTHER_COUNTY):
        of.know("division", code, msgspec.json.encode(KnownDivision(code, code, "town")).decode())
    for code in ("needs_info", "rating", "appeal", "topic_notice", "task_return", "task_reply", "co_handlers_opinion"):
        of.know(POLICY, code, msgspec.json.encode(PolicyInForce(code, 5, 1)).decode())
    record(of.lifecycles, of.store, "first-start", first_screening_list(new_id()), of.clock(), SYSTEM, "SYS")
    return of


def tell_of(of: Library, organisation: KnownOrganisation) -> None:
    """News of `members` about an organisation, as the standard copies keep it."""
    document = msgspec.json.encode(organisation).decode()
    of.know(ORGANISATION, organisation.id, document, parent=organisation.division)


def draft(of: Library, actor: Actor, organisation: str = COUNCIL, division: str = TOWN, **how: Any) -> dict[str, Any]:
    body = {
        "title": "路灯",
        "background": "不亮",
        "division": division,
        "organisation": organisation,
        "source": "society",
    }
    return of.do("draft", ("topics", None), body, actor, **how)


def held(of: Library, *events: Any) -> None:
    """That has happened already, however it came about."""
    record(of.lifecycles, of.store, new_id(), events, of.clock(), SYSTEM, "SYS")


def topic_in(of: Library, *after: Callable[[str], Any], division: str = TOWN, organisation: str = COUNCIL) -> str:
    """A topic of the place to which these events have happened since it was drafted."""
    topic = new_id()
    drafted = TopicDrafted(topic, "路灯", "不亮", division, organisation, "society", ("住户",), "照明")
    held(of, drafted, *(event(topic) for event in after))
    return topic


def screened(topic: str) -> TopicScreeningStarted:
    return TopicScreeningStarted(topic, "national", 1, ("a",), ())


def approved(topic: str) -> TopicApproved:
    return TopicApproved(topic, "沙党发〔2026〕9号")


def round_opened(topic: str) -> TopicRoundOpened:
    return TopicRoundOpened(topic, 1)


def reacted(of: Library) -> list[str]:
    """All that the system does upon what has happened, and upon that again; the commands that were refused."""
    effects = Effects("topics", (), REACTIONS, lambda kind, copy_id: None)
    refused = []
    while news := of.store.number(1000):
        for event in news:
            for _, command in effects.commands(event, lambda: of.lookups_at(of.clock())):
                try:
                    of.handler.give(command, SYSTEM, new_id(), "", event.event_id)
                except DOES_NOT_FIT:
                    refused.append(type(command).__name__)
    return refused


def shown(of: Library, collection: str, record_id: str) -> dict[str, Any]:
    """What an auditor reads of it."""
    return of.records.one(ReadCall(collection, Caller(), record_id), AUDITOR)


def history(of: Library, stream: str) -> list[str]:
    return [event.type for event in of.store.stream(stream)]
