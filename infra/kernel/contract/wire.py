"""Field types on the wire, as the published lifecycles name them (text, id, code, date, time, int, one of).

Every command's schema is built from these, so that bad input gets the same clear answer everywhere.
"""

import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

TEXT_BYTES = 64 * 1024
MOST_NESTED = 32
# Far enough for every term, notice and record; near enough that a period reckoned from it is still a date.
FIRST_YEAR, LAST_YEAR = 1900, 2199
_SURROGATE = re.compile("[\ud800-\udfff]")
# What takes room and shows nothing, though Unicode calls it a letter or a symbol.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Zl", "Zp", "Zs"))
DIVISION_CODE = r"[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?)?"
_UUID = r"[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"


DIGEST = "[0-9a-f]{64}"
MOST_FILES = 20
_UNKNOWN = "没有此字段 there is no such field"
_NO_OBJECT = "须为 JSON 对象 {…} must be a JSON object {…}"
_NO_OBJECT_OF_FIELD = _NO_OBJECT.replace("{", "{{").replace("}", "}}")  # a field's sentences are templates
# marshmallow's own sentences are in English only; its documentation has them replaced where they stand.
fields.Field.default_error_messages.update(
    required="必填 must be given", null="不能为 null must not be null", validator_failed="值无效 is not a valid value"
)
fields.String.default_error_messages.update(
    invalid="须为文字 must be a text", invalid_utf8="须为 UTF-8 文字 must be a text in UTF-8"
)
fields.Number.default_error_messages.update(invalid="须为数字 must be a number", too_large="数字过大 is too large")
fields.Integer.default_error_messages.update(invalid="须为整数 must be a whole number")
fields.Boolean.default_error_messages.update(invalid="须为 true 或 false must be true or false")
fields.List.default_error_messages.update(invalid="须为列表 […] must be a list […]")
fields.Mapping.default_error_messages.update(invalid=_NO_OBJECT_OF_FIELD)
fields.Nested.default_error_messages.update(type=_NO_OBJECT_OF_FIELD)
validate.Range.message_all = "须在 {{min}} 至 {{max}} 之间 must be from {{min}} to {{max}}"
Schema.error_messages.update(unknown=_UNKNOWN, type=_NO_OBJECT)


class CommandSchema(Schema):
    """A command's fields; an unknown field is refused (marshmallow's default). `load` answers a plain dict."""

    class Meta:
        ordered = True


class Text(fields.String):
    """Any text but NUL and lone surrogates, 64 kB at most; empty counts as missing where it is required."""

    default_error_messages = {  # noqa: RUF012 marshmallow declares it so
        "empty": "不能为空 must not be empty",
        "encrypted": "不能以 enc1: 开头 must not begin with enc1:",
        "nul": "不能含 NUL 或孤立代理字符 must not contain NUL or lone surrogates",
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if "\x00" in text or _SURROGATE.search(text):
            raise self.make_error("nul")
        if text.startswith("enc1:"):
            raise self.make_error("encrypted")
        if self.required and says_nothing(text):
            raise self.make_error("empty")
        return text


def says_nothing(text: str) -> bool:
    """True of a text that shows nothing: blanks, zero-width characters, marks without a character to sit on."""
    return all(char in _BLANKS or unicodedata.category(char) in _UNSEEN for char in text)


class Id(fields.Field[str]):
    """A UUID in its canonical text form."""

    default_error_messages = {"id": "须为 UUID must be a UUID"}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(_UUID, value):
            raise self.make_error("id")
        return value.lower()


def is_uuid(text: str) -> bool:
    return re.fullmatch(_UUID, text) is not None


class Code(fields.Field[str]):
    """A division code: 2, 4, 6, 9 or 12 digits."""

    default_error_messages = {"code": "须为区划代码（2、4、6、9 或 12 位数字） must be a division code"}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(DIVISION_CODE, value):
            raise self.make_error("code")
        return value


class Day(fields.Field[date]):
    """YYYY-MM-DD."""

    default_error_messages = {  # noqa: RUF012
        "date": "须为 YYYY-MM-DD must be a date YYYY-MM-DD",
        "year": f"年份须在 {FIRST_YEAR} 至 {LAST_YEAR} 之间 the year must be from {FIRST_YEAR} to {LAST_YEAR}",
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise self.make_error("date")
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise self.make_error("date") from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self.make_error("year")
        return day


class Time(fields.Field[datetime]):
    """RFC 3339 with an offset; kept in UTC."""

    default_error_messages = {  # noqa: RUF012
        "time": "须为带时区的 RFC 3339 时间 must be an RFC 3339 time with offset",
        "year": f"年份须在 {FIRST_YEAR} 至 {LAST_YEAR} 之间 the year must be from {FIRST_YEAR} to {LAST_YEAR}",
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        if not isinstance(value, str) or not re.fullmatch(_TIME, value):
            raise self.make_error("time")
        try:
            # RFC 3339 allows any number of digits; ours are microseconds.
            said = re.sub(r"(\.[0-9]{6})[0-9]+", r"\1", value.upper())
            moment = datetime.fromisoformat(said).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise self.make_error("time") from error
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise self.make_error("year")
        return moment


class Int(fields.Field[int]):
    """A whole number from 0 to 2^53 - 1; no text, no bool, no fraction."""

    default_error_messages = {"int": "须为非负整数 must be a whole number from 0"}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
            raise self.make_error("int")
        return value


class Bool(fields.Field[bool]):
    """true or false, nothing else."""

    default_error_messages = {"bool": "须为 true 或 false must be true or false"}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("bool")
        return value


class OneOf(fields.Field[str]):
    """One of the named words."""

    default_error_messages = {"choice": "须为其中之一 must be one of: {choices}"}  # noqa: RUF012

    def __init__(self, *choices: str, **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or value not in self.choices:
            raise self.make_error("choice", choices=" ".join(self.choices))
        return value


def is_digest(text: str) -> bool:
    return re.fullmatch(DIGEST, text) is not None


class FileDigests(fields.List[str]):
    """Digests of uploaded files, each once: SHA-256 in 64 small letters and digits."""

    default_error_messages = {  # noqa: RUF012
        "digest": "须为上传时取得的 digest must be digests that POST /v1/files answered",
        "many": f"至多 {MOST_FILES} 个文件 at most {MOST_FILES} files",
        "twice": "同一文件只列一次 names a file twice",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Text(), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        digests: Any = super()._deserialize(value, attr, data, **kwargs)
        if len(digests) > MOST_FILES:
            raise self.make_error("many")
        if not all(map(is_digest, digests)):
            raise self.make_error("digest")
        if len(set(digests)) != len(digests):
            raise self.make_error("twice")
        return tuple(digests)


class WithFiles(CommandSchema):
    """For a command with which files may come. The kernel keeps them for its record; its decision is not told of them."""

    files = FileDigests()


class FilesToClear(CommandSchema):
    files = FileDigests(metadata={"description": "省略则全部 all when left out"})


def oversized(body: dict[str, object]) -> dict[str, list[str]]:
    """The fields that hold a text over 64 kB or are nested over 32 deep, with what to say of each."""
    return {str(name): [said] for name, value in body.items() if (said := _too_much(value))}


def _too_much(value: object) -> str | None:
    layer = [value]
    for _ in range(MOST_NESTED):
        if any(isinstance(one, str) and len(one.encode("utf-8", "surrogatepass")) > TEXT_BYTES for one in layer):
            return f"文字超过 64 kB holds a text longer than {TEXT_BYTES} bytes"
        layer = [inner for one in layer for inner in _inside(one)]
        if not layer:
            return None
    return f"嵌套过深 is nested more than {MOST_NESTED} deep"


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return list(value) if isinstance(value, list) else []


class Nothing(CommandSchema):
    """For a command of which nothing is said, as are all of those that only the system gives."""


class Reason(CommandSchema):
    """For a command of which nothing but its reason is said."""

    reason = Text(required=True)


NOTHING, REASON = Nothing, Reason


class Amendment(CommandSchema):
    """What is left out stays as it is: so an amendment names at least one field, and gives none as an empty text."""

    @validates_schema
    def says_what_changes(self, data: dict[str, Any], **kwargs: Any) -> None:
        if not data:
            raise ValidationError("至少给出一个字段 name at least one field")
        empty = [name for name, value in data.items() if isinstance(value, str) and says_nothing(value)]
        if empty:
            raise ValidationError({name: ["不能为空 must not be empty"] for name in empty})


OCCURRED_AT = "occurred_at"


class Common(Schema):
    """What any command may carry besides its own fields."""

    occurred_at = Time()


__all__ = [
    "NOTHING",
    "REASON",
    "Amendment",
    "Bool",
    "Code",
    "CommandSchema",
    "Common",
    "Day",
    "FileDigests",
    "FilesToClear",
    "Id",
    "Int",
    "OneOf",
    "Text",
    "Time",
    "ValidationError",
    "WithFiles",
    "is_digest",
    "oversized",
    "says_nothing",
]
