"""Each field type: what it takes, what it makes of it, and what it refuses."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from marshmallow import Schema, ValidationError, fields

from infra.kernel.contract.wire import TEXT_BYTES, Bool, Code, CommandSchema, Day, Id, Int, OneOf, Text, Time, oversized

AN_ID = "019a0000-0000-7000-8000-00000000000a"
EIGHT_IN_UTC = datetime(2026, 2, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value", "taken"),
    [
        (Text(), "学校门口交通", "学校门口交通"),
        (Text(), "𠮷", "𠮷"),
        (Text(), "e\u0301", "e\u0301"),
        (Text(), "", ""),
        (Text(), "\u202eתשובה", "\u202eתשובה"),
        (Id(), AN_ID, AN_ID),
        (Id(), AN_ID.upper(), AN_ID),
        (Code(), "62", "62"),
        (Code(), "6207", "6207"),
        (Code(), "620723", "620723"),
        (Code(), "620723101", "620723101"),
        (Text(required=True), "\u200b张\ufe00", "\u200b张\ufe00"),
        (Text(required=True), "\ue000", "\ue000"),
        (Day(), "2028-02-29", date(2028, 2, 29)),
        (Day(), "1900-01-01", date(1900, 1, 1)),
        (Day(), "2199-12-31", date(2199, 12, 31)),
        (Time(), "2026-02-01T08:00:00Z", EIGHT_IN_UTC),
        (Time(), "2026-02-01t08:00:00z", EIGHT_IN_UTC),
        (Time(), "2026-02-01T16:00:00+08:00", EIGHT_IN_UTC),
        (Time(), "2026-02-01T16:00:00.123456+08:00", EIGHT_IN_UTC.replace(microsecond=123456)),
        (Int(), 0, 0),
        (Int(), 2**53 - 1, 2**53 - 1),
        (Bool(), True, True),
        (Bool(), False, False),
        (OneOf("qr", "web"), "web", "web"),
    ],
)
def test_a_good_value_is_taken(field: fields.Field[Any], value: object, taken: object) -> None:
    assert field.deserialize(value) == taken


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((Text(), value) for value in ("nul\x00", "\ud800", "lone\udfff", 5, True, None, ["text"], {"text": 1})),
        *((Text(required=True), value) for value in ("", "  ", "\u3000\t\n")),
        *(
            (Text(required=True), value)
            for value in ("\u200b", " \u200d\ufeff\u2060 ", "\u3164", "\u2800\u00ad", "\u0301")
        ),
        *((Text(), value) for value in ("enc1:", "enc1:ana:person-ana:person.name:AAAA")),
        *((Id(), value) for value in ("", "town", AN_ID[:-1], AN_ID + "a", AN_ID.replace("a", "g"), 5, None, [AN_ID])),
        *((Id(), value) for value in ("{19a0000-0000-7000-8000-00000000000}", "urn:uuid:019a00000000700080000000000a")),
        *(
            (Code(), value)
            for value in (
                "",
                "6",
                "620",
                "62072",
                "6207231",
                "6207231010",
                "6207231010011",
                "6207２3",
                "62\n",
                62,
                None,
            )
        ),
        *((Day(), value) for value in ("2026-02-29", "2026-2-1", "20260201", "0000-01-01", "２026-01-01", "", 5, None)),
        *((Day(), value) for value in ("2026-02-01T00:00:00Z", "2026-02-01\n", " 2026-02-01")),
        *((Time(), value) for value in ("2026-02-01T08:00:00", "2026-02-01", "2026-02-01T08:00Z", "now", "", 5, None)),
        *((Time(), value) for value in ("2026-02-30T08:00:00Z", "2026-02-01T24:00:00Z", "2026-02-01T08:00:00+24:00")),
        *((Time(), value) for value in ("0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00")),
        *((Day(), value) for value in ("9999-12-31", "2200-01-01", "1899-12-31", "0001-01-01")),
        *(
            (Time(), value)
            for value in ("9999-12-31T00:00:00Z", "2199-12-31T20:00:00-08:00", "1900-01-01T00:00:00+08:00")
        ),
        *((Time(), value) for value in ("2026-02-01T08:00:00Z\n", "2026-02-01T........Z")),
        *((Int(), value) for value in (-1, 2**53, 1.0, -0.0, float("nan"), "1", True, None)),
        *((Bool(), value) for value in ("true", 0, 1, None)),
        *((OneOf("qr", "web"), value) for value in ("QR", "", "qr ", None, ["qr"], {"qr": 1}, 5)),
    ],
)
def test_a_bad_value_is_refused_and_never_crashes(field: fields.Field[Any], value: object) -> None:
    with pytest.raises(ValidationError):
        field.deserialize(value)


def test_an_unknown_field_is_refused() -> None:
    class Ask(CommandSchema):
        question = Text(required=True)

    assert set(Ask().validate({"question": "何时？", "colour": "red"})) == {"colour"}


def test_a_choice_that_is_refused_names_the_choices() -> None:
    with pytest.raises(ValidationError, match="qr web"):
        OneOf("qr", "web").deserialize("fax")


@pytest.mark.parametrize("text", ["x" * TEXT_BYTES, "字" * (TEXT_BYTES // 3), "𠮷" * (TEXT_BYTES // 4)])
def test_64_kb_of_text_is_the_most_counted_in_bytes(text: str) -> None:
    assert oversized({"text": text}) == {}
    assert set(oversized({"text": text + "字"})) == {"text"}


def test_oversized_text_is_found_however_deep_under_the_field_that_holds_it() -> None:
    long = "x" * (TEXT_BYTES + 1)
    body: dict[str, object] = {
        "title": "短",
        "agenda": [{"title": "短"}, {"title": long}],
        "notes": [long],
        "deep": {"er": {"text": long}},
    }
    assert set(oversized(body)) == {"agenda", "notes", "deep"}


def test_a_lone_surrogate_is_counted_and_not_stumbled_over() -> None:
    assert oversized({"text": "\ud800"}) == {}
    assert set(oversized({"text": "\ud800" * TEXT_BYTES})) == {"text"}


@pytest.mark.parametrize(
    "value",
    [
        "019a0000-0000-7000-8000-00000000000\n",
        "019a00000000-7000-8000-0000-00000000",
        "０19a0000-0000-7000-8000-000000000000",
    ],
)
def test_an_id_that_is_not_in_the_canonical_form_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        Id().deserialize(value)


@pytest.mark.parametrize("value", ["2026-02-01T080000.0Z", "2026-02-01T08000000Z", "2026-02-01T08:00:00+08:60"])
def test_a_time_is_written_as_rfc_3339_says(value: str) -> None:
    with pytest.raises(ValidationError):
        Time().deserialize(value)


def test_a_time_may_have_more_digits_than_are_kept() -> None:
    assert Time().deserialize("2026-02-01T08:00:00.123456789Z") == EIGHT_IN_UTC.replace(microsecond=123456)


def test_a_body_nested_too_deep_is_told_so() -> None:
    body: object = []
    for _ in range(900):
        body = [body]
    assert "32" in oversized({"agenda": body})["agenda"][0]


class Inner(Schema):
    code = Text(required=True)


class Outer(CommandSchema):
    text = Text(required=True)
    nothing = Text()
    number = Text()
    many = fields.List(Text())
    inner = fields.Nested(Inner)
    inners = fields.List(fields.Nested(Inner))


def every_sentence(said: Any) -> list[str]:
    if isinstance(said, dict):
        return [sentence for inner in said.values() for sentence in every_sentence(inner)]
    return [str(sentence) for sentence in said]


def test_whatever_is_wrong_with_a_body_is_told_in_chinese_and_in_english() -> None:
    wrong = {
        "nothing": None,
        "number": 5,
        "many": "one",
        "inner": "one",
        "inners": [{"code": None, "nobody": 1}],
        "x": 1,
    }
    sentences = every_sentence(Outer().validate(wrong))
    assert len(sentences) == 8
    assert [one for one in sentences if not re.fullmatch(r"[\u4e00-\u9fff].*[a-z].*", one)] == []


@pytest.mark.parametrize(
    "field", [fields.String, fields.Integer, fields.Boolean, fields.Dict, fields.List, fields.Nested], ids=repr
)
def test_no_field_keeps_a_sentence_of_the_librarys_own(field: type[fields.Field[Any]]) -> None:
    said = {
        name: text
        for kind in reversed(field.__mro__)
        for name, text in vars(kind).get("default_error_messages", {}).items()
    }
    assert [text for text in said.values() if not re.match(r"[\u4e00-\u9fff]", text)] == []
