"""What was written in a form whose session ended: through the sign-in page and back into the form; never a password.

It travels in the pages themselves, as one hidden field: nothing of it is stored here. Files are not kept, nor what shows that
a form is the reader's own: the form that he comes back to has the token of his new session.
"""

import base64
import binascii
from typing import TypeAlias

import msgspec

from gateway.pages.sent_form import SentForm

MOST_KEPT = 256 * 1024
"""Characters of the hidden field; who wrote more signs in elsewhere and sends the form once more."""
NEVER_KEPT = frozenset(("csrf", "checked", "back", "password", "current"))
KeptFields: TypeAlias = list[tuple[str, str]]
"""Names and values, as they were filled in."""


def kept(sent: SentForm) -> str:
    """As a hidden field has it; "" for what is too long."""
    fields = [(name, value) for name, value in sent.texts.items(multi=True) if _may_be_kept(name) and value]
    written = base64.urlsafe_b64encode(msgspec.json.encode(fields)).decode()
    return written if len(written) <= MOST_KEPT else ""


def fields_of(written: str | None) -> KeptFields:
    """What was kept; nothing of what no page of ours has written."""
    if not written or len(written) > MOST_KEPT:
        return []
    try:
        found = msgspec.json.decode(base64.b64decode(written, altchars=b"-_", validate=True), type=KeptFields)
    except (binascii.Error, ValueError, msgspec.DecodeError):
        return []
    return [(name, value) for name, value in found if _may_be_kept(name)]


def _may_be_kept(name: str) -> bool:
    return name.rpartition("-")[2] not in NEVER_KEPT
