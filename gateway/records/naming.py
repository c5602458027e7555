"""Which record a cell of a sheet names: by id, a division by its code, others also by a name that only one of them has.

A member is named as the person is.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from gateway.http.services import Services
from gateway.sheets.filling import Meaning
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.problems import Invalid, NotFound
from infra.kernel.contract.wire import DIVISION_CODE, is_uuid

SERVICE = "members"
DIVISIONS = "divisions"
PAGE = 200
MOST_NAMED = 20_000
OVER = ("ended", "forgotten")
NAMED_AS = {"members": ("person", "people")}
"""What has no name of its own: the field with the record, and of which collection, whose name it goes by."""


class Naming:
    """Asks with the caller's own rights; each thing once."""

    def __init__(self, services: Services, caller: Caller) -> None:
        self._services, self._caller = services, caller
        self._found: dict[tuple[str, str], Meaning] = {}
        self._named: dict[str, dict[str, list[str]]] = {}
        self._called: dict[str, dict[str, str]] = {}

    def find(self, collection: str, text: str) -> Meaning:
        known = self._found.get((collection, text))
        return known or self._found.setdefault((collection, text), self._looked_up(collection, text))

    def called(self, collection: str, record_id: str) -> str:
        """As `find` would find it again: the name that it alone has, as far as the caller may read it; else its id."""
        if collection == DIVISIONS:
            return record_id
        if collection not in self._called:
            self._called[collection] = self._by_only_name(collection)
        return self._called[collection].get(record_id, record_id)

    def _by_only_name(self, collection: str) -> dict[str, str]:
        try:
            return {ids[0]: name for name, ids in self._names(collection).items() if len(ids) == 1}
        except Invalid:  # too many to be named otherwise than by id
            return {}

    def _looked_up(self, collection: str, text: str) -> Meaning:
        if collection == DIVISIONS and not re.fullmatch(DIVISION_CODE, text):
            return Meaning(text, "须为区划代码 must be the code of a division")
        if collection == DIVISIONS or is_uuid(text):
            return self._by_id(collection, text.lower())
        ids = self._names(collection).get(text, [])
        if not ids:
            return Meaning(text, "没有此名称，请填编号 nothing of that name is known; give the id")
        if len(ids) > 1:
            return Meaning(text, f"有 {len(ids)} 个同名，请填编号 {len(ids)} have that name; give the id")
        return Meaning(ids[0])

    def _by_id(self, collection: str, record_id: str) -> Meaning:
        call = ReadCall(collection=collection, caller=self._caller, record_id=record_id)
        try:
            record = self._services.call(SERVICE, "read", call)
        except NotFound:
            return Meaning(record_id, "没有这条记录 there is no such record")
        if record["state"] in OVER:
            return Meaning(record_id, "已终止 has ended")
        return Meaning(record_id)

    def _names(self, collection: str) -> dict[str, list[str]]:
        if collection not in self._named:
            named: dict[str, list[str]] = defaultdict(list)
            for record_id, name in self._called_each(collection):
                named[name].append(record_id)
            self._named[collection] = named
        return self._named[collection]

    def _called_each(self, collection: str) -> Iterator[tuple[str, str]]:
        """The id and the name of each that is not over."""
        field, of = NAMED_AS.get(collection, ("name", None))
        names = {record_id: name for name, ids in self._names(of).items() for record_id in ids} if of else None
        for record in self._records(collection):
            said = str(record[field]).strip()
            if record["state"] not in OVER and (names is None or said in names):
                yield record["id"], names[said] if names is not None else said

    def _records(self, collection: str) -> Iterator[dict[str, Any]]:
        """All of them. Raises Invalid where there are so many that they are to be named by id."""
        cursor: str | None = None
        for _ in range(MOST_NAMED // PAGE):
            call = ListCall(collection=collection, caller=self._caller, limit=PAGE, cursor=cursor)
            page = self._services.call(SERVICE, "listing", call)
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return
        raise Invalid(f"超过 {MOST_NAMED} 条，请填编号 there are more than {MOST_NAMED} of them; give ids, not names")
