"""The rules of what an ended organisation leaves; `rules.py` is long enough."""

from services.topics.rules import TopicsRuleBroken


class NoLongerItsHolder(TopicsRuleBroken):
    """此记录已不属该组织，或已标注 It no longer belongs to that organisation, or is marked already."""


class OrganisationHasNotEnded(TopicsRuleBroken):
    """所属组织未终止，不能移交 It belongs to an organisation that has not ended: it is not handed over."""
