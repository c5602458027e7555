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
    return _cursor(last_id) if last_id else None


def cursor_beside(value: str, last_id: str) -> str:
    """Of a list that is sorted by a value."""
    return _cursor(f"{value} {last_id}")


def id_in(cursor: str) -> str:
    """What `cursor_after` was given: an id, a division's code or a number. Raises Invalid."""
    return _said(cursor, r"([0-9A-Za-z-]{1,64})")[0]


def value_and_id_in(cursor: str) -> tuple[str, str]:
    """What `cursor_beside` was given: a time or a day, or nothing, and an id. Raises Invalid."""
    value, last_id = _said(cursor, r"([0-9T:.+-]{0,40}) ([0-9A-Za-z-]{1,64})")
    return value, last_id


def _cursor(place: str) -> str:
    return base64.urlsafe_b64encode(place.encode()).decode()


def _said(cursor: str, form: str) -> tuple[str, ...]:
    try:
        said = re.fullmatch(form, base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode())
        if said is None:
            raise ValueError("nothing that was given out")
        return said.groups()
    except (binascii.Error, ValueError) as error:
        raise Invalid(
            "cursor 无效，请从第一页重新开始 not a cursor of this list; start from the first page",
            errors={"cursor": ["?"]},
        ) from error
