"""The rules of what an ended organisation leaves; `rules.py` is long enough."""

from services.members.rules import MembersRuleBroken


class NoLongerNamed(MembersRuleBroken):
    """此记录已不再指该组织 The record does not name that organisation any more."""


class OrganisationHasNotEnded(MembersRuleBroken):
    """所指组织均未终止，不能移交 No organisation that it names has ended: it is not handed over."""
