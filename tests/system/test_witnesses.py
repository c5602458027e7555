"""Two sites of one suite: a county whose ledger is cosigned by its city and by a province, two of two before it is published.

Between county and city stands a post office of the test, so that the city can be away, or be made to lie.
"""

import base64
import hashlib
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

# By name: `http.server` as an attribute is eventlet's copy of it once anything has imported eventlet's web server.
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from infra.ledger.checkpoints import parse_checkpoint
from infra.ledger.notes import (
    COSIGNATURE,
    CosignatureSigner,
    NoteVerifier,
    new_cosigning_key,
    open_note,
    read_private_cosigner,
    split,
)
from infra.ledger.proofs import verify_proof
from infra.ledger.tree import ProofRefused
from infra.ledger.witness_policy import WitnessPolicy, parse_policy
from infra.ledger.witnessing import parse_add_checkpoint, write_add_checkpoint
from tests.system.api import Api
from tests.system.sealing import checkpoint_of, done_in_the_end, in_the_end, log_of, signed_note, signer_of
from tests.system.suite import RunningSuite, copy_of, running, shangliang

NOW = 1_800_000_000
LOOK_SECONDS = 0.1
SUBMISSION = {"text": "校门口晚上没有路灯", "division": "620723101", "channel": "web"}
Answer = tuple[int, str, bytes]
Answering = Callable[[bytes], Answer]


@dataclass
class PostOffice:
    """An address that answers as `answering` says; None: nobody is there."""

    answering: Answering | None
    url: str = ""
    asked: int = 0
    server: ThreadingHTTPServer = field(init=False)
    serving: threading.Thread = field(init=False)

    def open(self) -> None:
        office = self

        class Counter(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                office.asked += 1
                if office.answering is None:
                    self.close_connection = True
                    return
                status, content_type, said = office.answering(body)
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the library's name
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Counter)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1/witness"
        self.serving = threading.Thread(target=self.server.serve_forever, args=(LOOK_SECONDS,), daemon=True)
        self.serving.start()

    def close(self) -> None:
        self.server.shutdown()
        self.serving.join()
        self.server.server_close()


def forwarding(url: str) -> Answering:
    def forward(body: bytes) -> Answer:
        answer = requests.post(f"{url}/v1/witness/add-checkpoint", data=body, timeout=30)
        return answer.status_code, answer.headers["Content-Type"], answer.content

    return forward


def cosigning(signer: CosignatureSigner) -> Answering:
    """A witness that is no program of ours, and trusts whatever it is shown."""

    def sign(body: bytes) -> Answer:
        note, _ = split(parse_add_checkpoint(body).note)
        return 200, "text/plain", signer.sign(note, NOW).encode()

    return sign


@dataclass
class Counties:
    """The county's and the city's suite, the post offices, and the policy of the county."""

    county: RunningSuite
    city: RunningSuite
    to_city: PostOffice
    policy: WitnessPolicy
    policy_file: Path

    @property
    def api(self) -> Api:
        return Api(self.county.url)

    def audit(self) -> dict[str, Any]:
        found: dict[str, Any] = self.api.get("/ready").json()["services"]["audit"]
        return found

    @staticmethod
    def state_of(witness: str, audit: dict[str, Any]) -> str:
        return next(str(one["state"]) for one in audit["witnesses"] if one["name"] == witness)

    def alarm_of_city(self) -> dict[str, Any] | None:
        alarms = self.api.get("/ready").json()["alarms"]
        return next((one for one in alarms if one.get("witness") == "city"), None)

    def submitted(self) -> tuple[str, dict[str, str]]:
        """Something new was recorded: where its receipt will be, and the header that opens it."""
        answer = done_in_the_end(self.api, "/v1/submissions", SUBMISSION)
        return answer["events"][0]["receipt"], {"Tracking-Code": answer["tracking_code"]}

    def receipt(self, path: str, headers: dict[str, str]) -> dict[str, Any]:
        answer = in_the_end(lambda: self.api.get(path, headers, **{"as": "json"}), lambda one: one.status_code != 503)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def all_published(self) -> dict[str, Any]:
        found: dict[str, Any] = in_the_end(self.audit, lambda seen: seen["published"] == seen["sealed"])
        return found


@pytest.fixture(scope="module")
def sites(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counties]:
    home = tmp_path_factory.mktemp("sites")
    county, city = copy_of(prepared, home / "county"), copy_of(prepared, home / "city")
    shutil.rmtree(city / "ledger")
    for file in city.glob("audit.sqlite*"):
        file.unlink()
    with running(city) as city_suite:
        (city / "ledger" / "witnessed-logs").write_text(f"# 县\n{signer_of(county).vkey}\n")
        province = read_private_cosigner(new_cosigning_key("province.example/witness"))
        to_city, to_province = PostOffice(forwarding(city_suite.url)), PostOffice(cosigning(province))
        to_city.open()
        to_province.open()
        policy = (
            f"log {signer_of(county).vkey}\n"
            f"witness city {Api(city_suite.url).shown('/v1/ledger/key')['witness_vkey']} {to_city.url}\n"
            f"witness province {province.vkey} {to_province.url}\n"
            "group both 2 city province\nquorum both\n"
        )
        (county / "ledger" / "policy").write_text(policy)
        with running(county) as county_suite:
            yield Counties(county_suite, city_suite, to_city, parse_policy(policy), county / "ledger" / "policy")
        to_city.close()
        to_province.close()


@pytest.fixture
def county(sites: Counties) -> Iterator[Counties]:
    """The county, with everything published and an honest city that is there; both are so again afterwards."""
    honest = sites.to_city.answering
    sites.submitted()
    sites.all_published()
    yield sites
    sites.to_city.answering = honest
    in_the_end(sites.alarm_of_city, lambda alarm: alarm is None)
    sites.all_published()


def checkpoint_note(county: Counties) -> str:
    return county.api.get("/v1/ledger/checkpoint").text


def size_of(note: str) -> int:
    return parse_checkpoint(split(note)[0]).size


def test_a_county_is_published_with_the_cosignatures_of_its_city_and_province(county: Counties) -> None:
    receipt = county.receipt(*county.submitted())
    note = in_the_end(lambda: checkpoint_note(county), lambda one: size_of(one) > receipt["index"])
    opened = open_note(note, county.policy.verifiers())
    assert {one.name for one in opened.verified if one.kind == COSIGNATURE} >= {"province.example/witness"}
    assert county.policy.satisfied(county.policy.witnessed(opened))
    assert parse_checkpoint(opened.body).size > receipt["index"]
    published = county.api.shown("/v1/ledger/key")["witnesses"]
    assert published == [one.vkey for one in county.policy.witnesses]
    assert county.alarm_of_city() is None


def test_a_published_receipt_shows_its_witnesses_offline(county: Counties) -> None:
    path, headers = county.submitted()
    receipt = in_the_end(lambda: county.receipt(path, headers), lambda one: one["published"])
    proven = verify_proof(receipt["proof"], receipt["entry"].encode(), [], county.policy)
    assert proven.index == receipt["index"]


def test_a_witness_that_is_away_delays_what_is_published_and_no_receipt(county: Counties) -> None:
    county.to_city.answering = None
    receipt = county.receipt(*county.submitted())
    assert receipt["published"] is False
    verify_proof(receipt["proof"], receipt["entry"].encode(), [NoteVerifier(receipt["vkey"])])
    with pytest.raises(ProofRefused):
        verify_proof(receipt["proof"], receipt["entry"].encode(), [], county.policy)
    alarm = in_the_end(county.alarm_of_city, lambda one: one is not None)
    assert alarm["trouble"]
    ready = county.api.get("/ready")
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    # What it had been asked before may still have been published.
    standing = county.audit()
    assert standing["published"] <= receipt["index"] < standing["sealed"]
    assert checkpoint_of(county.api.get("/v1/ledger/checkpoint").text).size <= receipt["index"]


def test_it_catches_up_when_the_witness_is_back(county: Counties) -> None:
    honest, county.to_city.answering = county.to_city.answering, None
    path, headers = county.submitted()
    assert county.receipt(path, headers)["published"] is False
    county.to_city.answering = honest
    assert in_the_end(lambda: county.receipt(path, headers), lambda one: one["published"])


def wrong_signature(body: bytes) -> Answer:
    """As long as a cosignature of the city is, and of its key; but nobody made it."""
    _, lines = split(parse_add_checkpoint(body).note)
    return 200, "text/plain", f"— {lines[0].name} {base64.b64encode(b'x' * 76).decode()}\n".encode()


def signature_of_something_else(honest: Answering) -> Answering:
    """The city's true line, with one bit changed."""

    def sign(body: bytes) -> Answer:
        status, content_type, said = honest(body)
        if status != 200:
            return status, content_type, said
        name, signature = said.decode().split()[1:3]
        content = bytearray(base64.b64decode(signature))
        content[-1] ^= 1
        return 200, content_type, f"— {name} {base64.b64encode(content).decode()}\n".encode()

    return sign


def wrong_size(body: bytes) -> Answer:
    return 409, "text/x.tlog.size", b"999999999\n"


@pytest.mark.parametrize(
    "lie", [wrong_signature, wrong_size, None], ids=["no signature", "wrong size", "changed signature"]
)
def test_a_witness_that_lies_is_shown_and_counts_for_nothing(county: Counties, lie: Answering | None) -> None:
    honest = county.to_city.answering
    assert honest is not None
    county.to_city.answering = lie or signature_of_something_else(honest)
    receipt = county.receipt(*county.submitted())
    standing = in_the_end(county.audit, lambda one: county.state_of("city", one) == "lying")
    alarm = county.alarm_of_city()
    assert alarm is not None
    assert alarm["trouble"]
    assert receipt["published"] is False
    assert standing["published"] < standing["sealed"]
    assert county.state_of("province", standing) == "ok"


def test_a_city_cosigns_only_what_grew_from_what_it_cosigned(county: Counties) -> None:
    """Two histories of one county: the city has seen the first, and says of the second what the specification says."""
    url = f"{county.city.url}/v1/witness/add-checkpoint"
    signer = signer_of(county.county.folder)
    size = county.all_published()["published"]
    note = county.api.get("/v1/ledger/checkpoint").text
    ours = signed_note(signer, size, checkpoint_of(note).root)

    def asked(old: int, note: str) -> requests.Response:
        return requests.post(url, data=write_add_checkpoint(old, [], note), timeout=60)

    again = asked(size, ours)
    assert (again.status_code, again.headers["Content-Type"].partition(";")[0]) == (200, "text/plain")
    forged = signed_note(signer, size, b"\7" * 32)
    assert asked(size, forged).status_code == 422
    moved = asked(size - 1, ours)
    assert (moved.status_code, moved.headers["Content-Type"], moved.text) == (409, "text/x.tlog.size", f"{size}\n")
    assert asked(size + 1, ours).status_code == 400
    unsigned = f"{split(ours)[0]}\n— {signer.name} AAAAAAAA\n"
    assert asked(size, unsigned).status_code == 403
    empty = signed_note(signer, 0, b"\7" * 32)
    assert asked(size, empty).status_code == 400
    hashed = hashlib.sha256(signer.name.encode()).hexdigest()
    seen = requests.get(f"{county.city.url}/v1/witness/{hashed}/checkpoint", timeout=60)
    assert seen.status_code == 200
    # The county may have asked once more meanwhile: then the cosignature bears a later time.
    opened = open_note(seen.text, county.policy.verifiers())
    assert again.text.split()[1] in {one.name for one in opened.verified if one.kind == COSIGNATURE}
    assert checkpoint_of(seen.text).size == size
    assert requests.get(f"{county.city.url}/v1/witness/{'0' * 64}/checkpoint", timeout=60).status_code == 404
    stranger = ours.replace(signer.name, "stranger.example/log")
    assert asked(size, stranger).status_code == 404
    assert requests.post(url, data=b"\x00\xff", timeout=60).status_code == 400


def test_the_site_checks_itself_against_its_own_policy(county: Counties) -> None:
    # At whatever moment: what the system still does is kept with the first cosignature and published with the last.
    done = shangliang(county.county.folder, "verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("\n") == 1, done.stdout + done.stderr
    assert "witnessed up to" in done.stdout
    assert log_of(county.county.folder).kept()
