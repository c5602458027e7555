"""What is known of the citation of a rule text, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.topics.rule_citation.events import RuleCitationEvent, RuleCitationWithdrawn, RuleCited


class State(StrEnum):
    CITED = "cited"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {
    State.CITED: "已引用",
    State.WITHDRAWN: "已撤回",
}


@dataclass(frozen=True, slots=True)
class RuleCitation:
    """`reason` is why it was withdrawn."""

    rule_citation_id: str
    state: State
    cited: RuleCited
    reason: str | None = None


def evolve(known: RuleCitation | None, event: RuleCitationEvent) -> RuleCitation:
    match event:
        case RuleCited():
            return RuleCitation(event.rule_citation_id, State.CITED, event)
        case RuleCitationWithdrawn():
            assert known is not None
            return replace(known, state=State.WITHDRAWN, reason=event.reason)
        case _:
            assert_never(event)
