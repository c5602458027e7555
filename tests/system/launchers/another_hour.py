"""The `shangliang` command on a machine whose clock is as many seconds ahead as the file AHEAD says at that moment.

Only the site's own clock is another one: tokens, leases and checkpoints go by the machine's, which stays.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from operations.cli.main import green, main

green()

from infra.kernel.base.clock import Clock  # noqa: E402 the process must be green before

AHEAD = Path(os.environ["AHEAD"])


def now(clock: Clock) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(AHEAD.read_text())) + clock.offset


Clock.now = now  # type: ignore[assignment,method-assign]

if __name__ == "__main__":
    main()
