"""What every service keeps of the news of `members`: organisations and postings (who may act where), policies, the demo clock."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from infra.kernel.access.divisions import KnownEnd
from infra.kernel.access.places import KnownOrganisation, KnownPosting
from infra.kernel.base.workdays import YearNotice
from infra.kernel.contract.policy import PolicyInForce, Unit
from infra.kernel.contract.reactions import Copying, mirrored
from infra.kernel.lookups.divisions_in_memory import DIVISION_END, EVERYWHERE
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.lookups.sql_directory import POSTING
from infra.kernel.lookups.sql_lookups import CALENDAR, CLOCK, COUNTRY, POLICY

MEMBERS = "members"
THE_SITE = "site"


@dataclass(frozen=True, slots=True)
class OrganisationCreated:
    organisation_id: str
    name: str
    kind: str
    division: str


@dataclass(frozen=True, slots=True)
class OrganisationAmended:
    organisation_id: str
    name: str
    kind: str
    division: str


@dataclass(frozen=True, slots=True)
class OrganisationEnded:
    """Before version 2 no successor was told."""

    organisation_id: str
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class DivisionDates:
    code: str
    valid_until: date | None
    successor: str | None


@dataclass(frozen=True, slots=True)
class DivisionEnded:
    load_id: str
    after: DivisionDates


@dataclass(frozen=True, slots=True)
class DivisionAmended:
    """Also where it has not ended after all."""

    load_id: str
    before: DivisionDates
    after: DivisionDates


@dataclass(frozen=True, slots=True)
class PostingProposed:
    posting_id: str
    person: str
    organisation: str
    division: str


@dataclass(frozen=True, slots=True)
class PostingProposedAgain:
    posting_id: str
    organisation: str
    division: str


@dataclass(frozen=True, slots=True)
class PostingSucceeded:
    posting_id: str
    successor: str
    division: str


POSTING_ACTIVE = {
    "PostingStarted": True,
    "PostingSuspended": False,
    "PostingResumed": True,
    "PostingReassigning": False,
    "PostingHandedOver": False,
    "PostingEnded": False,
    "PostingExpired": False,
    "PostingLapsed": False,
}


@dataclass(frozen=True, slots=True)
class PolicySet:
    policy_id: str
    code: str
    unit: Unit
    days: int
    version: int


@dataclass(frozen=True, slots=True)
class Holiday:
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CalendarNoticeEntered:
    calendar_id: str
    year: int
    days_off: tuple[Holiday, ...]
    workdays: tuple[date, ...]
    edition: int


@dataclass(frozen=True, slots=True)
class CalendarNoticeAmended:
    calendar_id: str
    year: int
    days_off: tuple[Holiday, ...]
    workdays: tuple[date, ...]
    edition: int


@dataclass(frozen=True, slots=True)
class ClockAdvanced:
    clock_id: str
    offset_days: int


@dataclass(frozen=True, slots=True)
class KnownClock:
    """How far the demo has moved domain time. There is one clock at a site."""

    offset_days: int
    site: str = THE_SITE


def on_organisation_created(known: KnownOrganisation | None, event: OrganisationCreated) -> KnownOrganisation:
    return KnownOrganisation(event.organisation_id, event.name, event.kind, event.division)


def on_organisation_amended(known: KnownOrganisation | None, event: OrganisationAmended) -> KnownOrganisation:
    return KnownOrganisation(event.organisation_id, event.name, event.kind, event.division)


def on_organisation_ended(known: KnownOrganisation | None, event: OrganisationEnded) -> KnownOrganisation | None:
    return replace(known, ended=True, successor=event.successor) if known else None


def on_division_ended(event: DivisionEnded) -> list[tuple[str, str | None, KnownEnd]]:
    return [_end(event.after)]


def on_division_amended(event: DivisionAmended) -> list[tuple[str, str | None, KnownEnd]]:
    return [_end(event.after)] if event.before.valid_until != event.after.valid_until else []


def _end(of: DivisionDates) -> tuple[str, str | None, KnownEnd]:
    return of.code, EVERYWHERE, KnownEnd(of.code, of.valid_until, of.successor)


def on_posting_proposed(known: KnownPosting | None, event: PostingProposed) -> KnownPosting:
    return KnownPosting(event.posting_id, event.person, event.organisation, event.division)


def on_posting_proposed_again(known: KnownPosting | None, event: PostingProposedAgain) -> KnownPosting | None:
    return replace(known, organisation=event.organisation, division=event.division) if known else None


def on_posting_succeeded(known: KnownPosting | None, event: PostingSucceeded) -> KnownPosting | None:
    return replace(known, organisation=event.successor, division=event.division) if known else None


def on_policy_set(known: PolicyInForce | None, event: PolicySet) -> PolicyInForce:
    earlier = {**known.earlier, known.version: known.days} if known else {}
    return PolicyInForce(event.code, event.days, event.version, event.unit, earlier)


def on_calendar_notice(known: YearNotice | None, event: CalendarNoticeEntered | CalendarNoticeAmended) -> YearNotice:
    days_off = [one.first + timedelta(days=n) for one in event.days_off for n in range((one.last - one.first).days + 1)]
    return YearNotice(event.year, event.edition, tuple(days_off), event.workdays, COUNTRY)


def on_clock_advanced(known: KnownClock | None, event: ClockAdvanced) -> KnownClock:
    return KnownClock(event.offset_days)


STANDARD_COPIES = (
    Copying(
        MEMBERS,
        OrganisationCreated,
        on_organisation_created,
        ORGANISATION,
        KnownOrganisation,
        "organisation_id",
        "division",
    ),
    Copying(
        MEMBERS,
        OrganisationAmended,
        on_organisation_amended,
        ORGANISATION,
        KnownOrganisation,
        "organisation_id",
        "division",
    ),
    Copying(
        MEMBERS,
        OrganisationEnded,
        on_organisation_ended,
        ORGANISATION,
        KnownOrganisation,
        "organisation_id",
        "division",
    ),
    Copying(MEMBERS, DivisionEnded, kind=DIVISION_END, many=on_division_ended),
    Copying(MEMBERS, DivisionAmended, kind=DIVISION_END, many=on_division_amended),
    Copying(MEMBERS, PostingProposed, on_posting_proposed, POSTING, KnownPosting, "posting_id", "person"),
    Copying(MEMBERS, PostingProposedAgain, on_posting_proposed_again, POSTING, KnownPosting, "posting_id", "person"),
    Copying(MEMBERS, PostingSucceeded, on_posting_succeeded, POSTING, KnownPosting, "posting_id", "person"),
    *mirrored(MEMBERS, POSTING, KnownPosting, "posting_id", POSTING_ACTIVE, field="active", parent_field="person"),
    Copying(MEMBERS, PolicySet, on_policy_set, POLICY, PolicyInForce, "code"),
    Copying(MEMBERS, CalendarNoticeEntered, on_calendar_notice, CALENDAR, YearNotice, "calendar_id", "country"),
    Copying(MEMBERS, CalendarNoticeAmended, on_calendar_notice, CALENDAR, YearNotice, "calendar_id", "country"),
    Copying(MEMBERS, ClockAdvanced, on_clock_advanced, CLOCK, KnownClock, "clock_id", "site"),
)
