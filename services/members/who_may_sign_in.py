"""Who may sign in, and as what he acts then: persons with their account and their offices, for who looks after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from infra.kernel.access.places import Actor
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import NotPermitted
from infra.kernel.lookups.sql_lookups import SqlLookups
from infra.kernel.running.runtime import Runtime
from services.members.account.circumstances import id_of_account
from services.members.account.state import Account
from services.members.office.projections import FollowedOffice
from services.members.signing_in import OrganisationShown, PersonShown

LOOK_AFTER = ("SEC", "ADM", "AUD")
MOST = 50


@dataclass(frozen=True, slots=True)
class WhoMaySignIn:
    """Read by the three administrators."""

    runtime: Runtime

    def of(self, persons: Sequence[str], actor: Actor) -> list[dict[str, Any]]:
        """In their order; whom nobody knows is left out. Raises NotPermitted."""
        if not set(actor.roles) & set(LOOK_AFTER):
            raise NotPermitted("账号由安全管理员管理 Accounts are looked after by the security administrator")
        lookups, now = self.runtime.lookups_at(self.runtime.clock.now()), datetime.now(UTC)
        known = [lookups.one(PersonShown, "people", one) for one in persons[:MOST]]
        return [self._told(lookups, one, now) for one in known if one is not None]

    def _told(self, lookups: SqlLookups, person: PersonShown, now: datetime) -> dict[str, Any]:
        offices = [one for one in lookups.shown(FollowedOffice, "offices", naming=person.id) if one.person == person.id]
        held = sorted((one for one in offices if one.state == "active"), key=_first)
        return {
            "person": person.id,
            "state": person.state,
            "name": str(self.runtime.personal.decrypted(person.name, f"person-{person.id}")),
            "account": self._account(id_of_account(person.id), now),
            "offices": [self._office(lookups, one) for one in held],
        }

    def _account(self, account_id: str, now: datetime) -> dict[str, Any] | None:
        stream = f"account-{account_id}"
        account: Account | None = self.runtime.handler.streams.load(stream, fresh=True).state
        if account is None:
            return None
        barred = account.tries_over_until(now)
        return {
            "id": account_id,
            "state": account.state,
            "name": str(self.runtime.personal.decrypted(account.name, stream)),
            "has_password": account.password_id is not None,
            "second_factor": account.factor_id is not None,
            "sessions": sum(1 for one in account.sessions if one.until > now),
            "barred_until": stamp(barred) if barred else None,
        }

    def _office(self, lookups: SqlLookups, office: FollowedOffice) -> dict[str, Any]:
        body = lookups.one(OrganisationShown, "organisations", office.organisation) if office.organisation else None
        return {
            "id": office.id,
            "role": office.role,
            "organisation_name": body.name if body else None,
            "starts": office.starts.isoformat(),
            "ends": office.ends.isoformat() if office.ends else None,
            "deputy": office.deputy,
        }


def _first(office: FollowedOffice) -> tuple[date, str]:
    return office.starts, office.id
