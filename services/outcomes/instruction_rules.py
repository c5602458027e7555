"""The rules of instructions. A class name is the rule; its docstring is told to the caller."""

from services.outcomes.rules import OutcomesRuleBroken


class LeaderIsAPersonOrAName(OutcomesRuleBroken):
    """批示领导填人员编号或姓名，二者只填其一。 Name the leader once: the person, or a name for somebody who is none here."""

    names = "leader"


class ClassifiedWordsAreNotKeptHere(OutcomesRuleBroken):
    """涉密批示只填文号，内容和附件不得录入。 Of a classified instruction only its document number is kept, neither words nor files."""

    names = "secrecy"


class ClassifiedNeedsItsNumber(OutcomesRuleBroken):
    """涉密批示须填文号，形如“临委密〔2026〕12号”。 A classified instruction is named by its document number alone."""

    names = "document_number"


class ClassifiedIsHandledOnPaper(OutcomesRuleBroken):
    """涉密批示不在本系统交办，请按文号线下办理。 What is classified is given out on paper, by its number: a task would have to say it."""


class ClassifiedIsReportedByNumber(OutcomesRuleBroken):
    """涉密批示的落实情况只填报告文号。 What came of a classified instruction is told by the number of its report alone."""

    names = "text"


class ClassifiedIsWithdrawnInSetWords(OutcomesRuleBroken):
    """涉密批示的撤回理由须为：登记有误、重复登记、原件收回。 Of a classified one the reason is one of: 登记有误, 重复登记, 原件收回."""

    names = "reason"


class ClassifiedIsHandedOverInSetWords(OutcomesRuleBroken):
    """涉密批示的移交理由须为：机构撤销、机构合并、职能划转。 Of a classified one the reason is one of: 机构撤销, 机构合并, 职能划转."""

    names = "reason"


class InstructionSaysSomething(OutcomesRuleBroken):
    """须填批示内容。 An instruction that is not classified has its words."""

    names = "text"


class InstructionMustHaveBeenGiven(OutcomesRuleBroken):
    """批示日期不得晚于今天。 An instruction was given today or before."""


class ItsTasksStillRun(OutcomesRuleBroken):
    """批示的任务尚未办结。 Every task of the instruction must be done or cancelled."""
