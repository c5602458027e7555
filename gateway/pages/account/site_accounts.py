"""`/site/accounts`: who may sign in here and as what he acts, for the administrators; each person's page with what there is to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import flask
from flask import Response, request

from gateway.http import checks
from gateway.http.services import Services
from gateway.http.sessions import MEMBERS, Sessions
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.work.onward import ACCOUNTS
from infra.kernel.base.calls import Choices, ListCall
from infra.kernel.base.problems import NotFound, NotPermitted, Refusal

LOOK_AFTER = ("SEC", "ADM", "AUD")
A_PAGE = 30
STATES = ("open", "locked", "ended")
WHOM = ("accounts", "offices", "people")
"""Those with an account, those in an office, all there are."""


@dataclass(frozen=True)
class SiteAccountsPages:
    services: Services
    sessions: Sessions

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("site-accounts", __name__)
        routes.add_url_rule(f"/{ACCOUNTS}", view_func=self.listed, endpoint="listed")
        routes.add_url_rule(f"/{ACCOUNTS}/<person>", view_func=self.one, endpoint="one")
        return routes

    def listed(self) -> Response:
        reader = administrator_of(self.sessions)
        chosen = _chosen(request.args)
        found = self.services.call(MEMBERS, "listed", _call(reader, chosen, request.args.get("cursor")))
        named = "id" if chosen["of"] == "people" else "person"
        persons = list(dict.fromkeys(str(one[named]) for one in found["items"]))
        following = {**chosen, "cursor": found["next"]} if found["next"] else None
        return page(
            self.sessions,
            reader,
            "site_accounts.html",
            people=self._standing(reader, persons),
            chosen=chosen,
            whom=[("accounts", _("有账号的")), ("offices", _("担任职务的")), ("people", _("全部人员"))],
            states=[("open", _("可用")), ("locked", _("已锁定")), ("ended", _("已终止"))],
            organisations=self._organisations(reader),
            following={name: value for name, value in (following or {}).items() if value},
        )

    def one(self, person: str) -> Response:
        reader = administrator_of(self.sessions)
        found = self._standing(reader, [checks.record_id(person)])
        if not found:
            raise NotFound(_("没有此人。"))
        done = "done" in request.args
        return page(self.sessions, reader, "site_account.html", one=found[0], back=f"{ACCOUNTS}/{person}", done=done)

    def _standing(self, reader: PageReader, persons: list[str]) -> list[dict[str, Any]]:
        asked = {"caller": reader.caller, "people": persons}
        found: list[dict[str, Any]] = self.services.call(MEMBERS, "who_may_sign_in", asked)["people"]
        return found

    def _organisations(self, reader: PageReader) -> list[tuple[str, str]]:
        """To narrow the list by; it is there without them too."""
        try:
            found = self.services.call(MEMBERS, "choices", Choices(["organisations"], reader.caller, None))
        except Refusal:
            return []
        return [(str(one[0]), str(one[1])) for one in found.get("organisations", [])]


def administrator_of(sessions: Sessions) -> PageReader:
    """Raises NotPermitted for anybody else."""
    reader = reader_of(sessions).signed_in()
    if not set(reader.roles) & set(LOOK_AFTER):
        raise NotPermitted(_("账号与职务归安全管理员管。您有这个身份的话，请先换身份。"))
    return reader


def _chosen(args: Mapping[str, str]) -> dict[str, str]:
    """What the list is narrowed to; a state is that of an account, an organisation that of an office."""
    organisation = args.get("organisation", "")
    of = "offices" if organisation else args.get("of", "")
    of = of if of in WHOM else WHOM[0]
    state = args.get("state", "")
    return {
        "of": of,
        "state": state if state in STATES and of == "accounts" else "",
        "organisation": checks.record_id(organisation) if organisation else "",
    }


def _call(reader: PageReader, chosen: Mapping[str, str], cursor: str | None) -> ListCall:
    of = chosen["of"]
    state = {"offices": ["active"], "people": ["active"]}.get(of) or ([chosen["state"]] if chosen["state"] else [])
    organisation = chosen["organisation"] or None
    return ListCall(of, reader.caller, state=state, organisation=organisation, limit=A_PAGE, cursor=cursor or None)
