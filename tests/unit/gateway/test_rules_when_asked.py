"""A rule whose address is made when somebody asks for it answers as any other, and costs nothing before."""

import pytest
from werkzeug.routing import BuildError, Map, Rule

from gateway.http.rules import RuleWhenAsked
from tests.unit.gateway.fakes import TOPIC, Suite

ADDRESSES = ("/", "/topics/<record>", "/meetings/<int:number>/items/<item>")


@pytest.mark.parametrize("unknown", [False, True])
def test_an_address_is_made_as_werkzeug_makes_it(unknown: bool) -> None:
    values = {"record": "字 1", "number": 7, "item": "b", "q": "停车"}
    made = []
    for kind in (Rule, RuleWhenAsked):
        found = Map([kind(one, endpoint=one) for one in ADDRESSES]).bind("site.example")
        made.append([found.build(one, values, append_unknown=unknown) for one in (*ADDRESSES, *ADDRESSES)])
    assert made[0] == made[1]


def test_an_address_without_what_it_needs_is_refused() -> None:
    found = Map([RuleWhenAsked("/topics/<record>", endpoint="topic")]).bind("site.example")
    with pytest.raises(BuildError):
        found.build("topic", {})


def test_every_rule_of_the_application_is_made_when_asked(suite: Suite) -> None:
    """But Flask's own for static files, which it has added before one can say so."""
    rules = [rule for rule in suite.app.url_map.iter_rules() if rule.endpoint != "static"]
    assert len(rules) > 500
    assert {type(rule) for rule in rules} == {RuleWhenAsked}
    _endpoint, values = suite.app.url_map.bind("site.example").match(f"/v1/topics/{TOPIC}")
    assert list(values.values()) == [TOPIC]
