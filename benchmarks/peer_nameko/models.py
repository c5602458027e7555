"""The tables of the peer's service."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The ORM's base class, as its manual has it."""


class Division(Base):
    """A division that a venue may lie in."""

    __tablename__ = "divisions"
    code: Mapped[str] = mapped_column(primary_key=True)


class Venue(Base):
    """A venue."""

    __tablename__ = "venues"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    tier: Mapped[str]
    state: Mapped[str]
