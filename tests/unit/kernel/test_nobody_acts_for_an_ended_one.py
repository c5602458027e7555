"""Ruling 7: in no command of any lifecycle does anybody act for an organisation that has ended."""

from datetime import date

import pytest

from infra.kernel.access.capacities import capacity_for
from infra.kernel.access.divisions import NONE_HAS_ENDED
from infra.kernel.access.offices import KnownOffice
from infra.kernel.access.places import Actor, KnownOrganisation, KnownPosting, Place
from infra.kernel.access.rules_of_place import Standing
from infra.kernel.contract.lifecycle import Lifecycle
from tests.contract.published import OURS

BODY, TOWN, DAY = "body", "620723101", date(2026, 5, 4)
IN_PERSON = ("SELF", "ATT", "PUB", "SYS")
KINDS = {"STN": "station", "PARTY": "party", "GOV": "government", "OFF": "cppcc_office"}
KINDS |= {"DISP": "dispatch_office", "SUP": "supervising_office", "LIA": "council"}
AT_IT = Place(TOWN, council=BODY, leads=(BODY,), co_handlers=(BODY,), leader=BODY)


class OneBody:
    """A directory of one organisation."""

    machines_speak_for_all = True
    divisions = NONE_HAS_ENDED

    def __init__(self, kind: str, *, ended: bool) -> None:
        self.known = KnownOrganisation(BODY, "机构", kind, TOWN, ended)

    def organisation(self, organisation_id: str) -> KnownOrganisation | None:
        return self.known

    def organisations_in(self, division: str) -> list[KnownOrganisation]:
        return [self.known] if division == TOWN else []

    def organisations_below(self, division: str) -> list[KnownOrganisation]:
        return []

    def postings_of(self, person: str) -> list[KnownPosting]:
        return []

    def offices_of(self, person: str) -> list[KnownOffice]:
        return []


def acts(role: str, by: tuple[str, ...], *, ended: bool) -> bool:
    actor = Actor(roles=(role,), organisation=BODY, division=TOWN)
    directory = OneBody(KINDS.get(role, "council"), ended=ended)
    return capacity_for(Standing(actor, directory, DAY), by, AT_IT) is not None  # type: ignore[arg-type]


@pytest.mark.parametrize("lifecycle", OURS.values(), ids=OURS)
def test_ruling_7_nobody_acts_for_an_organisation_that_has_ended(lifecycle: Lifecycle) -> None:
    for row in lifecycle.table:
        for role in set(row.by) - set(IN_PERSON):
            assert acts(role, row.by, ended=False), (row.command, role)
            assert not acts(role, row.by, ended=True), (row.command, role)
