"""`/outcomes/{id}/decompose`: who does what by when, in one table of lines: checked first, then given out as the API does it."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import flask
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.days import day_of
from gateway.pages.kept_form import kept
from gateway.pages.reader import PageReader, new_key, reader_of
from gateway.pages.rendering import page
from gateway.pages.sent_form import SentForm, sent_form
from gateway.pages.translated import _
from gateway.pages.words import in_language
from gateway.pages.work import lines_of_work
from gateway.pages.work.divisions_offered import COUNTY
from gateway.pages.work.lines_of_work import LineOfWork, WrongCells
from gateway.pages.work.may_be_asked import must_be_offered
from gateway.pages.work.records import redirected
from infra.kernel.base.calls import Choices, CommandCall, ListCall, ReadCall
from infra.kernel.base.problems import Invalid, Refusal
from infra.kernel.contract.wire import is_uuid

OUTCOMES = "outcomes"
GIVES_OUT = "DISP"
MOST = 200


@dataclass(frozen=True)
class DecomposedOutcome:
    """The outcome, the items that it is made of, and the organisations that may do something, by id."""

    record: Mapping[str, Any]
    today: str
    items: Sequence[Mapping[str, Any]]
    organisations: Mapping[str, str]

    @property
    def address(self) -> str:
        return f"/{OUTCOMES}/{self.record['id']}"


@dataclass(frozen=True)
class CheckedForm:
    """The lines as they are shown; `ready`: checked, and nothing was wrong. `refused` says what stands in the way, `half` what is done."""

    lines: list[LineOfWork]
    wrong: Mapping[int, WrongCells]
    ready: bool = False
    refused: str = ""
    half: str = ""
    status: int = 200


class DecomposingPages:
    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions = gateway.services, sessions
        self._resource = next(each for each in resources if each.collection == OUTCOMES)

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("decomposing-pages", __name__)
        address = f"/{OUTCOMES}/<uuid:record_id>/decompose"
        routes.add_url_rule(address, view_func=self.ask, methods=["GET"], endpoint="ask")
        routes.add_url_rule(address, view_func=self.answer, methods=["POST"], endpoint="answer")
        return routes

    def ask(self, record_id: uuid.UUID) -> Response:
        reader = reader_of(self._sessions).signed_in()
        of = self._looked_at(reader, str(record_id))
        must_be_offered(self._resource, "decompose", of.record, reader)
        planned = of.record.get("tasks") or []
        lines = lines_of_work.of_the_plan(planned) if planned else lines_of_work.of_the_items(of.items)
        return self._form(reader, of, None, CheckedForm(lines or lines_of_work.with_one_more([]), {}))

    def answer(self, record_id: uuid.UUID) -> Response:
        """Whatever was pressed, all that was written comes back, unless it is given out."""
        reader = reader_of(self._sessions)
        with sent_form(request) as sent:
            if reader.session is None:
                return self._signed_out(reader, str(record_id), sent)
            of = self._looked_at(reader, str(record_id))
            try:
                reader.sent(sent.text("csrf"))
            except Refusal as refusal:
                said = in_language(refusal.detail, reader.lang)
                return self._form(
                    reader, of, sent, CheckedForm(lines_of_work.as_sent(sent), {}, refused=said, status=403)
                )
            return self._pressed(reader, of, sent)

    def _pressed(self, reader: PageReader, of: DecomposedOutcome, sent: SentForm) -> Response:
        lines, do = lines_of_work.as_sent(sent), sent.text("do")
        if do == "more" or sent.text("back"):
            more = lines_of_work.with_one_more(lines) if do == "more" else lines
            return self._form(reader, of, sent, CheckedForm(more, {}))
        wrong = lines_of_work.mistakes(lines, sent, of.organisations, day_of(of.today), reader.lang)
        if all(one.is_blank for one in lines):
            return self._form(
                reader, of, sent, CheckedForm(lines, {}, refused=_("至少写一行：做什么、谁主办。"), status=422)
            )
        if wrong or do != "give":
            return self._form(
                reader, of, sent, CheckedForm(lines, wrong, ready=not wrong, status=422 if wrong else 200)
            )
        return self._given(reader, of, sent, lines)

    def _given(self, reader: PageReader, of: DecomposedOutcome, sent: SentForm, lines: list[LineOfWork]) -> Response:
        """Recorded first, then given out, as two commands: the first is done once however often it is asked for."""
        body, record_id = lines_of_work.body(sent), str(of.record["id"])
        done = "decompose"
        try:
            planned = self._command(reader, record_id, sent, done, body, _version(sent))
        except Refusal as refusal:
            return self._form(
                reader, of, sent, CheckedForm(lines, {}, refused=_said(refusal, reader.lang), status=refusal.status)
            )
        if GIVES_OUT in reader.roles:
            done = "dispatch"
            try:
                self._command(reader, record_id, sent, done, {}, int(planned["version"]), of_body=body)
            except Refusal as refusal:
                half = _("%(num)s 行已经记下，还没有交办。再按一次，只补交办，不会再记一遍。", num=len(body["tasks"]))
                said = CheckedForm(lines, {}, True, _said(refusal, reader.lang), half, refusal.status)
                return self._form(reader, of, sent, said)
        return redirected(f"{of.address}?done={done}")

    def _command(
        self,
        reader: PageReader,
        record_id: str,
        sent: SentForm,
        command: str,
        body: dict[str, Any],
        version: int | None,
        of_body: dict[str, Any] | None = None,
    ) -> Mapping[str, Any]:
        """Its key follows from the form's and from what the lines say: pressed again it is the same, changed it is another."""
        key = sent.text("key")
        form = uuid.UUID(key) if is_uuid(key) else uuid.UUID(new_key())
        what = json.dumps(of_body or body, ensure_ascii=False, sort_keys=True)
        call = CommandCall(
            collection=OUTCOMES,
            command=command,
            body=body,
            key=str(uuid.uuid5(form, f"{command} {what}")),
            caller=reader.caller,
            correlation_id=flask.g.correlation_id,
            record_id=record_id,
            if_match=version,
        )
        return self._services.call(OUTCOMES, "command", call)

    def _looked_at(self, reader: PageReader, record_id: str) -> DecomposedOutcome:
        """Raises NotFound for who may not read it. Without its items or the organisations the page still takes what is known."""
        call = ReadCall(OUTCOMES, reader.caller, checks.record_id(record_id))
        whole = self._services.call(OUTCOMES, "whole", call)
        record = whole["record"]
        return DecomposedOutcome(record, whole["now"], self._items(reader, record), self._organisations(reader))

    def _items(self, reader: PageReader, record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """In the outcome's own order."""
        asked = ListCall("items", reader.caller, parent_id=record["meeting"], limit=MOST)
        try:
            found = {one["id"]: one for one in self._services.call("meetings", "listing", asked)["items"]}
        except Refusal:
            return []
        return [found[one] for one in record["items"] if one in found]

    def _organisations(self, reader: PageReader) -> dict[str, str]:
        division = (reader.office or {}).get("division") or ""
        asked = Choices(["organisations"], reader.caller, division[:COUNTY] or None)
        try:
            found = self._services.call("members", "choices", asked)
        except Refusal:
            return {}
        return {one[0]: one[1] for one in found["organisations"]}

    def _form(self, reader: PageReader, of: DecomposedOutcome, sent: SentForm | None, form: CheckedForm) -> Response:
        return page(
            self._sessions,
            reader,
            "decomposing.html",
            form.status,
            of=of,
            form=form,
            organisations=list(of.organisations.items()),
            gives_out=GIVES_OUT in reader.roles,
            key=(sent and sent.text("key")) or new_key(),
            version=(sent and sent.text("version")) or of.record["version"],
            kept="",
            here=f"{of.address}/decompose",
        )

    def _signed_out(self, reader: PageReader, record_id: str, sent: SentForm) -> Response:
        """What was written goes through the sign-in page and comes back."""
        here = f"/{OUTCOMES}/{checks.record_id(record_id)}/decompose"
        return page(self._sessions, reader, "decomposing.html", 401, of=None, kept=kept(sent), here=here)


def _version(sent: SentForm) -> int | None:
    version = sent.text("version")
    return int(version) if version.isdecimal() and version.isascii() else None


def _said(refusal: Refusal, lang: str) -> str:
    named = [said for each in (refusal.errors or {}).values() for said in each] if isinstance(refusal, Invalid) else []
    texts = [str(one) for one in named if isinstance(one, str)] or [refusal.detail or refusal.title]
    return "；".join(in_language(one, lang) for one in texts)
