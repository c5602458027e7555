"""What every service keeps of offices and memberships, and how a site that an earlier version left comes to have it."""

from datetime import date
from typing import Any

import msgspec

from infra.kernel.access.offices import OFFICE, KnownName, KnownOffice
from infra.kernel.news.copies_of_offices import COPIES_OF_OFFICES
from infra.kernel.news.effects import Effects
from infra.kernel.news.standard_copies import STANDARD_COPIES
from infra.kernel.news.subscription import Subscription
from operations.suite.services import SERVICES, definition_of
from tests.unit.kernel.library.following import Workshop, empty_log
from tests.unit.kernel.library.running import Library, library

YEAR, MARCH = date(2026, 1, 1), date(2026, 3, 1)
CHAIR = KnownOffice("1", "ana", "CHAIR", "town", YEAR, None)


def after(known: Any, event: str, **told: Any) -> Any:
    (row,) = (one for one in COPIES_OF_OFFICES if one.event.__name__ == event)
    assert row.keep is not None
    return row.keep(known, row.event(**told))


def test_an_office_is_known_as_granted_and_amended_until_it_is_ended() -> None:
    said = {"person": "ana", "organisation": "town", "role": "CHAIR", "starts": YEAR, "ends": None}
    assert after(None, "OfficeGranted", office_id="1", **said) == CHAIR
    amended = after(CHAIR, "OfficeAmended", office_id="1", starts=YEAR, ends=MARCH, deputy=True)
    assert amended == KnownOffice("1", "ana", "CHAIR", "town", YEAR, MARCH, deputy=True)
    assert after(amended, "OfficeEnded", office_id="1").ended


def test_a_membership_is_an_office_without_an_organisation() -> None:
    member = after(None, "MemberAdmitted", member_id="2", person="ana")
    assert member == KnownOffice("2", "ana", "MEM")
    assert after(member, "MemberEnded", member_id="2").ended


def test_a_name_is_kept_as_it_is_encrypted() -> None:
    for event in ("PersonCreated", "PersonAmended"):
        assert after(None, event, person_id="ana", name="enc1:…") == KnownName("ana", "enc1:…")


def test_every_service_follows_offices_with_a_cursor_of_its_own() -> None:
    for name in SERVICES:
        assert definition_of(name).lines["members/offices"] == "members"
        assert "members/offices" not in definition_of(name).producers


V1 = """{"office_id": "1", "person": "ana", "organisation": "town", "division": "620723101", "role": "CHAIR",
"starts": "2026-01-01", "ends": null}"""


def test_offices_granted_before_this_version_are_read_from_the_beginning() -> None:
    """The version before has read all news of members and kept no office; its events know no deputies."""
    of, members = library(), Workshop(empty_log("members"))
    members.write("OfficeGranted", 1, V1, "office-1")
    members.store.number(1)
    follow(of, members, "members")
    assert of.news.copies(OFFICE, "ana") == []
    follow(of, members, "members/offices")
    (known,) = of.news.copies(OFFICE, "ana")
    assert msgspec.json.decode(known, type=KnownOffice) == CHAIR
    assert (of.news.cursor("members"), of.news.cursor("members/offices")) == (1, 1)


def follow(of: Library, members: Workshop, line: str) -> None:
    effects, log = Effects(line, (*STANDARD_COPIES, *COPIES_OF_OFFICES), (), of.news.copy), members.store.log
    Subscription(line, effects, of.news, of.handler, of.lookups_at, of.clock, log, lambda: None).catch_up(look=True)
