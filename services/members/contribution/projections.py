"""What can be read of a contribution."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.contribution.events import KindOfContribution
from services.members.contribution.state import Contribution


@dataclass(frozen=True, slots=True)
class ContributionShown:
    kind: KindOfContribution
    text: str
    receiver: str
    member: str | None
    giver: str | None
    amount_yuan: int | None
    on: date
    reason: str | None


def row(one: Contribution, contribution_id: str) -> ReadRow:
    told = one.told
    return ReadRow(
        division=told.division,
        shown=ContributionShown(
            told.kind,
            told.text,
            told.receiver,
            told.member,
            told.giver,
            told.amount_yuan,
            told.on,
            one.reason,
        ),
        named=(told.member,) if told.member else (),
        search=told.text,
    )
