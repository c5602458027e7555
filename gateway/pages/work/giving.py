"""A command given by hand: its form, a page to check a decision once more, and the same command as the API's, with the same rights."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import flask
from flask import Response, request
from marshmallow import Schema

from gateway.documents.resource import Resource
from gateway.files.rewriting import rewritten
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.arrived import arrived
from gateway.pages.forms import DIVISIONS, Filling, FormField, Offered, body_of, questions, references
from gateway.pages.kept_form import kept
from gateway.pages.meeting.slips import with_code
from gateway.pages.reader import PageReader, new_key, reader_of
from gateway.pages.rendering import page
from gateway.pages.sent_form import MOST_PHOTOS, SentForm, sent_form
from gateway.pages.translated import _
from gateway.pages.words import in_language
from gateway.pages.work.chosen_command import ChosenCommand
from gateway.pages.work.divisions_offered import in_order, near_enough
from gateway.pages.work.facts import title_of
from gateway.pages.work.follows import FILLED_IN
from gateway.pages.work.history import HistoryInWords, StepTold, since
from gateway.pages.work.may_be_asked import must_be_offered, must_create
from gateway.pages.work.once_more import decided, flat, sentence_of
from gateway.pages.work.onward import THEN, back_to, onward
from gateway.pages.work.people_offered import PERSON, with_him
from gateway.pages.work.phase import act_word
from gateway.pages.work.records import redirected
from gateway.pages.work.screened import grounds_offered, items_asked
from infra.kernel.base.calls import Choices, CommandCall, ReadCall
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotFound, Refusal, VersionMismatch
from infra.kernel.contract.wire import Amendment, FilesToClear

DECISIONS = frozenset(
    (
        "approve", "endorse", "decline", "reject", "rule_out", "override_screening", "send_back", "sign", "dispatch", "close",
        "discontinue", "supervise", "end", "publish", "disapprove", "convert",
    )
)  # fmt: skip
"""What is not taken back is read once more before it is done."""
COUNTY = 6
FROM_THE_RECORD = ("edit", "correct", "revise", "amend")


class GivingPages:
    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._files, self._sessions = gateway.services, gateway.settings.files, sessions
        self._of = {each.collection: each for each in resources}
        self._history = HistoryInWords(resources)

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("giving-pages", __name__)
        own = ",".join(f'"{name}"' for name, each in self._of.items() if each.parent is None)
        nested = ",".join(f'"{name}"' for name, each in self._of.items() if each.parent is not None)
        inside = f"/<any({own}):of>/<parent>/<any({nested}):collection>"
        for name, path in (("own", f"/<any({own}):collection>"), ("inside", inside)):
            routes.add_url_rule(f"{path}/new", view_func=self.ask, methods=["GET"], endpoint=f"ask_new_{name}")
            routes.add_url_rule(f"{path}/new", view_func=self.give, methods=["POST"], endpoint=f"create_{name}")
            routes.add_url_rule(
                f"{path}/<record_id>/<command>", view_func=self.ask, methods=["GET"], endpoint=f"ask_{name}"
            )
            routes.add_url_rule(
                f"{path}/<record_id>/<command>", view_func=self.give, methods=["POST"], endpoint=f"give_{name}"
            )
        return routes

    def ask(
        self, collection: str, record_id: str | None = None, command: str = "", of: str = "", parent: str | None = None
    ) -> Response:
        reader = reader_of(self._sessions).signed_in()
        wanted = self._wanted(collection, record_id, command, of, parent).coming_from(request.args.get("to"))
        record, _meanwhile = self._looked_at(reader, wanted, None, None)
        if wanted.id:
            must_be_offered(wanted.resource, wanted.command, record, reader)
        else:
            must_create(wanted.resource, reader)
        return self._form(reader, wanted, None, 200, record=record)

    def give(
        self, collection: str, record_id: str | None = None, command: str = "", of: str = "", parent: str | None = None
    ) -> Response:
        reader = reader_of(self._sessions)
        wanted = self._wanted(collection, record_id, command, of, parent)
        with sent_form(request) as sent:
            wanted = wanted.coming_from(sent.text("to"))
            try:
                reader.signed_in().sent(sent.text("csrf"))
                if sent.text("back"):
                    return self._form(reader, wanted, sent, 200)
                body = self._body(reader, wanted, sent)
                if wanted.command in DECISIONS and not sent.text("checked"):
                    return self.check(reader, wanted, sent, body)
                answer = self._services.call(wanted.resource.service, "command", self._call(reader, wanted, body, sent))
            except Refusal as refusal:
                return self.refused(reader, wanted, sent, refusal)
        if code := answer.get("participant_code"):
            # It is told once: who goes on to the record would never see it.
            slip = with_code(sent.text("name") or _("受邀人"), str(code))
            done = page(self._sessions, reader, "invited.html", address=wanted.around, given=[slip], here=wanted.action)
        else:
            done = redirected(onward(wanted, str(wanted.id or answer["id"]), sent.text(THEN)))
        return arrived(done, sent, self._sessions)

    def check(
        self, reader: PageReader, wanted: ChosenCommand, sent: SentForm, body: Mapping[str, Any], back: str = ""
    ) -> Response:
        """What was decided, to be read once more; `back` is where it is changed, if that is not its own form. Raises Invalid."""
        wrong = wanted.resource.commands[wanted.command]().validate(body)
        if wrong:
            raise Invalid("", errors=wrong)
        return self._form(reader, wanted, sent, 200, check=True, back=back)

    def refused(self, reader: PageReader, wanted: ChosenCommand, sent: SentForm, refusal: Refusal) -> Response:
        """The form again, with what was written in it."""
        return self._form(reader, wanted, sent, refusal.status, refusal)

    def _call(self, reader: PageReader, wanted: ChosenCommand, body: dict[str, Any], sent: SentForm) -> CommandCall:
        return CommandCall(
            collection=wanted.resource.collection,
            command=wanted.command,
            body=body,
            key=sent.text("key") or new_key(),
            caller=reader.caller,
            correlation_id=flask.g.correlation_id,
            record_id=wanted.id,
            parent_id=wanted.parent,
            if_match=_version(sent),
        )

    def _body(self, reader: PageReader, wanted: ChosenCommand, sent: SentForm) -> dict[str, Any]:
        """An amendment says only what differs; photos and papers come beside the texts."""
        schema = wanted.resource.commands[wanted.command]
        body = body_of(schema, sent)
        if len(sent.files) > MOST_PHOTOS:
            raise Invalid(_("一次最多 3 个文件。"))
        digests = [self._kept(one) for one in sent.files]
        if digests:
            body["files"] = list(dict.fromkeys([*body.get("files", []), *digests]))
        if issubclass(schema, Amendment) and wanted.id:
            had = self._read(reader, wanted)
            body = {name: value for name, value in body.items() if had.get(name) != value} | _emptied(schema, sent, had)
        return body

    def _kept(self, file: Any) -> str:
        file.seek(0)
        type_, content = rewritten(file)
        return str(self._files.add(type_, content))

    def _read(self, reader: PageReader, wanted: ChosenCommand) -> dict[str, Any]:
        call = ReadCall(wanted.resource.collection, reader.caller, wanted.id, wanted.parent)
        return self._services.call(wanted.resource.service, "read", call)

    def _form(
        self,
        reader: PageReader,
        wanted: ChosenCommand,
        sent: SentForm | None,
        status: int,
        refusal: Refusal | None = None,
        check: bool = False,
        back: str = "",
        record: dict[str, Any] | None = None,
    ) -> Response:
        """What was written is kept, whatever was refused."""
        meanwhile: list[StepTold] = []
        if record is None:
            record, meanwhile = self._looked_at(reader, wanted, sent, refusal)
        asked = self._questions(reader, wanted, sent, record, refusal)
        wrongs = [one for one in flat(asked) if one.wrong]
        return page(
            self._sessions,
            reader,
            "give.html",
            status,
            wanted=wanted,
            label=act_word(wanted.resource, wanted.command, reader.lang),
            title=title_of(wanted.resource, record, reader.lang, {}) if record else "",
            record=record,
            questions=asked,
            wrongs=wrongs,
            refused=in_language(refusal.detail or refusal.title, reader.lang) if refusal and not wrongs else "",
            meanwhile=meanwhile,
            check=check,
            sentence=sentence_of(reader, wanted, record, sent) if check else "",
            back=back or wanted.action,
            kept=kept(sent) if sent and reader.session is None else "",
            given=list(sent.texts.items(multi=True)) if sent and check else [],
            decided=decided(asked) if check else [],
            key=(sent and sent.text("key")) or new_key(),
            # Who was refused because somebody was quicker looks first: until then his form keeps the version that he saw.
            version=(sent and sent.text("version")) or record.get("version"),
            then=back_to(sent.text(THEN) if sent else request.args.get(THEN)),
            filled=sent is not None,
            takes_files=takes_files(wanted.resource.commands[wanted.command]),
            here=wanted.action,
        )

    def _looked_at(
        self, reader: PageReader, wanted: ChosenCommand, sent: SentForm | None, refusal: Refusal | None
    ) -> tuple[dict[str, Any], list[StepTold]]:
        """The record as it is now and, where somebody was quicker, what was done to it since the form was made."""
        if not wanted.id or reader.session is None:
            return {}, []
        if not isinstance(refusal, NotAllowedInState | VersionMismatch):
            return self._read(reader, wanted), []
        call = ReadCall(wanted.resource.collection, reader.caller, wanted.id, wanted.parent)
        whole = self._services.call(wanted.resource.service, "whole", call)
        return whole["record"], since(self._history.told(whole["history"], reader.lang), _version(sent))

    def _questions(
        self,
        reader: PageReader,
        wanted: ChosenCommand,
        sent: SentForm | None,
        record: dict[str, Any],
        refusal: Refusal | None,
    ) -> list[FormField]:
        schema = wanted.resource.commands[wanted.command]
        errors = dict(refusal.errors or {}) if isinstance(refusal, Invalid) else {}
        shown = record if wanted.command in FROM_THE_RECORD else {}
        if not wanted.id and reader.office:
            shown = {"division": reader.office["division"], "organisation": reader.office["organisation"]}
            shown |= {name: request.args[name] for name in FILLED_IN if name in request.args}
        around = (sent.text("meeting") if sent else str(shown.get("meeting") or "")) or None
        known = self._known(reader, wanted, around) if reader.session else {}
        if not wanted.id:
            known = with_him(self._services, reader, known, sent.text(PERSON) if sent else str(shown.get(PERSON, "")))
        asked = items_asked(self._services, reader, schema, record)
        filling = Filling(reader.lang, sent, shown, known, errors, wanted.resource.collection, asked)
        return grounds_offered(self._services, reader, wanted, record, questions(schema, filling))

    def _known(self, reader: PageReader, wanted: ChosenCommand, meeting: str | None) -> Offered:
        """What there is to choose from, of each service that has some of it in one call; none while it does not answer.

        Items are those of the `meeting`, once it is known.
        """
        division = (reader.office or {}).get("division") or ""
        by_service: dict[str, list[str]] = {}
        for collection in references(wanted.resource.commands[wanted.command], wanted.resource.collection):
            if collection in self._of and (collection != DIVISIONS or near_enough(division)):
                by_service.setdefault(self._of[collection].service, []).append(collection)
        known: dict[str, list[tuple[str, str]]] = {}
        for service, collections in by_service.items():
            parent = wanted.parent or (wanted.id if wanted.resource.collection == "meetings" else meeting)
            asked = Choices(collections, reader.caller, division[:COUNTY] or None, parent)
            try:
                found: Mapping[str, Any] = self._services.call(service, "choices", asked)
            except Refusal:
                continue
            known |= {name: [(one[0], one[1]) for one in options] for name, options in found.items()}
        return {name: in_order(options) if name == DIVISIONS else options for name, options in known.items()}

    def _wanted(
        self, collection: str, record_id: str | None, command: str, of: str, parent: str | None
    ) -> ChosenCommand:
        """Raises NotFound for what is no command there."""
        resource = self._of[collection]
        named = command or resource.creating or ""
        fits = (resource.parent or "") == of and named in resource.commands
        if not fits or (record_id is None) != (named == resource.creating):
            raise NotFound(_("没有这件事可办。"))
        return ChosenCommand(
            resource,
            named,
            checks.record_id(record_id) if record_id else None,
            checks.record_id(parent) if parent else None,
        )


def _version(sent: SentForm | None) -> int | None:
    """That of the record when the form was made."""
    version = sent.text("version") if sent else ""
    return int(version) if re.fullmatch("[0-9]{1,15}", version) else None


def _emptied(schema: type[Schema], sent: SentForm, had: Mapping[str, Any]) -> dict[str, None]:
    """What an amendment takes away, where a field may say nothing. Raises Invalid where it may not."""
    gone = [
        (name, member)
        for name, member in schema._declared_fields.items()
        if name in sent.texts and not sent.text(name) and isinstance(had.get(name), str) and had[name]
    ]
    kept = {name: [_("不能改成空的。")] for name, member in gone if not member.allow_none}
    if kept:
        raise Invalid("", errors=kept)
    return {name: None for name, _member in gone}


def takes_files(schema: type[Schema]) -> bool:
    """Whether files are handed in with it; to clear some names those that are there."""
    return "files" in schema._declared_fields and not issubclass(schema, FilesToClear)
