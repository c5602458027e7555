"""Which command is to be given, of which record, and where its form stands."""

from dataclasses import dataclass

from gateway.documents.resource import Resource


@dataclass(frozen=True)
class ChosenCommand:
    resource: Resource
    command: str
    id: str | None
    parent: str | None = None

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

    @property
    def action(self) -> str:
        return f"{self.address}/{self.command}" if self.id else f"{self.base}/new"
