"""How an account looks on the wire."""

import unicodedata

from marshmallow import Schema, ValidationError

from infra.kernel.contract.wire import REASON, Bool, CommandSchema, Id, Text

LEAST, MOST = 10, 200
SHORTEST_NAME, LONGEST_NAME = 2, 64


def visible(name: str) -> None:
    """What is typed at sign-in shows itself: no blanks, nothing that takes no room."""
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or any(unicodedata.category(one)[0] in "CZ" for one in name):
        chinese = f"须为 {SHORTEST_NAME} 至 {LONGEST_NAME} 个可见字符，不含空格"
        raise ValidationError(f"{chinese} must be {SHORTEST_NAME} to {LONGEST_NAME} visible characters, no blanks")


def long_enough(password: str) -> None:
    """There is a most, since a hash is costly."""
    if not LEAST <= len(password) <= MOST:
        raise ValidationError(f"密码须为 {LEAST} 至 {MOST} 个字符 a password has {LEAST} to {MOST} characters")


class Create(CommandSchema):
    person = Id(required=True)
    name = Text(required=True, validate=visible)
    password = Text(validate=long_enough)


class SetPassword(CommandSchema):
    password = Text(required=True, validate=long_enough)


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "set_password": SetPassword,
    "lock": REASON,
    "unlock": REASON,
    "end": REASON,
    "end_sessions": REASON,
    "reset_second_factor": REASON,
}


class Shown(Schema):
    person = Id()
    name = Text()
    has_password = Bool()
    second_factor = Bool()
