"""Times and cursors as a reader writes them in a request."""

import base64
import binascii
import re

from infra.kernel.base.clock import moment, stamp
from infra.kernel.base.problems import Invalid


def time_said(text: str, name: str) -> str:
    """As times are stored. Raises Invalid under the parameter's name."""
    try:
        said = moment(text)
        if said.tzinfo is None:
            raise ValueError("no offset")
        return stamp(said)
    except (ValueError, OverflowError) as error:
        raise Invalid(f"{name} 须为带时区的时间 must be a time with offset", errors={name: ["RFC 3339"]}) from error


def cursor_after(last_id: str | None) -> str | None:
    return base64.urlsafe_b64encode(last_id.encode()).decode() if last_id else None


def id_in(cursor: str) -> str:
    """What `cursor_after` was given: an id, a division's code or a number. Raises Invalid."""
    try:
        said = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode()
        if not re.fullmatch(r"[0-9A-Za-z-]{1,64}", said):
            raise ValueError("no id")
        return said
    except (binascii.Error, ValueError) as error:
        raise Invalid(
            "cursor 无效，请从第一页重新开始 not a cursor; start from the first page", errors={"cursor": ["?"]}
        ) from error
