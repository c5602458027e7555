"""What defines a service, and which news it follows."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.reactions import Copying, Forgetting, Reacting
from infra.kernel.news.copies_of_labels import COPIES_OF_LABELS
from infra.kernel.news.copies_of_marks import COPIES_OF_MARKS
from infra.kernel.news.copies_of_offices import COPIES_OF_OFFICES
from infra.kernel.news.copies_of_persons import COPIES_OF_PERSONS
from infra.kernel.news.endings import COPIES_OF_ENDINGS
from infra.kernel.news.standard_copies import STANDARD_COPIES


@dataclass(frozen=True)
class ServiceDefinition:
    """What defines a service: its name, its lifecycles, its tables COPIES and REACTIONS, and its forgettings."""

    name: str
    lifecycles: tuple[Lifecycle, ...]
    copies: tuple[Copying, ...]
    reactions: tuple[Reacting, ...]
    forgettings: tuple[Forgetting, ...] = ()

    @property
    def all_copies(self) -> tuple[Copying, ...]:
        of_every_service = (
            *STANDARD_COPIES,
            *COPIES_OF_OFFICES,
            *COPIES_OF_LABELS,
            *COPIES_OF_MARKS,
            *COPIES_OF_PERSONS,
            *COPIES_OF_ENDINGS,
        )
        return (*of_every_service, *self.copies)

    @property
    def producers(self) -> list[str]:
        of_copies = [copying.producer for copying in self.all_copies]
        of_reactions = [reacting.producer for reacting in self.reactions]
        of_forgettings = [forgetting.producer for forgetting in self.forgettings]
        return list(dict.fromkeys([*of_copies, *of_reactions, *of_forgettings]))

    @property
    def lines(self) -> dict[str, str]:
        """What is followed with a cursor of its own, and whose log that is in: every producer, and each line of its news."""
        followed: tuple[Copying | Reacting, ...] = (*self.all_copies, *self.reactions)
        apart = {row.followed_as: row.producer for row in followed}
        return {name: name for name in self.producers} | apart
