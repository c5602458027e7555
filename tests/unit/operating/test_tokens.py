"""Tokens that the operator makes: for whom there is none."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from infra.kernel.access.places import SYSTEM
from infra.kernel.access.site import Site, embedded_site
from infra.kernel.base.clock import Clock, day_in_china
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.storage.database import Database
from infra.kernel.storage.migrate import migrate
from infra.kernel.storage.sql_store import SqlStore
from operations.suite.services import SERVICES
from operations.tools.tokens import TokenRefused, token_for
from services.members.division.events import Division, DivisionsLoaded
from services.members.member.events import MemberAdmitted, MemberEnded
from services.members.office.events import OfficeEnded, OfficeGranted
from services.members.organisation.events import OrganisationCreated, OrganisationEnded
from services.members.person.events import PersonCreated

TOWN, COUNCIL, SUCCESSOR, ANA = (
    "620723101",
    *(f"019a0000-0000-7000-8000-00000000000{number}" for number in range(1, 4)),
)
CREATED = (
    DivisionsLoaded(new_id(), "测试", (Division(TOWN, "沙河镇", "township", "620723", True),)),
    OrganisationCreated(COUNCIL, "沙河镇协商议事会", "council", TOWN, None),
    OrganisationCreated(SUCCESSOR, "新沙河镇协商议事会", "council", TOWN, None),
    PersonCreated(ANA, "enc1:…", None),
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = embedded_site(tmp_path, demo_clock=False)
    migrate(site, ["members"])
    happened(site, *CREATED)
    return site


def happened(site: Site, *events: object) -> None:
    database = Database(site.database("members"))
    lifecycles, store = Lifecycles(SERVICES["members"].lifecycles), SqlStore(database, "members")
    record(lifecycles, store, new_id(), events, Clock().now(), SYSTEM, "SYS")
    database.dispose()


def chairs(site: Site, organisation: str) -> str:
    return token_for(site, ("CHAIR",), organisation, None, None, 1)


def test_no_token_is_made_for_an_organisation_that_has_ended(site: Site) -> None:
    assert chairs(site, COUNCIL)
    happened(site, OrganisationEnded(COUNCIL, "撤乡并镇", None))
    with pytest.raises(TokenRefused) as refused:
        chairs(site, COUNCIL)
    assert "has ended" in str(refused.value)
    assert "/v1/organisations" in str(refused.value)
    assert chairs(site, SUCCESSOR)


def granted(role: str, organisation: str | None = COUNCIL, starts: date | None = None) -> OfficeGranted:
    today = day_in_china(Clock().now())
    return OfficeGranted(new_id(), ANA, organisation, TOWN, role, starts or today, None, deputy=True)


def anas(site: Site, *roles: str, organisation: str | None = COUNCIL) -> str:
    return token_for(site, roles, organisation, None, ANA, 1)


def test_ruling_6_a_person_gets_a_token_for_the_offices_that_he_holds_alone(site: Site) -> None:
    tomorrow = day_in_china(Clock().now()) + timedelta(days=1)
    happened(site, granted("CHAIR", SUCCESSOR), granted("REC"), granted("LIA", starts=tomorrow))
    for role in ("CHAIR", "LIA"):
        with pytest.raises(TokenRefused, match=f"may not speak as {role} today: .*grant it .POST /v1/offices, SEC."):
            anas(site, role)
    with pytest.raises(TokenRefused, match="speak as CHAIR"):
        anas(site, "REC", "CHAIR")
    happened(site, granted("CHAIR"))
    assert anas(site, "REC", "CHAIR")
    assert anas(site, "PUB", organisation=None)


def test_no_token_is_made_for_an_office_that_has_ended(site: Site) -> None:
    office = granted("CHAIR")
    happened(site, office)
    assert anas(site, "CHAIR")
    happened(site, OfficeEnded(office.office_id, "换届"))
    with pytest.raises(TokenRefused, match="speak as CHAIR"):
        anas(site, "CHAIR")


def test_a_member_needs_a_membership_and_an_administrator_an_office_without_an_organisation(site: Site) -> None:
    member = new_id()
    with pytest.raises(TokenRefused, match="admit the person .POST /v1/members, ADM."):
        anas(site, "MEM")
    happened(site, MemberAdmitted(member, ANA, "620723", "农业界", "第十届"), granted("AUD", None))
    assert anas(site, "MEM")
    assert anas(site, "AUD", organisation=None)
    happened(site, MemberEnded(member, "换届"))
    with pytest.raises(TokenRefused, match="speak as MEM"):
        anas(site, "MEM")
