"""Where one goes on once a command is given: to its record, to the one around it, or back to the line of which it was one."""

import re

from gateway.pages.work.chosen_command import ChosenCommand

THEN, TRIAGE, SUPERVISION, ACCOUNTS = "then", "triage", "supervision", "site/accounts"
A_LINE = re.compile(rf"{TRIAGE}|{SUPERVISION}(\?[a-z0-9=&-]{{0,200}})?|{ACCOUNTS}/[0-9a-f-]{{36}}")
"""A line, and what it was narrowed to."""


def back_to(wished: str | None) -> str:
    """The line that a form leads back to, of those that there are; "" for any other wish."""
    return wished if wished and A_LINE.fullmatch(wished) else ""


def onward(wanted: ChosenCommand, record_id: str, wished: str) -> str:
    if line := back_to(wished):
        return f"/{line}{'&' if '?' in line else '?'}done={wanted.command}&of={record_id}"
    if wanted.to_parent:
        its = wanted.resource.collection
        return f"{wanted.around}?done={wanted.command}&in={its}&id={record_id}#{its}"
    return f"{wanted.base}/{record_id}?done={wanted.command}"
