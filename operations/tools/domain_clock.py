"""The time on this site: what an operator records beside a running suite bears the time that the suite's clock says."""

from datetime import timedelta

import msgspec
from sqlalchemy import select

from infra.kernel.base.clock import Clock
from infra.kernel.lookups.sql_lookups import CLOCK
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import RECORDS


def domain_clock(members: Database) -> Clock:
    """As far ahead as a demo has moved it; real time on every other site, and before the first start."""
    rows = members.query(select(RECORDS.c.shown).where(RECORDS.c.collection == CLOCK))
    return Clock(timedelta(days=max((msgspec.json.decode(shown)["offset_days"] for (shown,) in rows), default=0)))
