"""What can be read of a demonstration site."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.demonstration_site.state import DemonstrationSite


@dataclass(frozen=True, slots=True)
class DemonstrationSiteShown:
    organisation: str
    name: str
    text: str
    on: date
    reason: str | None


def row(one: DemonstrationSite, demonstration_site_id: str) -> ReadRow:
    told = one.told
    return ReadRow(
        division=told.division,
        shown=DemonstrationSiteShown(
            told.organisation,
            told.name,
            told.text,
            told.on,
            one.reason,
        ),
        organisation=told.organisation,
        audience="tokens",
        search=f"{told.name} {told.text}",
    )
