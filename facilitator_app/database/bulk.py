"""Many new rows at once: each value is checked once, for its column and for the journal alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Insert, LargeBinary, MetaData, Table, insert, literal_column

from facilitator_app.database.json_rows import json_rows
from facilitator_app.domain.base import Base, Record
from facilitator_app.domain.columns import Checked
from facilitator_app.domain.refusal import Refusal

_TOGETHER = 10_000
"""Values in one statement: with fewer the engine asks Python for more too often, and it takes no more than 32 766."""
_MANY = 1000  # rows: for fewer, a statement of their own would cost more than it spares
_HARMLESS = re.compile(r'[\w .,:+\-\[\]{}"]*', re.ASCII)  # no quote of SQL, nothing that a driver looks for
Row = dict[str, Any]
Columns = Mapping[str, Sequence[Any]]
"""The values of each column, in the order of the rows."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows as the database keeps them, column by column, and what the journal says of the creation of each."""

    columns: dict[str, Sequence[Any]]
    texts: list[str]


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
    return Prepared(kept, _texts(kind, kept, said.keys()))


def _texts(kind: type[Record], kept: Columns, given: Set[str]) -> list[str]:
    """Of each row, the columns given and those whose default says something."""
    written = {
        name: column for name, column in kept.items() if name != "id" and (name in given or column[0] is not None)
    }
    for name, column in _journalling(kind):
        if name in written:
            written[name] = column.all_journalled(written[name])
    return json_rows(written, len(kept["id"]))


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
    bound = {name: forms[name](columns[name]) if name in forms else columns[name] for name in order}
    shared = {name: written for name, values in bound.items() if (written := _shared(values))}
    statement, order = _statement(
        kind, dialect, tuple(name for name in order if name not in shared), tuple(shared.items())
    )
    rows = list(zip(*[bound[name] for name in order], strict=True))
    if not together or len(rows) < _MANY:
        yield statement, rows
        return
    head, values, row = statement.partition(" VALUES ")
    at_once = max(_TOGETHER // len(order), 1)
    for group in (rows[start : start + at_once] for start in range(0, len(rows), at_once)):
        yield head + values + ", ".join([row] * len(group)), [tuple(chain.from_iterable(group))]


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
def _bound(kind: type[Base], dialect: Dialect) -> dict[str, Callable[[Sequence[Any]], list[Any]]]:
    """How this engine's driver wants the columns it does not take as they are, such as dates on SQLite."""
    found = {
        column.name: column.type.dialect_impl(dialect).bind_processor(dialect)
        for column in _bare(kind).columns
        if not isinstance(column.type, LargeBinary)  # every driver of ours takes bytes as they are
    }
    return {name: partial(_each_bound, processor) for name, processor in found.items() if processor is not None}


def _each_bound(processor: Callable[[Any], Any], column: Sequence[Any]) -> list[Any]:
    if column[0] == column[-1] and column.count(column[0]) == len(column):
        return [processor(column[0])] * len(column)
    if set(map(type, column)) == {dt.date} and processor(column[0]) == column[0].isoformat():
        return list(map(dt.date.isoformat, column))  # what the processor does, in a tenth of the time
    known = {value: processor(value) for value in set(column)}  # the same moments come back from row to row
    return list(map(known.get, column))


@cache
def _journalling(kind: type[Record]) -> list[tuple[str, Checked[Any]]]:
    """The fields whose stored value is not what JSON knows."""
    fields = kind.fields().items()
    return [(name, column) for name, column in fields if type(column).journalled is not Checked.journalled]


@cache
def _defaults(kind: type[Record]) -> Row:
    """What the columns not mentioned hold, as the database keeps it."""
    columns, defaults = kind.__table__.columns, dict.fromkeys(("id",))
    for name, checks in kind.fields().items():
        default = columns[name].default
        defaults[name] = checks.stored(default.arg) if default is not None and default.is_scalar else None
    return defaults
