"""A division's own words: what it calls its bodies and the states of its records, where it does not say the published word."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from gateway.http.services import Services
from gateway.http.standing import STATUS_SECONDS
from infra.kernel.base.problems import Refusal

REMEMBERED_SECONDS = 60.0
WordsOfADivision: TypeAlias = Mapping[str, str]
"""By `council` or `topic.screening`."""
NONE: WordsOfADivision = {}


class OwnWords:
    """Asked of the service whose records are shown: one call for all divisions of a page, and again after a minute."""

    def __init__(self, services: Services, now: Callable[[], float] = time.monotonic) -> None:
        self._services, self._now = services, now
        self._kept: dict[str, tuple[float, WordsOfADivision]] = {}

    def of(self, service: str, division: object, lang: str) -> WordsOfADivision:
        return self.of_all(service, [division], lang).get(str(division), NONE)

    def of_all(self, service: str, divisions: Iterable[object], lang: str) -> Mapping[str, WordsOfADivision]:
        """By division; none where the page is not in Chinese, since they are Chinese words."""
        if lang != "zh":
            return {}
        wanted, since = {str(one) for one in divisions if one}, self._now() - REMEMBERED_SECONDS
        old = sorted(one for one in wanted if one not in self._kept or self._kept[one][0] < since)
        if old:
            self._kept |= {one: (self._now(), words) for one, words in self._asked(service, old).items()}
        return {one: self._kept[one][1] for one in wanted if one in self._kept}

    def _asked(self, service: str, divisions: list[str]) -> Mapping[str, WordsOfADivision]:
        """A page is worth showing in the published words too."""
        try:
            return self._services.call(service, "own_words", {"divisions": divisions}, timeout=STATUS_SECONDS)
        except Refusal:
            return {}
