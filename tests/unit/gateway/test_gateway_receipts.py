"""A receipt in its three forms, who gets it, and when it is too early."""

import re

import pytest

from gateway.ledger.receipts_page import NESTED, qr_code
from gateway.routes import RESOURCES
from infra.kernel.base.problems import NotFound, Unavailable
from infra.ledger.notes import NoteVerifier, new_cosigning_key, read_private_cosigner, split
from infra.ledger.proofs import parse_proof, verify_proof
from tests.unit.gateway.fakes import CHAIR, MEETING, PARTICIPANT, TOPIC, Suite, told
from tests.unit.gateway.sealed import SIGNER, Ledger, event_id, recorded

RECEIPT = f"/v1/receipts/{event_id(2)}"


@pytest.fixture
def ledger(suite: Suite) -> Ledger:
    return Ledger(*(recorded(number) for number in range(5))).answers(suite)


def test_a_receipt_is_a_proof_that_carries_its_entry(suite: Suite, ledger: Ledger) -> None:
    answer = suite.client.get(RECEIPT)
    assert answer.content_type == "text/plain; charset=utf-8"
    assert f'filename="{event_id(2)}.tlog-proof"' in answer.headers["Content-Disposition"]
    entry = parse_proof(answer.text).extra
    assert entry == ledger.entries[2]
    proven = verify_proof(answer.text, entry, [NoteVerifier(SIGNER.vkey)])
    assert (proven.index, proven.checkpoint.size) == (2, 5)


@pytest.mark.parametrize(("query", "accept"), [("?as=json", "text/html"), ("", "application/json")])
def test_as_json_its_parts_are_named(suite: Suite, ledger: Ledger, query: str, accept: str) -> None:
    said = told(suite.client.get(f"{RECEIPT}{query}", headers={"Accept": accept}))
    assert set(said) == {"event_id", "proof", "entry", "payload", "index", "size", "vkey", "published"}
    assert (said["index"], said["size"], said["entry"]) == (2, 5, ledger.entries[2].decode())


@pytest.mark.parametrize("accept", ["*/*", "text/plain", "image/png", "", "text/*;q=0.5"])
def test_what_asks_for_nothing_else_gets_text(suite: Suite, ledger: Ledger, accept: str) -> None:
    answer = suite.client.get(RECEIPT, headers={"Accept": accept})
    assert (answer.mimetype, answer.headers["Vary"]) == ("text/plain", "Accept")


def test_a_browser_gets_a_page_to_print(suite: Suite, ledger: Ledger) -> None:
    page = suite.client.get(RECEIPT, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.content_type == "text/html; charset=utf-8"
    assert page.headers["Content-Language"] == "zh-CN"
    for said in ("记录凭证", "议题", "TopicDrafted", "2026-03-02 09:00:00", SIGNER.vkey, f"http://localhost{RECEIPT}"):
        assert said.replace("+", "&#43;") in page.text or said in page.text
    assert "<svg" in page.text
    assert not re.search(r'style="|<script|(src|href)="(https?:)?//(?!localhost)', page.text)
    english = suite.client.get(f"{RECEIPT}?as=html&lang=en")
    assert english.headers["Content-Language"] == "en"
    assert "What was recorded" in english.text


@pytest.mark.parametrize(
    ("published", "cosigned", "said"),
    [
        (False, False, "尚无或尚未集齐"),
        (True, False, "没有要求见证"),
        (True, True, "已按规则联署： city.example/witness"),
    ],
)
def test_the_page_claims_no_witness_that_did_not_cosign(
    suite: Suite, ledger: Ledger, published: bool, cosigned: bool, said: str
) -> None:
    if cosigned:
        city = read_private_cosigner(new_cosigning_key("city.example/witness"))
        ledger.note += city.sign(split(ledger.note)[0], 1_800_000_000)
    receipt = suite.services.answers["audit", "receipt"]
    suite.services.answers["audit", "receipt"] = lambda asked: {**receipt(asked), "published": published}
    assert said in suite.client.get(f"{RECEIPT}?as=html").text


def test_the_page_shows_an_entry_as_text_only(suite: Suite) -> None:
    Ledger(recorded(0, '{"title":"<script>alert(1)</script>"}')).answers(suite)
    page = suite.client.get(f"/v1/receipts/{event_id(0)}?as=html")
    assert "<script" not in page.text


def test_a_record_within_a_meeting_is_linked_there(suite: Suite, ledger: Ledger) -> None:
    suite.services.answers["any", "concerned"] = {
        "collection": "participants", "id": PARTICIPANT, "parent": MEETING, "position": 3,
    }  # fmt: skip
    page = suite.client.get(f"{RECEIPT}?as=html")
    assert f"/v1/meetings/{MEETING}/participants/{PARTICIPANT}" in page.text


def test_the_qr_code_is_of_the_address_alone() -> None:
    assert qr_code("https://a.example/v1/receipts/1") == qr_code("https://a.example/v1/receipts/1")
    assert qr_code("https://a.example/v1/receipts/1") != qr_code("https://a.example/v1/receipts/2")


def test_behind_a_web_server_the_address_on_paper_is_the_one_that_people_know() -> None:
    suite = Suite(public_url="https://zhengxie.example.cn/")
    Ledger(recorded(0)).answers(suite)
    page = suite.client.get(f"/v1/receipts/{event_id(0)}?as=html")
    assert f"https://zhengxie.example.cn/v1/receipts/{event_id(0)}" in page.text
    assert "http://localhost" not in page.text


def test_every_service_is_asked_until_one_knows_the_event(suite: Suite, ledger: Ledger) -> None:
    for service in ("members", "topics"):
        suite.services.answers[service, "concerned"] = NotFound("no such event")
    assert suite.client.get(RECEIPT, headers={"Tracking-Code": "7K3M-AAAA"}).status_code == 200
    asked = [
        (service, payload["caller"].tracking_code)
        for service, name, payload in suite.services.asked
        if name == "concerned"
    ]
    assert asked == [("members", "7K3M-AAAA"), ("topics", "7K3M-AAAA"), ("meetings", "7K3M-AAAA")]


def test_who_may_not_read_the_record_gets_no_receipt(suite: Suite, ledger: Ledger) -> None:
    suite.services.answers["any", "concerned"] = NotFound("you may not")
    for headers in ({}, CHAIR, {"Tracking-Code": "7K3M-AAAA"}):
        answer = suite.client.get(RECEIPT, headers=headers)
        assert (answer.status_code, told(answer)["type"]) == (404, "urn:shangliang:problem:not-found")
    assert "receipt" not in {method for _, method, _ in suite.services.asked}


@pytest.mark.parametrize(("lang", "said"), [("zh", "查询码或参会码"), ("en", "tracking or participant code")])
def test_whoever_scans_the_receipt_of_what_is_not_public_is_asked_for_the_code(
    suite: Suite, ledger: Ledger, lang: str, said: str
) -> None:
    """The paper has the address alone, and a phone's browser sends no code. The same page where there is no such event."""
    suite.services.answers["any", "concerned"] = NotFound("you may not")
    page = suite.client.get(f"{RECEIPT}?lang={lang}", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.content_type) == (404, "text/html; charset=utf-8")
    assert (said in page.text, '<form id="code" hidden>' in page.text, "<noscript>" in page.text) == (True, True, True)
    assert re.findall(r"<script[^>]*>", page.text) == ['<script src="/static/receipt.js" defer>']
    assert SIGNER.vkey not in page.text
    with suite.client.get("/static/receipt.js") as script:
        assert (b"Tracking-Code" in script.data, b"Participant-Code" in script.data) == (True, True)


def test_a_service_that_does_not_answer_is_no_proof_that_the_event_is_not_there(suite: Suite, ledger: Ledger) -> None:
    suite.services.answers["any", "concerned"] = NotFound("not mine")
    suite.services.answers["topics", "concerned"] = Unavailable("asleep", retry_after=5)
    assert suite.client.get(RECEIPT).status_code == 503


def test_before_sealing_one_is_told_to_come_back(suite: Suite) -> None:
    Ledger(recorded(0)).answers(suite)
    answer = suite.client.get(RECEIPT)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


@pytest.mark.parametrize("event", ["x", "%00", TOPIC[:-1], "' OR 1=1", "7" * 400])
def test_what_is_no_id_is_not_found(suite: Suite, event: str) -> None:
    assert suite.client.get(f"/v1/receipts/{event}").status_code == 404
    assert suite.services.asked == []


def test_other_forms_and_bad_tokens_are_refused(suite: Suite, ledger: Ledger) -> None:
    assert suite.client.get(f"{RECEIPT}?as=pdf").status_code == 422
    assert suite.client.get(RECEIPT, headers={"Authorization": "Bearer x"}).status_code == 401


def test_the_answer_of_a_command_names_its_receipts(suite: Suite) -> None:
    answer = told(suite.client.post(f"/v1/topics/{TOPIC}/select", json={}, headers=CHAIR))
    assert [event["receipt"] for event in answer["events"]] == [
        f"/v1/receipts/{event['id']}" for event in answer["events"]
    ]
    assert answer["events"]


def test_a_record_that_is_nested_is_linked_under_its_parents_address() -> None:
    assert {each.collection: each.parent for each in RESOURCES if each.parent} == NESTED
