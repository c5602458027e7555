"""What a new site begins with: its clock, the default policies, the kinds of posting, and one administrator of each kind."""

from collections.abc import Callable
from datetime import date
from typing import Literal, TypeAlias

from services.members.clock.commands import THE_CLOCK
from services.members.clock.events import ClockStarted
from services.members.office.events import OfficeGranted
from services.members.person.events import PersonCreated
from services.members.policy.events import PolicySet
from services.members.posting_kinds.events import PostingKind, PostingKindsCreated

FirstEvent: TypeAlias = ClockStarted | PolicySet | PostingKindsCreated | PersonCreated | OfficeGranted

POLICIES: tuple[tuple[str, Literal["workdays", "days"], int], ...] = (
    ("topic_notice", "workdays", 5),
    ("meeting_notice", "workdays", 3),
    ("minutes_review", "workdays", 3),
    ("task_return", "workdays", 5),
    ("rating", "days", 15),
    ("needs_info", "days", 10),
    ("appeal", "days", 15),
    ("co_handlers_opinion", "days", 15),
    ("task_reply", "days", 90),
    ("task_progress", "days", 90),
    ("supervise_yellow", "workdays", 5),
    ("supervise_red", "workdays", 15),
)
# The published reports say 三个下沉 without spelling them out; the wording is ours, and every division may put its own.
KINDS_OF_POSTING = (
    PostingKind("members", "委员下沉"),
    PostingKind("consultation", "协商下沉"),
    PostingKind("service", "服务下沉"),
)
ADMINISTRATORS = (("ADM", "系统管理员"), ("SEC", "安全管理员"), ("AUD", "审计管理员"))


def first_start(
    today: date, new_id: Callable[[], str], encrypt: Callable[[str, str], str]
) -> list[tuple[str, list[FirstEvent]]]:
    """(record id, its first events), each record in a stream of its own.

    `encrypt(person_id, name)` encrypts a name with that person's key: no event ever holds one in the open.
    """
    begun: list[tuple[str, list[FirstEvent]]] = [(THE_CLOCK, [ClockStarted(THE_CLOCK)])]
    begun += [(policy.policy_id, [policy]) for policy in missing_policies(set(), new_id)]
    kinds = national_posting_kinds(new_id())
    begun.append((kinds.posting_kinds_id, [kinds]))
    for role, name in ADMINISTRATORS:
        person_id, office_id = new_id(), new_id()
        begun.append((person_id, [PersonCreated(person_id, encrypt(person_id, name), contact=None)]))
        begun.append((office_id, [administrator(office_id, person_id, role, today)]))
    return begun


def missing_policies(known: set[str], new_id: Callable[[], str]) -> list[PolicySet]:
    """The default policies of which the site has none: all of them at first, later those that a newer version brings."""
    return [PolicySet(new_id(), code, unit, days, version=1) for code, unit, days in POLICIES if code not in known]


def national_posting_kinds(posting_kinds_id: str) -> PostingKindsCreated:
    return PostingKindsCreated(posting_kinds_id, division="", items=KINDS_OF_POSTING)


def administrator(office_id: str, person_id: str, role: str, today: date) -> OfficeGranted:
    return OfficeGranted(
        office_id, person=person_id, organisation=None, division="", role=role, starts=today, ends=None, deputy=False
    )
