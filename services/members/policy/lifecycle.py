"""Who may do what with a policy. A first start sets them all; nobody creates or ends one."""

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from services.members.policy.commands import AmendPolicy
from services.members.policy.domain import LABELS, Policy, amend_policy, evolve
from services.members.policy.events import PolicySet
from services.members.policy.projections import row
from services.members.policy.schemas import Amend
from services.members.rules import RuleBroken


def place(policy: Policy, policy_id: str) -> Place:
    return Place(division="")


def place_of_new(reader: Reader, policy: None, command: object) -> Place:
    return Place(division="")


def facts(reader: Reader, policy: Policy | None, command: AmendPolicy) -> None:
    return None


POLICY = Lifecycle(
    name="policy",
    collection="policies",
    label="时限",
    id_field="policy_id",
    events=(EventType(PolicySet),),
    evolve=evolve,
    state_labels=LABELS,
    creation=None,
    transitions=(Transition("amend", AmendPolicy, amend_policy, Amend, by=("ADM",), from_states=("in_force",)),),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
)
