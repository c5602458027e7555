"""Who may do what with a membership, from which state."""

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from services.members.known import division_known, person_active
from services.members.member.commands import AdmitMember, AmendMember, EndMember
from services.members.member.domain import LABELS, Facts, Member, admit_member, amend_member, end_member, evolve
from services.members.member.events import MemberAdmitted, MemberAmended, MemberEnded
from services.members.member.projections import row
from services.members.member.schemas import Amend, Create, End
from services.members.rules import RuleBroken


def place(member: Member, member_id: str) -> Place:
    return Place(division=member.committee_division, persons=(member.person,))


def place_of_new(reader: Reader, member: None, command: AdmitMember) -> Place:
    return Place(division=command.committee_division, persons=(command.person,))


def facts(reader: Reader, member: Member | None, command: AdmitMember | AmendMember | EndMember) -> Facts:
    match command:
        case AdmitMember():
            return Facts(person_active(reader, command.person), division_known(reader, command.committee_division))
        case AmendMember():
            return Facts(division_known=division_known(reader, command.committee_division))
        case EndMember():
            return Facts()


MEMBER = Lifecycle(
    name="member",
    collection="members",
    label="政协委员",
    id_field="member_id",
    events=(EventType(MemberAdmitted), EventType(MemberAmended), EventType(MemberEnded)),
    evolve=evolve,
    state_labels=LABELS,
    creation=Transition("create", AdmitMember, admit_member, Create, by=("ADM",)),
    transitions=(
        Transition("amend", AmendMember, amend_member, Amend, by=("ADM",), from_states=("active",)),
        Transition("end", EndMember, end_member, End, by=("ADM",), from_states=("active",)),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
)
