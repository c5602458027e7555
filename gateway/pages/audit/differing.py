"""What differs between two states of one record, line by line, in the words in which its page says them."""

from collections.abc import Sequence
from dataclasses import dataclass

from gateway.pages.work.facts import Fact

NOTHING = "—"


@dataclass(frozen=True)
class Differing:
    """One line that is not the same; what was not there, or is no more, is a dash."""

    label: str
    before: str
    after: str


def differing(before: Sequence[Fact], after: Sequence[Fact]) -> list[Differing]:
    """In the order of the later one; what has gone comes last."""
    was, now = {one.label: in_one_line(one) for one in before}, {one.label: in_one_line(one) for one in after}
    return [
        Differing(label, was.get(label, NOTHING), now.get(label, NOTHING))
        for label in dict.fromkeys((*now, *was))
        if was.get(label) != now.get(label)
    ]


def in_one_line(fact: Fact) -> str:
    """Its whole text.

    >>> in_one_line(Fact("", "list", items=[Fact("主办", "line", "住建局"), Fact("", "line", "交警队")]))
    '主办 住建局；交警队'
    """
    if fact.kind == "table":
        return "；".join("，".join(in_one_line(cell) for cell in row if in_one_line(cell)) for row in fact.rows)
    if fact.kind == "list":
        return "；".join(f"{one.label} {in_one_line(one)}".strip() for one in fact.items)
    return fact.text
