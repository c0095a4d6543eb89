"""Columns understood together: each value, or each meeting of values of a few columns, is looked at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from facilitator_app.exchange.people.cells import tidied
from facilitator_app.exchange.people.columns import Field
from facilitator_app.exchange.people.row_cells import Places, RowCells
from facilitator_app.exchange.spreadsheet import Cell, Line

Value = TypeVar("Value")


class Understood(NamedTuple, Generic[Value]):
    """What some cells of a row say, and what has to be told of them."""

    value: Value
    tells: bool
    """Whether any of the following is there."""
    remarks: tuple[str, ...]
    lost: tuple[str, ...]
    hidden: bool
    """Whether a social security number was taken out."""


class Columns:
    """The columns that somebody chose, cut out of the lines of a file."""

    def __init__(self, lines: Sequence[Line], places: Places, today: dt.date) -> None:
        self.places, self.today, self.count = places, today, len(lines)
        self.chosen = sorted(place for kept in places.values() for place in kept)
        wide = max(self.chosen, default=-1) + 1
        nothing = (None,) * wide
        padded = [line.cells if len(line.cells) >= wide else (*line.cells, *nothing)[:wide] for line in lines]
        self._cells = {place: tidied([cells[place] for cells in padded]) for place in self.chosen}

    def rows(self) -> list[tuple[Cell, ...]]:
        """The chosen cells of each line, tidied."""
        return self._together(self.chosen)

    def understood(self, read: Callable[[RowCells], Value], fields: Sequence[Field]) -> list[Understood[Value]]:
        """For each line, what `read` makes of it; `read` may ask for nothing else than these fields."""
        ours = {field: self.places[field] for field in fields if field in self.places}
        flat = [place for kept in ours.values() for place in kept]
        where = {place: rank for rank, place in enumerate(flat)}
        local = {field: [where[place] for place in kept] for field, kept in ours.items()}
        keys = self._together(flat)
        known = {key: _understood(read, RowCells(key, local, self.today)) for key in set(keys)}
        return [known[key] for key in keys]

    def _together(self, places: Sequence[int]) -> list[tuple[Cell, ...]]:
        return list(zip(*[self._cells[place] for place in places], strict=True)) if places else [()] * self.count


def _understood(read: Callable[[RowCells], Value], row: RowCells) -> Understood[Value]:
    value = read(row)
    tells = bool(row.remarks or row.lost or row.hidden)
    return Understood(value, tells, tuple(row.remarks), tuple(row.lost), row.hidden)
