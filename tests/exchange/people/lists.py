"""Lists of invented people, as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from facilitator_app.exchange.tables_out import Cell, csv_bytes, xlsx_bytes

TITLES = ("Nom", "Prénom", "Date de naissance")


def in_csv(folder: Path, titles: Sequence[str], *rows: Sequence[Cell], name: str = "personnes.csv") -> Path:
    path = folder / name
    path.write_bytes(csv_bytes(titles, rows))
    return path


def in_xlsx(folder: Path, titles: Sequence[str], *rows: Sequence[Cell], name: str = "personnes.xlsx") -> Path:
    path = folder / name
    path.write_bytes(xlsx_bytes("Personnes", titles, rows))
    return path
