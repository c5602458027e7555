"""The rules of contact relations: who may be in touch with whom, what counts in the log, and how far relations reach."""

from dataclasses import replace
from datetime import date

import pytest
from marshmallow import ValidationError

from infra.kernel.testing import given
from services.members.contact_relation import schemas
from services.members.contact_relation.commands import (
    CreateContactRelation,
    EndContactRelation,
    LogContact,
    StrikeContact,
)
from services.members.contact_relation.coverage import (
    CountedContact,
    CountedMember,
    CountedRelation,
    LinkCovered,
    coverage_of,
)
from services.members.contact_relation.domain import Facts
from services.members.contact_relation.events import (
    ContactLogged,
    ContactRelationCreated,
    ContactRelationEnded,
    ContactStruck,
)
from services.members.contact_relation.lifecycle import CONTACT_RELATION
from services.members.contact_relation.state import SeenRelation
from services.members.contact_rules import (
    BodyContactedMustBeActive,
    BodyInContactMustBeOfThisPlace,
    ContactMustBeInTheLog,
    ContactMustBePast,
    ContactMustLieInTheRelation,
    InContactAlready,
    NobodyContactsHimself,
    RelationMustNotEndBeforeItStarts,
    SectorMustBeHis,
    WhoContactsMustBeActive,
    WhoIsContactedMustBeAMember,
)
from services.members.rules import DivisionMustExist, NamedDayMustLieAhead

TODAY, COUNTY = date(2026, 8, 12), "620723"
FACTS = Facts(TODAY, TODAY, own_sectors=("教育界",))
CREATE = CreateContactRelation("one", COUNTY, "standing_to_member", "ana", "ben")
OF_SECTOR = CreateContactRelation("one", COUNTY, "member_to_sector", "ana", sector="教育界")
OF_BODIES = CreateContactRelation("one", COUNTY, "body_to_body", "office", "department")
CREATED = ContactRelationCreated("one", COUNTY, "standing_to_member", "ana", "ben", None, TODAY, None)
LOG = LogContact("one", "first", 12, "visit", "教育 𠮷")
LOGGED = ContactLogged("one", "first", TODAY, 12, "visit", "教育 𠮷")


def test_a_relation_without_a_first_day_starts_today() -> None:
    given(CONTACT_RELATION).when(CREATE, FACTS).then(CREATED)


def test_a_member_keeps_in_touch_with_the_public_of_a_sector_of_his_own() -> None:
    created = ContactRelationCreated("one", COUNTY, "member_to_sector", "ana", None, "教育界", TODAY, None)
    given(CONTACT_RELATION).when(OF_SECTOR, FACTS).then(created)
    given(CONTACT_RELATION).when(replace(OF_SECTOR, sector="经济界"), FACTS).refused(SectorMustBeHis)


@pytest.mark.parametrize(
    ("command", "facts", "rule"),
    [
        (CREATE, replace(FACTS, division_known=False), DivisionMustExist),
        (CREATE, replace(FACTS, by_active=False), WhoContactsMustBeActive),
        (CREATE, replace(FACTS, whom_fits=False), WhoIsContactedMustBeAMember),
        (OF_BODIES, replace(FACTS, whom_fits=False), BodyContactedMustBeActive),
        (OF_BODIES, replace(FACTS, by_of_this_place=False), BodyInContactMustBeOfThisPlace),
        (replace(CREATE, whom="ana"), FACTS, NobodyContactsHimself),
        (replace(CREATE, ends=TODAY), FACTS, NamedDayMustLieAhead),
        (
            replace(CREATE, starts=date(2027, 1, 2), ends=date(2027, 1, 1)),
            FACTS,
            RelationMustNotEndBeforeItStarts,
        ),
    ],
)
def test_who_is_in_touch_with_whom_must_be_there(
    command: CreateContactRelation, facts: Facts, rule: type[Exception]
) -> None:
    given(CONTACT_RELATION).when(command, facts).refused(rule)


def test_one_relation_is_on_record_once_at_a_time() -> None:
    other = SeenRelation("active", "standing_to_member", "ana", "ben", None, date(2026, 1, 1), date(2026, 8, 31))
    given(CONTACT_RELATION).when(CREATE, replace(FACTS, others=(other,))).refused(InContactAlready)
    later = replace(CREATE, starts=date(2026, 9, 1))
    given(CONTACT_RELATION).when(later, replace(FACTS, others=(other,))).then(replace(CREATED, starts=date(2026, 9, 1)))
    with_another = replace(other, whom="cai")
    given(CONTACT_RELATION).when(CREATE, replace(FACTS, others=(with_another,))).then(CREATED)


def test_a_contact_is_logged_on_its_day_and_counts_its_persons() -> None:
    given(CONTACT_RELATION, CREATED).when(LOG, FACTS).then(LOGGED)
    given(CONTACT_RELATION, CREATED).when(replace(LOG, on=date(2026, 8, 13)), FACTS).refused(ContactMustBePast)
    given(CONTACT_RELATION, CREATED).when(replace(LOG, on=date(2026, 8, 11)), FACTS).refused(
        ContactMustLieInTheRelation
    )


def test_what_was_struck_counts_no_longer_and_is_struck_once() -> None:
    strike = StrikeContact("one", "first", "记错")
    struck = ContactStruck("one", "first", "记错")
    given(CONTACT_RELATION, CREATED, LOGGED).when(strike, FACTS).then(struck)
    assert given(CONTACT_RELATION, CREATED, LOGGED, struck).state.log == ()
    given(CONTACT_RELATION, CREATED, LOGGED, struck).when(strike, FACTS).refused(ContactMustBeInTheLog)


def test_the_log_stays_when_the_relation_has_ended() -> None:
    end = EndContactRelation("one", "调整")
    ended = ContactRelationEnded("one", "调整")
    given(CONTACT_RELATION, CREATED, LOGGED).when(end, FACTS).then(ended)
    assert given(CONTACT_RELATION, CREATED, LOGGED, ended).state.log == (LOGGED,)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"link": "member_to_sector", "whom": "019a0000-0000-7000-8000-000000000001"}, "sector"),
        ({"link": "standing_to_member", "sector": "教育界"}, "whom"),
        (
            {"link": "body_to_body", "sector": "教育界", "whom": "019a0000-0000-7000-8000-000000000001"},
            "sector",
        ),
    ],
)
def test_a_link_says_whom_or_which_sector_and_not_both(said: dict[str, str], wrong: str) -> None:
    body = {"division": COUNTY, "by": "019a0000-0000-7000-8000-000000000002", **said}
    with pytest.raises(ValidationError) as refused:
        schemas.Create().load(body)
    assert list(refused.value.normalized_messages()) == [wrong]  # type: ignore[no-untyped-call]


def test_coverage_names_whom_nobody_keeps_in_touch_with() -> None:
    members = [
        CountedMember("active", "ben", "教育界"),
        CountedMember("active", "cai", "经济界"),
        CountedMember("ended", "dan", "科技界"),
    ]
    of_ben = CountedRelation(
        "active", "standing_to_member", "ben", None, date(2026, 1, 1), None, (CountedContact(TODAY, 3),)
    )
    over = CountedRelation("active", "standing_to_member", "cai", None, date(2026, 1, 1), date(2026, 8, 11))
    of_sector = CountedRelation("ended", "member_to_sector", None, "经济界", date(2026, 1, 1), None)
    found = coverage_of([of_ben, over, of_sector], members, TODAY)
    assert (found.members, found.contacted, found.not_contacted) == (2, 1, ("cai",))
    assert (found.sectors, found.sectors_not_contacted) == (2, ("教育界", "经济界"))
    assert LinkCovered("standing_to_member", "standing", 1, 1, 3) in found.by_link
