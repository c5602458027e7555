"""What can be read of a brand."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.brand.state import RegisteredBrand


@dataclass(frozen=True, slots=True)
class BrandShown:
    organisation: str
    name: str
    story: str
    meetings: tuple[str, ...]
    reason: str | None


def row(one: RegisteredBrand, brand_id: str) -> ReadRow:
    told = one.told
    return ReadRow(
        division=told.division,
        shown=BrandShown(
            told.organisation,
            told.name,
            told.story,
            tuple(it.meeting for it in one.linked),
            one.reason,
        ),
        organisation=told.organisation,
        named=(told.organisation,),
        audience="tokens",
        search=f"{told.name} {told.story}",
    )
