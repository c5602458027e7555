"""What can be asked of a brand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegisterBrand:
    brand_id: str
    division: str
    organisation: str
    name: str
    story: str


@dataclass(frozen=True, slots=True)
class TellBrandStory:
    brand_id: str
    story: str


@dataclass(frozen=True, slots=True)
class LinkBrandMeeting:
    brand_id: str
    meeting: str


@dataclass(frozen=True, slots=True)
class UnlinkBrandMeeting:
    brand_id: str
    meeting: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndBrand:
    brand_id: str
    reason: str
