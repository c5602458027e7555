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


class TagsStandInTheRegister(MembersRuleBroken):
    """标签须为当地标签清单所列 The tags are those of the register in force there (label-lists, kind tags)."""

    names = "tags"


class TagsAreNamedOnce(MembersRuleBroken):
    """同一标签只列一次 A tag is named once."""

    names = "tags"


class RecordCarriesThemAlready(MembersRuleBroken):
    """该记录已带有这些标签 The record carries these tags already."""


class RecordCarriesThemNot(MembersRuleBroken):
    """该记录未带有这些标签 The record does not carry all of these tags."""


class RecordIsInternalAlready(MembersRuleBroken):
    """该记录已标为不公开 The record is marked internal already; lift the mark first to give another reason."""


class WordsAreForWhatExists(MembersRuleBroken):
    """用语的代码须为机构类型或状态，如 council、topic.screening Words are for a kind of body or for a state, like these."""

    names = "items"


class RuleTextHasTextOrFile(MembersRuleBroken):
    """须给出正文或文件 A rule text has its words or a file: give text, or files."""

    names = "text"


class EditionMustNotEndBeforeItBegins(MembersRuleBroken):
    """失效之日早于施行之日 An edition does not end before it begins:"""


class EditionsFollowOneAnother(MembersRuleBroken):
    """新版施行之日不得早于前一版 A new edition does not begin before the one that it follows:"""


class IssuerStandsAtOrAbove(MembersRuleBroken):
    """发文机构须属该区划或其上级 Who issues it stands in the division, or above it:"""

    names = "organisation"
