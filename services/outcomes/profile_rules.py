"""The rules of what is said of an outcome besides its words. A class name is the rule; its docstring is told to the caller."""

from services.outcomes.rules import OutcomesRuleBroken


class OutcomeIsProfiledAlready(OutcomesRuleBroken):
    """该成果已有要素登记，请修改原登记。 There is a profile of this outcome already: amend that one."""


class AMechanismHasParties(OutcomesRuleBroken):
    """机制类成果须列参与各方，至少两方。 A mechanism is between parties: name two at least."""

    names = "parties"


class PartiesDiffer(OutcomesRuleBroken):
    """同一方只列一次。 A party is named once."""

    names = "parties"


class PartyIsAnOrganisationOrAName(OutcomesRuleBroken):
    """每一方填组织编号或名称，二者只填其一。 A party is an organisation, or a name for one that is none here."""

    names = "parties"


class SomebodyBenefits(OutcomesRuleBroken):
    """户数、人数、单位数至少填一项。 Say how many households, persons or units benefit: one of them at least."""

    names = "persons"


class ProfileDayMustHaveCome(OutcomesRuleBroken):
    """日期不得晚于今天。 The day is today or before."""


class TheDisputeIsOlderThanItsEnd(OutcomesRuleBroken):
    """化解之日不得早于起始之日。 A dispute is not settled before it began."""


class NothingOfTheProfileChanges(OutcomesRuleBroken):
    """没有变化。 The profile reads so already."""


class EffectComesAfterTheMeeting(OutcomesRuleBroken):
    """成效之日不得早于会议之日。 An effect of an outcome is not there before its meeting was."""


class EffectMustHaveCome(OutcomesRuleBroken):
    """成效之日不得晚于今天。 An effect is measured today or before."""


class TaskMustBeOfTheOutcome(OutcomesRuleBroken):
    """该任务不属于此成果。 The task must be one of the outcome."""

    names = "task"
