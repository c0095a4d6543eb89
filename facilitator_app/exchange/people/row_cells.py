"""Some cells of a line of a list of people, asked by field instead of by column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from facilitator_app.domain.social_security_number import taken_out
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.people.cells import day_of, text_of
from facilitator_app.exchange.people.columns import Field
from facilitator_app.exchange.spreadsheet import Cell

Places = Mapping[Field, Sequence[int]]
"""The columns of each field, counted from 0."""

_SHORTEST_NUMBER = 13  # digits of a social security number without its key


class RowCells:
    """Keeps what could not be understood, which is told, and goes to the note rather than be lost."""

    __slots__ = ("_cells", "_places", "hidden", "lost", "remarks", "today")

    def __init__(self, cells: Sequence[Cell], places: Places, today: dt.date) -> None:
        """`cells` are tidy, as `tidied` makes them; every place is one of theirs."""
        self.today = today
        self.remarks: list[str] = []
        self.lost: list[str] = []
        self.hidden = False
        """Whether a social security number was taken out."""
        self._cells, self._places = cells, places

    def cell(self, field: Field) -> Cell:
        """The first cell of that field which says something."""
        for place in self._places.get(field, ()):
            if (cell := self._cells[place]) is not None:
                return cell
        return None

    def text(self, field: Field) -> str:
        """The same as text, without any social security number."""
        cell = self.cell(field)
        return "" if cell is None else self._text(cell)

    def texts(self, field: Field) -> list[str]:
        """What every column of that field says."""
        cells = [self._cells[place] for place in self._places.get(field, ())]
        return list(dict.fromkeys(self._text(cell) for cell in cells if cell is not None))

    def short(self, field: Field, longest: int) -> str:
        """The text when it is not longer than can be kept; else the beginning, and the whole in the note."""
        return self.shortened(self.text(field), longest, field.label)

    def shortened(self, text: str, longest: int, what: str) -> str:
        if len(text) > longest:
            self.remarks.append(f"{what}{NO_BREAK_SPACE}: texte abrégé à {longest} signes")
            self.lost.append(f"{what}{NO_BREAK_SPACE}: {text[:300]}")
        return text[:longest].rstrip()

    def day(self, field: Field) -> dt.date | None:
        cell = self.cell(field)
        try:
            found = day_of(cell, self.today)
        except ValueError:
            found = None
        if cell is not None and (found is None or not 1900 <= found.year <= 2100):
            self.not_understood(field.label, self._text(cell))
            return None
        return found

    def not_understood(self, what: str, text: str) -> None:
        self.remarks.append(f"{what} «\u00a0{text[:80]}\u00a0» non reconnu, gardé dans la note")
        self.lost.append(f"{what}{NO_BREAK_SPACE}: {text[:150]}")

    def _text(self, cell: Cell) -> str:
        text = cell if isinstance(cell, str) else text_of(cell)
        if len(text) < _SHORTEST_NUMBER:
            return text
        kept = taken_out(text)
        self.hidden = self.hidden or kept != text
        return kept
