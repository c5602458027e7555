"""Second step of a command: the record that it goes to, its stream loaded once."""

from msgspec import Struct, structs

from infra.kernel.base.problems import NotFound
from infra.kernel.commands.folding import Folded, FoldedStreams
from infra.kernel.commands.receiving import Received


class Addressed(Struct, frozen=True):
    """The command and its record's stream. `fresh` when the stream's tail has been read, not only found in memory."""

    received: Received
    folded: Folded
    fresh: bool


def address(received: Received, streams: FoldedStreams, seen: Folded | None = None) -> Addressed:
    """`seen` is the stream as whoever gives the command has just read it. Raises NotFound, never from memory alone."""
    known, kept = seen or _new(received), streams.in_memory(received.stream)
    folded = kept if known is None or (kept and kept.version > known.version) else known
    addressed = Addressed(received, folded or Folded(received.stream), fresh=known is not None)
    if folded is None or not (_is_there(addressed) or addressed.fresh):
        addressed = again(addressed, streams)
    if not _is_there(addressed):
        raise NotFound("没有这条记录 There is no such record")
    return addressed


def _new(received: Received) -> Folded | None:
    """A record that is to be made under an id of our own making has no stream that could be loaded."""
    if received.creates and received.ready is None and received.lifecycle.stream is None:
        return Folded(received.stream)
    return None


def again(addressed: Addressed, streams: FoldedStreams) -> Addressed:
    """The same command to the same record, with its stream brought up to its tail."""
    return structs.replace(addressed, folded=streams.load(addressed.received.stream, fresh=True), fresh=True)


def _is_there(addressed: Addressed) -> bool:
    """The record itself; for one that is to be made, that in which it will be nested."""
    received, state = addressed.received, addressed.folded.state
    if received.creates:
        return received.lifecycle.stream is None or state is not None
    return received.lifecycle.record_state(state, received.record_id) is not None
