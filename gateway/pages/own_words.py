"""A division's own words: what it calls its bodies and the states of its records, where it does not say the published word."""

from collections.abc import Mapping
from typing import Any, TypeAlias

WordsOfADivision: TypeAlias = Mapping[str, str]
"""By `council` or `topic.screening`."""
NONE: WordsOfADivision = {}


def of_division(answer: Mapping[str, Any], record: Mapping[str, Any], lang: str) -> WordsOfADivision:
    """Those that came with a service's answer, for one of its records; none where the page is not in Chinese, as they are."""
    found: Mapping[str, WordsOfADivision] = answer["own_words"] if lang == "zh" else {}
    return found.get(str(record.get("division")), NONE)
