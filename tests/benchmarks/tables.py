"""Rows by the million straight into the tables of a house, past its journal and its checks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from itertools import chain

from facilitator_app.domain.base import Record
from facilitator_app.domain.keys import Key

Row = dict[str, object]


def identifier(kind: str, number: int) -> Key:
    """The key of the row of that number; one letter for each kind of record."""
    return Key(f"{ord(kind):04x}{number:028x}")


def words(values: Iterable[str]) -> str:
    """A list of words as its column keeps it."""
    return json.dumps(list(values), ensure_ascii=False)


def fill(connection: sqlite3.Connection, kind: type[Record], rows: Iterable[Row]) -> None:
    """What a row does not give takes the default of its column, or an empty text; all give the same columns."""
    rows = iter(rows)
    first = next(rows)
    blanks = {
        name: column.written(getattr(kind.__table__.columns[name].default, "arg", ""))
        for name, column in kind.fields().items()
        if name not in first and not kind.__table__.columns[name].nullable
    }
    names, same = [*first, *blanks], tuple(blanks.values())
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO {kind.__tablename__} ({', '.join(names)}) VALUES ({marks})",
        ((*row.values(), *same) for row in chain((first,), rows)),
    )
