"""The rules of the list of the kinds of posting (三个下沉): three, told apart by every word, their codes for good."""

from typing import Any

import pytest

from infra.kernel.testing import given
from services.members.posting_kinds.commands import AmendPostingKinds, CreatePostingKinds
from services.members.posting_kinds.domain import Facts
from services.members.posting_kinds.events import PostingKind, PostingKindsAmended, PostingKindsCreated
from services.members.posting_kinds.lifecycle import POSTING_KINDS
from services.members.posting_kinds.schemas import COMMANDS
from services.members.posting_kinds.state import SeenPostingKinds, kinds_in_force
from services.members.rules import DivisionMustExist, KindsMustDiffer, KindsOfPostingStay

THREE = (PostingKind("a", "委员下沉"), PostingKind("b", "协商下沉"), PostingKind("c", "服务下沉"))
CREATED = PostingKindsCreated("list", "620723", THREE)
RENAMED = (PostingKind("c", "到户"), PostingKind("a", "到站"), PostingKind("b", "到村"))


def test_a_list_is_made_for_a_division_that_is_known() -> None:
    create = CreatePostingKinds("list", THREE, "620723")
    given(POSTING_KINDS).when(create, Facts()).then(CREATED)
    given(POSTING_KINDS).when(create, Facts(division_known=False)).refused(DivisionMustExist)


def test_labels_are_amended_as_the_next_edition_and_codes_stay() -> None:
    amended = given(POSTING_KINDS, CREATED, PostingKindsAmended("list", RENAMED))
    assert (amended.state.edition, amended.state.items) == (2, RENAMED)
    given(POSTING_KINDS, CREATED).when(AmendPostingKinds("list", RENAMED), Facts()).then(
        PostingKindsAmended("list", RENAMED)
    )
    others = (*THREE[:2], PostingKind("d", "服务下沉"))
    given(POSTING_KINDS, CREATED).when(AmendPostingKinds("list", others), Facts()).refused(KindsOfPostingStay)


@pytest.mark.parametrize(
    "third", [PostingKind("a", "服务下沉"), PostingKind("c", "委员下沉"), PostingKind("委员下沉", "c")]
)
def test_no_word_means_two_kinds(third: PostingKind) -> None:
    create = CreatePostingKinds("list", (*THREE[:2], third))
    given(POSTING_KINDS).when(create, Facts()).refused(KindsMustDiffer)


def test_a_kind_may_be_called_as_its_code_is() -> None:
    same = (*THREE[:2], PostingKind("服务下沉", "服务下沉"))
    given(POSTING_KINDS).when(CreatePostingKinds("list", same), Facts()).then(PostingKindsCreated("list", "", same))


@pytest.mark.parametrize("items", [[], [{"code": "a", "label": "一"}] * 2, [{"code": "a", "label": "一"}] * 4])
def test_the_kinds_are_three(items: list[Any]) -> None:
    assert "items" in COMMANDS["create"]().validate({"items": items})
    assert "items" in COMMANDS["amend"]().validate({"items": items})


def test_the_nearest_list_is_in_force_and_of_one_place_the_newest() -> None:
    lists = [SeenPostingKinds(name, division, 1, THREE) for name, division in
             (("1", ""), ("2", "62"), ("3", "620723"), ("4", "620723"), ("5", "620722"))]  # fmt: skip
    found = [kinds_in_force(lists, division) for division in ("620723101", "6207", "11")]
    assert [one.id if one else None for one in found] == ["4", "2", "1"]
    assert kinds_in_force([], "62") is None
