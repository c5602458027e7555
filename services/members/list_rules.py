"""The rule book of lists, tags and rule texts: one exception class per rule, as in rules.py."""

from services.members.rules import MembersRuleBroken


class ItemsMustDiffer(MembersRuleBroken):
    """各项代码须不同 The codes of the items must differ."""

    names = "items"


class ItemsSayWhatTheirKindAsksFor(MembersRuleBroken):
    """每项须写明且只写明此类清单所需的内容 Each item says what a list of its kind asks for, and nothing else."""

    names = "items"


class StepsCoverStatesThatExist(MembersRuleBroken):
    """covers 须为已有状态，如 topic.screening What a step covers are states that exist, like topic.screening."""

    names = "items"


class EveryStateOfATopicHasOneStep(MembersRuleBroken):
    """议题的每个状态须归入且只归入一步 Every state of a topic belongs to one step, and to one only."""

    names = "items"


class WordsAreForWhatExists(MembersRuleBroken):
    """用语的代码须为机构类型或状态，如 council、topic.screening Words are for a kind of body or for a state, like these."""

    names = "items"
