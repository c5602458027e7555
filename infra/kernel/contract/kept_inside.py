"""What of a published record is not for everybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class KeptInside:
    """What a published record does not show to those who read it only because it was published.

    of_record   its state, what it shows -> the members of the record in whose place something else is shown
    of_event    event class -> members of the payload that are left out of the history
    """

    of_record: Callable[[str, Mapping[str, Any]], dict[str, Any]]
    of_event: Mapping[type, tuple[str, ...]]
