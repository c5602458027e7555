"""A contest from its call to its publication: entered by counties, selected above, voted on by people, each once."""

from typing import Any

import pytest

from infra.kernel.access.offices import KnownOffice
from infra.kernel.access.places import Actor
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotFound, NotPermitted, RuleBroken
from tests.unit.outcomes.contest_at_work import (
    AUDITOR,
    CHAIR,
    CITY,
    COUNCIL,
    COUNTY,
    MUNICIPAL,
    NEIGHBOUR,
    OF_CITY,
    OF_COUNTY,
    OFFICER,
    PROVINCIAL,
    TOWN,
    VOTERS,
    Contests,
    voter,
)


@pytest.fixture
def site() -> Contests:
    return Contests()


def refused_by(rule: str, attempt: Any, *said: Any, **more: Any) -> None:
    with pytest.raises(RuleBroken) as refused:
        attempt(*said, **more)
    assert refused.value.rule == rule


def test_from_the_call_to_the_publication(site: Contests) -> None:
    contest, (first, second) = site.voting("错峰放学", "飞线充电")
    for person, choice in zip(VOTERS, (first, second, second), strict=True):
        site.vote(contest, person, choice)
    site.until(3, 26)
    shown = site.shown("contests", contest)
    assert (shown["state"], shown["voters"]) == ("final_review", 3)
    assert {one["entry"]: one["votes"] for one in shown["shortlist"]} == {first: 1, second: 2}
    ranking = [{"entry": second, "award": "一等奖"}, {"entry": first, "award": "优秀奖"}]
    site.does("rank", ("contests", contest), PROVINCIAL, ranking=ranking, summary="按票数")
    assert site.does("publish", ("contests", contest), PROVINCIAL)["state"] == "published"
    seen = site.shown("contests", contest, Actor())
    assert (seen["voters"], seen["ranking"], seen["shortlist"][1]["votes"]) == (3, ranking, 2)


def test_a_county_enters_its_case_the_city_selects_it_and_both_are_on_record(site: Contests) -> None:
    contest, case = site.call(), site.case()
    with pytest.raises(NotPermitted):
        site.enter(contest, case, NEIGHBOUR)
    entry = site.enter(contest, case)
    for actor in (OFFICER, PROVINCIAL, NEIGHBOUR):
        with pytest.raises(NotPermitted):
            site.of_entry("select", contest, entry, actor)
    assert site.of_entry("select", contest, entry, MUNICIPAL, opinion="有新意")["state"] == "selected"
    shown = site.shown("entries", entry, OFFICER, contest)
    assert (shown["organisation"], shown["selected_by"], shown["opinion"]) == (OF_COUNTY, OF_CITY, "有新意")
    assert site.shown("entries", entry, MUNICIPAL, contest)["from_division"] == COUNTY
    with pytest.raises(NotFound):
        site.shown("entries", entry, NEIGHBOUR, contest)
    with pytest.raises(NotPermitted):
        site.of_entry("turn_down", contest, entry, MUNICIPAL, reason="!")


@pytest.mark.parametrize(
    ("contest_of", "organisation"), [(COUNTY, OF_COUNTY), (CITY, OF_CITY)], ids=["its own", "the city's"]
)
def test_nobody_above_the_contest_selects(site: Contests, contest_of: str, organisation: str) -> None:
    organiser = OFFICER if contest_of == COUNTY else MUNICIPAL
    days = {"submit_until": "2026-03-10", "vote_from": "2026-03-20", "vote_until": "2026-03-25"}
    said = {"title": "评选", "text": "征集", "division": contest_of, "organisation": organisation, **days}
    contest = site.made("call", "contests", organiser, **said)
    entry = site.enter(contest, site.case())
    with pytest.raises(NotPermitted):
        site.of_entry("select", contest, entry, PROVINCIAL)
    assert site.of_entry("select", contest, entry, organiser)["state"] == "selected"


def test_what_is_entered_is_a_case_of_the_place_that_was_submitted_and_only_once(site: Contests) -> None:
    contest = site.call()
    draft = site.made("draft", "cases", OFFICER, title="草", text="草", division=COUNTY, organisation=OF_COUNTY)
    case = site.case()
    site.enter(contest, case)
    for wrong in (draft, case):
        with pytest.raises(Invalid) as refused:
            site.enter(contest, wrong)
        assert list(refused.value.errors) == ["case"]
    with pytest.raises(NotPermitted):
        site.enter(contest, new_id())
    of_council = site.case(CHAIR, TOWN, published=False)
    with pytest.raises(NotPermitted):
        site.enter(contest, of_council, CHAIR)
    with pytest.raises(Invalid) as refused:
        site.enter(contest, of_council, OFFICER, organisation=COUNCIL)
    assert list(refused.value.errors) == ["organisation"]


def test_a_case_is_entered_once_whoever_writes_at_once(site: Contests) -> None:
    contest, case, another = site.call(), site.case(), site.of.beside()
    commit, done = another.store.commit, list[str]()

    def after_somebody_else(writes: Any) -> None:
        if not done:
            done.append(site.enter(contest, case))
        commit(writes)

    another.store.commit = after_somebody_else  # type: ignore[method-assign]
    with pytest.raises(Invalid) as refused:
        another.do("submit", ("entries", None), {"case": case, "organisation": OF_COUNTY}, OFFICER, parent=contest)
    assert list(refused.value.errors) == ["case"]


def test_entries_end_on_their_day_and_the_review_goes_on(site: Contests) -> None:
    contest = site.call()
    entry = site.enter(contest, site.case())
    late = site.case()
    site.of.clock.now = site.of.clock.now.replace(day=10, hour=16, minute=0)
    refused_by("ContestMustBeCalling", site.enter, contest, late)
    site.until(3, 11)
    refused_by("ContestMustBeCalling", site.enter, contest, late)
    assert site.of_entry("select", contest, entry, MUNICIPAL)["state"] == "selected"


def test_what_everybody_is_to_judge_is_published_first_and_every_entry_is_decided(site: Contests) -> None:
    contest = site.call()
    unpublished = site.case(published=False)
    entry, other = site.enter(contest, unpublished), site.enter(contest, site.case())
    site.of_entry("select", contest, entry, MUNICIPAL)
    refused_by("ContestMustBeReviewed", site.of_entry, "shortlist", contest, entry, PROVINCIAL)
    site.until(3, 11)
    refused_by("CaseMustBePublished", site.of_entry, "shortlist", contest, entry, PROVINCIAL)
    site.does("publish", ("cases", unpublished), OFFICER)
    site.of_entry("shortlist", contest, entry, PROVINCIAL)
    notice = ("post_notice", ("contests", contest), PROVINCIAL)
    refused_by("EveryEntryMustBeDecided", site.does, *notice)
    site.of_entry("turn_down", contest, other, MUNICIPAL, reason="重复")
    assert site.does(*notice)["state"] == "noticed"
    refused_by("ShortlistMustNotBeEmpty", site.of_entry, "turn_down", contest, entry, PROVINCIAL, reason="异议")


def test_nothing_on_the_shortlist_is_no_contest_and_a_vote_lies_ahead(site: Contests) -> None:
    contest = site.call()
    entry = site.enter(contest, site.case())
    site.until(3, 20)
    notice = ("post_notice", ("contests", contest), PROVINCIAL)
    site.of_entry("select", contest, entry, MUNICIPAL)
    site.of_entry("shortlist", contest, entry, PROVINCIAL)
    refused_by("VoteMustLieAhead", site.does, *notice)
    dates = ("set_dates", ("contests", contest), PROVINCIAL)
    refused_by("SubmissionsAreOver", site.does, *dates, submit_until="2026-03-21", reason="顺延")
    refused_by("ContestDaysMustFollow", site.does, *dates, vote_from="2026-03-27", reason="顺延")
    site.does(*dates, vote_from="2026-03-27", vote_until="2026-03-28", reason="顺延")
    site.does(*notice)
    site.until(3, 26)
    assert site.shown("contests", contest)["state"] == "noticed"
    site.until(3, 27)
    assert site.shown("contests", contest)["state"] == "voting"
    with pytest.raises(NotAllowedInState):
        site.does(*dates, vote_until="2026-04-28", reason="顺延")


@pytest.mark.parametrize(
    "days",
    [
        {"submit_until": "2026-03-02"},
        {"vote_from": "2026-03-10"},
        {"vote_until": "2026-03-19"},
    ],
)
def test_its_days_lie_ahead_and_follow_one_another(site: Contests, days: dict[str, str]) -> None:
    refused_by("ContestDaysMustFollow", site.call, **days)


@pytest.mark.parametrize("choices", [0, 21])
def test_each_voter_has_a_choice(site: Contests, choices: int) -> None:
    with pytest.raises(Invalid) as refused:
        site.call(choices=choices)
    assert list(refused.value.errors) == ["choices"]


def test_one_person_one_vote_whoever_writes_at_once(site: Contests) -> None:
    contest, (first, second) = site.voting("错峰放学", "飞线充电")
    another, done = site.of.beside(), list[str]()
    commit = another.store.commit

    def after_himself(writes: Any) -> None:
        if not done:
            done.append(site.vote(contest, "ana", first))
        commit(writes)

    another.store.commit = after_himself  # type: ignore[method-assign]
    with pytest.raises(RuleBroken) as refused:
        another.do("cast", ("votes", None), {"contest": contest, "entries": [second]}, voter("ana"))
    assert refused.value.rule == "VotedAlready"
    refused_by("VotedAlready", site.vote, contest, "ana", second)
    assert len(site.listed("votes", q=contest)) == 1


def test_a_vote_that_comes_in_beside_the_count_is_counted_or_refused(site: Contests) -> None:
    contest, (first,) = site.voting("错峰放学")
    site.vote(contest, "ana", first)
    late = site.of.beside()
    commit, done = late.store.commit, list[int]()

    def after_the_count(writes: Any) -> None:
        if not done:
            done.append(1)
            site.until(3, 26)
        commit(writes)

    late.store.commit = after_the_count  # type: ignore[method-assign]
    refused_by(
        "VoteMustBeOpen", late.do, "cast", ("votes", None), {"contest": contest, "entries": [first]}, voter("ben")
    )
    assert site.shown("contests", contest)["voters"] == 1
    assert len(site.listed("votes")) == 1


def test_the_count_takes_a_vote_that_was_cast_while_it_counted(site: Contests) -> None:
    contest, (first,) = site.voting("错峰放学")
    site.vote(contest, "ana", first)
    counting = site.of.beside()
    commit, done = counting.store.commit, list[str]()

    def after_a_vote(writes: Any) -> None:
        if not done:
            site.of.clock.now = site.of.clock.now.replace(day=25)
            done.append(site.vote(contest, "ben", first))
            site.of.clock.now = site.of.clock.now.replace(day=26)
        commit(writes)

    counting.store.commit = after_a_vote  # type: ignore[method-assign]
    site.of.clock.now = site.of.clock.now.replace(day=26)
    counting.due_times.run()
    shown = site.shown("contests", contest)
    assert (shown["state"], shown["voters"], shown["shortlist"][0]["votes"]) == ("final_review", 2, 2)


def test_who_holds_no_office_and_is_no_member_has_no_vote(site: Contests) -> None:
    contest, (first,) = site.voting("错峰放学")
    refused_by("VoterMustHoldAnOffice", site.vote, contest, "stranger", first)
    site.holds(KnownOffice("over", "stranger", "MEM", ended=True))
    refused_by("VoterMustHoldAnOffice", site.vote, contest, "stranger", first)
    body = {"contest": contest, "entries": [first]}
    for nobody in (Actor(), Actor(roles=("OFF",), organisation=OF_COUNTY, division=COUNTY), AUDITOR):
        with pytest.raises(NotPermitted):
            site.of.do("cast", ("votes", None), body, nobody)


def test_what_is_chosen_is_on_the_shortlist_and_no_more_than_allowed(site: Contests) -> None:
    contest, (first, second, third) = site.voting("一", "二", "三", choices=2)
    for wrong in ((), (first, second, third), (first, first), (new_id(),)):
        with pytest.raises(Invalid) as refused:
            site.vote(contest, "ana", *wrong)
        assert list(refused.value.errors) == ["entries"]
    with pytest.raises(Invalid) as refused:
        site.vote(new_id(), "ana", first)
    assert list(refused.value.errors) == ["contest"]
    site.vote(contest, "ana", first, third)
    site.until(3, 26)
    assert [one["votes"] for one in site.shown("contests", contest)["shortlist"]] == [1, 0, 1]


def test_nobody_votes_before_the_vote_or_after_it(site: Contests) -> None:
    contest, (first,) = site.voting("错峰放学")
    with pytest.raises(RuleBroken):
        site.of.do(
            "cast",
            ("votes", None),
            {"contest": contest, "entries": [first], "occurred_at": "2026-03-19T12:00:00+08:00"},
            voter("ana"),
        )
    site.until(3, 26)
    refused_by("VoteMustBeOpen", site.vote, contest, "ana", first)


def test_who_chose_what_is_read_by_the_voter_and_by_auditors_alone(site: Contests) -> None:
    contest, (first,) = site.voting("错峰放学")
    vote = site.vote(contest, "ana", first)
    for reader in (voter("ana"), AUDITOR):
        assert site.shown("votes", vote, reader)["entries"] == [first]
    others = (voter("ben"), OFFICER, PROVINCIAL, Actor(roles=("ADM",)), Actor(roles=("SEC",)), Actor())
    for reader in others:
        with pytest.raises(NotFound):
            site.shown("votes", vote, reader)
        assert site.listed("votes", reader) == []


def test_counts_are_for_the_organiser_until_they_are_published(site: Contests) -> None:
    contest, (first,) = site.voting("错峰放学")
    site.vote(contest, "ana", first)
    assert site.shown("contests", contest)["shortlist"][0]["votes"] is None
    site.until(3, 26)
    assert site.shown("contests", contest, PROVINCIAL)["voters"] == 1
    seen = site.shown("contests", contest, Actor())
    assert (seen["voters"], seen["shortlist"][0]["votes"]) == (None, None)
    for wrong in ([], [{"entry": first, "award": "一"}] * 2, [{"entry": new_id(), "award": "一"}]):
        with pytest.raises(Invalid):
            site.does("rank", ("contests", contest), PROVINCIAL, ranking=wrong, summary="…")
    site.does("rank", ("contests", contest), PROVINCIAL, ranking=[{"entry": first, "award": "一"}], summary="…")
    assert site.shown("contests", contest, Actor())["ranking"] == []


def test_the_call_is_for_offices_and_public_from_the_notice_on(site: Contests) -> None:
    contest = site.call()
    assert site.shown("contests", contest, NEIGHBOUR)["state"] == "calling"
    with pytest.raises(NotFound):
        site.shown("contests", contest, Actor())
    with pytest.raises(NotPermitted):
        site.does("cancel", ("contests", contest), MUNICIPAL, reason="!")
    site.does("cancel", ("contests", contest), PROVINCIAL, reason="改期")
    with pytest.raises(NotAllowedInState):
        site.does("post_notice", ("contests", contest), PROVINCIAL)
    refused_by("ContestMustBeCalling", site.enter, contest, site.case())
