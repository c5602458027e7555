"""A record as it was at an earlier time."""

from dataclasses import dataclass

from infra.kernel.calls import ListCall
from infra.kernel.folding import Folded
from infra.kernel.lifecycle import Lifecycle, ReadRow
from infra.kernel.paging import time_said
from infra.kernel.places import lies_in


@dataclass(frozen=True, slots=True)
class Then:
    """What the table of records would have held of it."""

    record_id: str
    stream: str
    parent: str | None
    state: str
    version: int
    created_at: str
    updated_at: str
    row: ReadRow

    def fits(self, call: ListCall) -> bool:
        """The filters of a list, as the table of records would have been asked."""
        return (
            (not call.state or self.state in call.state)
            and (not call.division or lies_in(self.row.division, call.division))
            and (not call.organisation or self.row.organisation == call.organisation)
            and (not call.topic or self.row.topic == call.topic)
            and (not call.outcome or self.row.outcome == call.outcome)
            and (not call.q or call.q in self.row.search)
            and (not call.since or self.updated_at >= time_said(call.since, "since"))
            and (not call.until or self.updated_at <= time_said(call.until, "until"))
        )


def then(lifecycle: Lifecycle, folded: Folded, record_id: str) -> Then | None:
    """The record in its stream as that was folded; None when it was not there yet."""
    mark = folded.marks.get((lifecycle.collection, record_id))
    if mark is None:
        return None
    state = str(lifecycle.record_state(folded.state, record_id).state)
    parent = folded.stream.partition("-")[2] if lifecycle.stream else None
    row = lifecycle.row(folded.state, record_id)
    return Then(record_id, folded.stream, parent, state, mark.version, mark.created_at, mark.updated_at, row)
