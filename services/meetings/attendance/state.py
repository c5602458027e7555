"""What is known of one participant: a part of the meeting's state."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    INVITED = "invited"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    SUBSTITUTED = "substituted"
    CHECKED_IN = "checked_in"
    RECORDED_LATE = "recorded_late"
    LEFT = "left"
    ABSENT = "absent"
    UNINVITED = "uninvited"


LABELS: dict[str, str] = {
    State.INVITED: "已邀请",
    State.CONFIRMED: "已确认",
    State.DECLINED: "已谢绝",
    State.SUBSTITUTED: "已委派代表",
    State.CHECKED_IN: "已签到",
    State.RECORDED_LATE: "补录",
    State.LEFT: "已离会",
    State.ABSENT: "缺席",
    State.UNINVITED: "已撤销邀请",
}


AWAITED = (State.INVITED, State.CONFIRMED)
WITHDRAWN = (State.DECLINED, State.SUBSTITUTED, State.UNINVITED)


@dataclass(frozen=True)
class Participant:
    """`attended` is true from the first check-in on, whatever comes after."""

    participant_id: str
    state: State
    kind: str
    duty: str
    group: str | None
    person: str | None
    name: str | None
    organisation: str | None
    contact: str | None
    represents: int | None
    code: str | None
    instead_of: str | None
    mode: str | None = None
    attended: bool = False
    substitute: str | None = None
    reason: str | None = None

    @property
    def has_voice(self) -> bool:
        return self.kind != "observer"

    @property
    def expected(self) -> bool:
        return self.state not in WITHDRAWN

    @property
    def key_owner(self) -> str:
        """Whose key encrypts what the participant says: the person's, or without an account the participant's own."""
        return self.person or self.participant_id
