"""`shangliang forget`: a person's key is destroyed, and that it was is recorded with the reason."""

from infra.kernel.access.places import Actor
from infra.kernel.access.site import PERSONAL, Site
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.storage.database import Database
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.sql_store import SqlStore
from operations.suite.services import SERVICES
from operations.tools.domain_clock import domain_clock
from services.members.person.events import PersonForgotten as Forgotten


class NobodyKnown(ValueError):
    """No key was ever kept for this person."""


def forget_person(site: Site, person: str, reason: str) -> None:
    """Destroys the key and records it; whichever of the two an earlier run did not reach is done now. Raises NobodyKnown."""
    keys, database = PersonalKeys(Database(site.database(PERSONAL))), Database(site.database("members"))
    lifecycles, store = Lifecycles(SERVICES["members"].lifecycles), SqlStore(database, "members")
    kept = list(keys.keys_of(person))
    if not kept:
        raise NobodyKnown(f"there is no key for {person}: name the `submitter` of a submission, or a person's id")
    # Each forgetting on record destroyed one key; a living one among those came back from a backup.
    told = sum(event.type == Forgotten.__name__ for event in store.stream(f"person-{person}"))
    on_record = told >= len(kept)
    if on_record and all(one.key is None for one in kept):
        raise NobodyKnown(f"the key of {person} was destroyed before")
    now = domain_clock(database).now()
    keys.destroy(person, stamp(now))
    if not on_record:
        record(lifecycles, store, f"forget/{new_id()}", [Forgotten(person, reason)], now, Actor(roles=("SEC",)), "SEC")
    database.dispose()
    keys.database.dispose()
