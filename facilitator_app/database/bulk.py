"""Many new rows at once: each value is checked once, for its column and for the journal alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, repeat
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Insert, LargeBinary, MetaData, Table, insert, literal_column

from facilitator_app.domain.base import Base, Record
from facilitator_app.domain.columns import Checked
from facilitator_app.domain.journal import CREATION
from facilitator_app.domain.refusal import Refusal

Entry = tuple[str, str, str, Any, str]
"""Table, record, field, value as the journal keeps it, and the entry it replaces."""
_TOGETHER = 250
"""Rows in one statement: with fewer the engine asks Python for more too often, with more it is slower by itself."""
_MANY = 1000  # rows: for fewer, a statement of their own would cost more than it spares
_HARMLESS = re.compile(r'[\w .,:+\-\[\]{}"]*', re.ASCII)  # no quote of SQL, nothing that a driver looks for
Row = dict[str, Any]
Columns = Mapping[str, Sequence[Any]]
"""The values of each column, in the order of the rows."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows as the database keeps them, column by column, and the journal entries of their creation."""

    columns: dict[str, Sequence[Any]]
    entries: list[Entry]


def columns_of(rows: Sequence[Row]) -> Columns:
    """The rows cut into columns, going once through them: thousands do not fit in the nearest memory."""
    names = tuple(set[str]().union(*rows))
    return dict(zip(names, zip(*[tuple(map(row.get, names)) for row in rows], strict=True), strict=True))


def prepared(kind: type[Record], said: Columns) -> Prepared:
    """The columns checked, defaults filled in; None is the default.

    Raises Refusal, naming the field, for the first value that cannot be kept.
    """
    if unknown := said.keys() - {"id", *kind.fields()}:
        raise KeyError(f"{kind.__tablename__} has no {', '.join(sorted(unknown))}")
    kept: dict[str, Sequence[Any]] = {"id": said["id"]}
    for name, column in kind.fields().items():
        default = _defaults(kind)[name]
        try:
            kept[name] = _column(column, said[name], default) if name in said else [default] * len(said["id"])
        except ValueError as error:
            raise Refusal.because(str(error), name) from None
    return Prepared(kept, _entries(kind, kept, said.keys()))


def _entries(kind: type[Record], kept: Columns, given: Set[str]) -> list[Entry]:
    """What the journal says of each row: the columns given, and those whose default says something."""
    written = {
        name: column for name, column in kept.items() if name != "id" and (name in given or column[0] is not None)
    }
    for name, form in _journalling(kind):
        if name in written:
            written[name] = _formed(written[name], form)
    table = kind.__tablename__
    partly = [name for name, column in written.items() if None in column]
    whole = [name for name in written if name not in partly]
    rows = zip(*[written[name] for name in whole], strict=True) if whole else repeat((), len(kept["id"]))
    entries = [
        (table, key, CREATION, dict(zip(whole, row, strict=True)), "")
        for key, row in zip(kept["id"], rows, strict=True)
    ]
    for name in partly:
        for value, entry in zip(written[name], entries, strict=True):
            if value is not None:
                entry[3][name] = value
    return entries


def _formed(column: Sequence[Any], form: Callable[[Any], Any]) -> list[Any]:
    """Each value in that form, None left: the same days come back from row to row, and are written once."""
    known = {value: form(value) for value in set(column) if value is not None}
    return list(map(known.get, column))


def _column(column: Checked[Any], values: Sequence[Any], default: Any) -> list[Any]:
    if None not in values:
        return column.all_stored(values)
    given = [value for value in values if value is not None]
    if not given:
        return [default] * len(values)
    stored = column.all_stored(given)
    following = iter(stored)
    return [default if value is None else next(following) for value in values]


def insert_columns(connection: Connection, kind: type[Base], columns: Columns) -> None:
    """Insert rows already as the database keeps them, by the name of each column."""
    for statement, rows in insertions(connection.dialect, kind, columns):
        insert_rows(connection, statement, rows)


def insert_rows(connection: Connection, statement: Insert | str, rows: Sequence[Any]) -> None:
    """What `insertions` gives."""
    if isinstance(statement, str):
        connection.exec_driver_sql(statement, rows)
    else:
        connection.execute(statement, rows)


def insertions(
    dialect: Dialect, kind: type[Base], columns: Columns, *, together: bool = False
) -> Iterator[tuple[Insert | str, Sequence[Any]]]:
    """The statements that insert these columns, with their rows.

    Handing tuples to the driver spares a dictionary of parameters for each row; writing what all the rows share once,
    in the statement, spares a third of the rest. `together`, a statement takes many rows: the engine is then longer at
    work by itself.
    """
    _, order = _statement(kind, dialect, tuple(columns))
    if not order:
        named = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        yield insert(_bare(kind)), named
        return
    forms = _bound(kind, dialect)
    bound = {name: _formed(columns[name], forms[name]) if name in forms else columns[name] for name in order}
    shared = {name: written for name, values in bound.items() if (written := _shared(values))}
    statement, order = _statement(
        kind, dialect, tuple(name for name in order if name not in shared), tuple(shared.items())
    )
    rows = list(zip(*[bound[name] for name in order], strict=True))
    if not together or len(rows) < _MANY:
        yield statement, rows
        return
    head, values, row = statement.partition(" VALUES ")
    whole = len(rows) - len(rows) % _TOGETHER
    groups = [tuple(chain.from_iterable(rows[start : start + _TOGETHER])) for start in range(0, whole, _TOGETHER)]
    yield head + values + ", ".join([row] * _TOGETHER), groups
    if whole < len(rows):
        yield statement, rows[whole:]


def _shared(values: Sequence[Any]) -> str:
    """The value that all of many rows have, as SQL writes it; empty when there is none, or when it is not harmless."""
    first = values[0]
    if len(values) < _MANY or values[-1] != first or values.count(first) < len(values):
        return ""
    if first is None:
        return "NULL"
    if isinstance(first, int):
        return str(int(first))
    return f"'{first}'" if isinstance(first, str) and _HARMLESS.fullmatch(first) else ""


@lru_cache(maxsize=256)
def _statement(
    kind: type[Base], dialect: Dialect, names: tuple[str, ...], shared: tuple[tuple[str, str], ...] = ()
) -> tuple[str, tuple[str, ...]]:
    """How these columns are inserted, and in which order the driver wants them; no order where it wants names.

    `shared` are columns with one value for all the rows, as SQL writes it. Writing the statement takes a millisecond,
    and an import asks it for every few hundred rows.
    """
    asked = insert(_bare(kind))
    if shared:
        asked = asked.values({name: literal_column(written) for name, written in shared})
    compiled = asked.compile(dialect=dialect, column_keys=list(names))
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
