"""Files of a reply and of progress."""

from typing import cast

import pytest
from marshmallow import ValidationError

from infra.kernel.base.problems import Invalid
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.named_file import NamedFile
from infra.kernel.lookups.named import files_named
from infra.kernel.testing import given
from services.outcomes.task.commands import DraftReply
from services.outcomes.task.events import TaskProgressReported, TaskReplyDrafted
from services.outcomes.task.lifecycle import TASK
from services.outcomes.task.projections import row
from services.outcomes.task.schemas import DraftReply as Wire
from tests.unit.outcomes.test_task import HANDLING, IDS

PLAN, PHOTO, REPORT = "a" * 64, "b" * 64, "c" * 64
DRAFTED = TaskReplyDrafted(*IDS, "A", "已设", "电话", (), (PLAN,))
AGAIN = TaskReplyDrafted(*IDS, "A", "已设", "电话", (), (PHOTO,))
SAID = {"class": "A", "text": "已设", "contact_record": "电话"}


class Uploads:
    """Two files were uploaded today."""

    def type_of_new_file(self, digest: str) -> str | None:
        return "application/pdf" if digest in (PLAN, PHOTO) else None


def test_a_reply_names_its_files() -> None:
    given(TASK, *HANDLING).when(DraftReply("task", "A", "已设", "电话", files=(PLAN,))).then(DRAFTED)


def test_the_files_of_the_last_draft_and_of_all_progress_are_shown_and_all_stay_readable() -> None:
    task = given(TASK, *HANDLING, DRAFTED, AGAIN, TaskProgressReported(*IDS, "在办", (REPORT,))).state
    seen = row(task, "task")
    assert seen.shown.files == (PHOTO, REPORT)  # type: ignore[attr-defined]
    assert seen.files == tuple(map(NamedFile, (PLAN, PHOTO, REPORT)))


def test_what_a_record_names_already_it_may_name_again_when_the_upload_is_gone() -> None:
    uploads = cast("Lookups", Uploads())
    assert files_named(uploads, (PLAN, REPORT), already=(REPORT,)) == ("application/pdf",)
    with pytest.raises(Invalid):
        files_named(uploads, (PLAN, REPORT))


@pytest.mark.parametrize(
    "files",
    [["x"], [PLAN.upper()], [PLAN, PLAN], [f"{number:064x}" for number in range(21)], PLAN, [7], [None], [f"{PLAN}\n"]],
)
def test_files_are_named_by_digests_each_once_and_twenty_at_most(files: object) -> None:
    with pytest.raises(ValidationError) as refused:
        Wire().load({**SAID, "files": files})
    assert set(refused.value.messages_dict) == {"files"}


def test_a_reply_without_files_is_as_before() -> None:
    assert "files" not in Wire().load(SAID)
    assert Wire().load({**SAID, "files": []})["files"] == ()
