"""The rules of contests, their entries and votes; the rule book is of outcomes and tasks."""

from services.outcomes.rules import OutcomesRuleBroken


class OrganiserMustBeAnOffice(OutcomesRuleBroken):
    """须为政协机关或专委会 A contest and an entry are an office's or a committee's."""

    names = "organisation"


class ContestDaysMustFollow(OutcomesRuleBroken):
    """报送截止须晚于今天，投票始于其后，止于其后 Entries end after today, the vote begins after that and ends then or later."""


class EachVoterHasAChoice(OutcomesRuleBroken):
    """每人可选 1 至 20 项 Each voter chooses from 1 to 20 entries."""

    names = "choices"


class SubmissionsAreOver(OutcomesRuleBroken):
    """报送已截止，不能再改报送截止日 Entries have ended: their last day stays."""


class ContestMustBeCalling(OutcomesRuleBroken):
    """征集期内方可报送 Entries are submitted until the last day that was called out."""


class ContestMustBeReviewed(OutcomesRuleBroken):
    """现阶段不能遴选、入围或取消 It is selected before the notice, shortlisted in first review, turned down until the vote begins."""


class CaseMustBeThere(OutcomesRuleBroken):
    """没有此案例，或尚未报送，或不在评选范围内 There is no such case that was submitted or published, within the contest's division."""

    names = "case"


class CaseIsEnteredOnce(OutcomesRuleBroken):
    """该案例已参评 The case is entered in this contest already."""

    names = "case"


class CaseMustBePublished(OutcomesRuleBroken):
    """公众投票的案例须先入库公开 What everybody is to judge must be published first: publish the case."""


class EveryEntryMustBeDecided(OutcomesRuleBroken):
    """尚有未遴选或未初评的报送，须逐件定为入围或未入选 Entries are undecided: shortlist or turn down each of them."""


class ShortlistMustNotBeEmpty(OutcomesRuleBroken):
    """须至少一件入围；都不入选的请取消评选 Something must be on the shortlist; cancel a contest in which nothing is."""


class VoteMustLieAhead(OutcomesRuleBroken):
    """投票首日须晚于今天，请先改日期 The vote begins after the notice: set other dates first."""


class RankedMustBeOnTheShortlist(OutcomesRuleBroken):
    """名次只列入围者，每件一次 Only what is on the shortlist is ranked, each once."""

    names = "ranking"


class ContestMustBeThere(OutcomesRuleBroken):
    """没有此评选 There is no such contest."""

    names = "contest"


class VoteMustBeOpen(OutcomesRuleBroken):
    """现在不是投票时间 The vote is open on the days that were called out, and only then."""


class VoterMustHoldAnOffice(OutcomesRuleBroken):
    """须为在职人员或委员本人登录投票 Voters are people in office and members, signed in: nobody else can be counted once."""


class VotedAlready(OutcomesRuleBroken):
    """一人一票，您已投过 One person, one vote: you have voted in this contest."""


class ChosenMustBeOnTheShortlist(OutcomesRuleBroken):
    """只能选入围案例 Only what is on the shortlist is chosen."""

    names = "entries"


class TooManyChosen(OutcomesRuleBroken):
    """所选须为 1 项至规定项数，不得重复 Choose from one to as many entries as the contest allows, each once."""

    names = "entries"
