"""What can be asked of the site's clock, in a demo."""

from dataclasses import dataclass

# There is one clock at a site, and its address in the HTTP interface names no id: so the id is known beforehand.
THE_CLOCK = "00000000-0000-7000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class AdvanceClock:
    clock_id: str
    days: int
