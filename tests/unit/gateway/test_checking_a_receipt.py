"""`/verify` without script: whether a receipt stands, in one sentence; what of it does not, and what to do then."""

import base64
import html
import io
import json
import re

import pytest
from werkzeug.test import TestResponse

from gateway.ledger.receipt_check import MOST_BYTES
from gateway.pages.resident.verdict import sentences
from infra.kernel.base.problems import Unavailable
from infra.ledger.notes import new_cosigning_key, new_signing_key, read_private, read_private_cosigner, split
from tests.unit.gateway.fakes import Suite, told
from tests.unit.gateway.sealed import SIGNER, Ledger, event_id, recorded

RECEIPT = f"/v1/receipts/{event_id(2)}"
STANDS = "这张凭证成立：2026-03-02 09:00:00（北京时间）记下的这一条，是账本 ledger.example/linze 的第 2 条"
CITY = read_private_cosigner(new_cosigning_key("city.example/witness"))


@pytest.fixture
def ledger(suite: Suite) -> Ledger:
    return Ledger(*(recorded(number) for number in range(5))).answers(suite)


def verified(of: Suite, receipt: str, **fields: str) -> TestResponse:
    return of.client.post("/verify", data={"receipt": receipt, **fields})


def shown(answer: TestResponse) -> str:
    """Of the page, not the sentences that it brings along for the script."""
    return re.sub(r"<template.*?</template>", "", answer.text, flags=re.DOTALL)


def said(answer: TestResponse) -> str:
    """The sentence, and what to do."""
    found = re.search(r'<strong id="said">(.*?)</strong></p>\s*<p id="then">(.*?)</p>', answer.text, re.DOTALL)
    assert found is not None
    return html.unescape(" ".join(found.groups()))


ALTERED = {
    "the entry": "内容和账本对不上",
    "its number": "内容和账本对不上",
    "a hash of the way": "内容和账本对不上",
    "the size": "签名不成立",
    "the root": "签名不成立",
    "the signature": "签名不成立",
    "the ledger's name": "签名不成立",
    "the first line of the checkpoint's end": "证明读不懂",
}


def altered(text: str, part: str, ledger: Ledger) -> str:
    """The receipt with one character of that part another one."""
    entry = base64.b64encode(ledger.entries[2]).decode()
    other = base64.b64encode(ledger.entries[2].replace("口".encode(), "日".encode())).decode()
    beside, root = base64.b64encode(ledger.leaves[3]).decode(), text.split("linze\n5\n")[1][:9]
    signature = text[-30:-20]
    changes = {
        "the entry": (entry, other),
        "its number": ("index 2", "index 3"),
        "a hash of the way": (beside, f"{beside[:9]}{one_more(beside[9])}{beside[10:]}"),
        "the size": ("linze\n5\n", "linze\n6\n"),
        "the root": (root, f"{one_more(root[0])}{root[1:]}"),
        "the signature": (signature, f"{one_more(signature[0])}{signature[1:]}"),
        "the ledger's name": ("ledger.example/linze\n5", "ledger.example/linzf\n5"),
        "the first line of the checkpoint's end": ("\n\n\u2014", "\n-\u2014"),
    }
    assert changes[part][0] in text
    return text.replace(*changes[part], 1)


def one_more(character: str) -> str:
    """Another character of Base64."""
    return "A" if character != "A" else "B"


def test_a_receipt_stands_as_text_as_json_and_as_a_file(suite: Suite, ledger: Ledger) -> None:
    text, as_json = suite.client.get(RECEIPT).text, suite.client.get(f"{RECEIPT}?as=json").text
    for answer in (verified(suite, text), verified(suite, as_json), verified(suite, f"\ufeff\r\n {text} \r\n")):
        assert answer.status_code == 200
        assert said(answer).startswith(STANDS)
    file = {"file": (io.BytesIO(text.encode()), "receipt.tlog-proof"), "receipt": "what was pasted does not count"}
    answer = suite.client.post("/verify", data=file, content_type="multipart/form-data")
    assert said(answer).startswith(STANDS)
    assert "没有见证人的签名" in shown(answer)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_a_receipt_hands_it_over_to_be_checked(suite: Suite, ledger: Ledger, lang: str) -> None:
    page = suite.client.get(f"{RECEIPT}?as=html&lang={lang}").text
    found = re.search(r'action="/verify".*?name="receipt" value="(.*?)"', page, re.DOTALL)
    assert found is not None
    assert 'class="says done"' in shown(verified(suite, html.unescape(found[1])))


@pytest.mark.parametrize("part", ALTERED)
def test_whatever_of_it_is_altered_is_named_with_what_to_do(suite: Suite, ledger: Ledger, part: str) -> None:
    answer = verified(suite, altered(suite.client.get(RECEIPT).text, part, ledger))
    assert (answer.status_code, 'class="says late"' in shown(answer)) == (200, True)
    sentence = said(answer)
    assert sentence.startswith(f"这张凭证不成立。{ALTERED[part]}")
    assert ("先比一比公钥" if "签名" in ALTERED[part] else "重新取一张再核对") in sentence
    assert "政协办公室" in sentence


@pytest.mark.parametrize("part", ["entry", "payload", "proof"])
def test_as_json_each_part_is_held_against_the_others(suite: Suite, part: str) -> None:
    Ledger(recorded(0, json.dumps({"text": "长" * 20_000}, ensure_ascii=False))).answers(suite)
    receipt = told(suite.client.get(f"/v1/receipts/{event_id(0)}?as=json"))
    receipt["payload"] = json.dumps({"text": "长" * 20_000}, ensure_ascii=False)
    assert "附在旁边的长内容和记录里的摘要一致" in shown(verified(suite, json.dumps(receipt)))
    beside = {"entry": "凭证里两处写的记录不一样", "payload": "附在旁边的长内容和记录里的摘要不一致"}
    receipt[part] = receipt[part].replace("长" if part == "payload" else "a", "b", 1)
    answer = verified(suite, json.dumps(receipt))
    assert 'class="says done"' not in shown(answer)
    assert beside.get(part, "不成立" if answer.status_code == 200 else "这不是凭证") in shown(answer)


def test_a_long_payload_that_is_not_there_is_said_not_to_have_been_checked(suite: Suite) -> None:
    Ledger(recorded(0, json.dumps({"text": "长" * 20_000}))).answers(suite)
    answer = verified(suite, suite.client.get(f"/v1/receipts/{event_id(0)}").text)
    assert 'class="says done"' in shown(answer)
    assert "没有核对；它的摘要在记录里" in shown(answer)


def test_witnesses_are_checked_by_the_keys_that_are_given(suite: Suite, ledger: Ledger) -> None:
    body, _lines = split(ledger.note)
    ledger.note += CITY.sign(body, 1_800_000_000)
    receipt = suite.client.get(RECEIPT).text
    assert "还有下面的公钥以外的签名，没有核对：city.example/witness" in shown(verified(suite, receipt))
    keys = f"{SIGNER.vkey}\n{CITY.vkey}"
    answer = verified(suite, receipt, keys=keys)
    assert "见证人 city.example/witness 的签名成立，2027-01-15 16:00:00" in shown(answer)
    answer = verified(suite, f"{receipt[:-20]}{one_more(receipt[-20])}{receipt[-19:]}", keys=keys)
    assert "这张凭证不成立。见证人 city.example/witness 的签名不成立" in said(answer)
    assert "向这位见证人要他的公钥" in said(answer)


def test_the_published_keys_of_ledger_and_witnesses_are_offered_and_may_be_exchanged(
    suite: Suite, ledger: Ledger
) -> None:
    suite.services.answers["audit", "key"] = {"vkey": SIGNER.vkey, "witnesses": [CITY.vkey]}
    page = html.unescape(suite.client.get("/verify").text)
    assert f"{SIGNER.vkey}\n{CITY.vkey}</textarea>" in page
    stranger = read_private(new_signing_key(SIGNER.name)).vkey
    answer = verified(suite, suite.client.get(RECEIPT).text, keys=stranger)
    assert "没有用下面的公钥签名" in said(answer)
    assert stranger in html.unescape(shown(answer))


def test_a_signature_of_another_ledger_is_none_of_this_one(suite: Suite, ledger: Ledger) -> None:
    """As one would forge it who has some ledger's key."""
    other = read_private(new_signing_key("other.example/ledger"))
    body, _lines = split(ledger.note)
    ledger.note = f"{body}\n{other.sign(body)}"
    assert "签名的却是别的账本" in said(verified(suite, suite.client.get(RECEIPT).text, keys=other.vkey))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "nothing"),
        ("  \r\n ", "nothing"),
        ("你好", "no_receipt"),
        ("{", "no_json"),
        ('{"proof":"\\ud800","entry":""}', "no_json"),
        ("{" + '"a":{' * 3000, "no_json"),
        ("{}", "no_proof"),
        ('{"proof":5,"entry":"x"}', "no_proof"),
        ('{"proof":"x","entry":"x","payload":[]}', "no_proof"),
        ('{"proof":"x","entry":"x"}', "no_receipt"),
    ],
)
def test_what_is_no_receipt_is_told_what_one_looks_like(suite: Suite, ledger: Ledger, given: str, code: str) -> None:
    answer = verified(suite, given)
    assert answer.status_code == 422
    with suite.app.test_request_context():
        assert sentences()[code] in html.unescape(shown(answer))
    assert shown(answer).index('id="errors">') < shown(answer).index("<h1>")


def test_who_has_only_a_tracking_code_is_told_where_it_opens_something(suite: Suite, ledger: Ledger) -> None:
    assert "查询码不是凭证" in html.unescape(shown(verified(suite, "V403-ZH1E-8ZT4-EMWP")))
    page = html.unescape(suite.client.get("/verify").text)
    assert '<a href="/f">查进度</a></p></details>' in page
    assert "凭证从哪里来" in page


def test_a_file_that_is_no_text_or_too_long_is_refused_in_words(suite: Suite, ledger: Ledger) -> None:
    begin = b'--x\r\nContent-Disposition: form-data; name="file"; filename="photo.jpg"\r\n\r\n'
    for content, status, words in (
        (b"\xff\xfe\x00", 422, "这个文件不是文字"),
        (b"x" * (MOST_BYTES + 1), 422, "太长了"),
        (b"x" * (3 * MOST_BYTES), 413, "太长了"),
    ):
        body = begin + content + b"\r\n--x--\r\n"
        answer = suite.client.post("/verify", data=body, content_type="multipart/form-data; boundary=x")
        assert (answer.status_code, words in shown(answer)) == (status, True)


@pytest.mark.parametrize("keys", ["x", "ledger+0+1", CITY.vkey], ids=["no key", "half a key", "of a witness"])
def test_a_key_that_is_none_is_said_where_the_keys_are(suite: Suite, ledger: Ledger, keys: str) -> None:
    answer = verified(suite, suite.client.get(RECEIPT).text, keys=keys)
    assert (answer.status_code, 'href="#keys"' in shown(answer), "<details open>" in shown(answer)) == (422, True, True)


def test_while_the_ledger_does_not_answer_ones_own_key_will_do(suite: Suite, ledger: Ledger) -> None:
    receipt = suite.client.get(RECEIPT).text
    suite.services.answers["audit", "key"] = Unavailable("asleep", retry_after=5)
    assert "账本服务暂时没有回答" in suite.client.get("/verify").text
    assert "没有账本的公钥" in shown(verified(suite, receipt))
    assert said(verified(suite, receipt, keys=SIGNER.vkey)).startswith(STANDS)


def test_what_is_handed_in_comes_back_as_text_only(suite: Suite, ledger: Ledger) -> None:
    for given in ("<script>alert(1)</script>", "c2sp.org/tlog-proof@v1\n</textarea><script>alert(1)</script>"):
        assert "<script>alert" not in shown(verified(suite, given))
    Ledger(recorded(0, '{"title":"<script>alert(1)</script>"}')).answers(suite)
    assert "<script>alert" not in shown(verified(suite, suite.client.get(f"/v1/receipts/{event_id(0)}").text))


def test_the_page_asks_one_service_once_and_every_footer_leads_there(suite: Suite, ledger: Ledger) -> None:
    suite.services.asked.clear()
    page = suite.client.get("/verify").text
    assert [one[:2] for one in suite.services.asked] == [("audit", "key")]
    assert re.findall(r"<script[^>]*>", page)[-1:] == ['<script src="/static/verify.js" defer>']
    assert 'href="/verify"' in suite.client.get("/f").text


def test_script_and_server_say_the_same_sentences() -> None:
    """Whatever the script says by its name is a sentence of the page."""
    with open("gateway/pages/static/verify.js", encoding="utf-8") as file:
        script = file.read()
    named = set(re.findall(r'(?:NotAReceipt|refuse|sentence)\("(\w+)"|\["(?:ok|bad|none)", "(\w+)"', script))
    suite = Suite()
    with suite.app.test_request_context():
        known = set(sentences())
    assert {one or other for one, other in named} <= known
    assert len(named) > 20
