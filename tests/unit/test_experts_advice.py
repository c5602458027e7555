"""An expert's entry in the pool says what became of what he suggested, by the news of meetings."""

from dataclasses import replace
from typing import Any

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.ids import new_id
from services.members.expert.lifecycle import EXPERT
from services.members.person.events import PersonCreated
from tests.contract.published import OURS
from tests.contract.walk import golden
from tests.unit.whole_suite import COUNTY, WholeSuite

MEETING, ITEM = new_id(), new_id()
ANA, BEN = new_id(), new_id()
AS_ANA, AS_BEN = new_id(), new_id()
FIRST, SECOND, THIRD, OF_BEN = (new_id() for _ in range(4))
ANYBODY = Actor(person="sun", roles=("MEM",), division="620725")


def told(lifecycle: str, event: str, **changed: Any) -> Any:
    return replace(golden(OURS[lifecycle], event), meeting_id=MEETING, **changed)


def suggested(suggestion: str, participant: str) -> Any:
    return told("suggestion", "SuggestionMade", suggestion_id=suggestion, participant=participant)


def test_row_142_an_experts_record_shows_which_of_his_suggestions_were_adopted() -> None:
    suite = WholeSuite()
    suite.told("members", PersonCreated(ANA, "安", None), PersonCreated(BEN, "本", None))
    said = {"person": ANA, "division": COUNTY, "specialities": ["交通"], "qualifications": "高工"}
    expert = suite.of(EXPERT).do("enlist", ("experts", None), said, suite.actor("OFF", "office"))["id"]
    suite.told(
        "meetings",
        told("meeting", "MeetingPlanned"),
        told("attendance", "ParticipantInvited", participant_id=AS_ANA, person=ANA),
        told("attendance", "ParticipantInvited", participant_id=AS_BEN, person=BEN),
        told("consensus_item", "ConsensusItemRaised", item_id=ITEM),
        *(suggested(one, AS_ANA) for one in (FIRST, SECOND, THIRD)),
        suggested(OF_BEN, AS_BEN),
        told("suggestion", "SuggestionAdopted", suggestion_id=FIRST, item=ITEM),
        told("suggestion", "SuggestionNotAdopted", suggestion_id=SECOND),
    )
    suite.settle()
    shown = suite.of(EXPERT).records.one(ReadCall("experts", Caller(), expert), ANYBODY)["suggestions"]
    assert [(one["suggestion"], one["fate"], one["item"]) for one in shown] == [
        (FIRST, "adopted", ITEM),
        (SECOND, "not_adopted", None),
        (THIRD, "made", None),
    ]
    assert {one["meeting"] for one in shown} == {MEETING}
    (listed,) = suite.of(EXPERT).records.listing(ListCall("experts", Caller(), speciality="交通"), ANYBODY)["items"]
    assert listed["suggestions"] == shown
