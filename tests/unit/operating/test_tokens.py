"""Tokens that the operator makes: for whom there is none."""

from pathlib import Path

import pytest

from infra.kernel.access.places import SYSTEM
from infra.kernel.access.site import Site, embedded_site
from infra.kernel.base.clock import Clock
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.storage.database import Database
from infra.kernel.storage.migrate import migrate
from infra.kernel.storage.sql_store import SqlStore
from operations.suite.services import SERVICES
from operations.tools.tokens import TokenRefused, token_for
from services.members.division.events import Division, DivisionsLoaded
from services.members.organisation.events import OrganisationCreated, OrganisationEnded

TOWN, COUNCIL, SUCCESSOR = "620723101", "019a0000-0000-7000-8000-000000000001", "019a0000-0000-7000-8000-000000000002"
CREATED = (
    DivisionsLoaded(new_id(), "测试", (Division(TOWN, "沙河镇", "township", "620723", True),)),
    OrganisationCreated(COUNCIL, "沙河镇协商议事会", "council", TOWN, None),
    OrganisationCreated(SUCCESSOR, "新沙河镇协商议事会", "council", TOWN, None),
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
    happened(site, OrganisationEnded(COUNCIL, "撤乡并镇"))
    with pytest.raises(TokenRefused) as refused:
        chairs(site, COUNCIL)
    assert "has ended" in str(refused.value)
    assert "/v1/organisations" in str(refused.value)
    assert chairs(site, SUCCESSOR)
