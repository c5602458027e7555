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

_NEXT_SENTENCE = re.compile(r"(?<=[A-Za-z)0-9][.!?]) (?=[\u3000-\u9fff\uff00-\uffef])")
"""Where one sentence in both languages ends and the next begins."""

_A_CODE = re.compile(r"[a-z_]{3,}|[A-Z_]{3,}")

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


def is_a_choice(text: str) -> bool:
    """Whether it is the code of a choice, as no person writes it: a page says its word."""
    return text in CHOICES and _A_CODE.fullmatch(text) is not None


def role_word(role: str, lang: str) -> str:
    return in_language(ROLES_IN_WORDS.get(role, role), lang)


def in_language(said: str, lang: str) -> str:
    """Of words that are in Chinese first and then in English, those of one language.

    >>> in_language("须为 UUID must be a UUID", "zh"), in_language("须为 UUID must be a UUID", "en")
    ('须为 UUID', 'must be a UUID')
    >>> in_language("不行。 No. 因为晚了 It is late", "zh"), in_language("不行。 No. 因为晚了 It is late", "en")
    ('不行。因为晚了', 'No. It is late')
    """
    several = _NEXT_SENTENCE.split(said.strip())
    if len(several) > 1:
        return ("" if lang == "zh" else " ").join(in_language(one, lang) for one in several)
    both = _BOTH.fullmatch(said.strip())
    if both is None:
        return said
    return both["chinese"] if lang == "zh" else both["english"]
