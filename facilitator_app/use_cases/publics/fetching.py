"""Rows straight from the driver, as the file keeps them: tens of thousands in half the time results of ours take."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session


def fetched(session: Session, asked: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Texts and numbers only; the question says itself that it leaves out what was removed."""
    if session.autoflush:  # what the gesture under way has changed counts, as with any other question
        session.flush()
    found = session.connection().execute(asked)
    assert found.cursor
    rows = list(found.cursor.fetchall())
    found.close()
    return rows


def age_between(born: str, day: str) -> int:
    """Completed years, from days written `2026-11-24`."""
    return int(day[:4]) - int(born[:4]) - (day[5:] < born[5:])
