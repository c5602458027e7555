"""The rules of the topic."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from infra.kernel.testing import Scenario, given
from services.topics import rules
from services.topics.copies import KnownMeeting
from services.topics.screening_list.default_list import DEFAULT_ITEMS
from services.topics.screening_list.state import SeenScreeningList
from services.topics.topic import commands as asked
from services.topics.topic import events as happened
from services.topics.topic import objection_commands as objecting
from services.topics.topic import schemas
from services.topics.topic import side_events as beside
from services.topics.topic.circumstances import place, subject, tracking
from services.topics.topic.domain import Facts, NoticePeriod
from services.topics.topic.events import Absence, Verdict
from services.topics.topic.lifecycle import TOPIC
from services.topics.topic.projections import row
from services.topics.topic.state import due

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
NOTICE_DAY = date(2026, 3, 9)
NOTICE_ENDS = datetime(2026, 3, 9, 16, tzinfo=UTC)
NOW = Facts(NOON)
CODES = tuple(item.code for item in DEFAULT_ITEMS if item.kind != "reject")
EXCLUDED = tuple(code for code in CODES if code.startswith("exclude"))
VERDICTS = tuple(Verdict(code, "yes" if code.startswith("consult") else "no") for code in CODES)

DRAFTED = happened.TopicDrafted(
    "gate", "School gate", "too fast", "620723101", "council", "society", stakeholder_groups=("parents", "traders")
)
PROPOSED = happened.TopicProposed("gate", NOON)
SCREENING = happened.TopicScreeningStarted("gate", "national", 1, CODES, EXCLUDED)
SHORTLISTED = happened.TopicShortlisted("gate", VERDICTS)
SELECTED = happened.TopicSelected("gate")
ENDORSED = happened.TopicEndorsed("gate", "worth it")
APPROVED = happened.TopicApproved("gate", "沙党发〔2026〕9号")
NOTICED = happened.TopicNoticed("gate", NOTICE_DAY, NOTICE_ENDS, "topic_notice@1", by_hand=False)
NOTICE_ENDED = happened.TopicNoticeEnded("gate")
ROUND_1 = happened.TopicRoundOpened("gate", 1)

IN_PROPOSED = given(TOPIC, DRAFTED, PROPOSED)
IN_SCREENING = given(TOPIC, *IN_PROPOSED.past, SCREENING)
IN_SHORTLISTED = given(TOPIC, *IN_SCREENING.past, SHORTLISTED)
IN_PENDING = given(TOPIC, *IN_SHORTLISTED.past, SELECTED, ENDORSED)
IN_APPROVED = given(TOPIC, *IN_PENDING.past, APPROVED)
IN_NOTICED = given(TOPIC, *IN_APPROVED.past, NOTICED)
IN_PREPARING = given(TOPIC, *IN_NOTICED.past, NOTICE_ENDED)
IN_CONSULTING = given(TOPIC, *IN_PREPARING.past, ROUND_1)

ENDED = KnownMeeting("m1", "gate", 1, "ended", ("parents",), ("parents", "traders"), ("humps",))
OPEN = KnownMeeting("m2", "gate", 1)
CANCELLED = KnownMeeting("m3", "gate", 1, "cancelled", groups=("drivers",))


def meetings(*known: KnownMeeting) -> Facts:
    return Facts(NOON, meetings=known)


def test_a_draft_names_an_existing_division_and_each_group_once() -> None:
    draft = asked.DraftTopic(
        "gate", "School gate", "too fast", "620723101", "council", "society", ["parents", "traders", "parents"]
    )
    given(TOPIC).when(draft, NOW).then(DRAFTED)
    given(TOPIC).when(draft, Facts(NOON, division_exists=False)).refused(rules.DivisionMustExist)


def test_screening_starts_at_once_with_the_list_of_the_day() -> None:
    start = asked.StartScreening("gate")
    assert due(IN_PROPOSED.state) == [(NOON, start)]
    national = SeenScreeningList("national", "", 1, DEFAULT_ITEMS)
    IN_PROPOSED.when(start, Facts(NOON, screening_list=national)).then(SCREENING)
    IN_PROPOSED.when(start, NOW).refused(rules.ScreeningListMustExist)


def test_verdicts_name_each_item_of_the_list_exactly_once() -> None:
    IN_SCREENING.when(asked.PassScreening("gate", VERDICTS[::-1]), NOW).then(
        happened.TopicShortlisted("gate", VERDICTS[::-1])
    )
    for verdicts in (VERDICTS[1:], (*VERDICTS, VERDICTS[0]), (*VERDICTS[1:], Verdict("other", "yes")), ()):
        IN_SCREENING.when(asked.PassScreening("gate", verdicts), NOW).refused(rules.EveryListItemNeedsOneVerdict)
        IN_SCREENING.when(asked.RuleOut("gate", verdicts, "no"), NOW).refused(rules.EveryListItemNeedsOneVerdict)


def test_ruling_13_screening_passes_with_a_yes_to_consult_on_and_none_to_leave_out() -> None:
    before = given(TOPIC, *IN_PROPOSED.past, replace(SCREENING, excluded=None))
    listed = Facts(NOON, screening_list=SeenScreeningList("national", "", 2, DEFAULT_ITEMS))
    nothing = tuple(Verdict(code, "n/a") for code in CODES)
    one = (Verdict("consult-4", "yes"), *(verdict for verdict in nothing if verdict.item != "consult-4"))
    excluded = tuple(Verdict(code, "yes" if code in ("consult-1", "exclude-2") else "no") for code in CODES)
    for screening, facts in ((IN_SCREENING, NOW), (before, listed)):
        screening.when(asked.PassScreening("gate", one), facts).then(happened.TopicShortlisted("gate", one))
        screening.when(asked.PassScreening("gate", nothing), facts).refused(rules.PassingNeedsAnItemToConsultOn)
        screening.when(asked.PassScreening("gate", excluded), facts).refused(rules.PassingNeedsNoItemToLeaveOut)
    IN_SCREENING.when(asked.RuleOut("gate", excluded, "secret"), NOW).then_state("not_consultable")


def test_ruling_13_the_party_may_override_what_was_ruled_out() -> None:
    ruled_out = given(TOPIC, *IN_SCREENING.past, happened.TopicRuledOut("gate", VERDICTS, "private"))
    ruled_out.when(asked.OverrideScreening("gate", "9号", "it matters"), NOW).then_state("shortlisted")


def test_a_deferred_topic_comes_back_by_itself_on_its_day() -> None:
    back = datetime(2026, 5, 31, 16, tzinfo=UTC)
    defer = asked.DeferTopic("gate", date(2026, 6, 1), "after the harvest")
    deferred = happened.TopicDeferred("gate", date(2026, 6, 1), back, "after the harvest")
    IN_SCREENING.when(defer, Facts(NOON, resumes_at=back, entered_on=date(2026, 5, 31))).then(deferred)
    IN_SCREENING.when(defer, Facts(NOON, resumes_at=back, entered_on=date(2026, 6, 1))).refused(
        rules.NamedDayMustLieAhead
    )
    waiting = given(TOPIC, *IN_SCREENING.past, deferred)
    assert due(waiting.state) == [(back, asked.ResumeTopic("gate"))]
    waiting.when(asked.ResumeTopic("gate"), NOW).then_state("screening")


def test_each_gate_can_send_it_back() -> None:
    reviewing = given(TOPIC, *IN_SHORTLISTED.past, SELECTED)
    reviewing.when(asked.ReturnToSelection("gate", "vague"), NOW).then_state("shortlisted")
    IN_PENDING.when(asked.ReturnForReview("gate", "vague"), NOW).then_state("reviewing")
    IN_PENDING.when(asked.DisapproveTopic("gate", "no"), NOW).then_state("disapproved")
    IN_NOTICED.when(objecting.UpholdObjection("gate", "right"), NOW).then_state("reviewing")


def test_an_approval_carries_its_document_number() -> None:
    IN_PENDING.when(asked.ApproveTopic("gate", "沙党发〔2026〕9号"), NOW).then(APPROVED)


def test_a_notice_lasts_at_least_the_working_days_of_the_policy() -> None:
    post = asked.PostNotice("gate")
    enough = NoticePeriod(NOTICE_DAY, NOTICE_DAY, NOTICE_ENDS, "topic_notice@1", provisional=False)
    IN_APPROVED.when(post, Facts(NOON, notice=enough)).then(NOTICED)
    day_before = NOTICE_DAY - timedelta(days=1)
    short = NoticePeriod(NOTICE_DAY, day_before, NOTICE_ENDS - timedelta(days=1), "topic_notice@1", provisional=False)
    IN_APPROVED.when(post, Facts(NOON, notice=short)).refused(rules.NoticeMustLastItsWorkingDays)


def test_a_notice_ends_when_its_period_is_over() -> None:
    end = asked.EndNotice("gate")
    assert due(IN_NOTICED.state) == [(NOTICE_ENDS, end)]
    IN_NOTICED.when(end, NOW).refused(rules.NoticePeriodMustBeOver)
    IN_NOTICED.when(end, Facts(NOTICE_ENDS)).then(NOTICE_ENDED)


class OneSubmission:
    """A reader that knows one tracking code."""

    def opened_by(self, collection: str, code: str) -> str | None:
        return "some-submission" if (collection, code) == ("submissions", "digest") else None


@pytest.mark.parametrize(
    ("scenario", "code", "opens"),
    [(IN_NOTICED, "digest", True), (IN_NOTICED, "junk", False), (IN_PREPARING, "digest", False)],
)
def test_a_code_that_is_known_speaks_for_its_submitter_while_the_notice_is_up(
    scenario: Scenario, code: str, opens: bool
) -> None:
    assert tracking(OneSubmission(), scenario.state, code) is opens  # type: ignore[arg-type]


def test_ruling_18_any_resident_may_object_during_the_notice_under_a_key_of_his_own() -> None:
    object_ = objecting.LodgeObjection(
        "gate", "objection", "too narrow", actor_person=None, actor_role="PUB", name="Wang"
    )
    assert place(IN_NOTICED.state, "gate").open_to_anyone
    assert not place(IN_PREPARING.state, "gate").open_to_anyone
    assert subject(IN_NOTICED.state, object_) == "objection"
    assert (
        subject(
            IN_NOTICED.state, objecting.LodgeObjection("gate", "objection", "no", actor_person="ana", actor_role="PUB")
        )
        == "ana"
    )
    IN_NOTICED.when(object_, NOW).then(
        happened.TopicObjectionLodged("gate", "objection", "too narrow", "Wang", None, None)
    )
    IN_NOTICED.when(object_, NOW).then_state("noticed")
    IN_NOTICED.when(object_, Facts(NOTICE_ENDS)).refused(rules.ObjectionMustComeDuringTheNotice)


def test_ruling_2_an_objection_that_came_on_paper_is_judged_by_its_day() -> None:
    paper = objecting.LodgeObjection("gate", "objection", "no", "lin", "LIA", received_at=NOTICE_DAY)
    after = Facts(datetime(2026, 3, 20, 4, tzinfo=UTC), possible_since=date(2026, 3, 2), entered_on=date(2026, 3, 20))
    lodged = happened.TopicObjectionLodged("gate", "objection", "no", None, None, NOTICE_DAY)
    IN_NOTICED.when(paper, after).then(lodged)
    IN_PREPARING.when(paper, after).then(lodged)
    IN_PREPARING.when(paper, after).then_state("preparing")
    assert subject(IN_NOTICED.state, paper) == "objection"
    for late in (replace(paper, received_at=date(2026, 3, 10)), replace(paper, received_at=None)):
        IN_PREPARING.when(late, after).refused(rules.ObjectionMustComeDuringTheNotice)
    for never in (date(2026, 3, 1), date(2026, 3, 21)):
        IN_NOTICED.when(replace(paper, received_at=never), after).refused(rules.ReceivedSinceItWasPossible)
    IN_NOTICED.when(replace(paper, actor_role="PUB"), after).refused(rules.TheOfficeThatReceivedItSaysWhen)


def test_an_objection_is_answered_with_the_reason_once_and_the_topic_stays_where_it_is() -> None:
    lodged = happened.TopicObjectionLodged("gate", "objection", "no", None, None, NOTICE_DAY)
    answer = objecting.AnswerObjection("gate", "objection", "has been compared")
    for state in (IN_NOTICED, IN_PREPARING):
        objected = given(TOPIC, *state.past, lodged)
        answered = beside.TopicObjectionAnswered("gate", "objection", "has been compared")
        objected.when(answer, NOW).then(answered)
        objected.when(answer, NOW).then_state(str(state.state.state))
        objected.when(replace(answer, objection="another"), NOW).refused(rules.ObjectionMustBeOpen)
        given(TOPIC, *objected.past, answered).when(answer, NOW).refused(rules.ObjectionMustBeOpen)


def test_an_objection_that_came_in_time_is_upheld_after_the_notice_too() -> None:
    lodged = happened.TopicObjectionLodged("gate", "objection", "no", None, None, NOTICE_DAY)
    answered = beside.TopicObjectionAnswered("gate", "objection", "has been compared")
    uphold = objecting.UpholdLateObjection("gate", "right")
    IN_PREPARING.when(uphold, NOW).refused(rules.ObjectionMustBeOpen)
    given(TOPIC, *IN_PREPARING.past, lodged, answered).when(uphold, NOW).refused(rules.ObjectionMustBeOpen)
    late = given(TOPIC, *IN_PREPARING.past, lodged)
    late.when(uphold, NOW).then(happened.TopicObjectionUpheld("gate", "right"))
    late.when(uphold, NOW).then_state("reviewing")
    upheld = given(TOPIC, *late.past, happened.TopicObjectionUpheld("gate", "right"))
    assert upheld.state.open_objections == ()


def test_a_topic_is_public_from_its_notice_on_for_ever() -> None:
    assert row(IN_APPROVED.state, "gate").audience == "place"
    assert row(IN_NOTICED.state, "gate").audience == "public"
    upheld = given(TOPIC, *IN_NOTICED.past, happened.TopicObjectionUpheld("gate", "right"))
    assert row(upheld.state, "gate").audience == "public"


def test_round_one_opens_from_preparing() -> None:
    IN_PREPARING.when(asked.OpenRound("gate"), meetings()).then(ROUND_1)


@pytest.mark.parametrize("known", [(), (OPEN,), (ENDED, OPEN), (CANCELLED,)])
def test_the_next_round_waits_for_the_last_ones_meetings(known: tuple[KnownMeeting, ...]) -> None:
    IN_CONSULTING.when(asked.OpenRound("gate"), meetings(*known)).refused(rules.RoundNeedsAnEndedMeeting)


def test_the_next_round_opens_when_the_last_ones_meeting_has_ended() -> None:
    IN_CONSULTING.when(asked.OpenRound("gate"), meetings(ENDED, CANCELLED)).then(happened.TopicRoundOpened("gate", 2))
    in_round_2 = given(TOPIC, *IN_CONSULTING.past, happened.TopicRoundOpened("gate", 2))
    in_round_2.when(asked.OpenRound("gate"), meetings(ENDED)).refused(rules.RoundNeedsAnEndedMeeting)


def test_round_numbers_are_never_used_again() -> None:
    again = given(
        TOPIC, *IN_CONSULTING.past, happened.TopicDiscontinued("gate", "stop", approved=True), *IN_PENDING.past[3:]
    )
    again = given(TOPIC, *again.past, APPROVED, NOTICED, NOTICE_ENDED)
    again.when(asked.OpenRound("gate"), meetings()).then(happened.TopicRoundOpened("gate", 2))


def test_a_conclusion_needs_an_ended_meeting_and_none_open() -> None:
    conclude = asked.ConcludeTopic("gate", "full", "agreed")
    IN_CONSULTING.when(conclude, meetings()).refused(rules.ConclusionNeedsAnEndedMeeting)
    IN_CONSULTING.when(conclude, meetings(CANCELLED)).refused(rules.ConclusionNeedsAnEndedMeeting)
    IN_CONSULTING.when(conclude, meetings(ENDED, OPEN)).refused(rules.ConclusionNeedsEveryMeetingOver)
    IN_CONSULTING.when(conclude, meetings(ENDED, CANCELLED)).then(happened.TopicConcluded("gate", "full", "agreed"))


def test_full_or_partial_needs_an_agreed_item() -> None:
    nothing = KnownMeeting("m1", "gate", 1, "ended", (), ("parents", "traders"))
    full, partial = asked.ConcludeTopic("gate", "full", "…"), asked.ConcludeTopic("gate", "partial", "…")
    none, eased = asked.ConcludeTopic("gate", "none", "…"), asked.ConcludeTopic("gate", "eased", "…")
    for command in (full, partial):
        IN_CONSULTING.when(command, meetings(nothing)).refused(rules.AgreementNeedsAnAgreedItem)
    for command in (none, eased):
        IN_CONSULTING.when(command, meetings(nothing)).then_state("concluded")


def test_every_group_with_nobody_checked_in_is_explained_once() -> None:
    unheard = KnownMeeting("m1", "gate", 1, "ended", ("drivers",), ("parents",), ("humps",))
    traders, drivers = Absence("traders", "at the market"), Absence("drivers", "on the road")
    for absences in ((), (traders,), (traders, drivers, drivers)):
        IN_CONSULTING.when(asked.ConcludeTopic("gate", "full", "agreed", absences), meetings(unheard)).refused(
            rules.EveryAbsentGroupNeedsOneExplanation
        )
    IN_CONSULTING.when(asked.ConcludeTopic("gate", "full", "agreed", [traders, drivers]), meetings(unheard)).then(
        happened.TopicConcluded("gate", "full", "agreed", (traders, drivers))
    )


def test_only_a_result_none_or_eased_closes_without_an_outcome() -> None:
    close = asked.CloseWithoutOutcome("gate", "nothing to hand on")
    full = given(TOPIC, *IN_CONSULTING.past, happened.TopicConcluded("gate", "full", "agreed"))
    full.when(close, NOW).refused(rules.AgreementNeedsAnOutcome)
    eased = given(TOPIC, *IN_CONSULTING.past, happened.TopicConcluded("gate", "eased", "calmer"))
    eased.when(close, NOW).then_state("closed")


def test_a_discontinuation_says_whether_the_topic_had_been_approved() -> None:
    stop = asked.DiscontinueTopic("gate", "overtaken")
    IN_SHORTLISTED.when(stop, NOW).then(happened.TopicDiscontinued("gate", "overtaken", approved=False))
    IN_CONSULTING.when(stop, NOW).then(happened.TopicDiscontinued("gate", "overtaken", approved=True))


def test_outcomes_lead_it_to_its_end_and_back() -> None:
    concluded = given(TOPIC, *IN_CONSULTING.past, happened.TopicConcluded("gate", "full", "agreed"))
    concluded.when(asked.SubmitOutcome("gate"), NOW).then_state("outcome_review")
    review = given(TOPIC, *concluded.past, happened.TopicOutcomeSubmitted("gate"))
    review.when(asked.ReopenConsultation("gate", "more to say"), NOW).then_state("consulting")
    review.when(asked.CloseNotAdopted("gate", "no money"), NOW).then_state("closed")
    review.when(asked.CloseConverted("gate"), NOW).then_state("closed")
    review.when(asked.StartImplementation("gate"), NOW).then_state("implementing")
    implementing = given(TOPIC, *review.past, happened.TopicImplementationStarted("gate"))
    implementing.when(asked.CloseTopic("gate"), NOW).then_state("closed")
    closed = given(TOPIC, *implementing.past, happened.TopicClosed("gate"))
    closed.when(asked.TakeUpOutcome("gate"), NOW).then_state("outcome_review")
    closed.when(asked.ReopenTopic("gate", "again"), NOW).then_state("reviewing")


@pytest.mark.parametrize("nobody", ["", " ", "\u200b"])
def test_a_stakeholder_group_has_a_name(nobody: str) -> None:
    """Its absence could never be explained, since an explanation names the group; so the topic could never be concluded."""
    refused: dict[str, Any] = schemas.Draft().validate({"stakeholder_groups": ["家长", nobody]})
    assert refused["stakeholder_groups"].keys() == {1}
