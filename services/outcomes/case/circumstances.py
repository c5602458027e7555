"""The circumstances of a command: where a case stands, and what it tells of."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import division_named, holder_named
from services.outcomes.case.commands import DraftCase
from services.outcomes.case.domain import Facts, Origin
from services.outcomes.case.state import Case
from services.outcomes.copies import KnownTopic
from services.outcomes.outcome.state import SeenOrigin


def place(case: Case, record_id: str) -> Place:
    return Place(division=case.drafted.division, council=case.drafted.organisation)


def place_of_new(lookups: Lookups, case: None, command: DraftCase) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, case: Case | None, command: object) -> Facts:
    if not isinstance(command, DraftCase):
        return Facts()
    division_named(lookups, "division", command.division)
    holder_named(lookups, "organisation", command.organisation, command.division)
    topic = lookups.needed_copy(KnownTopic, "topic", command.topic) if command.topic else None
    outcome = lookups.readable(SeenOrigin, "outcomes", command.outcome) if command.outcome else None
    return Facts(
        topic=Origin(topic.division, topic.topic_id) if topic else None,
        outcome=Origin(outcome.division, outcome.topic) if outcome else None,
    )
