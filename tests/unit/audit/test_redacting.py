"""The redacted form is made of what is signed, and of nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.kernel.base.problems import NotFound, Unavailable
from infra.ledger.redacted import redact
from infra.ledger.tiles import TilePath
from services.audit.redacting import Redacting
from tests.unit.audit.ledgers import TestedLedger, WrittenLogs


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[TestedLedger]:
    made = TestedLedger(tmp_path, WrittenLogs())
    made.logs.record("members", 300)
    made.seal()
    yield made
    made.close()


@pytest.mark.parametrize(("named", "first", "end"), [(TilePath(None, 0), 0, 256), (TilePath(None, 1, 44), 256, 300)])
def test_a_bundle_is_told_line_by_line(ledger: TestedLedger, named: TilePath, first: int, end: int) -> None:
    redacting = Redacting(ledger.directory, ledger.checkpoints)
    assert redacting.bundle(named) == redact(first, ledger.entries()[first:end])


@pytest.mark.parametrize("named", [TilePath(None, 1, 45), TilePath(None, 2, 1), TilePath(None, 1)])
def test_what_is_not_signed_yet_is_not_there(ledger: TestedLedger, named: TilePath) -> None:
    """The files of the next batch may lie there already; once it is signed, they are told of."""
    redacting = Redacting(ledger.directory, ledger.checkpoints)
    with pytest.raises(NotFound):
        redacting.bundle(named)
    ledger.logs.record("topics", 400)
    ledger.seal()
    assert redacting.bundle(named)


def test_of_a_damaged_bundle_nothing_is_told(ledger: TestedLedger) -> None:
    file = ledger.directory.folder / "tile/entries/000"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(Unavailable):
        Redacting(ledger.directory, ledger.checkpoints).bundle(TilePath(None, 0))
