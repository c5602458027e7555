"""The rules of sealing and destroying a person's words: by two, on a stated ground, never about oneself."""

from typing import Any

import pytest
from marshmallow import ValidationError

from infra.kernel.testing import given
from services.members.destruction import schemas as of_destruction
from services.members.destruction.commands import ApproveDestruction, RefuseDestruction, RequestDestruction
from services.members.destruction.domain import Facts as DestructionFacts
from services.members.destruction.events import DestructionApproved, DestructionRefused, DestructionRequested
from services.members.destruction.lifecycle import DESTRUCTION
from services.members.key_rules import (
    NobodyApprovesForHimself,
    OneDestructionAtATime,
    OneSealingAtATime,
    PersonMustHaveWords,
    SomebodyElseMustApprove,
    WordsAreDestroyedAlready,
)
from services.members.person.events import PersonForgotten
from services.members.sealing import commands as asked
from services.members.sealing import events as happened
from services.members.sealing import schemas as of_sealing
from services.members.sealing.domain import Facts
from services.members.sealing.lifecycle import SEALING

WHY = ("retention_running", "保存期限未满")
REQUESTED = happened.SealingRequested("s", "ana", *WHY, "sec", "SEC")
SEALED = (REQUESTED, happened.SealingApproved("s", "ana"))
LIFTING = (*SEALED, happened.SealLiftingRequested("s", "已核实", "adm", "ADM"))
BY_A_MACHINE = happened.SealingRequested("s", "ana", *WHY, None, "SEC")
TO_DESTROY = DestructionRequested("d", "ana", "retention_over", "期满", "sec", "SEC")


def test_words_are_sealed_on_a_stated_ground_once_a_second_administrator_approves() -> None:
    request = asked.RequestSealing("s", "ana", *WHY, "sec", "SEC")
    given(SEALING).when(request, Facts()).then(REQUESTED)
    given(SEALING, REQUESTED).when(asked.ApproveSealing("s", "adm", "ADM"), Facts()).then(SEALED[-1])
    given(SEALING, REQUESTED).when(asked.ApproveSealing("s", "other sec", "SEC"), Facts()).then_state("sealed")


@pytest.mark.parametrize(
    ("past", "command", "rule"),
    [
        ((REQUESTED,), asked.ApproveSealing("s", "sec", "ADM"), SomebodyElseMustApprove),
        ((REQUESTED,), asked.ApproveSealing("s", "ana", "ADM"), NobodyApprovesForHimself),
        (LIFTING, asked.ApproveSealLifting("s", "adm", "SEC"), SomebodyElseMustApprove),
        (LIFTING, asked.ApproveSealLifting("s", "ana", "SEC"), NobodyApprovesForHimself),
        ((BY_A_MACHINE,), asked.ApproveSealing("s", None, "SEC"), SomebodyElseMustApprove),
    ],
)
def test_neither_who_requested_it_nor_whose_words_they_are_approves(past: Any, command: Any, rule: Any) -> None:
    given(SEALING, *past).when(command, Facts()).refused(rule)


def test_a_machine_of_the_other_administrator_is_somebody_else() -> None:
    given(SEALING, BY_A_MACHINE).when(asked.ApproveSealing("s", None, "ADM"), Facts()).then_state("sealed")


def test_a_seal_is_lifted_likewise_by_two_and_holds_meanwhile() -> None:
    lifting = asked.RequestSealLifting("s", "已核实", "adm", "ADM")
    given(SEALING, *SEALED).when(lifting, Facts()).then(LIFTING[-1])
    given(SEALING, *LIFTING).when(asked.ApproveSealLifting("s", "sec", "SEC"), Facts()).then(
        happened.SealLifted("s", "ana")
    )
    given(SEALING, *LIFTING).when(asked.RefuseSealLifting("s", "仍在核实"), Facts()).then_state("sealed")


def test_a_request_is_refused_with_a_reason_and_nothing_is_sealed() -> None:
    given(SEALING, REQUESTED).when(asked.RefuseSealing("s", "依据不足"), Facts()).then_state("refused")
    refused = (REQUESTED, happened.SealingRefused("s", "依据不足"))
    assert given(SEALING, *refused).state.reason == "依据不足"


def test_nobody_is_sealed_of_whom_there_is_no_key_or_who_is_under_way() -> None:
    request = asked.RequestSealing("s", "ana", *WHY, "sec", "SEC")
    given(SEALING).when(request, Facts(has_words=False)).refused(PersonMustHaveWords)
    given(SEALING).when(request, Facts(under_way=True)).refused(OneSealingAtATime)


def test_a_key_is_destroyed_once_a_second_administrator_approves_and_that_is_one_commit() -> None:
    request = RequestDestruction("d", "ana", "retention_over", "期满", "sec", "SEC")
    given(DESTRUCTION).when(request, DestructionFacts()).then(TO_DESTROY)
    given(DESTRUCTION, TO_DESTROY).when(ApproveDestruction("d", "adm", "ADM"), DestructionFacts()).then(
        DestructionApproved("d", "ana", "retention_over"), PersonForgotten("ana", "期满")
    )
    given(DESTRUCTION, TO_DESTROY).when(RefuseDestruction("d", "改为封存"), DestructionFacts()).then(
        DestructionRefused("d", "改为封存")
    )


def test_nobody_destroys_alone_nor_his_own_words_nor_what_is_destroyed() -> None:
    to_destroy = given(DESTRUCTION, TO_DESTROY)
    to_destroy.when(ApproveDestruction("d", "sec", "SEC"), DestructionFacts()).refused(SomebodyElseMustApprove)
    to_destroy.when(ApproveDestruction("d", "ana", "ADM"), DestructionFacts()).refused(NobodyApprovesForHimself)
    gone = DestructionFacts(has_words=False)
    to_destroy.when(ApproveDestruction("d", "adm", "ADM"), gone).refused(WordsAreDestroyedAlready)
    request = RequestDestruction("d", "ana", "retention_over", "期满", "sec", "SEC")
    given(DESTRUCTION).when(request, gone).refused(PersonMustHaveWords)
    given(DESTRUCTION).when(request, DestructionFacts(under_way=True)).refused(OneDestructionAtATime)


@pytest.mark.parametrize("wire", [of_sealing.Request, of_destruction.Request])
@pytest.mark.parametrize("ground", ["", "because", "retention_running𠮷", None, 1])
def test_the_ground_is_one_that_the_law_knows(wire: Any, ground: Any) -> None:
    said = {"person": "019a0000-0000-7000-8000-000000000001", "ground": ground, "reason": "期满"}
    with pytest.raises(ValidationError) as refused:
        wire().load(said)
    assert list(refused.value.messages_dict) == ["ground"]
