"""The names in a history, as they are when it is read: of organisations, and of those who acted in office."""

from infra.kernel.access.capacities import ROLES_IN_WORDS
from infra.kernel.access.offices import MACHINE_ROLES, OF_NO_ORGANISATION
from infra.kernel.access.places import Directory
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.personal import PersonalKeys

FOLLOWS_FROM_THE_MOMENT = {
    "SYS": "系统 the system",
    "SELF": "参与人本人 the participant in person",
    "ATT": "到会人员 a participant who checked in",
}
PRIVATE = ("PUB", *FOLLOWS_FROM_THE_MOMENT)
"""Capacities in which nobody acts in office: who acted as a resident or participant is not named."""
OPERATOR, MACHINE = "运维人员 the operator", "本机构的信息系统 the organisation's system"


class Names:
    """Looked up for one history, each once."""

    def __init__(self, directory: Directory, personal: PersonalKeys) -> None:
        self._directory, self._personal = directory, personal
        self._organisations: dict[str, str | None] = {}
        self._people: dict[str, str | None] = {}

    def organisation(self, organisation_id: str | None) -> str | None:
        """None also when no news of it has come."""
        if organisation_id is None:
            return None
        if organisation_id not in self._organisations:
            known = self._directory.organisation(organisation_id)
            self._organisations[organisation_id] = known.name if known else None
        return self._organisations[organisation_id]

    def actor(self, event: Recorded) -> str | None:
        """Of whoever acted in office; a machine's token is called what it is."""
        if event.role in PRIVATE:
            return None
        if event.actor is not None:
            return self.person(event.actor)
        if event.role in MACHINE_ROLES and event.role in OF_NO_ORGANISATION:
            return OPERATOR
        # Where there is no organisation either, somebody stays unnamed.
        return MACHINE if event.role in MACHINE_ROLES and event.organisation else None

    def person(self, person: str) -> str | None:
        if person not in self._people:
            encrypted = self._directory.encrypted_name(person)
            self._people[person] = (
                None if encrypted is None else str(self._personal.decrypted(encrypted, f"person-{person}"))
            )
        return self._people[person]


def capacity(role: str) -> str:
    """In which capacity somebody acted, in words."""
    return ROLES_IN_WORDS.get(role) or FOLLOWS_FROM_THE_MOMENT.get(role) or role
