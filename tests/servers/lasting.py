"""How long a fault lasts. Waiting for something to be ready is another thing: that looks at what it waits for."""

import time

POLL_SECONDS = 0.1


def lasting(seconds: float) -> None:
    """Lets a partition, an alarm or a frozen process go on for that long."""
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        time.sleep(min(left, POLL_SECONDS))
