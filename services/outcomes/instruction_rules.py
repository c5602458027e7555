"""The rules of instructions. A class name is the rule; its docstring is told to the caller."""

from services.outcomes.rules import OutcomesRuleBroken


class LeaderIsAPersonOrAName(OutcomesRuleBroken):
    """批示领导填人员编号或姓名，二者只填其一。 Name the leader once: the person, or a name for somebody who is none here."""

    names = "leader"


class ClassifiedWordsAreNotKeptHere(OutcomesRuleBroken):
    """涉密批示只填文号，内容和附件不得录入。 Of a classified instruction only its document number is kept, neither words nor files."""

    names = "secrecy"


class ClassifiedNeedsItsNumber(OutcomesRuleBroken):
    """涉密批示须填文号。 A classified instruction is named by its document number."""

    names = "document_number"


class InstructionSaysSomething(OutcomesRuleBroken):
    """须填批示内容。 An instruction that is not classified has its words."""

    names = "text"


class InstructionMustHaveBeenGiven(OutcomesRuleBroken):
    """批示日期不得晚于今天。 An instruction was given today or before."""


class ItsTasksStillRun(OutcomesRuleBroken):
    """批示的任务尚未办结。 Every task of the instruction must be done or cancelled."""
