"""The `shangliang` command with a broker that loses a third of all news, doubles a third, and delays and shuffles the rest.

Only the transport is the tests' own; chance begins at SEED. Faults are counted in the file that FAULTS names.
"""

import os
import random
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

from operations.cli.main import green, main

green()

import eventlet  # noqa: E402 the process must be green before

from infra.kernel.entrypoints import embedded  # noqa: E402
from infra.kernel.running import followed_logs  # noqa: E402

MOST_DELAY = 0.2
# With a message lost, a subscriber looks into the producer's log every two seconds: in the story's hundred days too long.
LOOK_SECONDS = 0.1


class FaultyChannel(embedded.EmbeddedChannel):
    """Lets everything through but news."""

    chance = random.Random(int(os.environ["SEED"]))
    counted: ClassVar[Counter[str]] = Counter()

    def _put(self, queue: str, message: Any, **kwargs: Any) -> None:
        if not queue.endswith(".news"):
            super()._put(queue, message, **kwargs)
            return
        fault = self.chance.choice(("lost", "doubled", "late"))
        self.counted[fault] += 1
        for _ in range({"lost": 0, "doubled": 2, "late": 1}[fault]):
            # Each waits for a time of its own: the order is another one, and doubles come far apart.
            eventlet.spawn_after(self.chance.uniform(0, MOST_DELAY), super()._put, queue, message, **kwargs)
        Path(os.environ["FAULTS"]).write_text(str(dict(self.counted)), encoding="utf-8")


embedded.EmbeddedTransport.Channel = FaultyChannel
followed_logs.LOOK_SECONDS = LOOK_SECONDS

if __name__ == "__main__":
    main()
