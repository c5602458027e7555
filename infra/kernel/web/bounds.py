"""How much of this process a client may have: so many lines, so many bytes, so long. Told in docs/operations.md."""

import resource
from dataclasses import dataclass

MOST_LINES = 1000
LEAST_KEPT_BACK = 64


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lines and descriptors are counted, the rest is in bytes and seconds.

    most_lines      clients' lines at one time
    leaving         lines beyond those that may still be on their way out
    idle            for the first byte of a request
    head            for the rest of its head
    body            for the whole of its body
    piece, taken    for a client to take so many bytes of its answer
    drained, drain  how much, and how long, is read of a body that nobody wants, so that its sender sees the answer
    request_line, header_line, headers   bytes
    exhausted       how long no line can be accepted before the process gives up
    """

    most_lines: int = MOST_LINES
    leaving: int = 32
    idle: float = 60.0
    head: float = 20.0
    body: float = 60.0
    piece: int = 16 * 1024
    taken: float = 30.0
    drained: int = 1024 * 1024
    drain: float = 5.0
    request_line: int = 8192
    header_line: int = 8192
    headers: int = 64 * 1024
    exhausted: float = 30.0


def most_lines() -> int:
    """As many as there are descriptors, less a quarter (64 at least, half at most) for databases, the broker and files."""
    descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if descriptors == resource.RLIM_INFINITY:
        return MOST_LINES
    kept_back = min(max(LEAST_KEPT_BACK, descriptors // 4), descriptors // 2)
    return min(MOST_LINES, descriptors - kept_back)
