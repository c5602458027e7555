"""Texts as paper takes them: without what is no character, and with places to break what nobody would break."""

import re
from typing import Any

NO_CHARACTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""What no font has and XML forbids; and marks that would turn the rest of a line round, unseen."""
UNBROKEN = re.compile(r"[^\s\u2e80-\uffef\U00020000-\U0003ffff]{30,}")
"""Longer than any word: between Chinese characters a line may break anyway."""
EACH = 12
BREAK_HERE = "\u200b"


def clean(value: Any) -> Any:
    """Of whatever a document says, the texts that may be printed."""
    if isinstance(value, str):
        return NO_CHARACTER.sub("", value.replace("\r\n", "\n").replace("\t", " "))
    if isinstance(value, dict):
        return {name: clean(one) for name, one in value.items()}
    return [clean(one) for one in value] if isinstance(value, list) else value


def breakable(text: str) -> str:
    """The same to the eye; a line may end within what would run over the margin."""
    return UNBROKEN.sub(lambda run: BREAK_HERE.join(run[0][at : at + EACH] for at in range(0, len(run[0]), EACH)), text)
