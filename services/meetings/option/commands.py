"""What can be asked about options."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProposeOption:
    option_id: str
    meeting_id: str
    title: str
    text: str | None = None
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeighOption:
    option_id: str
    meeting_id: str
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChooseOption:
    option_id: str
    meeting_id: str
    item: str
    explanation: str | None = None


@dataclass(frozen=True, slots=True)
class DropOption:
    option_id: str
    meeting_id: str
    reason: str
