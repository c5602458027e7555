"""Files that came with commands are cleared: what `decide` is for every other command."""

from infra.kernel.base.problems import Invalid, RuleBroken
from infra.kernel.commands.permitting import Permitted
from infra.kernel.contract.attached import FilesCleared

NOT_ITS_OWN = "该记录没有这个附件 No command of this record brought such a file: {digest}"
NOTHING = "没有待核可的附件 No file waits to be cleared"


def cleared(permitted: Permitted) -> FilesCleared:
    """All that are internal where none is named. Raises Invalid for one that is not there, RuleBroken for nothing to clear."""
    received, folded = permitted.parsed.received, permitted.parsed.addressed.folded
    came = {file.digest: file.internal for file in folded.came_with(received.lifecycle, received.record_id)}
    wanted = came if permitted.parsed.command.files is None else permitted.parsed.command.files
    if foreign := [NOT_ITS_OWN.format(digest=digest) for digest in wanted if digest not in came]:
        raise Invalid(foreign[0], errors={"files": foreign}, rule="FileMustBeTheRecords")
    internal = tuple(digest for digest in wanted if came[digest])
    if not internal:
        raise RuleBroken(NOTHING, rule="ThereMustBeFilesToClear")
    return FilesCleared(received.lifecycle.collection, received.record_id, internal, received.parent_id)
