"""A client that a stranger generates from the document works: commands, lists, records and histories, and refusals.

It is generated from what the running suite serves, and shares the suite of the refusals' scene.
"""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.documented import documented
from tests.system.api import Headers, eventually
from tests.system.refusals.scene import TOWN, Scene

PACKAGE = "stranger"
CONFIG = """\
package_name_override: stranger
post_hooks: []  # nobody reads it, so nothing formats it
content_type_overrides:
  application/jsonl: text/plain
  text/plain: application/octet-stream  # the witness's bodies, which the generator has no word for
"""


@dataclass(frozen=True)
class Generated:
    """The client's package. `ask` calls one operation as whoever has these headers, and answers its typed answer."""

    url: str

    def module(self, name: str) -> Any:
        return importlib.import_module(f"{PACKAGE}.{name}")

    def model(self, name: str) -> Any:
        return getattr(self.module("models"), name)

    def ask(self, tag: str, operation: str, *ids: str, headers: Headers | None = None, **given: Any) -> Any:
        endpoint = self.module(f"api.{tag}.{operation}")
        client = self.module("client").Client(base_url=self.url, headers=headers or {})
        with client as opened:
            return endpoint.sync(*ids, client=opened, **given)


@pytest.fixture(scope="module")
def generated(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generated]:
    home = tmp_path_factory.mktemp("generated")
    (home / "config.yml").write_text(CONFIG, encoding="utf-8")
    program = str(Path(sys.executable).with_name("openapi-python-client"))
    asked = ["--url", f"{scene.suite.url}/v1/openapi.json", "--config", "config.yml", "--meta", "none"]
    made = subprocess.run(
        [program, "generate", *asked, "--output-path", PACKAGE, "--fail-on-warning"],
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    sys.path.insert(0, str(home))
    yield Generated(scene.suite.url)
    sys.path.remove(str(home))


def test_a_running_suite_serves_the_document_that_its_answers_are_held_against(scene: Scene) -> None:
    answer = httpx.get(f"{scene.suite.url}/v1/openapi.json", timeout=60)
    assert answer.json() == documented().document


def test_a_resident_submits_and_follows_the_matter(generated: Generated) -> None:
    channel = generated.model("SubmissionSubmitChannel").WEB
    said = generated.model("SubmissionSubmit")(text="校门口太危险", division=TOWN, channel=channel)
    given = generated.ask("submissions", "submissions_submit", body=said)
    assert isinstance(given, generated.model("SubmissionSubmitDone"))

    seen = generated.ask("tracking", "submissions_track", given.tracking_code)
    assert (seen.id, seen.text, seen.linked_topic) == (given.id, "校门口太危险", None)
    assert seen.state in (generated.model("SubmissionState").RECEIVED, generated.model("SubmissionState").TRIAGING)


def test_a_fresh_topic_is_drafted_read_listed_and_followed(generated: Generated, scene: Scene) -> None:
    chair, council = scene.capacities["chair"], scene.organisations["council"]
    source = generated.model("TopicDraftSource").GOVERNMENT
    draft = generated.model("TopicDraft")(
        title="路灯", background="夜里不亮", division=TOWN, organisation=UUID(council), source=source
    )
    drafted = generated.ask("topics", "topics_draft", headers=chair, body=draft)
    assert isinstance(drafted, generated.model("TopicDone"))

    topic = generated.ask("topics", "topics_read", str(drafted.id), headers=chair)
    assert (topic.title, topic.state.value, topic.category, topic.verdicts) == ("路灯", "draft", None, [])
    assert (topic.result, topic.notice_until, str(topic.organisation)) == (None, None, council)

    drafts = generated.ask("topics", "topics_list", headers=chair, state=[topic.state], limit=200)
    assert drafted.id in [one.id for one in drafts.items]
    history = generated.ask("topics", "topics_history", str(drafted.id), headers=chair)
    assert [(event.type_, event.role) for event in history.items] == [("TopicDrafted", "CHAIR")]


def test_every_collection_is_listed_and_each_of_its_records_read(generated: Generated, scene: Scene) -> None:
    for collection in ("submissions", "topics", "screening_lists", "organisations", "divisions", "people", "policies"):
        tag = collection
        page = generated.ask(tag, f"{collection}_list", headers=scene.auditor, limit=5)
        assert page.items
        for one in page.items:
            record = generated.ask(tag, f"{collection}_read", str(one.id), headers=scene.auditor)
            assert (record.id, record.division) == (one.id, one.division)


def test_a_refusal_is_a_typed_problem(generated: Generated, scene: Scene) -> None:
    nothing = generated.model("TopicApprove")(document_number="沙党发〔2026〕3号")
    refused = generated.ask(
        "topics", "topics_approve", scene.screening, headers=scene.capacities["chair"], body=nothing
    )
    assert (refused.status, refused.type_) == (403, "urn:shangliang:problem:not-permitted")


def test_a_receipt_comes_as_json_when_it_is_asked_for(generated: Generated, scene: Scene) -> None:
    events = scene.api.items(f"/v1/topics/{scene.screening}/history", scene.auditor)
    form = generated.model("ReceiptsReadAs").JSON

    def receipt() -> Any:
        return generated.ask("receipts", "receipts_read", events[0]["id"], headers=scene.auditor, as_=form)

    sealed = eventually(receipt, lambda one: isinstance(one, generated.model("Receipt")))
    assert str(sealed.event_id) == events[0]["id"]
