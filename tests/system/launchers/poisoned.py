"""The `shangliang` command of a version with a fault: `topics` cannot draft a topic whose title names the poison.

It is mended, as a next version would be, once the file is there that MENDED names.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from operations.cli.main import green, main

green()

from infra.kernel.contract.reactions import Reacting  # noqa: E402 the process must be green before
from operations.suite.services import SERVICES  # noqa: E402
from services.topics import reactions  # noqa: E402
from services.topics.service import TopicsService  # noqa: E402
from services.topics.submission.events import SubmissionLinkedToTopic  # noqa: E402
from services.topics.topic.commands import DraftTopic, ProposeTopic  # noqa: E402

POISON = "毒"


class CannotDraft(Exception):
    """The fault."""


def on_submission_linked_to_topic(event: SubmissionLinkedToTopic, facts: None) -> list[DraftTopic | ProposeTopic]:
    if event.new_topic and POISON in event.new_topic.title and not Path(os.environ["MENDED"]).exists():
        raise CannotDraft(event.new_topic.title)
    return reactions.on_submission_linked_to_topic(event, facts)


class PoisonedTopics(TopicsService):
    """Topics, with that one reaction at fault."""

    reactions: ClassVar[tuple[Reacting, ...]] = tuple(  # type: ignore[assignment]
        replace(row, react=on_submission_linked_to_topic) if row.event is SubmissionLinkedToTopic else row
        for row in TopicsService.reactions
    )


SERVICES["topics"] = PoisonedTopics

if __name__ == "__main__":
    main()
