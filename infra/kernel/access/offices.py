"""In which offices people act, and in which roles a machine may speak: a token alone entitles nobody.

Every service knows who holds which office from the news of `members`, and looks when it decides (ruling 6).
"""

from dataclasses import dataclass
from datetime import date

OFFICE, PERSON_NAME, PERSON_OVER = "office", "person_name", "person_over"

MACHINE_ROLES = ("ADM", "SEC", "AUD", "OFF", "DISP", "HND", "CO", "SUP")
"""A token without a person is a machine's: the operator's, or the system of an organisation that takes and handles tasks."""
APPROVALS = ("approve", "agree", "approve_lifting", "request", "request_lifting", "verify", "evaluate")
"""Commands that a machine never gives, whatever its role: they approve, judge, or are one half of what two people do."""
ASKS_FOR_NO_OFFICE = ("PUB", "SYS")
OF_NO_ORGANISATION = ("ADM", "SEC", "AUD", "MEM")

NO_MACHINE = (
    f"a token without a person is a machine's: it speaks as {', '.join(MACHINE_ROLES)}, and never approves; "
    "name the person with `shangliang token --person`"
)


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """An office that a person holds; his membership of a committee is MEM without an organisation, and has no days."""

    id: str
    person: str
    role: str
    organisation: str | None = None
    starts: date | None = None
    ends: date | None = None
    deputy: bool = False
    ended: bool = False

    def entitles(self, role: str, organisation: str | None, day: date) -> bool:
        """Whether its holder may speak on that day in this role for this organisation; its last day is included."""
        wanted = None if role in OF_NO_ORGANISATION else organisation
        return (self.role, self.organisation) == (role, wanted) and self._is_in_force_on(day)

    def _is_in_force_on(self, day: date) -> bool:
        return not self.ended and (self.starts or date.min) <= day <= (self.ends or date.max)


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person's name under the person's own key: once that is destroyed, nobody reads it here either."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownOver:
    """A person whose record has ended: who died or left is named in nothing new."""

    person: str


def office_needed(role: str) -> str:
    """The rule that whoever holds none is told."""
    if role == "MEM":
        return "MEM acts as a member of a committee: admit the person (POST /v1/members, ADM)"
    where = "without an organisation" if role in OF_NO_ORGANISATION else "in the organisation of the token"
    return f"{role} acts in an office of that role {where}, in force today: grant it (POST /v1/offices, SEC)"
