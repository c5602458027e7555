"""核对凭证: `/verify` says of a receipt in one sentence whether it stands. A browser computes that itself; without script we do.

Nothing is kept of what is handed in, and nothing changes by it: its form needs no session and no token.
"""

from importlib.resources import files
from typing import IO

import flask
from flask import Response, request

from gateway.http.context import Gateway
from gateway.http.services import AUDIT
from gateway.http.sessions import Sessions
from gateway.ledger.receipt_check import MOST_BYTES, NotAReceipt, check_receipt
from gateway.pages.reader import reader_of
from gateway.pages.rendering import page
from gateway.pages.resident.verdict import ReceiptVerdict, sentences, verdict_on
from gateway.pages.sent_form import sent_form
from infra.kernel.base.problems import MalformedRequest, Refusal, TooLarge

PROGRAM = "verify_ledger.py"
MOST_KEYS = 16 * 1024
BESIDE = 64 * 1024
"""What a form is more than the receipt in it."""


class VerifyPage:
    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._sessions, self._site = gateway.services, sessions, gateway.settings.public_url

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("verify-page", __name__)
        routes.add_url_rule("/verify", view_func=self.ask, methods=["GET"], endpoint="ask")
        routes.add_url_rule("/verify", view_func=self.check, methods=["POST"], endpoint="check")
        routes.add_url_rule(f"/verify/{PROGRAM}", view_func=self.program, endpoint="program")
        return routes

    def program(self) -> Response:
        """The stand-alone verifier: who does not trust this page needs it, and would not know where to find it."""
        source = files("infra.ledger").joinpath(PROGRAM).read_bytes()
        return Response(
            source, mimetype="text/x-python", headers={"Content-Disposition": f'attachment; filename="{PROGRAM}"'}
        )

    def ask(self) -> Response:
        return self._shown("", self._published_keys(), 200)

    def check(self) -> Response:
        """A file goes before what was pasted. Another key than ours is used as it was typed."""
        receipt, keys = "", ""
        try:
            with sent_form(request, most_text=MOST_BYTES + BESIDE, most_files=MOST_BYTES + BESIDE) as sent:
                receipt, keys = sent.text("receipt"), sent.text("keys")[:MOST_KEYS] or self._published_keys()
                given = _read(sent.files[0]) if sent.files else receipt.encode(errors="replace")
            verdict = verdict_on(check_receipt(given, keys))
        except NotAReceipt as wrong:
            return self._shown(receipt, keys, 422, wrong=wrong.code)
        except (TooLarge, MalformedRequest) as refused:
            code = "too_long" if isinstance(refused, TooLarge) else "nothing"
            return self._shown("", self._published_keys(), refused.status, wrong=code)
        return self._shown(given.decode(errors="replace"), keys, 200, verdict)

    def _shown(
        self, receipt: str, keys: str, status: int, verdict: ReceiptVerdict | None = None, wrong: str = ""
    ) -> Response:
        return page(
            self._sessions,
            reader_of(self._sessions),
            "verify.html",
            status,
            receipt=receipt,
            keys=keys,
            verdict=verdict,
            wrong=wrong,
            of_keys=wrong in ("no_key", "keys_unreadable"),
            sentences=sentences(),
            most=MOST_BYTES,
            here="/verify",
            site=(self._site or request.host_url).rstrip("/"),
        )

    def _published_keys(self) -> str:
        """The ledger's and its witnesses', a line each, as this site says them; "" while the ledger does not answer."""
        try:
            said = self._services.call(AUDIT, "key", None)
        except Refusal:
            return ""
        return "\n".join((said["vkey"], *said["witnesses"]))


def _read(file: IO[bytes]) -> bytes:
    """One byte more than a receipt may have shows that it is too long."""
    file.seek(0)
    return file.read(MOST_BYTES + 1)
