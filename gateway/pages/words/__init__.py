"""Words of the pages that are not sentences of one page: what fields and values are called."""

import re

from gateway.pages.words import fields_of_commands, fields_of_records
from gateway.pages.words.choices import CHOICES, IN_FIELD
from infra.kernel.access.capacities import ROLES_IN_WORDS

_BOTH = re.compile(
    r"(?P<chinese>.*[\u3000-\u9fff\uff00-\uffef](?: (?:UUID|JSON|YYYY-MM-DD))?) ?(?P<english>[A-Za-z].*[a-z].*)",
    re.DOTALL,
)
"""Chinese up to its last character, with the name of a form after it; then English."""

COUNTED = {
    "minutes": ("分钟数", "Minutes"),
    "told": ("已告知（人）", "People told"),
    "to_tell": ("应告知（人）", "People to tell"),
}
FIELDS = {**fields_of_records.FIELDS, **fields_of_commands.FIELDS}


def field_word(name: str, lang: str, number: bool = False) -> str:
    """What a field is called; `number` where it counts something, since minutes and what is told are also words."""
    if number and name in COUNTED:
        return COUNTED[name][lang != "zh"]
    return FIELDS[name][lang != "zh"] if name in FIELDS else name.replace("_", " ")


def choice_word(field: str, value: str, lang: str) -> str:
    """What a value of a choice is called there; what is no such value is said as it is."""
    said = IN_FIELD.get((field, value)) or CHOICES.get(value)
    if said is not None:
        return said[lang != "zh"]
    return role_word(value, lang) if value in ROLES_IN_WORDS else value.replace("_", " ")


def role_word(role: str, lang: str) -> str:
    return in_language(ROLES_IN_WORDS.get(role, role), lang)


def in_language(said: str, lang: str) -> str:
    """Of words that are in Chinese first and then in English, those of one language.

    >>> in_language("须为 UUID must be a UUID", "zh"), in_language("须为 UUID must be a UUID", "en")
    ('须为 UUID', 'must be a UUID')
    """
    both = _BOTH.fullmatch(said.strip())
    if both is None:
        return said
    return both["chinese"] if lang == "zh" else both["english"]
