"""The divisions that a form offers: those around the reader's office by their names, a village with its town's before it."""

COUNTY, TOWN = 6, 9
"""How long a code is."""


def near_enough(division: str) -> bool:
    """From the county down all can be read in one list; above it they are too many, and a code is typed."""
    return len(division) >= COUNTY


def in_order(divisions: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """From above to below, as (code, name)."""
    names = dict(divisions)
    return [(code, names.get(code[:TOWN], "") * (len(code) > TOWN) + name) for code, name in sorted(divisions)]
