"""Files that come with commands: taken in one form, kept by the kernel, internal until they are cleared (ADR 23)."""

from dataclasses import fields
from typing import Any

import pytest

from gateway.documents.tables import table
from gateway.files.files import OWNERS
from gateway.routes import RESOURCES
from infra.kernel.commands.folding import Folded, Lifecycles, row_of
from infra.kernel.contract.attached import FilesAttached, FilesCleared
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.named_file import NamedFile
from infra.kernel.contract.wire import FileDigests, FilesToClear, WithFiles
from infra.kernel.storage.record_statements import encode_shown
from operations.suite.services import SERVICES
from tests.contract.published import OURS, SERVICE_OF
from tests.contract.walk import ITS_PARENT, THE_RECORD, Walk

PHOTO, OTHER = "a" * 64, "b" * 64
BY_COLLECTION = {resource.collection: resource for resource in RESOURCES}
PUBLISHED = table()["lifecycles"]
# Their decisions are told of the files: who may add how many, which edition or report they belong to, that they are proof.
DECIDED_ON = {
    *("submission.submit", "submission.supply_info", "submission.clear_files"),
    *("topic.post_notice", "task.draft_reply", "task.report_progress", "project.report"),
    *("survey.record_survey", "survey.correct_survey", "instruction.enter", "rule_text.issue", "rule_text.revise"),
}
# The row of a preparation names its participant, whom the walk does not invite.
TAKING = [lifecycle for lifecycle in OURS.values() if lifecycle.takes_files and lifecycle.name != "pre_work"]
ROWS = {f"{lifecycle.name}.{row.command}": row for lifecycle in OURS.values() for row in lifecycle.table}
WITH_FILES = {name: row for name, row in ROWS.items() if issubclass(row.schema, WithFiles)}


def test_every_command_that_takes_files_takes_them_in_one_form() -> None:
    named = {name: row.schema().fields["files"] for name, row in ROWS.items() if "files" in row.schema().fields}
    assert {type(field) for field in named.values()} == {FileDigests}
    assert set(named) - set(WITH_FILES) == DECIDED_ON


def test_every_service_whose_records_name_files_is_asked_for_them() -> None:
    naming = {name.partition(".")[0] for name in (*DECIDED_ON, *WITH_FILES)}
    assert {SERVICE_OF[name] for name in naming} == set(OWNERS)


@pytest.mark.parametrize("row", WITH_FILES.values(), ids=list(WITH_FILES))
def test_what_comes_with_a_command_is_not_the_decisions_matter(row: Any) -> None:
    assert "files" not in {field.name for field in fields(row.takes)}
    assert not row.schema().fields["files"].required
    assert "files" in row.schema().validate({"files": ["x"]})


@pytest.mark.parametrize("lifecycle", TAKING, ids=lambda lifecycle: lifecycle.name)
def test_whatever_the_record_its_files_are_internal_and_nothing_else_changes(lifecycle: Lifecycle) -> None:
    known = Lifecycles(SERVICES[SERVICE_OF[lifecycle.name]].lifecycles)
    walk = Walk(lifecycle)
    ((state, (created,)), *_) = walk.reached.values()
    folded = known.fold(Folded("stream", walk.ground), created, "t")
    parent = ITS_PARENT if lifecycle.parent_field else None
    after = known.fold(folded, FilesAttached(lifecycle.collection, THE_RECORD, (PHOTO,), parent), "t")
    before, now = row_of(lifecycle, folded, THE_RECORD), row_of(lifecycle, after, THE_RECORD)
    assert now.files == (*before.files, NamedFile(PHOTO, internal=True))
    assert (now.shown, now.audience, after.state) == (before.shown, before.audience, state)
    assert (now.attached, now.cleared) == ((PHOTO,), ())
    assert encode_shown(now.shown, now.attached) == encode_shown(before.shown)[:-1] + f',"attached":["{PHOTO}"]}}'
    assert after.version_of(lifecycle, THE_RECORD) == folded.version_of(lifecycle, THE_RECORD) + 1


@pytest.mark.parametrize("lifecycle", TAKING, ids=lambda lifecycle: lifecycle.name)
def test_whatever_the_record_its_files_can_be_cleared_and_nothing_else_changes(lifecycle: Lifecycle) -> None:
    known = Lifecycles(SERVICES[SERVICE_OF[lifecycle.name]].lifecycles)
    walk = Walk(lifecycle)
    ((state, (created,)), *_) = walk.reached.values()
    folded = known.fold(Folded("stream", walk.ground), created, "t")
    parent = ITS_PARENT if lifecycle.parent_field else None
    for event in (FilesAttached(lifecycle.collection, THE_RECORD, (PHOTO, OTHER), parent), _cleared(lifecycle, parent)):
        folded = known.fold(folded, event, "t")
    row = row_of(lifecycle, folded, THE_RECORD)
    assert row.files[-2:] == (NamedFile(PHOTO), NamedFile(OTHER, internal=True))
    assert (row.attached, row.cleared, folded.state) == ((PHOTO, OTHER), (PHOTO,), state)
    shown = encode_shown(row.shown, row.attached, row.cleared)
    assert shown.endswith(f',"attached":["{PHOTO}","{OTHER}"],"cleared":["{PHOTO}"]}}')


def _cleared(lifecycle: Lifecycle, parent: str | None) -> FilesCleared:
    return FilesCleared(lifecycle.collection, THE_RECORD, (PHOTO,), parent)


EVERY_LIFECYCLE = pytest.mark.parametrize("lifecycle", OURS.values(), ids=lambda lifecycle: lifecycle.name)


@EVERY_LIFECYCLE
def test_whoever_clears_a_submissions_files_clears_those_of_any_record_that_takes_some(lifecycle: Lifecycle) -> None:
    (of_submissions,) = OURS["submission"].rows["clear_files"]
    rows = lifecycle.rows.get("clear_files", ())
    assert bool(rows) is (lifecycle.takes_files or lifecycle.name == "submission")
    for row in rows:
        assert (row.by, row.schema) == (of_submissions.by, FilesToClear)
        assert lifecycle.name == "submission" or set(row.from_states) == set(lifecycle.states)


@EVERY_LIFECYCLE
def test_that_it_can_be_done_is_published_for_each(lifecycle: Lifecycle) -> None:
    published = [row for row in PUBLISHED[lifecycle.name]["transitions"] if row["command"] == "clear_files"]
    said = [(tuple(row["roles"]), tuple(row["from"]), row["advances"]) for row in published]
    assert said == [(row.by, tuple(row.from_states), False) for row in lifecycle.rows.get("clear_files", ())]
    resource = BY_COLLECTION.get(lifecycle.collection)
    assert resource is None or ("clear_files" in resource.commands) is bool(published)
