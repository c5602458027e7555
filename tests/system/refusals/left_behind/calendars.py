"""The calendar of a year."""

from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    spring = {"name": "春节", "first": "2031-01-22", "last": "2031-01-28"}
    body = {"year": 2031, "document_number": "国办发明电〔2030〕1号", "days_off": [spring], "workdays": ["2031-01-19"]}
    left.made("/v1/calendars", body, left.administrator)
