"""The divisions that we know, from the news of members."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownDivision:
    code: str
    name: str
    level: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class DivisionsLoaded:
    """One load brings many divisions."""

    load_id: str
    divisions: tuple[KnownDivision, ...]


def on_divisions_loaded(event: DivisionsLoaded) -> list[tuple[str, str | None, KnownDivision]]:
    return [(division.code, division.parent, division) for division in event.divisions]
