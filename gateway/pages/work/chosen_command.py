"""Which command is to be given, of which record, and where its form stands."""

from dataclasses import dataclass, replace

from gateway.documents.resource import Resource


@dataclass(frozen=True)
class ChosenCommand:
    """`to_parent`: whoever gives it works at the record around it, and comes back there."""

    resource: Resource
    command: str
    id: str | None
    parent: str | None = None
    to_parent: bool = False

    @property
    def base(self) -> str:
        return (
            f"/{self.resource.parent}/{self.parent}/{self.resource.collection}"
            if self.parent
            else f"/{self.resource.collection}"
        )

    @property
    def address(self) -> str:
        return f"{self.base}/{self.id}" if self.id else self.base

    def coming_from(self, place: str | None) -> "ChosenCommand":
        return replace(self, to_parent=place == "parent" and self.parent is not None)

    @property
    def around(self) -> str:
        """Where he came from: the record, or the one in which it is nested."""
        return f"/{self.resource.parent}/{self.parent}" if self.to_parent else self.address

    @property
    def action(self) -> str:
        return f"{self.address}/{self.command}" if self.id else f"{self.base}/new"
