"""The common ancestor of every stored record."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from facilitator_app.domain.columns import (
    Checked,
    Code,
    Day,
    EurosColumn,
    Flag,
    HoursColumn,
    Moment,
    MonthColumn,
    Words,
)
from facilitator_app.domain.keys import Key, new_key
from facilitator_app.domain.values import Euros, Hours, Month


class Labelled(enum.StrEnum):
    """A closed list: a stable value for the database, a French label for the screen."""

    label: str

    def __new__(cls, value: str, label: str) -> Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Base(DeclarativeBase):
    """Everything with a table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        Key: Code(32),
        Hours: HoursColumn(),
        Euros: EurosColumn(),
        Month: MonthColumn(),
        dt.date: Day(),
        dt.datetime: Moment(),
        bool: Flag(),
        tuple[str, ...]: Words(),
    }


class Record(Base):
    """A thing the house keeps: it has a key, a journal, and is never physically deleted."""

    __abstract__ = True

    id: Mapped[Key] = mapped_column(primary_key=True, default=new_key)
    removed: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def fields(cls) -> dict[str, Checked[Any]]:
        """The journalled columns and how each is checked and written, key excepted."""
        known: dict[str, Checked[Any]] | None = cls.__dict__.get("_fields")
        if known is None:
            known = {column.key: _checked(column.type) for column in cls.__table__.columns if column.key != "id"}
            cls._fields = known
        return known


def _checked(type_: object) -> Checked[Any]:
    assert isinstance(type_, Checked), f"{type_!r} does not check its values"
    return type_
