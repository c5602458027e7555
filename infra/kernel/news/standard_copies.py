"""What every service keeps of the news of `members`: organisations (who may act where), policies, the demo clock."""

from dataclasses import dataclass, replace

from infra.kernel.access.places import KnownOrganisation
from infra.kernel.contract.lifecycle import PolicyInForce
from infra.kernel.contract.reactions import Copying
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.lookups.sql_lookups import CLOCK, POLICY

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
    organisation_id: str


@dataclass(frozen=True, slots=True)
class PolicySet:
    policy_id: str
    code: str
    days: int
    version: int


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
    return replace(known, ended=True) if known else None


def on_policy_set(known: PolicyInForce | None, event: PolicySet) -> PolicyInForce:
    return PolicyInForce(event.code, event.days, event.version)


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
    Copying(MEMBERS, PolicySet, on_policy_set, POLICY, PolicyInForce, "code"),
    Copying(MEMBERS, ClockAdvanced, on_clock_advanced, CLOCK, KnownClock, "clock_id", "site"),
)
