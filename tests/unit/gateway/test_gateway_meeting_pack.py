"""A meeting's papers and its course, gathered from what the caller may read."""

from typing import Any

from gateway.records.meeting_pack import coverage, members, positions, speaking
from infra.kernel.base.problems import NotFound
from tests.unit.gateway.fakes import CHAIR, MEETING, TOPIC, Suite, told


def test_the_balance_of_speaking_is_told_by_group() -> None:
    spoken = [("家长", 30), ("家长", 15), ("摊贩", 10), (None, 5)]
    speeches = [{"state": "spoken", "group": group, "minutes": minutes} for group, minutes in spoken]
    told = speaking([*speeches, {"state": "listed", "group": "摊贩", "minutes": None}])
    assert [(one["group"], one["speeches"], one["minutes"], one["share"]) for one in told] == [
        ("家长", 2, 45, 75),
        ("摊贩", 1, 10, 17),
        (None, 1, 5, 8),
    ]
    assert speaking([]) == []
    assert speaking([{"state": "spoken", "group": "家长", "minutes": 0}])[0]["share"] == 0


def test_a_member_of_three_levels_counts_once() -> None:
    participants: list[dict[str, Any]] = [
        {"id": "a", "person": "ana", "attended": True},
        {"id": "b", "person": None, "attended": True},
        {"id": "c", "person": "cui", "attended": False},
    ]
    levels = {"a": ["county", "city", "province"], "b": ["county"], "c": ["county"], "gone": ["county"]}
    told = members([{"participant": one, "levels": its} for one, its in levels.items()], participants)
    assert told["members"] == 2
    assert {one["level"]: one["number"] for one in told["levels"]} == {"county": 2, "city": 1, "province": 1}


def test_which_groups_are_invited_and_came_is_told_of_each() -> None:
    said = [("家长", "invited", "invited", False), ("家长", "invited", "checked_in", True)]
    said += [("家长", "observer", "checked_in", True), ("摊贩", "invited", "uninvited", False)]
    participants = [{"group": a, "kind": b, "state": c, "attended": d} for a, b, c, d in said]
    assert coverage(["家长", "摊贩"], participants) == [
        {"group": "家长", "invited": 2, "came": 1},
        {"group": "摊贩", "invited": 0, "came": 0},
    ]


def test_positions_are_counted_by_group_which_is_that_of_the_participant_where_none_is_named() -> None:
    participants: list[dict[str, Any]] = [{"id": "a", "group": "摊贩"}, {"id": "b", "group": None}]
    held: list[dict[str, Any]] = [{"group": "家长", "position": "for"}]
    held += [{"group": "家长", "participant": "a", "position": "for"}]
    held += [{"participant": one, "position": "reserved"} for one in ("a", "b", "not for you to read")]
    assert positions([{"positions": held}, {"positions": []}], participants) == [
        {"group": "家长", "position": "for", "number": 2},
        {"group": None, "position": "reserved", "number": 2},
        {"group": "摊贩", "position": "reserved", "number": 1},
    ]


def test_the_pack_holds_what_the_caller_may_read_and_no_working_note(suite: Suite) -> None:
    asked: list[str] = []
    records: dict[str, dict[str, Any]] = {
        "pre-work": {"id": "w"},
        "surveys": {"id": "s", "meeting": None, "state": "recorded"},
        "options": {"id": "o"},
        "suggestions": {"id": "g", "round": 1},
    }

    def read(call: Any) -> dict[str, Any]:
        if call.collection == "topics":
            raise NotFound("not for you")
        return {"id": MEETING, "topic": TOPIC, "round": 2, "groups": ["家长"]}

    def listing(call: Any) -> dict[str, Any]:
        asked.append(call.collection)
        assert (call.topic, call.parent_id) in ((TOPIC, None), (None, MEETING))
        found = records.get(call.collection)
        return {"items": [found] if found and call.cursor else [], "next": None if call.cursor else "more"}

    suite.services.answers["any", "read"] = read
    suite.services.answers["any", "listing"] = listing
    found = told(suite.client.get(f"/v1/meetings/{MEETING}/pack", headers=CHAIR))
    assert [found[name][0]["id"] for name in ("pre_work", "surveys", "options", "suggestions")] == ["w", "s", "o", "g"]
    assert found["coverage"] == [{"group": "家长", "invited": 0, "came": 0}]
    course = told(suite.client.get(f"/v1/meetings/{MEETING}/proceedings", headers=CHAIR))
    assert (course["meeting"], course["members"]) == (MEETING, 0)
    assert "notes" not in asked
