"""A record as it was at an earlier time."""

from dataclasses import dataclass

from infra.kernel.access.places import Actor
from infra.kernel.commands.folding import Folded, row_of
from infra.kernel.contract.lifecycle import Lifecycle, ReadRow
from infra.kernel.lookups.conditions import Filed
from infra.kernel.lookups.reading_rights import of_his_own
from infra.kernel.reading.showing import Kept
from infra.kernel.storage.record_statements import encode_shown
from infra.kernel.storage.words import RecordWords, words_of


@dataclass(frozen=True, slots=True)
class Then:
    """What the table of records would have held of it."""

    collection: str
    record_id: str
    stream: str
    parent: str | None
    state: str
    version: int
    created_at: str
    updated_at: str
    row: ReadRow
    words: RecordWords
    named_below: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    internal: bool = False

    @property
    def filed(self) -> Filed:
        """What filters and rights look at."""
        row = self.row
        return Filed(
            collection=self.collection,
            record_id=self.record_id,
            parent=self.parent,
            state=self.state,
            division=row.division,
            organisation=row.organisation,
            topic=row.topic,
            outcome=row.outcome,
            audience=row.audience,
            words=self.words,
            created_at=self.created_at,
            updated_at=self.updated_at,
            named=row.named,
            codes=row.codes,
            named_below=self.named_below,
            handling=row.handling,
            tags=self.tags,
            internal=self.internal,
        )

    def kept(self, actor: Actor) -> Kept:
        """The row of the table, for this reader."""
        return Kept(
            record_id=self.record_id,
            stream=self.stream,
            state=self.state,
            version=self.version,
            division=self.row.division,
            created_at=self.created_at,
            updated_at=self.updated_at,
            shown=encode_shown(self.row.shown, self.row.attached, self.row.cleared),
            audience=self.row.audience,
            inside=of_his_own(actor).holds(self.filed),
        )


def then(lifecycle: Lifecycle, folded: Folded, record_id: str) -> Then | None:
    """The record in its stream as that was folded; None when it was not there yet."""
    mark = folded.marks.of((lifecycle.collection, record_id))
    if mark is None:
        return None
    state, row = str(lifecycle.record_state(folded.state, record_id).state), row_of(lifecycle, folded, record_id)
    return Then(
        lifecycle.collection,
        record_id,
        folded.stream,
        folded.stream.partition("-")[2] if lifecycle.stream else None,
        state,
        mark.version,
        mark.created_at,
        mark.updated_at,
        row,
        words_of(row, state, lifecycle.kept_inside),
    )
