"""Over HTTP: one cell a command, role and place, answered as the published table says.

A command is asked for in a state that it may be given in, at a version that the record never has: whoever may is told 412, and
nothing is done. For what makes a record there is no version: whoever may gets past the rights. A role that no row names is tried at
home alone. What the system alone does, and what has no address, nobody can ask for.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from gateway.routes import RESOURCES
from infra.kernel.access.places import Place
from infra.kernel.access.rules_of_place import RULES
from infra.kernel.contract.lifecycle import Lifecycle
from tests.contract.places_to_act import WHERE, holder, roles_there
from tests.contract.published import OURS, PublishedRow
from tests.contract.test_who_may_do_what import ALLOWED, NOT_NOW, REFUSED, moments, published_answer, rows_of
from tests.contract.walk import ITS_PARENT, THE_RECORD, Walk
from tests.documented import documented
from tests.unit.over_http.suite import OverHttp, credentials

PLACES = ("own", "sibling", "parent", "child", "village")
HOME = "own"
BY_COLLECTION = {resource.collection: resource for resource in RESOURCES}
Body = dict[str, Any]


class CellsOverHttp:
    """What was asked of one lifecycle: how many of each answer, and which were not as published."""

    def __init__(self, site: OverHttp, lifecycle: Lifecycle) -> None:
        self.expected: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._site, self._lifecycle, self._rows = site, lifecycle, rows_of(lifecycle.name)
        self._path = BY_COLLECTION[lifecycle.collection].path.replace("<parent>", "{parent}")
        left, ground = {*self._rows}, Walk(lifecycle).ground
        for state, folded, place in moments(lifecycle):
            now = [one for one in sorted(left) if self._fits(one, state)]
            left -= {*now}
            if now:
                standing = site.stands(lifecycle, folded if state else ground, place)
                for command in now:
                    self._ask_all(command, state, standing)
        assert left == set(), lifecycle.name

    def _fits(self, command: str, state: str) -> bool:
        rows = self._rows[command]
        return any(state in row.came_from for row in rows) if state else not rows[0].came_from

    def _ask_all(self, command: str, state: str, place: Place) -> None:
        rows = self._rows[command]
        body = _body(f"{self._path}/{{id}}/{command}" if state else self._path)
        if body is None and not state:
            return
        named = {role for row in rows for role in row.roles}
        for role, where in holders(named):
            self._ask(rows, state, place, body or {}, role, where)

    def _ask(self, rows: list[PublishedRow], state: str, place: Place, body: Body, role: str, where: str) -> None:
        mine = roles_there(role, where, self._lifecycle.name, state, place)
        said, command = published_answer(rows, state, mine), rows[0].command
        path = f"{self._path}/{THE_RECORD}/{command}" if state else self._path
        actor = holder(role, where, place)
        status = self._site.post(path.replace("{parent}", ITS_PARENT), body, credentials(actor))
        self.expected[said] += 1
        if status not in told(said, state, with_token=bool(actor.roles or actor.person)):
            self.wrong.append(
                f"{self._lifecycle.name} {state} {command} by {role} at {where}: {status}, published {said}"
            )


def holders(named: set[str]) -> Iterator[tuple[str, str]]:
    for role in WHERE:
        if role != "SYS":
            yield from ((role, where) for where in (PLACES if role in named else (HOME,)))


def told(said: str, state: str, *, with_token: bool) -> set[int]:
    """Who comes with a code alone to what no code opens is asked for a token."""
    if said == REFUSED:
        return {403} if with_token else {401, 403}
    if said == NOT_NOW:
        return {409}
    return {412} if state else {201, 409, 422}


def _body(template: str) -> Body | None:
    """The document's own example."""
    operation = documented().document["paths"].get(template, {}).get("post")
    if operation is None:
        return None
    said: Body = operation["requestBody"]["content"]["application/json"]["example"]
    return {name: value for name, value in said.items() if name != "occurred_at"}


@pytest.fixture(scope="module")
def site() -> OverHttp:
    return OverHttp()


def test_one_cell_a_command_role_and_place_is_answered_over_http_as_published(
    site: OverHttp, tell: Callable[[str], None]
) -> None:
    lifecycles = [one for one in OURS.values() if one.table and one.collection in BY_COLLECTION]
    cells = [CellsOverHttp(site, one) for one in lifecycles]
    expected = sum((one.expected for one in cells), Counter[str]())
    shares = ", ".join(f"{number} {said}" for said, number in sorted(expected.items()))
    tell(f"{expected.total()} cells of command × role × place over HTTP, of {len(cells)} lifecycles: {shares}")
    wrong = [cell for one in cells for cell in one.wrong]
    assert not wrong, f"{len(wrong)} cells, the first of them:\n" + "\n".join(wrong[:60])
    assert min(expected[said] for said in (ALLOWED, REFUSED)) > 0


def test_a_loosened_rule_of_place_is_seen_over_http(site: OverHttp, monkeypatch: pytest.MonkeyPatch) -> None:
    anywhere = replace(RULES["PARTY"], holds=lambda who, place: who.own is not None and who.own.kind == "party")
    monkeypatch.setitem(RULES, "PARTY", anywhere)
    wrong = CellsOverHttp(site, OURS["plan"]).wrong
    assert "plan under_review approve by PARTY at village: 412, published 403" in wrong
