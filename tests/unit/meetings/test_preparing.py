"""What is prepared around a meeting: its format, why whom is invited, notices by category, the recorder's notes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infra.kernel.access.places import ADMINISTRATORS, Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.problems import Invalid, NotFound, NotPermitted, RuleBroken
from infra.kernel.testing import given
from services.meetings.invitation.circumstances import subject
from services.meetings.invitation.commands import ExplainInvitation, TranslateNotice
from services.meetings.invitation.domain import Facts as OfInvitation
from services.meetings.invitation.events import InvitationExplained, NoticeTranslated
from services.meetings.invitation.lifecycle import INVITATION
from services.meetings.meeting.events import MeetingNoticesSent
from services.meetings.meeting_format.commands import AmendFormat, DescribeFormat
from services.meetings.meeting_format.domain import Facts as OfFormat
from services.meetings.meeting_format.events import FiveQuestions, FormatAmended, FormatDescribed, MediationParty
from services.meetings.meeting_format.lifecycle import MEETING_FORMAT
from services.meetings.meeting_format.schemas import DescribeFormat as Wire
from services.meetings.notice_round.commands import NotifyCategories
from services.meetings.notice_round.domain import Facts as OfNotices
from services.meetings.notice_round.events import NoticeRoundSent
from services.meetings.notice_round.lifecycle import NOTICE_ROUND
from services.meetings.preparing_rules import (
    FormatIsDescribedAlready,
    FormatIsSettled,
    InvitationIsExplainedAlready,
    InviteeIsNotInvited,
    MediationIsBetweenTwo,
    NobodyIsMeant,
    NoticeNeedsAnotherLanguage,
    NoticesFollowTheDate,
    PartyIsNotOfThisMeeting,
)
from services.meetings.rules import MeetingIsOver

from .at_work import CHAIR, COUNCIL, RECORDER, after, part
from .at_work import PARENT as BY_CODE
from .story import (
    ENDED,
    FRIDAY,
    GUESTS,
    IN_REVIEW,
    MONDAY,
    NOTICED,
    OBSERVER,
    PERIOD,
    PLANNED,
    SCHEDULED,
    THURSDAY_NIGHT,
)

FORMAT = OfFormat(MONDAY)
SIDES = (MediationParty(group="家长"), MediationParty(participant="host"))
DESCRIBED = FormatDescribed("m1", "f1", "gate", ("courtyard", "mediation"), ("hybrid",), "stationed", SIDES)
DESCRIBE = DescribeFormat("f1", "m1", ("courtyard", "mediation", "courtyard"), (), "stationed", SIDES)


def test_a_meeting_has_several_forms_and_by_default_the_mode_of_its_plan() -> None:
    past = given(MEETING_FORMAT, PLANNED, *GUESTS)
    past.when(DESCRIBE, FORMAT).then(DESCRIBED)
    given(MEETING_FORMAT, PLANNED, *GUESTS, DESCRIBED).when(replace(DESCRIBE, meeting_format_id="f2"), FORMAT).refused(
        FormatIsDescribedAlready
    )
    assert past.state.form == "council"


def test_what_is_said_of_a_format_can_be_said_anew_until_the_minutes_circulate() -> None:
    amend = AmendFormat("f1", "m1", ("field",), ("onsite", "remote"))
    amended = FormatAmended("m1", "f1", ("field",), ("onsite", "remote"), None, ())
    given(MEETING_FORMAT, *ENDED, DESCRIBED).when(amend, FORMAT).then(amended)
    given(MEETING_FORMAT, *IN_REVIEW, DESCRIBED).when(amend, FORMAT).refused(FormatIsSettled)


@pytest.mark.parametrize(
    ("forms", "parties"),
    [(("mediation",), ()), (("mediation",), SIDES[:1]), (("mediation",), (SIDES[0], SIDES[0])), (("field",), SIDES)],
)
def test_a_mediation_is_between_two_and_nothing_else_is(
    forms: tuple[str, ...], parties: tuple[MediationParty, ...]
) -> None:
    wrong = replace(DESCRIBE, forms=forms, parties=parties)
    given(MEETING_FORMAT, PLANNED, *GUESTS).when(wrong, FORMAT).refused(MediationIsBetweenTwo)


def test_a_party_in_person_takes_part() -> None:
    stranger = replace(DESCRIBE, parties=(SIDES[0], MediationParty(participant="stranger")))
    given(MEETING_FORMAT, PLANNED, *GUESTS).when(stranger, FORMAT).refused(PartyIsNotOfThisMeeting)


GUEST = OfInvitation(MONDAY)
EXPLAIN = ExplainInvitation(
    "v1", "m1", "parent", "stakeholder", "在口岸经商", "商会", ("county", "county"), "my", "缅甸商会介绍"
)
EXPLAINED = InvitationExplained(
    "m1",
    "v1",
    "gate",
    "parent",
    "stakeholder",
    "在口岸经商",
    "商会",
    ("county",),
    "my",
    "缅甸商会介绍",
    None,
    "digest of parent",
)


def test_an_invitation_is_explained_once_to_whoever_is_invited() -> None:
    past = given(INVITATION, PLANNED, *GUESTS)
    past.when(EXPLAIN, GUEST).then(EXPLAINED)
    assert (subject(past.state, EXPLAIN), subject(past.state, replace(EXPLAIN, participant="who"))) == ("parent", None)
    past.when(replace(EXPLAIN, participant="who"), GUEST).refused(InviteeIsNotInvited)
    again = given(INVITATION, PLANNED, *GUESTS, EXPLAINED)
    again.when(replace(EXPLAIN, invitation_id="v2"), GUEST).refused(InvitationIsExplainedAlready)


def test_a_notice_is_translated_for_whoever_reads_another_language() -> None:
    translate, told = TranslateNotice("v1", "m1", "အစည်းအဝေး"), NoticeTranslated("m1", "v1", "အစည်းအဝေး", MONDAY)
    given(INVITATION, PLANNED, *GUESTS, EXPLAINED).when(translate, GUEST).then(told)
    chinese = given(INVITATION, PLANNED, *GUESTS, replace(EXPLAINED, language=None))
    chinese.when(translate, GUEST).refused(NoticeNeedsAnotherLanguage)
    given(INVITATION, *ENDED, EXPLAINED).when(translate, GUEST).refused(MeetingIsOver)


def test_a_foreign_guest_reads_the_notice_in_his_language_with_his_code() -> None:
    of = after(PLANNED, *GUESTS)
    body = {
        "participant": "019a0000-0000-7000-8000-000000000003",
        "category": "stakeholder",
        "reason": "经商",
        "language": "my",
    }
    with pytest.raises(Invalid) as refused:
        of.do("explain_invitation", ("invitations", None), body, CHAIR, parent="m1")
    assert refused.value.errors.keys() == {"participant"}
    of = after(PLANNED, *GUESTS, EXPLAINED)
    of.do("translate_notice", ("invitations", "v1"), {"text": "အစည်းအဝေး"}, CHAIR, parent="m1")
    assert part(of, "invitations", "v1", BY_CODE)["text"] == "အစည်းအဝေး"
    with pytest.raises(NotFound):
        part(of, "invitations", "v1", Actor(participant="digest of host"))


NOTICES = OfNotices(MONDAY, PERIOD)
TO_PARENTS = NotifyCategories("n1", "m1", ("invited",), ("家长",), (), "请听取意见")


def sent(*recipients: str) -> MeetingNoticesSent:
    return replace(NOTICED, text="请听取意见", recipients=recipients)


def test_one_command_sends_notices_to_a_category_and_to_nobody_else() -> None:
    past = given(NOTICE_ROUND, PLANNED, SCHEDULED, *GUESTS, OBSERVER, EXPLAINED)
    told = NoticeRoundSent("m1", "n1", "gate", ("invited",), ("家长",), (), "请听取意见", 1, MONDAY)
    past.when(TO_PARENTS, NOTICES).then(told, sent("parent"))
    by_category = replace(TO_PARENTS, kinds=(), groups=(), categories=("stakeholder",))
    past.when(by_category, NOTICES).then(
        replace(told, kinds=(), groups=(), categories=("stakeholder",)), sent("parent")
    )
    rest = given(NOTICE_ROUND, PLANNED, SCHEDULED, *GUESTS, OBSERVER, sent("parent"))
    rest.when(TO_PARENTS, NOTICES).refused(NobodyIsMeant)
    assert rest.state.without_notice == ("host", "recorder", "observer")
    assert rest.state.lead_times == {"parent": THURSDAY_NIGHT}


def test_notices_follow_the_date() -> None:
    given(NOTICE_ROUND, PLANNED, *GUESTS).when(TO_PARENTS, NOTICES).refused(NoticesFollowTheDate)
    given(NOTICE_ROUND, *ENDED).when(TO_PARENTS, NOTICES).refused(NoticesFollowTheDate)


SECRETARY = Actor(person="sun", roles=("REC",), **COUNCIL)
LIAISON = Actor(person="lia", roles=("LIA",), **COUNCIL)


def test_working_notes_are_read_by_recorder_and_chair_alone() -> None:
    of = after(*IN_REVIEW)
    note = of.do("write_note", ("notes", None), {"text": "王女士情绪激动 𠮷"}, RECORDER, parent="m1")["id"]
    assert "王女士" not in of.store.stream("meeting-m1")[-1].payload
    for reader in (RECORDER, CHAIR, SECRETARY):
        assert part(of, "notes", note, reader)["text"] == "王女士情绪激动 𠮷"
    strangers = [
        LIAISON,
        BY_CODE,
        Actor(),
        Actor("ben", ("MEM",), None, "620723101"),
        Actor("x", ("REC",), "other", "620723101"),
    ]
    strangers += [Actor(person="adm", roles=(role,)) for role in ADMINISTRATORS]
    for reader in strangers:
        assert of.records.listing(ListCall("notes", Caller(), parent_id="m1"), reader)["items"] == []
        with pytest.raises(NotFound):
            part(of, "notes", note, reader)
        with pytest.raises(NotFound):
            of.records.history(ReadCall("notes", Caller(), note, "m1"), reader)
    meeting = of.records.one(ReadCall("meetings", Caller(), "m1"), RECORDER)
    assert "王女士" not in str(meeting)


def test_a_working_note_is_changed_by_its_author_alone_and_is_gone_when_discarded() -> None:
    of = after(PLANNED)
    note = of.do("write_note", ("notes", None), {"text": "先问校方"}, RECORDER, parent="m1")["id"]
    with pytest.raises(RuleBroken):
        of.do("rewrite_note", ("notes", note), {"text": "不问"}, SECRETARY, parent="m1")
    with pytest.raises(NotPermitted):
        of.do("discard_note", ("notes", note), {}, CHAIR, parent="m1")
    of.do("rewrite_note", ("notes", note), {"text": "再问家长"}, RECORDER, parent="m1")
    assert part(of, "notes", note, CHAIR)["text"] == "再问家长"
    of.clock.now = FRIDAY + timedelta(days=400 * 5)
    of.do("discard_note", ("notes", note), {}, RECORDER, parent="m1")
    assert part(of, "notes", note, RECORDER)["text"] is None


def test_the_five_questions_are_answered_with_the_format_one_by_one() -> None:
    five = FiveQuestions("校门口怎么管", who="家长、摊贩 𠮷")
    asked = DescribeFormat("f1", "m1", ("bench",), five_questions=five)
    described = FormatDescribed("m1", "f1", "gate", ("bench",), ("hybrid",), None, (), five)
    given(MEETING_FORMAT, PLANNED).when(asked, FORMAT).then(described)
    for said, wrong in (({"what": " "}, True), ({}, True), ({"why": "x"}, True), ({"how": "板凳会"}, False)):
        errors = Wire().validate({"forms": ["bench"], "five_questions": said})
        assert ("five_questions" in errors) is wrong
