"""Many new rows at once: each value is checked once, for its column and for the journal alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows as the database keeps them, in the order of `names`, and the journal entries of their creation."""

    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    entries: list[Entry]


def prepared(kind: type[Record], rows: Sequence[Row]) -> Prepared:
    """The rows checked column by column, defaults filled in; None is the default.

    Raises Refusal, naming the field, for the first value that cannot be kept.
    """
    given = set[str]().union(*rows)
    if unknown := given - {"id", *kind.fields()}:
        raise KeyError(f"{kind.__tablename__} has no {', '.join(sorted(unknown))}")
    kept: dict[str, list[Any]] = {"id": [row["id"] for row in rows]}
    for name, column in kind.fields().items():
        default = _defaults(kind)[name]
        try:
            values = [row.get(name) for row in rows] if name in given else []
            kept[name] = _column(column, values, default) if values else [default] * len(rows)
        except ValueError as error:
            raise Refusal.because(str(error), name) from None
    written = {
        name: column for name, column in kept.items() if name != "id" and (name in given or column[0] is not None)
    }
    for name, form in _journalling(kind):
        if name in written:
            written[name] = [None if value is None else form(value) for value in written[name]]
    table, names = kind.__tablename__, tuple(written)
    entries: list[Entry] = [
        (table, key, CREATION, {name: value for name, value in zip(names, row, strict=True) if value is not None}, "")
        for key, row in zip(kept["id"], zip(*written.values(), strict=True), strict=True)
    ]
    return Prepared(tuple(kept), list(zip(*kept.values(), strict=True)), entries)


def _column(column: Checked[Any], values: list[Any], default: Any) -> list[Any]:
    given = [value for value in values if value is not None]
    if not given:
        return [default] * len(values)
    stored = column.all_stored(given)
    if len(given) == len(values):
        return stored
    following = iter(stored)
    return [default if value is None else next(following) for value in values]


def insert_values(
    connection: Connection, kind: type[Base], names: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    """Insert rows already as the database keeps them, their values in the order of `names`.

    Handing tuples to the driver spares a dictionary of parameters for each row.
    """
    statement, order = _statement(kind, connection.dialect, names)
    if not order:
        connection.execute(insert(_bare(kind)), [dict(zip(names, row, strict=True)) for row in rows])
        return
    if order != names:
        rows = list(map(itemgetter(*map(names.index, order)), rows))
    forms = _bound(kind, connection.dialect)
    if places := [(place, forms[name]) for place, name in enumerate(order) if name in forms]:
        rows = _with(rows, places)
    connection.exec_driver_sql(statement, rows)


def _with(rows: list[tuple[Any, ...]], places: list[tuple[int, Callable[[Any], Any]]]) -> list[tuple[Any, ...]]:
    """The same days come back from row to row: each is written once."""
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
    for place, form in places:
        known = {value: form(value) for value in set(columns[place])}
        columns[place] = [known[value] for value in columns[place]]
    return list(zip(*columns, strict=True))


@cache
def _statement(kind: type[Base], dialect: Dialect, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """How these columns are inserted, and in which order the driver wants them; no order where it wants names.

    Writing it takes a millisecond, and an import asks it for every few hundred rows.
    """
    compiled = insert(_bare(kind)).compile(dialect=dialect, column_keys=list(names))
    return str(compiled), tuple(compiled.positiontup or ()) if compiled.positional else ()


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
