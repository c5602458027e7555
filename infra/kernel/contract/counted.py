"""What is counted where it is kept, instead of being read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """What own records are counted: in these states, whose shown form says all of `says` and, where any are named, one of `either`.

    Each is a field and its value, as JSON has it; no text of a record can say so, for in texts quotation marks are escaped.
    """

    states: tuple[str, ...]
    says: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
