"""Where a listener is in the logs of all services, as the id of a message says it: `meetings-3.members-12.topics-45`."""

import re
from typing import TypeAlias

# The next position of each service's log.
Positions: TypeAlias = dict[str, int]

_ONE = r"([a-z]+)-([0-9]{1,15})"
_ALL = re.compile(rf"{_ONE}(\.{_ONE}){{0,15}}")


def written(positions: Positions) -> str:
    return ".".join(f"{service}-{position}" for service, position in sorted(positions.items()))


def read(text: str) -> Positions | None:
    """None for what names no positions, or a service twice."""
    if not _ALL.fullmatch(text):
        return None
    found = re.findall(_ONE, text)
    positions = {service: int(position) for service, position in found}
    return positions if len(positions) == len(found) else None


def later_of(one: Positions, other: Positions) -> Positions:
    return {service: max(one.get(service, 0), other.get(service, 0)) for service in {*one, *other}}
