"""Giving a record other values, and writing all of them in the journal again when its first entry was erased."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.use_cases.writing import write


def rewrite(session: Session, record: Record, left: dict[str, Any], *, wholly: bool) -> None:
    """Keep these values; `wholly`: journal each of them, changed or not, so that the journal still gives the record."""
    write(record, left)
    if wholly:
        session.flush()
        # Written over a field that was not read, a value is journalled even when it is the same.
        names = [name for name, value in left.items() if value is not None]
        session.expire(record, names)
        for name in sorted(names, key=_NAMES_FIRST.__contains__, reverse=True):
            vars(record).pop(name, None)
            setattr(record, name, left[name])


_NAMES_FIRST = {"last_name", "first_name"}
