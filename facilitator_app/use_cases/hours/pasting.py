"""Reading hours copied from a spreadsheet, with or without the names beside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Problem
from facilitator_app.domain.values import MONTH_ABBREVIATIONS, MONTH_NAMES, Hours, hours, read_hours
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.hours.rows import HoursRow

_DASHES = {"-", "–", "—"}
_TITLES = {
    "h", "heure", "heures", "total", "nom", "noms", "prenom", "prenoms", "salarie", "salaries", "personne", "personnes",
    *map(fold, MONTH_NAMES), *map(fold, MONTH_ABBREVIATIONS),
}  # fmt: skip
MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line of the spreadsheet, counted from 1. `value` None is an empty cell."""

    number: int
    name: str
    value: Hours | Problem | None


def pasted(text: str) -> list[PastedLine]:
    """One answer per line. The hours are the last column that holds any; columns of words before it are the name.

    A first line of titles and the empty lines at the end are left out.
    """
    rows = [[cell.strip() for cell in line.split("\t")] for line in re.split(r"\r\n|\n|\r", text)[:MOST_LINES]]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        return []
    first = 1 if len(rows) > 1 and _is_title(rows[0]) else 0
    column = _hours_column(rows[first:])
    return [
        PastedLine(number, _name(row, column), _in_column(number, row, column))
        for number, row in enumerate(rows[first:], start=first + 1)
    ]


def cells_for(
    lines: Sequence[PastedLine], rows: Sequence[HoursRow], from_row: int = 0
) -> tuple[dict[Key, Hours | None], list[Problem]]:
    """Whose hours each line holds, by placement: by name when names were copied, else in order from a row down.

    What cannot be placed is said, line by line.
    """
    problems = [line.value for line in lines if isinstance(line.value, Problem)]
    cells: dict[Key, Hours | None] = {}
    by_name = any(line.name for line in lines)
    places = _by_name(rows)
    twice = {words for words, count in Counter(_words(line.name) for line in lines if line.name).items() if count > 1}
    for offset, line in enumerate(lines):
        if isinstance(line.value, Problem):
            continue
        if not by_name:
            if from_row + offset < len(rows):
                cells[rows[from_row + offset].placement_id] = line.value
            elif line.value is not None:
                problems.append(_problem(line, "il n’y a plus de salarié en face."))
            continue
        found = places.get(_words(line.name), [])
        if len(found) == 1 and _words(line.name) not in twice:
            cells[found[0].placement_id] = line.value
        elif line.name or line.value is not None:
            problems.append(_problem(line, _why_not(line, found)))
    return cells, problems


def _by_name(rows: Sequence[HoursRow]) -> dict[tuple[str, ...], list[HoursRow]]:
    places: dict[tuple[str, ...], list[HoursRow]] = defaultdict(list)
    for row in rows:
        places[_words(row.person)].append(row)
    return places


def _words(name: str) -> tuple[str, ...]:
    """First and last names come in either order."""
    return tuple(sorted(fold(name).split()))


def _why_not(line: PastedLine, found: list[HoursRow]) -> str:
    if not line.name:
        return "il n’y a pas de nom en face de ces heures."
    if not found:
        return f"«\u00a0{line.name[:40]}\u00a0» n’est pas sur ce lot ce mois-ci."
    return f"«\u00a0{line.name[:40]}\u00a0» y figure plusieurs fois\u00a0: tapez ses heures à la main."


def _problem(line: PastedLine, what: str) -> Problem:
    return Problem("declared", f"Ligne {line.number}\u00a0: {what}")


def _hours_column(rows: Sequence[Sequence[str]]) -> int:
    width = max(map(len, rows))
    readable = [place for place in range(width) if any(_looks_like_hours(row, place) for row in rows)]
    return readable[-1] if readable else width - 1


def _looks_like_hours(row: Sequence[str], place: int) -> bool:
    if place >= len(row) or not row[place]:
        return False
    try:
        return _read(row[place]) is not None
    except ValueError:
        return False


def _name(row: Sequence[str], column: int) -> str:
    return " ".join(cell for cell in row[:column] if any(sign.isalpha() for sign in cell) and not _is_number(cell))


def _is_number(cell: str) -> bool:
    try:
        _read(cell)
    except ValueError:
        return False
    return True


def _is_title(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell]
    return not any(map(_is_number, cells)) and all(set(fold(cell).split()) & _TITLES for cell in cells)


def _in_column(number: int, row: Sequence[str], column: int) -> Hours | Problem | None:
    """A spreadsheet copies lines of one length: hours in a shorter one are elsewhere, which is no empty cell."""
    if column < len(row):
        return _value(number, row[column])
    if any(_looks_like_hours(row, place) for place in range(len(row))):
        return Problem("declared", f"Ligne {number}\u00a0: ses heures ne sont pas dans la même colonne que les autres.")
    return None


def _value(number: int, cell: str) -> Hours | Problem | None:
    try:
        return _read(cell)
    except ValueError:
        quoted = "".join(sign for sign in cell[:40] if sign.isprintable())
        said = f"«\u00a0{quoted}\u00a0» n’est pas un nombre d’heures. Exemples\u00a0: 151,67 ou 151h40."
        return Problem("declared", f"Ligne {number}\u00a0: {said}")


def _read(cell: str) -> Hours | None:
    """As typed, and also as spreadsheets write: a dash for nothing, `151,67 h`, `151:40`. Raises ValueError."""
    if cell in _DASHES:
        return None
    if clock := re.fullmatch(r"([0-9]{1,4}):([0-5][0-9])(:[0-5][0-9])?", cell):
        return hours(Decimal(clock[1]) + Decimal(clock[2]) / 60)
    return read_hours(re.sub(r"(?<=[.,][0-9])\s*h(eures?)?$|(?<=[.,][0-9][0-9])\s*h(eures?)?$", "", cell.lower()))
