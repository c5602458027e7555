"""What somebody holds already is found among the records themselves, by whom they name."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.problems import RuleBroken
from infra.kernel.commands.folding import Lifecycles
from services.members.service import MembersService
from tests.unit.kernel.library.running import Library, databases

SECURITY = Actor(person="019a0000-0000-7000-8000-00000000000c", roles=("SEC",))
ADMINISTRATION = Actor(person="019a0000-0000-7000-8000-00000000000d", roles=("ADM",))


@pytest.fixture
def members() -> Library:
    own, keys = databases()
    return Library(own, keys, Lifecycles(MembersService.lifecycles))


def person(members: Library) -> str:
    return str(members.do("create", ("people", None), {"name": "王安"}, ADMINISTRATION)["id"])


def grant(members: Library, who: str, role: str) -> dict[str, Any]:
    return members.do("create", ("offices", None), {"person": who, "role": role}, SECURITY)


def test_an_office_is_granted_once_to_each_and_again_when_it_has_ended(members: Library) -> None:
    ana, ben = person(members), person(members)
    held = grant(members, ana, "AUD")["id"]
    grant(members, ben, "AUD")
    with pytest.raises(RuleBroken) as broken:
        grant(members, ana, "AUD")
    assert broken.value.rule == "HoldsThisOfficeAlready"
    members.do("end", ("offices", held), {"reason": "换届"}, SECURITY)
    grant(members, ana, "AUD")
