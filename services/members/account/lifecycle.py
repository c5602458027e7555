"""Who may do what with an account, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.account import commands as asked
from services.members.account import domain, schemas
from services.members.account import events as happened
from services.members.account.circumstances import facts, id_of_new, place, place_of_new, subject
from services.members.account.events import AccountEvent
from services.members.account.projections import row
from services.members.account.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.CreateAccount, domain.create_account, schemas.Create, ("SEC",), personal=("name",), hashed="password"),
    Row("set_password", asked.SetPassword, domain.set_password, schemas.SetPassword, ("SEC", "SELF"), (State.OPEN, State.LOCKED),
        hashed="password"),
    Row("lock", asked.LockAccount, Records(happened.AccountLocked), REASON, ("SEC",), (State.OPEN,)),
    Row("unlock", asked.UnlockAccount, Records(happened.AccountUnlocked), REASON, ("SEC",), (State.LOCKED,)),
    Row("end", asked.EndAccount, Records(happened.AccountEnded), REASON, ("SEC",), (State.OPEN, State.LOCKED)),
    Row("end_sessions", asked.EndSessions, Records(happened.SessionsEnded), REASON, ("SEC",), (State.OPEN,)),
    Row("reset_second_factor", asked.ResetSecondFactor, domain.reset_second_factor, REASON, ("SEC",), (State.OPEN, State.LOCKED)),
    # 登录 by the page, on the person's behalf
    Row("sign_in", asked.SignIn, domain.sign_in, NOTHING, ("SYS",), (State.OPEN,)),
    Row("refuse_sign_in", asked.RefuseSignIn, Records(happened.SignInRefused), NOTHING, ("SYS",), (State.OPEN, State.LOCKED)),
    Row("sign_out", asked.SignOut, Records(happened.SignedOut), NOTHING, ("SYS",), (State.OPEN,)),
    # 动态码 by the person himself, on the page of his account
    Row("set_second_factor", asked.SetSecondFactor, domain.set_second_factor, NOTHING, ("SYS",), (State.OPEN,)),
    Row("end_second_factor", asked.EndSecondFactor, domain.end_second_factor, NOTHING, ("SYS",), (State.OPEN,)),
    Row("use_recovery_code", asked.UseRecoveryCode, Records(happened.RecoveryCodeUsed), NOTHING, ("SYS",), (State.OPEN,)),
)
# fmt: on

ACCOUNT = Lifecycle(
    name="account",
    collection="accounts",
    label="账号",
    id_field="account_id",
    events=events_of(AccountEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    subject=subject,
    id_of_new=id_of_new,
)
