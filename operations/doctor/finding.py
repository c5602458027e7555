"""Something that is wrong with an installation, and its remedy."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    what: str
    remedy: str
