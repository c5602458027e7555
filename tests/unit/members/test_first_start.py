"""What a new site begins with."""

from datetime import date
from itertools import count

from services.members.clock.commands import THE_CLOCK
from services.members.clock.events import ClockStarted
from services.members.first_start import FirstEvent, first_start
from services.members.office.commands import ADMINISTRATORS
from services.members.office.events import OfficeGranted
from services.members.person.events import PersonCreated
from services.members.policy.events import PolicySet
from services.members.posting_kinds.events import PostingKindsCreated

TODAY = date(2026, 3, 1)


def begun() -> list[tuple[str, list[FirstEvent]]]:
    numbers = count(1)
    return first_start(TODAY, lambda: f"id-{next(numbers)}", lambda person, text: f"encrypted({person},{text})")


def events() -> list[FirstEvent]:
    return [event for _, record in begun() for event in record]


def test_every_limit_has_its_published_default() -> None:
    assert {
        (event.code, event.days, event.unit, event.version) for event in events() if isinstance(event, PolicySet)
    } == {
        ("topic_notice", 5, "workdays", 1),
        ("meeting_notice", 3, "workdays", 1),
        ("minutes_review", 3, "workdays", 1),
        ("task_return", 5, "workdays", 1),
        ("rating", 15, "days", 1),
        ("needs_info", 10, "days", 1),
        ("appeal", 15, "days", 1),
        ("co_handlers_opinion", 15, "days", 1),
        ("task_reply", 90, "days", 1),
        ("task_progress", 90, "days", 1),
        ("supervise_yellow", 5, "workdays", 1),
        ("supervise_red", 15, "workdays", 1),
    }


def test_there_is_one_administrator_of_each_kind_and_each_is_another_person() -> None:
    offices = [event for event in events() if isinstance(event, OfficeGranted)]
    people = [event.person_id for event in events() if isinstance(event, PersonCreated)]
    assert tuple(office.role for office in offices) == ADMINISTRATORS
    assert [office.person for office in offices] == people
    assert len(set(people)) == 3
    assert {(office.organisation, office.starts, office.ends) for office in offices} == {(None, TODAY, None)}


def test_no_name_is_in_the_open() -> None:
    names = [event.name for event in events() if isinstance(event, PersonCreated)]
    assert [name.partition(",")[2] for name in names] == ["系统管理员)", "安全管理员)", "审计管理员)"]
    assert all(name.startswith("encrypted(id-") for name in names)


def test_the_one_clock_is_where_the_interface_looks_for_it() -> None:
    assert [record_id for record_id, record in begun() if record == [ClockStarted(THE_CLOCK)]] == [THE_CLOCK]


def test_the_three_kinds_of_posting_are_set_for_the_whole_country() -> None:
    (kinds,) = [event for event in events() if isinstance(event, PostingKindsCreated)]
    assert (kinds.division, [item.label for item in kinds.items]) == ("", ["委员下沉", "协商下沉", "服务下沉"])


def test_every_record_has_an_id_of_its_own() -> None:
    ids = [record_id for record_id, _ in begun()]
    assert len(set(ids)) == len(ids) == 1 + 12 + 1 + 3 + 3
