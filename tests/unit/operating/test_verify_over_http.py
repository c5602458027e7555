"""A site's ledger read over HTTP: what there is of it is found, however far `checkpoint` is behind."""

from typing import cast

import pytest

from infra.ledger import verify_ledger
from infra.ledger.bundles import pack
from operations.verify.verify import OverHttp

ENTRIES = [f"entry {index}".encode() for index in range(300)]


FILES = {"tile/entries/000": pack(ENTRIES[:256]), "tile/entries/001.p/44": pack(ENTRIES[256:])}


class Served:
    """A ledger of 300 entries, of which the partial files of the first bundle are tidied away."""

    def read(self, path: str) -> bytes | None:
        return FILES.get(path)


@pytest.mark.parametrize("size", [0, 1, 100, 256, 300])
def test_entries_up_to_a_checkpoint_whose_partial_bundle_is_gone_are_read_from_the_full_one(size: int) -> None:
    served = OverHttp(cast("verify_ledger.Site", Served()))
    assert list(served.entries(size)) == list(enumerate(ENTRIES[:size]))


def test_what_is_gone_is_not_made_up() -> None:
    with pytest.raises(FileNotFoundError):
        list(OverHttp(cast("verify_ledger.Site", Served())).entries(299))
