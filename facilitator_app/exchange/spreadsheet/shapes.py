"""What a table that was read looks like, and how much of it is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from facilitator_app.domain.values import NARROW_SPACE, NO_BREAK_SPACE

INSTEAD = "choisissez un classeur (XLSX, XLS, ODS) ou un fichier CSV"
NOT_A_TABLE = f"Ce fichier n’est pas un tableau{NO_BREAK_SPACE}: {INSTEAD}."
PROTECTED = (
    f"Ce classeur est protégé par un mot de passe{NO_BREAK_SPACE}: ouvrez-le dans votre tableur, retirez le mot de "
    "passe, puis enregistrez-le."
)

Cell = str | Decimal | dt.date | None
"""None when there is nothing in the cell, or only spaces."""


class Line(NamedTuple):
    """A line that is not blank, with its number in the file, counted from 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of that column, counted from 0; lines end with their last filled cell."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `sheets` names all those of the file (none for a CSV): the first visible one was read unless asked."""

    sheets: tuple[str, ...]
    sheet: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond these, the file is refused."""

    lines: int = 20_000
    columns: int = 100
    seconds: float = 10

    @property
    def too_many_lines(self) -> str:
        most = f"{self.lines:,}".replace(",", NARROW_SPACE)
        return f"Ce fichier a plus de {most} lignes{NO_BREAK_SPACE}: partagez-le en plusieurs fichiers."

    @property
    def too_many_columns(self) -> str:
        return (
            f"Ce fichier a plus de {self.columns} colonnes{NO_BREAK_SPACE}: effacez celles qui ne servent pas, "
            "puis enregistrez-le de nouveau."
        )
