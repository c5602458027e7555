"""The directory of organisations, postings, offices and ended divisions, by the copies of `members`' news."""

from collections.abc import Mapping, Sequence

import msgspec

from infra.kernel.access.divisions import Divisions
from infra.kernel.access.offices import OFFICE, PERSON_NAME, KnownName, KnownOffice
from infra.kernel.access.places import CalledInDirectory, KnownOrganisation, KnownPosting
from infra.kernel.lookups.divisions_in_memory import DivisionsInMemory
from infra.kernel.lookups.endings_in_memory import EndingsInMemory
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.storage.news_store import NewsStore

POSTING = "posting"


class SqlDirectory:
    """The organisations and offices that news of `members` has brought."""

    def __init__(self, news: NewsStore, machines_speak_for_all: bool) -> None:
        self._news, self._machines_speak_for_all = news, machines_speak_for_all
        self._divisions, self._endings = DivisionsInMemory(news), EndingsInMemory(news)

    @property
    def machines_speak_for_all(self) -> bool:
        return self._machines_speak_for_all

    @property
    def divisions(self) -> Divisions:
        return self._divisions.now()

    @property
    def heirs(self) -> Mapping[str, str | None]:
        """By each organisation that has ended whoever succeeds it now."""
        return self._endings.now()

    def organisation(self, organisation_id: str) -> KnownOrganisation | None:
        document = self._news.copy(ORGANISATION, organisation_id)
        return msgspec.json.decode(document, type=KnownOrganisation) if document else None

    def organisations_in(self, division: str) -> list[KnownOrganisation]:
        documents = self._news.copies(ORGANISATION, division)
        known = [msgspec.json.decode(document, type=KnownOrganisation) for document in documents]
        return [one for one in known if not one.ended]

    def organisations_below(self, division: str) -> list[KnownOrganisation]:
        documents = self._news.copies_below(ORGANISATION, division)
        known = [msgspec.json.decode(document, type=KnownOrganisation) for document in documents]
        return [one for one in known if not one.ended and one.division != division]

    def postings_of(self, person: str) -> list[KnownPosting]:
        documents = self._news.copies(POSTING, person)
        known = [msgspec.json.decode(document, type=KnownPosting) for document in documents]
        return [one for one in known if one.active]

    def offices_of(self, person: str) -> list[KnownOffice]:
        return [msgspec.json.decode(document, type=KnownOffice) for document in self._news.copies(OFFICE, person)]

    def encrypted_name(self, person: str) -> str | None:
        document = self._news.copy(PERSON_NAME, person)
        return msgspec.json.decode(document, type=KnownName).name if document else None

    def called(self, ids: Sequence[str]) -> CalledInDirectory:
        named = self._news.copies_of((ORGANISATION, PERSON_NAME), ids)
        holding = self._news.parents_among(OFFICE, [one for kind, one in named if kind == PERSON_NAME])
        return CalledInDirectory(
            {
                one: msgspec.json.decode(document, type=KnownOrganisation).name
                for (kind, one), document in named.items()
                if kind == ORGANISATION
            },
            {
                one: msgspec.json.decode(document, type=KnownName).name
                for (kind, one), document in named.items()
                if kind == PERSON_NAME and one in holding
            },
        )
