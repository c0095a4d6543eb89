"""Columns understood together: each value, or each meeting of values of a few columns, is looked at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, Generic, NamedTuple, TypeVar

from facilitator_app.domain.social_security_number import FEWEST, may_hold_one
from facilitator_app.exchange.people.cells import tidied
from facilitator_app.exchange.people.columns import Field
from facilitator_app.exchange.people.row_cells import Places, RowCells
from facilitator_app.exchange.spreadsheet import Cell, Line

Value = TypeVar("Value")


class Told(NamedTuple):
    """What has to be said of some cells of a row."""

    remarks: tuple[str, ...]
    lost: tuple[str, ...]
    hidden: bool
    """Whether a social security number was taken out."""


class Understood(NamedTuple, Generic[Value]):
    """What a few columns say on each line; what has to be told of some of them, by the rank of the line."""

    values: Sequence[Value]
    told: dict[int, Told]


class Columns:
    """The columns that somebody chose, cut out of the lines of a file."""

    def __init__(self, lines: Sequence[Line], places: Places, today: dt.date) -> None:
        self._places, self._today, self._count = places, today, len(lines)
        self._nothing: Sequence[Cell] = (None,) * self._count
        columns: list[Sequence[Cell]] = list(zip_longest(*[line.cells for line in lines]))
        self._chosen = sorted(place for kept in places.values() for place in kept)
        self._tidied = {
            place: tidied(columns[place] if place < len(columns) else self._nothing) for place in self._chosen
        }
        self._cells = {place: column.cells for place, column in self._tidied.items()}

    def row(self, rank: int) -> tuple[Cell, ...]:
        """The chosen cells of a line, tidied."""
        return tuple(self._cells[place][rank] for place in self._chosen)

    def equal_to(self, row: Sequence[Cell]) -> Iterator[int]:
        """The ranks of the lines whose chosen cells are these."""
        first = self._cells[self._chosen[0]] if row else ()
        return (rank for rank, cell in enumerate(first) if cell == row[0] and self.row(rank) == tuple(row))

    def understood(
        self,
        read: Callable[[RowCells], Value],
        fields: Sequence[Field],
        glance: Callable[..., Value | None] | None = None,
    ) -> Understood[Value]:
        """What `read` makes of each line; it may ask for nothing else than these fields.

        `glance` gets the cells themselves, one for each field, and spares a closer look to those which are written
        as nearly all are: it gives the same value, or None. It never sees what could be a social security number.
        """
        seen = self._seen(glance, fields) if glance else []
        enough = [value for value in seen if value is not None]
        if glance and len(enough) == self._count:
            return Understood(enough, {})
        ours = {field: self._places[field] for field in fields if field in self._places}
        flat = [place for kept in ours.values() for place in kept]
        where = {place: rank for rank, place in enumerate(flat)}
        local = {field: [where[place] for place in kept] for field, kept in ours.items()}
        keys = self._keys(flat)
        values = {key: value for key, value in zip(keys, seen, strict=False) if value is not None}
        telling: dict[Hashable, Told] = {}
        for key in set(keys).difference(values):
            row = RowCells((key,) if len(flat) == 1 else key, local, self._today)
            values[key] = read(row)
            if row.remarks or row.lost or row.hidden:
                telling[key] = Told(tuple(row.remarks), tuple(row.lost), row.hidden)
        told = {rank: telling[key] for rank, key in enumerate(keys) if key in telling} if telling else {}
        return Understood(list(map(values.__getitem__, keys)), told)

    def texts(self, field: Field, longest: int, read: Callable[[RowCells], str], *more: Field) -> Understood[str]:
        """The same for a field kept as it is written, which nearly always needs no look at each cell.

        `more` are fields that `read` adds to it.
        """
        places = self._places.get(field, ())
        if len(places) == 1 and not any(other in self._places for other in more):
            texts = [cell or "" for cell in self._cells[places[0]] if cell is None or isinstance(cell, str)]
            plain = len(texts) == self._count and max(map(len, texts), default=0) <= longest
            if plain and not self._may_hold_a_number(places[0]):
                return Understood(texts, {})
        return self.understood(read, (field, *more))

    def _seen(self, glance: Callable[..., Value | None], fields: Sequence[Field]) -> list[Value | None]:
        """What a glance is enough for, None elsewhere; nothing is seen when a field has several columns."""
        places = [self._places.get(field, ()) for field in fields]
        if any(len(kept) > 1 or any(map(self._may_hold_a_number, kept)) for kept in places):
            return [None] * self._count
        return list(map(glance, *[self._cells[kept[0]] if kept else self._nothing for kept in places]))

    def _may_hold_a_number(self, place: int) -> bool:
        """Whether one of the cells of a column looks like a social security number."""
        return may_hold_one("|".join([text for text in self._tidied[place].texts if len(text) >= FEWEST]))

    def _keys(self, places: Sequence[int]) -> Sequence[Any]:
        """The cell or the cells in which the lines may differ, for each of them."""
        if len(places) == 1:
            return self._cells[places[0]]
        return list(zip(*[self._cells[place] for place in places], strict=True)) if places else [()] * self._count
