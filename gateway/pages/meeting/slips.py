"""What an invitation gives once: the code by which somebody answers it, checks in and goes over the minutes."""

from dataclasses import dataclass

from markupsafe import Markup

from gateway.pages.scanned import code_to_scan


@dataclass(frozen=True)
class InvitationGiven:
    """`code` opens his invitation; where it was refused there is none, and `refused` says why."""

    called: str
    code: str = ""
    qr: Markup | str = ""
    refused: str = ""


def with_code(called: str, code: str) -> InvitationGiven:
    return InvitationGiven(called, code, code_to_scan(code))
