"""The rules of sealing and destroying a person's words: nobody decides alone, and nobody about himself (ADR 29)."""

from dataclasses import dataclass

from services.members.rules import MembersRuleBroken


class PersonMustHaveWords(MembersRuleBroken):
    """没有此人的密钥，或已销毁；请填人员编号或来信的 submitter
    There is no key of such a person, or it was destroyed: name a person's id, or the `submitter` of a submission.
    """

    names = "person"


class WordsAreDestroyedAlready(MembersRuleBroken):
    """此人的密钥已销毁 The key of this person has been destroyed meanwhile."""


class SomebodyElseMustApprove(MembersRuleBroken):
    """申请人不能批准自己的申请 Who requested it does not approve it: a second administrator does."""


class NobodyApprovesForHimself(MembersRuleBroken):
    """本人不能批准对自己信息的处置 Nobody approves what is done with his own words."""


class OneSealingAtATime(MembersRuleBroken):
    """此人已有在办或生效的封存 A sealing of this person's words is under way or in force."""


class OneDestructionAtATime(MembersRuleBroken):
    """此人已有在办的销毁申请 A destruction of this person's words is under way."""


@dataclass(frozen=True, slots=True)
class Requested:
    """Who asked; a machine's token (of a demo) is nobody, and known by its role alone."""

    by: str | None
    role: str


def check_second(requested: Requested, person: str, approver: str | None, role: str) -> None:
    """`person` is whose words they are."""
    if approver == requested.by and (approver is not None or role == requested.role):
        raise SomebodyElseMustApprove
    if approver == person:
        raise NobodyApprovesForHimself
