"""What can be read of an expert: wherever there is a token, since the pool is there to be asked."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.contract.speciality import speciality
from services.members.expert.state import Expert


@dataclass(frozen=True, slots=True)
class ExpertShown:
    person: str
    specialities: tuple[str, ...]
    qualifications: str
    starts: date
    ends: date | None
    reason: str | None


def row(expert: Expert, expert_id: str) -> ReadRow:
    return ReadRow(
        division=expert.division,
        shown=ExpertShown(
            expert.person,
            expert.specialities,
            expert.qualifications,
            expert.starts,
            expert.ends,
            expert.reason,
        ),
        # The fields, so that a list of one of them finds him.
        named=(expert.person, *map(speciality, expert.specialities)),
        audience="tokens",
        search=" ".join(expert.specialities),
    )
