"""工作日历: the days off and worked of a year, as its notice gives them."""

from gateway.documents.resource import Resource
from services.members.calendar import schemas

WORDS = {
    "create": "录入年度节假日安排通知 Enter the notice of a year",
    "amend": "修改，产生新版，未到期的工作日期限重新计算 Amend it: a new edition, and open dates are reckoned again",
}

RESOURCE = Resource(
    collection="calendars",
    service="members",
    label="工作日历 calendars",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
