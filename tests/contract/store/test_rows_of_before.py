"""Read rows that a version before has written say after the migration what a rebuild would say."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update

from infra.kernel.access.site import Site
from infra.kernel.storage.database import engine_for
from infra.kernel.storage.migrate import bring_to
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.tables import DUE, RECORD_HANDLING, RECORD_NAMES, RECORDS
from tests.contract.store.stores import AT, STORES, append, event

PROVISIONAL = '{"until":"…","provisional":true}'
CERTAIN = '{"until":"…","provisional":false}'
NOWHERE_ELSE = '"origin":null,"linked_topic":null,"into":null,"merged_topics":[],"left_rounds":[],"corrections":[]'
A_TEXT = '{"title":"\\"return_provisional\\":true"}'


@pytest.fixture(params=sorted(set(STORES) - {"memory"}))
def store(request: pytest.FixtureRequest) -> Iterator[SqlStore]:
    with STORES[request.param]() as made:
        assert isinstance(made, SqlStore)
        yield made


def kept(
    store: SqlStore, collection: str, record_id: str, shown: str, *events: tuple[str, str], **columns: Any
) -> None:
    stream = f"{collection}-{record_id}"
    row = {column.name: "" for column in RECORDS.c} | {"version": 1, "created_at": AT, "updated_at": AT}
    row |= {"collection": collection, "id": record_id, "stream": stream, "shown": shown} | columns
    if events:
        told = (event(stream, number, payload, type=kind) for number, (kind, payload) in enumerate(events, 1))
        append(store, *told)
    run(store, insert(RECORDS).values(**row))


def run(store: SqlStore, statement: Any) -> list[str]:
    engine = engine_for(store.database.url)
    with engine.connect() as connection:
        answer = connection.execute(statement)
        told = list(answer.scalars()) if answer.returns_rows else []
    engine.dispose()
    return told


def migrated_again(store: SqlStore, *, stamped: str, to: str) -> None:
    """From one version to the next, and no further: what later ones add is told in tests of their own."""
    run(store, text(f"UPDATE alembic_version SET version_num = '{stamped}'"))  # noqa: S608 our own name
    bring_to(Site(store.database.url, "", "", None, False), "library", to)


def shown(store: SqlStore, collection: str) -> list[str]:
    return run(store, select(RECORDS.c.shown).where(RECORDS.c.collection == collection).order_by(RECORDS.c.id))


def test_days_that_were_called_provisional_are_shown_so(store: SqlStore) -> None:
    kept(store, "tasks", "a", A_TEXT)
    kept(
        store,
        "topics",
        "a",
        '{"title":"…"}',
        ("TopicNoticed", CERTAIN),
        ("TopicNoticed", PROVISIONAL),
        ("TopicOther", CERTAIN),
    )
    kept(store, "topics", "b", '{"title":"…"}', ("TopicNoticed", PROVISIONAL), ("TopicNoticed", CERTAIN))
    kept(store, "topics", "c", '{"title":"…"}', ("TopicDrafted", "{}"))
    kept(store, "meetings", "a", '{"title":"…"}', ("MinutesCirculated", PROVISIONAL))
    kept(store, "people", "a", '{"title":"…"}')
    for _twice in range(2):
        migrated_again(store, stamped="0003", to="0004")
        assert shown(store, "tasks") == [A_TEXT[:-1] + ',"return_provisional":false}']
        assert shown(store, "topics") == [
            '{"title":"…","notice_provisional":true}',
            '{"title":"…","notice_provisional":false}',
            '{"title":"…","notice_provisional":false}',
        ]
        assert shown(store, "meetings") == ['{"title":"…","review_provisional":true}']
        assert shown(store, "people") == ['{"title":"…"}']


def test_minutes_of_before_were_never_corrected(store: SqlStore) -> None:
    kept(store, "meetings", "a", '{"title":"…"}')
    kept(store, "topics", "a", '{"title":"…"}')
    for _twice in range(2):
        migrated_again(store, stamped="0006", to="0007")
        assert shown(store, "meetings") == ['{"title":"…","corrections":[]}']
        assert shown(store, "topics") == ['{"title":"…"}']


def test_topics_of_before_went_nowhere_else(store: SqlStore) -> None:
    kept(store, "topics", "a", '{"title":"…"}')
    kept(store, "meetings", "a", '{"title":"…"}')
    for _twice in range(2):
        migrated_again(store, stamped="0005", to="0006")
        assert shown(store, "topics") == [f'{{"title":"…",{NOWHERE_ELSE}}}']
        assert shown(store, "meetings") == ['{"title":"…"}']


def test_who_handles_the_tasks_of_before_and_by_when_is_found_in_what_is_shown(store: SqlStore) -> None:
    kept(store, "tasks", "a", '{"lead":"roads","co_handlers":["water","schools"],"due":"2026-03-02"}')
    kept(store, "topics", "a", '{"title":"…"}')
    for _twice in range(2):
        migrated_again(store, stamped="0004", to="0005")
        columns = (RECORD_HANDLING.c.id, RECORD_HANDLING.c.lead, RECORD_HANDLING.c.co_handlers, RECORD_HANDLING.c.due)
        assert store.database.query(select(*columns)) == [("a", "roads", '["water","schools"]', "2026-03-02")]


def test_venues_of_before_say_what_was_not_asked_of_them_and_why_they_ended(store: SqlStore) -> None:
    of_no_type = (
        ',"kind":null,"brand":null,"parent":null,"host":null,"opening_hours":null,"forms":[],"started_on":null,'
        '"built_on":null,"accepted_on":null,"upgraded_on":null,"upgrade":null,"standard":null,"standard_edition":null,'
        '"accepted_items":[],"reason":'
    )
    named_so = '{"name":"\\"accepted_items\\":","status":null'
    kept(store, "venues", "a", named_so + "}", ("VenueCreated", '{"venue_id":"a"}'))
    kept(store, "venues", "b", '{"status":null}', ("VenueEnded", '{"venue_id":"b","reason":"拆除 \\"𠮷\\" %(x)s :b"}'))
    kept(store, "people", "a", '{"name":"…"}')
    for _twice in range(2):
        migrated_again(store, stamped="0010", to="0011")
        assert shown(store, "venues") == [
            named_so + of_no_type + "null}",
            '{"status":null' + of_no_type + '"拆除 \\"𠮷\\" %(x)s :b"}',
        ]
        assert shown(store, "people") == ['{"name":"…"}']


def test_records_of_before_belong_to_nobody_that_has_ended(store: SqlStore) -> None:
    of_bodies = ("topics", "plans", "briefs", "proposals", "postings")
    for collection in (*of_bodies, "meetings"):
        kept(store, collection, "a", '{"title":"\\"organisation_ended\\":true"}')
    for _twice in range(2):
        migrated_again(store, stamped="0017", to="0018")
        for collection in of_bodies:
            assert shown(store, collection) == ['{"title":"\\"organisation_ended\\":true","organisation_ended":false}']
        assert shown(store, "meetings") == ['{"title":"\\"organisation_ended\\":true"}']


def test_plans_of_before_break_no_other_plan_down(store: SqlStore) -> None:
    kept(store, "plans", "a", '{"title":"𠮷","topics":[{"topic":"t","reason":null}],"organisation_ended":false}')
    above = (
        '"higher_topic":null,"higher_title":null}],"organisation_ended":false,"derived_from":null,"higher_title":null}'
    )
    for _twice in range(2):
        migrated_again(store, stamped="0018", to="0019")
        assert shown(store, "plans") == ['{"title":"𠮷","topics":[{"topic":"t","reason":null,' + above]


def test_members_of_before_name_no_term_on_record(store: SqlStore) -> None:
    kept(store, "members", "a", '{"term":"第十届"}')
    for _twice in range(2):
        migrated_again(store, stamped="0019", to="0020")
        assert shown(store, "members") == ['{"term":"第十届","term_id":null}']


def test_divisions_of_before_have_no_dates_and_no_former_names(store: SqlStore) -> None:
    kept(store, "divisions", "620723101", '{"name":"𠮷","source":",\\"former_names\\":"}')
    kept(store, "topics", "a", '{"title":"…"}')
    undated = ',"valid_from":null,"valid_until":null,"successor":null,"former_names":[]}'
    for _twice in range(2):
        migrated_again(store, stamped="0021", to="0022")
        assert shown(store, "divisions") == ['{"name":"𠮷","source":",\\"former_names\\":"' + undated]
        assert shown(store, "topics") == ['{"title":"…"}']


def test_minutes_that_were_restricted_before_are_an_internal_record(store: SqlStore) -> None:
    for record_id, state, audience in (
        ("a", "restricted", "place"), ("b", "archived", "place"), ("c", "archived", "public"), ("d", "minutes_signed", "place"),
    ):  # fmt: skip
        kept(store, "meetings", record_id, "{}")
        changed = update(RECORDS).where(RECORDS.c.id == record_id).values(state=state, audience=audience)
        run(store, changed)
    for _twice in range(2):
        migrated_again(store, stamped="0022", to="0025")
        audiences = run(store, select(RECORDS.c.audience).order_by(RECORDS.c.id))
        assert audiences == ["internal", "internal", "public", "place"]


def test_what_offices_told_one_another_before_is_no_longer_for_the_whole_place(store: SqlStore) -> None:
    told = {"a": '{"secrecy":"internal","text":"𠮷"}', "b": '{"secrecy":"public","text":"𠮷"}'}
    for name, says in told.items():
        kept(store, "instructions", name, says)
    kept(store, "tasks", "a", '{"topic":null,"instruction":"one"}', topic=None)
    kept(store, "tasks", "b", '{"topic":"gate","instruction":"one"}', topic="gate")
    kept(store, "tasks", "c", '{"topic":null,"title":"\\"instruction\\":","instruction":null}', topic=None)
    for _twice in range(2):
        migrated_again(store, stamped="0020", to="0021")
        audiences = select(RECORDS.c.audience).order_by(RECORDS.c.collection, RECORDS.c.id)
        assert run(store, audiences) == ["inside", "", "inside", "", ""]


def test_submissions_of_before_were_never_consented_to_be_shown(store: SqlStore) -> None:
    kept(store, "submissions", "a", r'{"text":"\"consent\":true","cleared_files":[]}')
    for _twice in range(2):
        migrated_again(store, stamped="0029", to="0029a")
        assert shown(store, "submissions") == [r'{"text":"\"consent\":true","cleared_files":[],"consent":false}']


def test_proposals_of_before_are_overdue_once_their_day_is_over_and_no_sooner(store: SqlStore) -> None:
    titled = '{"title":"\\"former_leads\\": 𠮷","due":'
    kept(store, "proposals", "a", titled + '"2026-09-30"}')
    kept(store, "proposals", "b", titled + '"2026-09-30"}')
    kept(store, "proposals", "c", titled + "null}")
    for record_id, state in (("a", "assigned"), ("b", "replied"), ("c", "filed")):
        run(store, update(RECORDS).where(RECORDS.c.id == record_id).values(state=state))
    late = (
        '"requested_due":null,"policy":null,"return_until":null,"return_provisional":false,"paused_on":null,'
        '"paused_until":null,"due_soon":false,"overdue":false,"urged":0,"supervised":null}'
    )
    for _twice in range(2):
        migrated_again(store, stamped="0029a", to="0030")
        assert shown(store, "proposals") == [
            *(f'{titled}"2026-09-30","former_leads":[],"original_due":"2026-09-30",{late}',) * 2,
            f'{titled}null,"former_leads":[],"original_due":null,{late}',
        ]
        assert store.database.query(select(DUE.c.stream, DUE.c.at)) == [
            ("proposal-a", "2026-09-30T16:00:00.000000+00:00")
        ]


def test_outcomes_of_before_became_no_covenant_and_no_upper_topic(store: SqlStore) -> None:
    kept(store, "outcomes", "a", r'{"title":"\"upper_topic\": 𠮷","conversion":{"into":"upper_topic"},"to_tell":null}')
    kept(store, "topics", "a", '{"title":"…"}')
    made_none = ',"covenant":null,"upper_topic":null}'
    for _twice in range(2):
        migrated_again(store, stamped="0031", to="0032")
        assert shown(store, "outcomes") == [
            r'{"title":"\"upper_topic\": 𠮷","conversion":{"into":"upper_topic"},"to_tell":null' + made_none
        ]
        assert shown(store, "topics") == ['{"title":"…"}']


def test_tasks_of_before_name_no_problem(store: SqlStore) -> None:
    kept(store, "tasks", "a", r'{"title":"\"problem\": 𠮷","instruction":null}')
    kept(store, "topics", "a", '{"title":"…"}')
    for _twice in range(2):
        migrated_again(store, stamped="0034", to="0035")
        assert shown(store, "tasks") == [r'{"title":"\"problem\": 𠮷","instruction":null,"problem":null}']
        assert shown(store, "topics") == ['{"title":"…"}']


def test_accounts_of_before_ask_for_no_code(store: SqlStore) -> None:
    kept(store, "accounts", "a", r'{"name":"\"second_factor\": 𠮷","has_password":true}')
    kept(store, "topics", "a", '{"title":"…"}')
    for _twice in range(2):
        migrated_again(store, stamped="0035", to="0036")
        assert shown(store, "accounts") == [
            r'{"name":"\"second_factor\": 𠮷","has_password":true,"second_factor":false}'
        ]
        assert shown(store, "topics") == ['{"title":"…"}']


def test_proposals_of_before_asked_no_co_handler_and_promised_no_day(store: SqlStore) -> None:
    kept(store, "proposals", "a", r'{"title":"\"resolve_by\": 𠮷","reply":"在办"}')
    kept(store, "tasks", "a", '{"title":"…"}')
    nothing = (
        ',"question":null,"awaited":[],"opinions":[],"contact_record":null,"resolve_by":null,"reworks":0,"progress":[],'
        '"resolution":null}'
    )
    for _twice in range(2):
        migrated_again(store, stamped="0032", to="0033")
        assert shown(store, "proposals") == [r'{"title":"\"resolve_by\": 𠮷","reply":"在办"' + nothing]
        assert shown(store, "tasks") == ['{"title":"…"}']


def test_meetings_of_before_say_how_many_were_given_notice(store: SqlStore) -> None:
    receipt = '{"participant":"a","noticed_at":"2026-03-02T04:00:00Z"}'
    kept(store, "meetings", "a", f'{{"title":"\\"receipts\\": 𠮷","receipts":[{receipt},{receipt}],"reason":null}}')
    kept(store, "meetings", "b", '{"title":"…","receipts":[]}')
    kept(store, "topics", "a", '{"receipts":[]}')
    for _twice in range(2):
        migrated_again(store, stamped="0026", to="0028")
        assert shown(store, "meetings") == [
            '{"title":"\\"receipts\\": 𠮷","noticed":2,"reason":null}',
            '{"title":"…","noticed":0}',
        ]
        assert shown(store, "topics") == ['{"receipts":[]}']


def test_briefs_and_instructions_of_before_are_found_by_what_they_name(store: SqlStore) -> None:
    kept(store, "briefs", "a", '{"title":"𠮷","submissions":["one","two"]}')
    kept(store, "instructions", "b", '{"written_on":{"collection":"briefs","id":"a"}}')
    for _twice in range(2):
        migrated_again(store, stamped="0025", to="0026")
        names = select(RECORD_NAMES.c.who).order_by(RECORD_NAMES.c.collection, RECORD_NAMES.c.who)
        assert run(store, names) == ["one", "two", "a"]


def test_formats_of_before_answered_none_of_the_five_questions(store: SqlStore) -> None:
    kept(store, "formats", "a", '{"forms":["bench"],"parties":[]}')
    for _twice in range(2):
        migrated_again(store, stamped="0026", to="0027")
        assert shown(store, "formats") == ['{"forms":["bench"],"parties":[],"five_questions":null}']


def test_problems_of_before_became_nothing_and_are_found_by_their_visit(store: SqlStore) -> None:
    kept(store, "problems", "a", r'{"text":"\"opened_topic\": 𠮷","duty":"visit","how":null}')
    kept(store, "problems", "b", '{"text":"路灯不亮","duty":null}')
    kept(store, "duties", "c", '{"topics":["gate"]}')
    for _twice in range(2):
        migrated_again(store, stamped="0030", to="0031")
        assert shown(store, "problems") == [
            r'{"text":"\"opened_topic\": 𠮷","duty":"visit","how":null,"opened_topic":null,"task":null}',
            '{"text":"路灯不亮","duty":null,"opened_topic":null,"task":null}',
        ]
        assert shown(store, "duties") == ['{"topics":["gate"]}']
        assert run(store, select(RECORD_NAMES.c.who).order_by(RECORD_NAMES.c.who)) == ["gate", "visit"]
