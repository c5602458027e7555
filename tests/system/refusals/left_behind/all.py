"""What the story has not made: one record of each other kind, of plain ones one that has ended, and a second topic."""

from operations.demo.stage import Stage
from tests.system.refusals.left_behind import (
    activities,
    bodies,
    calendars,
    contacts,
    contests,
    documents,
    instructions,
    meetings,
    merits,
    nominations,
    outcomes,
    people,
    postings,
    registers,
    terms,
    topics,
    venues,
)
from tests.system.refusals.left_behind.leaving import Leaving
from tests.system.suite import RunningSuite

KINDS = (
    bodies,
    people,
    postings,
    documents,
    instructions,
    outcomes,
    venues,
    terms,
    nominations,
    topics,
    activities,
    calendars,
    contacts,
    registers,
    meetings,
    contests,
    merits,
)


def leave_behind(suite: RunningSuite, stage: Stage) -> None:
    for kind in KINDS:
        kind.leave(Leaving(suite, stage))
