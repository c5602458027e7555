"""Read replica: the briefs and proposals that there are, and where they stand: an instruction may be on one.

They are followed along a line of their own: a site that has read these news already reads them again from the first event.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

DOCUMENTS = "documents"
Collection: TypeAlias = Literal["briefs", "proposals"]


@dataclass(frozen=True, slots=True)
class BriefDrafted:
    brief_id: str
    division: str
    organisation: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class ProposalDrafted:
    proposal_id: str
    division: str
    organisation: str
    topic: str | None


@dataclass(frozen=True)
class KnownDocument:
    """A brief or a proposal, as `topics` tells."""

    document_id: str
    collection: Collection
    division: str
    organisation: str
    topic: str | None


def on_brief_drafted(known: KnownDocument | None, event: BriefDrafted) -> KnownDocument:
    return KnownDocument(event.brief_id, "briefs", event.division, event.organisation, event.topic)


def on_proposal_drafted(known: KnownDocument | None, event: ProposalDrafted) -> KnownDocument:
    return KnownDocument(event.proposal_id, "proposals", event.division, event.organisation, event.topic)
