"""The report of an import of people, row by row, as a table to keep or to send back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator_app.exchange.tables_out import Cell, csv_bytes, xlsx_bytes
from facilitator_app.use_cases.import_report import Outcome
from facilitator_app.use_cases.people_import.outcome import PersonLine
from facilitator_app.use_cases.people_import.siblings import Sibling

TITLES = ("Ligne du fichier", "Personne", "Résultat", "Personne inscrite", "Ce qui change", "Motif", "Remarques")
_RESULTS = {
    Outcome.CREATED: "Créée",
    Outcome.UPDATED: "Complétée",
    Outcome.IDENTICAL: "Identique",
    Outcome.SET_ASIDE: "Laissée de côté",
}


def report_bytes(lines: Sequence[PersonLine], kind: str) -> bytes:
    """As XLSX, or as CSV for any other `kind`. Raises Refusal when a text does not fit."""
    rows = _rows(lines)
    return xlsx_bytes("Import", TITLES, rows) if kind == "xlsx" else csv_bytes(TITLES, rows)


def _rows(lines: Sequence[PersonLine]) -> Iterator[Sequence[Cell]]:
    for line in lines:
        person = line.person
        yield (
            person.number,
            person.name,
            _RESULTS[line.outcome],
            line.joined or ", ".join([*(twin.side.name for twin in line.twins), *map(_row_of, line.siblings)]),
            ", ".join(line.differences),
            line.reason,
            " ; ".join(line.warnings),
        )


def _row_of(sibling: Sibling) -> str:
    return f"{sibling.name} (ligne {sibling.number})"
