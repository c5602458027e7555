"""How many records there are in each division, counted along the index of divisions."""

from sqlalchemy import func, not_, or_, select

from infra.kernel.contract.counted import Counted
from infra.kernel.lookups.conditions import AFTER_EVERY_DIGIT
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import RECORDS


def numbers_by_division(database: Database, collection: str, division: str, wanted: Counted) -> dict[str, int]:
    its = RECORDS.c
    below = (its.division >= division, its.division < division + AFTER_EVERY_DIGIT)
    says = [its.shown.contains(one, autoescape=True) for one in wanted.says]
    says += [not_(its.shown.contains(one, autoescape=True)) for one in wanted.unsaid]
    if wanted.either:
        says.append(or_(*(its.shown.contains(one, autoescape=True) for one in wanted.either)))
    of = select(its.division, func.count()).where(its.collection == collection, its.state.in_(wanted.states))
    found = database.query(of.where(*below, *says).group_by(its.division))
    return {str(place): int(number) for place, number in found}
