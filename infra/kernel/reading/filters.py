"""What a list is narrowed to by its call: one condition, for the table and for records as they were."""

from collections.abc import Iterator

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import ListCall
from infra.kernel.base.problems import Invalid
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.speciality import speciality
from infra.kernel.lookups.conditions import (
    COLLECTION,
    DIVISION,
    ORGANISATION,
    OUTCOME,
    PARENT,
    STATE,
    TOPIC,
    UPDATED_AT,
    Condition,
    among,
    either,
    every,
    is_co_handled_by,
    is_due_before,
    is_led_by,
    is_overdue,
    is_tagged,
    names,
    neither,
)
from infra.kernel.lookups.reading_rights import PUBLISHED, of_his_own
from infra.kernel.lookups.sought import Sought, says, says_inside
from infra.kernel.reading.paging import time_said
from infra.kernel.reading.sorting import sorting_of

MOST_ON_A_PAGE = 200


def wanted(lifecycle: Lifecycle, call: ListCall) -> Condition:
    """Raises Invalid for filters that make no sense, naming each with what it may be."""
    unknown = [state for state in call.state if state not in lifecycle.states]
    if unknown:
        known = " ".join(lifecycle.states)
        raise Invalid(
            f"没有状态 {' '.join(unknown)} There is no such state; there are: {known}",
            errors={"state": [f"须为其中之一 must be one of: {known}"]},
        )
    return every(COLLECTION.equals(lifecycle.collection), *_narrowed(lifecycle, call))


def found_by(lifecycle: Lifecycle, sought: Sought, actor: Actor) -> Condition:
    """What the caller reads of it says so; what is kept from him finds nothing for him either."""
    if lifecycle.kept_inside is None:
        return says(sought)
    inside = either(neither(PUBLISHED), of_his_own(actor))
    return either(says(sought), every(inside, says_inside(sought)))


def limit_of(call: ListCall) -> int:
    """Raises Invalid."""
    if not 1 <= call.limit <= MOST_ON_A_PAGE:
        raise Invalid("limit 为 1 至 200 limit goes from 1 to 200", errors={"limit": ["1–200"]})
    return call.limit


def _narrowed(lifecycle: Lifecycle, call: ListCall) -> Iterator[Condition]:
    if call.parent_id:
        yield PARENT.equals(call.parent_id)
    if call.state:
        yield STATE.is_among(call.state)
    if call.division:
        yield DIVISION.begins_with(call.division)
    for member, value in ((ORGANISATION, call.organisation), (OUTCOME, call.outcome)):
        if value:
            yield member.equals(value)
    if call.topic and not lifecycle.names_topics:
        yield TOPIC.equals(call.topic)
    yield from _in_time(call)
    yield from (among(lifecycle.collection, one) for one in (*_named(lifecycle, call), *_handled(call)))
    if call.tag:
        yield is_tagged(call.tag)
    if call.cursor:
        yield sorting_of(call).after(call.cursor)


def _named(lifecycle: Lifecycle, call: ListCall) -> Iterator[Condition]:
    if call.topic and lifecycle.names_topics:
        yield names(call.topic)
    if call.names:
        yield names(call.names)
    if call.speciality:
        yield names(speciality(call.speciality))


def _in_time(call: ListCall) -> Iterator[Condition]:
    if call.since:
        yield UPDATED_AT.is_at_least(time_said(call.since, "since"))
    if call.until:
        yield UPDATED_AT.is_at_most(time_said(call.until, "until"))


def _handled(call: ListCall) -> Iterator[Condition]:
    if call.lead:
        yield is_led_by(call.lead)
    if call.co_handler:
        yield is_co_handled_by(call.co_handler)
    if call.overdue is not None:
        yield is_overdue(call.overdue)
    if call.due_before:
        yield is_due_before(call.due_before)
