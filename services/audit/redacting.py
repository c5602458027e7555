"""The redacted form of a bundle of entries, made when it is asked for: it follows from the bundle, and never changes."""

from functools import lru_cache

from infra.kernel.base.problems import NotFound, Unavailable
from infra.ledger.directory import LedgerDirectory
from infra.ledger.redacted import redact
from infra.ledger.texts import Malformed
from infra.ledger.tiles import FULL, TilePath
from services.audit.checkpoints import Checkpoints

MOST_REMEMBERED = 64
LATER_SECONDS = 60


class Redacting:
    """Of what is under the site's signature; strangers ask for the same bundles again and again."""

    def __init__(self, directory: LedgerDirectory, checkpoints: Checkpoints) -> None:
        self._directory, self._checkpoints = directory, checkpoints
        self.bundle = lru_cache(MOST_REMEMBERED)(self._made)

    def _made(self, named: TilePath) -> bytes:
        """Raises NotFound, Unavailable."""
        signed, end = self._checkpoints.last(), named.number * FULL + named.width
        try:
            if signed is None or end > signed.size:
                raise FileNotFoundError(named)
            return redact(named.number * FULL, self._directory.bundle(named.number, end))
        except FileNotFoundError as error:
            raise NotFound("账本没有这么多条目 The ledger does not have these entries") from error
        except Malformed as spoilt:
            raise Unavailable(
                "账本文件受损，请告知管理员 A file of the ledger is damaged; tell whoever looks after this site",
                retry_after=LATER_SECONDS,
            ) from spoilt
