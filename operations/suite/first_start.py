"""What happens before a suite serves: databases up to date, and on a first start divisions, policies, administrators."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlalchemy import select

from infra.kernel.access.places import SYSTEM
from infra.kernel.access.site import AUDIT, PERSONAL, Site, SiteProblem
from infra.kernel.base.clock import Clock, day_in_china, moment, stamp
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.running.words_filled import fill_words
from infra.kernel.storage.database import Database
from infra.kernel.storage.migrate import migrate
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import WITHOUT_A_COMMAND, KeyTaken, StoredAnswer, Writes
from infra.kernel.storage.tables import EVENTS, RECORDS
from operations.suite.services import SERVICES, WITH_DATABASES
from services.audit.batches import Batches
from services.audit.checkpoints import Checkpoints
from services.audit.keys import begin, read_keys
from services.audit.starting import check
from services.members.division.events import DivisionEntry, DivisionEvent, DivisionsLoaded
from services.members.division.load import SHIPPED, SHIPPED_SOURCE, VILLAGES, VILLAGES_SOURCE, load, load_below
from services.members.first_start import FirstEvent, first_start, missing_policies, national_posting_kinds
from services.members.label_list.default_lists import missing_lists
from services.members.label_list.events import LabelListCreated
from services.members.office.events import OfficeGranted
from services.members.policy.events import PolicySet
from services.members.posting_kinds.events import PostingKindsCreated
from services.members.venue_standard.default_list import first_standard
from services.members.venue_standard.events import VenueStandardCreated
from services.topics.screening_list.default_list import first_screening_list, missing_grounds
from services.topics.screening_list.events import ScreeningListCreated, ScreeningListEvent

FIRST_START = "first-start"
VILLAGES_THAT_SHIP = "villages-that-ship"
EVENTS_A_TRANSACTION = 100
E = TypeVar("E")


def prepare(site: Site, say: Callable[[str], None]) -> None:
    """Brings every database up to date and begins a new site. Doing it again changes nothing."""
    for name in migrate(site, list(WITH_DATABASES)):
        say(f"数据库已更新 database {name} is up to date")
    for name in SERVICES:
        _fill_words(site, name, say)
    _begin_members(site, say)
    _begin_topics(site, say)
    if site.ledger is not None:
        begin_ledger(site, say)


def _fill_words(site: Site, name: str, say: Callable[[str], None]) -> None:
    """Before anybody searches: what an earlier version wrote has no words yet."""
    database = Database(site.database(name))
    if filled := fill_words(database, Lifecycles(SERVICES[name].lifecycles)):
        say(f"{name}: 已编入检索 {filled} records can be searched for")
    database.dispose()


def mark_as_begun(site: Site) -> None:
    """A site whose logs were brought back has been begun: it must not be begun a second time."""
    for name in ("members", "topics"):
        database = Database(site.database(name))
        store = SqlStore(database, name)
        _mark(store, FIRST_START)
        if _villages_told(store):
            _mark(store, VILLAGES_THAT_SHIP)
        database.dispose()


def _mark(store: SqlStore, key: str) -> None:
    if store.stored_answer(WITHOUT_A_COMMAND, key) is None:
        row = StoredAnswer(WITHOUT_A_COMMAND, key, new_id(), "", "{}", stamp(datetime.now(UTC)))
        store.commit(Writes(row, [], [], []))


def _villages_told(store: SqlStore) -> bool:
    loads = select(EVENTS.c.event_id).where(EVENTS.c.type == DivisionsLoaded.__name__)
    return bool(store.database.query(loads.where(EVENTS.c.payload.contains(VILLAGES_SOURCE)).limit(1)))


def begin_ledger(site: Site, say: Callable[[str], None]) -> None:
    """The ledger's keys, where its folder is. Raises SiteProblem."""
    database = Database(site.database(AUDIT))
    begin(_ledger_of(site), site.ledger_origin, Checkpoints(database).last() is None, say)
    database.dispose()


def ledger_may_go_on(site: Site) -> None:
    """Raises SiteProblem when what is in the ledger's folder and in its database do not go together."""
    folder, database = _ledger_of(site), Database(site.database(AUDIT))
    check(folder, read_keys(folder), Batches(database), Checkpoints(database))
    database.dispose()


def _ledger_of(site: Site) -> Path:
    if site.ledger is None:
        raise SiteProblem("LEDGER_DIR is not set: the audit service keeps the ledger and its keys there")
    return site.ledger


def _begin_members(site: Site, say: Callable[[str], None]) -> None:
    database, keys = Database(site.database("members")), Database(site.database(PERSONAL))
    lifecycles, store = Lifecycles(SERVICES["members"].lifecycles), SqlStore(database, "members")
    if store.stored_answer(WITHOUT_A_COMMAND, FIRST_START) is None:
        personal = PersonalKeys(keys)

        def encrypt(person: str, name: str) -> str:
            encryption = personal.encryption_for(person)
            encryption.keep()
            return encryption.encrypt(name, f"person-{person}", "person.name")

        loaded = load_divisions(lifecycles, store, SHIPPED.read_bytes(), SHIPPED_SOURCE, FIRST_START, Clock())
        say(f"已载入区划 {loaded.total()} divisions loaded")
        # Only now: the divisions have taken their time, and a log's times do not run backwards.
        now = Clock().now()
        begun = first_start(day_in_china(now), new_id, encrypt)
        record(lifecycles, store, FIRST_START, [event for _id, events in begun for event in events], now, SYSTEM, "SYS")
        for person in _administrators(begun):
            say(person)
    _load_missing_villages(lifecycles, store, say)
    _set_missing_policies(lifecycles, store, say)
    _set_missing_posting_kinds(lifecycles, store, say)
    _set_first_standard(lifecycles, store, say)
    _set_missing_lists(lifecycles, store, say)
    database.dispose()
    keys.dispose()


def _load_missing_villages(lifecycles: Lifecycles, store: SqlStore, say: Callable[[str], None]) -> None:
    """Those that ship, also into a site that was begun when none did; of the townships that it has."""
    if store.stored_answer(WITHOUT_A_COMMAND, VILLAGES_THAT_SHIP) is not None:
        return
    known = _divisions_known(store)
    if not known:
        return  # a rebuild of its read tables was broken off: the start after that one's end will do it
    events = load_below(VILLAGES.read_bytes(), new_id(), VILLAGES_SOURCE, known)
    loaded = _record_load(lifecycles, store, events, VILLAGES_THAT_SHIP, lambda: _not_before(store))
    _mark(store, VILLAGES_THAT_SHIP)
    say(f"已载入村（社区） {loaded.total()} villages loaded")


def _not_before(store: SqlStore) -> datetime:
    """Now; but a demo may have moved this site's clock ahead, and a log's times do not run backwards."""
    newest = store.newest_recorded()
    return max(Clock().now(), moment(newest)) if newest else Clock().now()


def _set_missing_policies(lifecycles: Lifecycles, store: SqlStore, say: Callable[[str], None]) -> None:
    """What a newer version ships and this site was begun without; what is set already stays as it is."""
    for policy in missing_policies(_policies_set(lifecycles, store), new_id):
        with suppress(KeyTaken):
            key, now = f"{FIRST_START}/policies/{policy.code}", _not_before(store)
            record(lifecycles, store, key, [policy], now, SYSTEM, "SYS")
            say(f"已增设时限 policy set: {policy.code} {policy.days} {policy.unit}")


def _set_missing_posting_kinds(lifecycles: Lifecycles, store: SqlStore, say: Callable[[str], None]) -> None:
    """The national list, at a site that was begun before there were postings; by the log, as with policies."""
    ever = select(EVENTS.c.inserted).where(EVENTS.c.type == PostingKindsCreated.__name__).limit(1)
    if store.database.query(ever):
        return
    with suppress(KeyTaken):
        kinds = national_posting_kinds(new_id())
        record(lifecycles, store, f"{FIRST_START}/posting-kinds", [kinds], _not_before(store), SYSTEM, "SYS")
        say("已增设“三个下沉”清单 kinds of posting set")


def _set_first_standard(lifecycles: Lifecycles, store: SqlStore, say: Callable[[str], None]) -> None:
    """The six haves that ship, also into a site that was begun without; by the log, as above."""
    made = select(EVENTS.c.event_id).where(EVENTS.c.type == VenueStandardCreated.__name__).limit(1)
    if store.database.query(made):
        return
    with suppress(KeyTaken):
        key = f"{FIRST_START}/venue-standard"
        record(lifecycles, store, key, [first_standard(new_id())], _not_before(store), SYSTEM, "SYS")
        say("已增设六有标准 venue standard set")


def _set_missing_lists(lifecycles: Lifecycles, store: SqlStore, say: Callable[[str], None]) -> None:
    """A national list of each kind that ships, also into a site that was begun without; by the log, as above."""
    for one in missing_lists({made.kind for made in _told(lifecycles, store, LabelListCreated, "SYS")}, new_id):
        with suppress(KeyTaken):
            record(lifecycles, store, f"{FIRST_START}/lists/{one.kind}", [one], _not_before(store), SYSTEM, "SYS")
            say(f"已增设清单 list set: {one.title}")


def _policies_set(lifecycles: Lifecycles, store: SqlStore) -> set[str]:
    return {policy.code for policy in _told(lifecycles, store, PolicySet)}


def _told(lifecycles: Lifecycles, store: SqlStore, event: type[E], role: str | None = None) -> list[E]:
    """By the log, since read tables may be empty after a rebuild that was broken off."""
    wanted = select(EVENTS.c.type, EVENTS.c.schema_version, EVENTS.c.payload).where(EVENTS.c.type == event.__name__)
    if role:
        wanted = wanted.where(EVENTS.c.role == role)
    read = lifecycles.codec.decoders
    return [read[kind, version](payload) for kind, version, payload in store.database.query(wanted)]


def _administrators(begun: list[tuple[str, list[FirstEvent]]]) -> list[str]:
    granted = [event for _id, events in begun for event in events if isinstance(event, OfficeGranted)]
    return [
        f"管理员 administrator {one.role}: shangliang token --role {one.role} --person {one.person}" for one in granted
    ]


def load_divisions(
    lifecycles: Lifecycles, store: SqlStore, content: bytes, source: str, key: str, clock: Clock
) -> Counter[str]:
    """Records a load, a hundred events a transaction; one that was broken off goes on where it stopped.

    Answers how many divisions are told of by events of each name. Raises DivisionsRefused, before anything is written.
    """
    events = load(content, new_id(), source, _divisions_known(store))
    return _record_load(lifecycles, store, events, key, clock.now)


def _divisions_known(store: SqlStore) -> dict[str, DivisionEntry]:
    wanted = select(RECORDS.c.shown).where(RECORDS.c.collection == "divisions")
    read = msgspec.json.Decoder(DivisionEntry).decode
    return {known.code: known for known in (read(shown) for (shown,) in store.database.query(wanted))}


def _record_load(
    lifecycles: Lifecycles, store: SqlStore, events: list[DivisionEvent], key: str, now: Callable[[], datetime]
) -> Counter[str]:
    for start in range(0, len(events), EVENTS_A_TRANSACTION):
        with suppress(KeyTaken):
            batch = events[start : start + EVENTS_A_TRANSACTION]
            record(lifecycles, store, f"{key}/divisions/{start}", batch, now(), SYSTEM, "SYS")
    told = Counter[str]()
    for event in events:
        told[type(event).__name__] += len(event.divisions) if isinstance(event, DivisionsLoaded) else 1
    return told


def _begin_topics(site: Site, say: Callable[[str], None]) -> None:
    database = Database(site.database("topics"))
    lifecycles, store = Lifecycles(SERVICES["topics"].lifecycles), SqlStore(database, "topics")
    if store.stored_answer(WITHOUT_A_COMMAND, FIRST_START) is None:
        record(lifecycles, store, FIRST_START, first_screening_list(new_id()), Clock().now(), SYSTEM, "SYS")
    _add_missing_grounds(lifecycles, store, say)
    database.dispose()


def _add_missing_grounds(lifecycles: Lifecycles, store: SqlStore, say: Callable[[str], None]) -> None:
    """The grounds for turning a submission down, where the default list was shipped without them."""
    for amended in missing_grounds(_told_of_the_default_list(lifecycles, store)):
        with suppress(KeyTaken):
            record(lifecycles, store, f"{FIRST_START}/grounds", [amended], _not_before(store), SYSTEM, "SYS")
            say("已在默认清单中增列不予受理情形 grounds for turning down added to the default screening list")


def _told_of_the_default_list(lifecycles: Lifecycles, store: SqlStore) -> list[ScreeningListEvent]:
    """By the log: the list that the system created, and all that has been made of it since."""
    shipped = (EVENTS.c.type == ScreeningListCreated.__name__, EVENTS.c.role == "SYS")
    streams = store.database.query(select(EVENTS.c.stream).where(*shipped))
    return [lifecycles.codec.decode(event) for (stream,) in streams[:1] for event in store.stream(stream)]
