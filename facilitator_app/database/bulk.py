"""Many new rows at once: each value is checked once, for its column and for the journal alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Dialect, LargeBinary, MetaData, Table, insert

from facilitator_app.domain.base import Base, Record
from facilitator_app.domain.columns import Checked
from facilitator_app.domain.journal import CREATION
from facilitator_app.domain.refusal import Refusal

Entry = tuple[str, str, str, Any, str]
"""Table, record, field, value as the journal keeps it, and the entry it replaces."""
Row = dict[str, Any]


def prepared(kind: type[Record], rows: Sequence[Row]) -> tuple[list[Row], list[Entry]]:
    """The rows as the database keeps them, defaults filled in, and the journal entries of their creation.

    Raises Refusal, naming the field, for the first value that cannot be kept.
    """
    table, keep, journalled, defaults = kind.__tablename__, _keeping(kind), _journalling(kind), _defaults(kind)
    kept: list[Row] = []
    entries: list[Entry] = []
    for row in rows:
        stored = defaults.copy()
        for name, value in row.items():
            if value is not None:
                try:
                    stored[name] = keep[name](value)
                except ValueError as error:
                    raise Refusal.because(str(error), name) from None
        kept.append(stored)
        written = {name: value for name, value in stored.items() if value is not None}
        del written["id"]
        for name, form in journalled:
            if name in written:
                written[name] = form(written[name])
        entries.append((table, stored["id"], CREATION, written, ""))
    return kept, entries


def insert_rows(connection: Connection, kind: type[Base], rows: Sequence[Row]) -> None:
    """Insert rows whose values are already as the database keeps them; all have the same columns."""
    names = tuple(rows[0])
    insert_values(connection, kind, names, list(map(itemgetter(*names), rows)))


def insert_values(
    connection: Connection, kind: type[Base], names: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    """Insert rows already as the database keeps them, their values in the order of `names`.

    Handing tuples to the driver spares a dictionary of parameters for each row.
    """
    compiled = insert(_bare(kind)).compile(dialect=connection.dialect, column_keys=list(names))
    if not compiled.positional:
        connection.execute(insert(_bare(kind)), [dict(zip(names, row, strict=True)) for row in rows])
        return
    order = tuple(compiled.positiontup or ())
    if order != names:
        rows = list(map(itemgetter(*map(names.index, order)), rows))
    forms = _bound(kind, connection.dialect)
    if places := [(place, forms[name]) for place, name in enumerate(order) if name in forms]:
        rows = [_with(row, places) for row in rows]
    connection.exec_driver_sql(str(compiled), rows)


def _with(values: tuple[Any, ...], places: list[tuple[int, Callable[[Any], Any]]]) -> tuple[Any, ...]:
    row = list(values)
    for place, form in places:
        row[place] = form(row[place])
    return tuple(row)


@cache
def _bare(kind: type[Base]) -> Table:
    """The same table without our checks."""
    columns = (Column(column.name, getattr(column.type, "impl", column.type)) for column in kind.__table__.columns)
    return Table(kind.__tablename__, MetaData(), *columns)


@cache
def _bound(kind: type[Base], dialect: Dialect) -> dict[str, Callable[[Any], Any]]:
    """How this engine's driver wants the values it does not take as they are, such as dates on SQLite."""
    found = {
        column.name: column.type.dialect_impl(dialect).bind_processor(dialect)
        for column in _bare(kind).columns
        if not isinstance(column.type, LargeBinary)  # every driver of ours takes bytes as they are
    }
    return {name: processor for name, processor in found.items() if processor is not None}


@cache
def _keeping(kind: type[Record]) -> dict[str, Callable[[Any], Any]]:
    """For each field, what turns a value into what the database keeps, checking it on the way."""
    kept: dict[str, Callable[[Any], Any]] = {"id": str}
    for name, column in kind.fields().items():
        plain = type(column).stored is Checked.stored
        kept[name] = column.checked if plain else _checked_then_stored(column)
    return kept


def _checked_then_stored(column: Checked[Any]) -> Callable[[Any], Any]:
    checked, stored = column.checked, column.stored
    return lambda value: stored(checked(value))


@cache
def _journalling(kind: type[Record]) -> list[tuple[str, Callable[[Any], Any]]]:
    """The fields whose stored value is not what JSON knows, with what to write instead."""
    fields = kind.fields().items()
    return [(name, column.journalled) for name, column in fields if type(column).journalled is not Checked.journalled]


@cache
def _defaults(kind: type[Record]) -> Row:
    """What the columns not mentioned hold, as the database keeps it."""
    columns, defaults = kind.__table__.columns, dict.fromkeys(("id",))
    for name, checks in kind.fields().items():
        default = columns[name].default
        defaults[name] = checks.stored(default.arg) if default is not None and default.is_scalar else None
    return defaults
