"""The circumstances of a command: where a list of the kinds of posting stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.posting_kinds.commands import AmendPostingKinds, CreatePostingKinds
from services.members.posting_kinds.domain import Facts
from services.members.posting_kinds.state import PostingKinds


def place(kinds: PostingKinds, posting_kinds_id: str) -> Place:
    return Place(division=kinds.division)


def place_of_new(lookups: Lookups, kinds: None, command: CreatePostingKinds) -> Place:
    return Place(division=command.division)


def facts(lookups: Lookups, kinds: PostingKinds | None, command: CreatePostingKinds | AmendPostingKinds) -> Facts:
    if isinstance(command, CreatePostingKinds):
        return Facts(division_known(lookups, command.division or None))
    return Facts()
