"""Ruling 7 at work in members: who ends an organisation says who takes over, or that nobody does."""

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from services.members.organisation.events import OrganisationCreated
from services.members.organisation.lifecycle import ORGANISATION
from tests.unit.kernel.library.running import Library, databases

ADMINISTRATOR = Actor(person="adm", roles=("ADM",))
OLD, NEW, NEWEST = (f"019a0000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
UNKNOWN = "019a0000-0000-7000-8000-0000000000ff"


def three_departments() -> Library:
    of = Library(*databases(), lifecycles=Lifecycles((ORGANISATION,)))
    for one in (OLD, NEW, NEWEST):
        made = OrganisationCreated(one, "住建局", "department", "620723", None)
        record(of.lifecycles, of.store, new_id(), [made], of.clock.now, ADMINISTRATOR, "ADM")
    return of


def end(of: Library, organisation: str, **said: object) -> dict[str, object]:
    return of.do("end", ("organisations", organisation), {"reason": "机构改革", **said}, ADMINISTRATOR)


def refused(of: Library, organisation: str, **said: object) -> set[str]:
    with pytest.raises(Invalid) as refusal:
        end(of, organisation, **said)
    return set(refusal.value.errors)


def test_ruling_7_an_organisation_ends_with_a_successor_or_without_one() -> None:
    of = three_departments()
    assert refused(of, OLD) == refused(of, OLD, successor=NEW, no_successor=True) == {"successor", "no_successor"}
    assert end(of, OLD, successor=NEW)["state"] == "ended"
    assert end(of, NEWEST, no_successor=True)["state"] == "ended"


def test_ruling_7_a_successor_is_there_and_has_not_ended_and_is_another() -> None:
    of = three_departments()
    end(of, NEW, no_successor=True)
    assert refused(of, OLD, successor=NEW) == {"successor"}
    assert refused(of, OLD, successor=UNKNOWN) == {"successor"}
    assert refused(of, OLD, successor=OLD) == {"successor"}


def test_ruling_7_a_successor_that_ends_later_names_its_own_and_never_whom_it_succeeded() -> None:
    of = three_departments()
    end(of, OLD, successor=NEW)
    assert refused(of, NEW, successor=OLD) == {"successor"}
    assert end(of, NEW, successor=NEWEST)["state"] == "ended"
