"""Outside a `--demo` site the two who seal or destroy are people: a token without a person is neither of them."""

from dataclasses import replace
from typing import Any

import pytest

from infra.kernel.access.offices import NO_MACHINE
from infra.kernel.access.places import Actor
from infra.kernel.base.problems import NotPermitted
from tests.unit.kernel.library.running import Library
from tests.unit.members.test_merits_at_work import ABILITIES, Merits
from tests.unit.topics.at_work import COUNTY

SECURITY, ADMINISTRATION = Actor("sec", ("SEC",)), Actor("adm", ("ADM",))
WHY = {"ground": "court", "reason": "法院裁定"}


def machine(of: Actor) -> Actor:
    """The same role, organisation and place, and nobody's name."""
    return replace(of, person=None, token_id="machine")


class Site(Merits):
    """Where a machine is no person, as on every site but a demonstration."""

    def __init__(self) -> None:
        super().__init__()
        self.of = Library(self.of.own, self.of.keys, self.of.lifecycles, self.of.clock, demo=False)

    def stays(self, actor: Actor, where: tuple[str, str | None], command: str, **body: Any) -> None:
        """A machine is refused, and nothing is recorded."""
        before = self.of.store.head()
        with pytest.raises(NotPermitted) as refusal:
            self.of.do(command, where, body, machine(actor))
        assert refusal.value.rule == NO_MACHINE
        assert self.of.store.head() == before
        if where[1] is not None:
            assert command not in self.read(where[0], where[1], machine(actor))["allowed_commands"]
            assert command in self.read(where[0], where[1], actor)["allowed_commands"]


@pytest.mark.parametrize("first", [SECURITY, ADMINISTRATION])
@pytest.mark.parametrize("second", [SECURITY, ADMINISTRATION])
@pytest.mark.parametrize(("collection", "end"), [("sealings", "sealed"), ("destructions", "destroyed")])
def test_a_machine_is_neither_of_the_two_administrators(first: Actor, second: Actor, collection: str, end: str) -> None:
    site, second = Site(), replace(second, person="another")
    body = {"person": site.ana, **WHY}
    site.stays(first, (collection, None), "request", **body)
    made = site.made("request", collection, first, **body)
    site.stays(second, (collection, made), "approve")
    assert site.does("approve", collection, made, second)["state"] == end


@pytest.mark.parametrize("administrator", [SECURITY, ADMINISTRATION])
def test_nor_of_the_two_who_lift_a_seal(administrator: Actor) -> None:
    site = Site()
    sealing = ("sealings", site.made("request", "sealings", SECURITY, person=site.ana, **WHY))
    site.does("approve", *sealing, ADMINISTRATION)
    site.stays(administrator, sealing, "request_lifting", reason="已核实")
    site.does("request_lifting", *sealing, replace(administrator, person="first"), reason="已核实")
    site.stays(administrator, sealing, "approve_lifting")
    assert site.does("approve_lifting", *sealing, administrator)["state"] == "lifted"


def test_nor_does_a_machine_verify_or_evaluate() -> None:
    site = Site()
    model = site.nominate()
    site.stays(site.off, ("commendations", model), "verify", evidence="看了台账")
    said = {"person": site.ana, "division": COUNTY, "year": 2025, "abilities": ABILITIES, "note": "调研扎实"}
    site.stays(site.off, ("evaluations", None), "evaluate", **said)
    assert site.does("verify", "commendations", model, site.off, evidence="看了台账")["state"] == "verified"
    assert site.evaluate()
