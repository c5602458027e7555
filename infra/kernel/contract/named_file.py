"""A reference to a file in a read row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a record names. `personal`: kept under its person's key; `internal`: not for all who read the record."""

    digest: str
    personal: bool = False
    internal: bool = False
