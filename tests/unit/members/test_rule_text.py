"""The library of rules: what is issued, how an edition follows another, and that nothing of an earlier one is lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted
from infra.kernel.testing import given
from services.members.list_rules import (
    EditionMustNotEndBeforeItBegins,
    EditionsFollowOneAnother,
    IssuerStandsAtOrAbove,
    RuleTextHasTextOrFile,
)
from services.members.rule_text.commands import IssueRuleText, RepealRuleText, ReviseRuleText
from services.members.rule_text.domain import Facts
from services.members.rule_text.events import RuleTextIssued, RuleTextRepealed, RuleTextRevised
from services.members.rule_text.lifecycle import RULE_TEXT
from services.members.rules import DivisionMustExist, OrganisationMustBeActive
from tests.unit.members.postings_at_work import ADMINISTRATION, AUDITOR, COUNTY, OTHER_TOWN, TOWN, Postings

TODAY, YESTERDAY, NEXT_YEAR = date(2026, 8, 12), date(2026, 8, 11), date(2027, 1, 1)
FACTS = Facts(TODAY, issuers_division="6207")
ISSUE = IssueRuleText("one", "opinion", "620723", "city", "实施意见 𠮷", "市委办发〔2026〕3号", text="一、总体要求")
ISSUED = RuleTextIssued(
    "one", "opinion", "620723", "city", "实施意见 𠮷", "市委办发〔2026〕3号", TODAY, None, "一、总体要求", ()
)
REVISED = RuleTextRevised("one", 2, "实施意见 𠮷", None, NEXT_YEAR, None, None, ("digest",))


def test_a_rule_text_holds_from_today_when_nobody_says_from_when() -> None:
    given(RULE_TEXT).when(ISSUE, FACTS).then(ISSUED)


@pytest.mark.parametrize(
    ("command", "facts", "rule"),
    [
        (ISSUE, replace(FACTS, division_known=False), DivisionMustExist),
        (ISSUE, replace(FACTS, issuer_active=False), OrganisationMustBeActive),
        (ISSUE, replace(FACTS, issuers_division="620724"), IssuerStandsAtOrAbove),
        (replace(ISSUE, text=None), FACTS, RuleTextHasTextOrFile),
        (replace(ISSUE, text="  "), FACTS, RuleTextHasTextOrFile),
        (replace(ISSUE, valid_until=YESTERDAY), FACTS, EditionMustNotEndBeforeItBegins),
    ],
)
def test_it_is_issued_at_or_above_its_division_with_words_and_for_some_time(
    command: IssueRuleText, facts: Facts, rule: type[Exception]
) -> None:
    given(RULE_TEXT).when(command, facts).refused(rule)


def test_a_revision_is_a_further_edition_and_the_earlier_one_stays_as_it_was() -> None:
    revise = ReviseRuleText("one", valid_from=NEXT_YEAR, files=("digest",))
    given(RULE_TEXT, ISSUED).when(revise, FACTS).then(REVISED)
    first, second = given(RULE_TEXT, ISSUED, REVISED).state.editions
    assert (first.edition, first.text, first.valid_from) == (1, "一、总体要求", TODAY)
    assert (second.edition, second.text, second.files) == (2, None, ("digest",))


def test_an_edition_does_not_begin_before_the_one_that_it_follows() -> None:
    early = ReviseRuleText("one", valid_from=TODAY, text="x")
    given(RULE_TEXT, ISSUED, REVISED).when(early, FACTS).refused(EditionsFollowOneAnother)
    given(RULE_TEXT, ISSUED).when(replace(early, text=None), FACTS).refused(RuleTextHasTextOrFile)


def test_what_was_repealed_is_not_revised() -> None:
    repealed = RuleTextRepealed("one", TODAY, "新规施行")
    given(RULE_TEXT, ISSUED).when(RepealRuleText("one", "新规施行"), FACTS).then(repealed)
    with pytest.raises(AssertionError, match="no row takes"):
        given(RULE_TEXT, ISSUED, repealed).when(ReviseRuleText("one", text="x"), FACTS).then()


def issued(at: Postings, actor: Any = None, **said: Any) -> str:
    body = {"kind": "handbook", "division": COUNTY, "organisation": at.office, "title": "工作手册", "text": "第一章"}
    return str(at.of.do("issue", ("rule-texts", None), {**body, **said}, actor or at.off)["id"])


def test_the_office_keeps_the_library_of_its_division_and_everybody_with_a_token_reads_it() -> None:
    at = Postings()
    its = issued(at)
    at.of.clock.forward(seconds=1)
    at.of.do("revise", ("rule-texts", its), {"title": "工作手册（二版）", "text": "第二章"}, at.off)
    (found,) = at.of.records.listing(ListCall("rule-texts", Caller(), q="二版", limit=20), AUDITOR)["items"]
    assert (found["edition"], [one["text"] for one in found["editions"]]) == (2, ["第一章", "第二章"])
    at.of.do("repeal", ("rule-texts", its), {"reason": "并入管理办法"}, ADMINISTRATION)
    with pytest.raises(NotAllowedInState):
        at.of.do("revise", ("rule-texts", its), {"text": "第三章"}, at.off)


def test_nobody_else_puts_rules_into_it_and_none_is_issued_by_who_is_not_there() -> None:
    at = Postings()
    with pytest.raises(NotPermitted):
        issued(at, AUDITOR)
    with pytest.raises(NotPermitted):
        issued(at, division="620722")
    for said, wrong in (
        ({"organisation": "019a0000-0000-7000-8000-0000000000ff"}, "organisation"),
        ({"organisation": at.body("council", TOWN), "division": OTHER_TOWN}, "organisation"),
        ({"text": ""}, "text"),
        ({"files": ["0" * 64]}, "files"),
        ({"valid_from": 20260101}, "valid_from"),
        ({"title": "\x00"}, "title"),
    ):
        with pytest.raises(Invalid) as refused:
            issued(at, **said)
        assert set(refused.value.errors) == {wrong}
