"""Where one goes on once a command is given: to its record, to the one around it, or back to the line of which it was one."""

from gateway.pages.work.chosen_command import ChosenCommand

THEN, TRIAGE = "then", "triage"


def back_to(wished: str | None) -> str:
    """The line that a form leads back to, of those that there are; "" for any other wish."""
    return TRIAGE if wished == TRIAGE else ""


def onward(wanted: ChosenCommand, record_id: str, wished: str) -> str:
    if back_to(wished):
        return f"/{TRIAGE}?done={wanted.command}&of={record_id}"
    if wanted.to_parent:
        its = wanted.resource.collection
        return f"{wanted.around}?done={wanted.command}&in={its}&id={record_id}#{its}"
    return f"{wanted.base}/{record_id}?done={wanted.command}"
