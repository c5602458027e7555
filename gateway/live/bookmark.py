"""Where a listener is in the logs of all services, as the id of a message says it: `meetings-3.members-12.topics-45`."""

import re
from typing import TypeAlias

# The next position of each service's log.
Place: TypeAlias = dict[str, int]

_ONE = r"([a-z]+)-([0-9]{1,15})"
_ALL = re.compile(rf"{_ONE}(\.{_ONE}){{0,15}}")


def written(place: Place) -> str:
    return ".".join(f"{service}-{position}" for service, position in sorted(place.items()))


def read(text: str) -> Place | None:
    """None for what is no place, or names a service twice."""
    if not _ALL.fullmatch(text):
        return None
    found = re.findall(_ONE, text)
    place = {service: int(position) for service, position in found}
    return place if len(place) == len(found) else None


def later_of(one: Place, other: Place) -> Place:
    return {service: max(one.get(service, 0), other.get(service, 0)) for service in {*one, *other}}
