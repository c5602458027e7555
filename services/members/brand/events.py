"""What can have happened to a brand (协商品牌): the name under which a place consults."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class BrandRegistered:
    """`organisation` owns it; `story` tells how it came about."""

    brand_id: str
    division: str
    organisation: str
    name: str
    story: str


@dataclass(frozen=True, slots=True)
class BrandStoryTold:
    """Its story is told anew."""

    brand_id: str
    story: str


@dataclass(frozen=True, slots=True)
class BrandMeetingLinked:
    """A meeting was held under it."""

    brand_id: str
    meeting: str


@dataclass(frozen=True, slots=True)
class BrandMeetingUnlinked:
    brand_id: str
    meeting: str
    reason: str


@dataclass(frozen=True, slots=True)
class BrandEnded:
    brand_id: str
    reason: str


BrandEvent: TypeAlias = BrandRegistered | BrandStoryTold | BrandMeetingLinked | BrandMeetingUnlinked | BrandEnded
