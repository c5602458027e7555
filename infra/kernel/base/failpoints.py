"""The one place where a fault test stops a process: `FAILPOINT=name`, off unless it is set.

A failpoint is a named moment between two steps that a crash may fall between. The process ends there as by kill -9: nothing
is flushed, nothing is answered, no `finally` runs. `FAILPOINT=name:3` lets the first two pass.
"""

import os
import signal
from itertools import count

_NAME, _, _WHICH = os.environ.get("FAILPOINT", "").partition(":")
_passed = count(1)


def failpoint(name: str) -> None:
    """Ends this process here and now when FAILPOINT names this moment."""
    if name == _NAME and next(_passed) >= int(_WHICH or 1):
        os.kill(os.getpid(), signal.SIGKILL)
