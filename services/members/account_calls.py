"""How the pages of signing in reach members: the RPC methods, each a line over who signs in, or over one's own account."""

from typing import Any

import msgspec

from infra.kernel.base.calls import Caller
from infra.kernel.entrypoints import answering, rpc
from infra.kernel.entrypoints.service import EventSourcedService
from services.members.own_account import OwnAccount
from services.members.signing_in import SigningIn
from services.members.who_may_sign_in import WhoMaySignIn


class AccountCalls(EventSourcedService):
    """Beside what every service is asked."""

    @rpc
    @answering
    def sign_in(self, payload: Any) -> dict[str, Any]:
        said = {name: str(payload.get(name, "")) for name in ("name", "password", "code")}
        return SigningIn(self.runtime).sign_in(**said)

    @rpc
    @answering
    def sign_in_with_code(self, payload: Any) -> dict[str, Any]:
        return SigningIn(self.runtime).sign_in_with_code(
            str(payload["account"]), str(payload["half"]), str(payload["code"])
        )

    @rpc
    @answering
    def sign_in_vouched(self, payload: Any) -> dict[str, Any]:
        return SigningIn(self.runtime).sign_in_vouched(str(payload["vouched"]))

    @rpc
    @answering
    def sign_in_as(self, payload: Any) -> dict[str, Any]:
        return SigningIn(self.runtime).sign_in_as(str(payload["person"]))

    @rpc
    @answering
    def sign_out(self, payload: Any) -> dict[str, Any]:
        SigningIn(self.runtime).sign_out(str(payload["account"]), str(payload["session"]))
        return {}

    @rpc
    @answering
    def session(self, payload: Any) -> dict[str, Any]:
        return SigningIn(self.runtime).session(str(payload["account"]), str(payload["session"]))

    @rpc
    @answering
    def people_of_the_story(self, payload: Any) -> dict[str, Any]:
        return {"people": SigningIn(self.runtime).people_of_the_story()}

    @rpc
    @answering
    def is_his_password(self, payload: Any) -> dict[str, Any]:
        return {"is": SigningIn(self.runtime).is_his_password(str(payload["account"]), str(payload["password"]))}

    @rpc
    @answering
    def who_may_sign_in(self, payload: Any) -> dict[str, Any]:
        """Of the persons that are named."""
        actor = self.runtime.verifier.actor(msgspec.convert(payload["caller"], Caller))
        return {"people": WhoMaySignIn(self.runtime).of(msgspec.convert(payload["people"], list[str]), actor)}

    @rpc
    @answering
    def own_account(self, payload: Any) -> dict[str, Any]:
        return self._own(payload).shown()

    @rpc
    @answering
    def set_second_factor(self, payload: Any) -> dict[str, Any]:
        said = {name: str(payload[name]) for name in ("password", "secret", "code")}
        return self._own(payload).set_second_factor(**said)

    @rpc
    @answering
    def end_second_factor(self, payload: Any) -> dict[str, Any]:
        self._own(payload).end_second_factor(str(payload["password"]), str(payload["code"]))
        return {}

    @rpc
    @answering
    def end_other_sessions(self, payload: Any) -> dict[str, Any]:
        return {"ended": self._own(payload).end_other_sessions(str(payload["session"]))}

    def _own(self, payload: Any) -> OwnAccount:
        return OwnAccount(self.runtime, str(payload["account"]))
