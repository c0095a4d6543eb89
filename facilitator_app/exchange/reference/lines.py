"""The lines of a publisher's file, whether a table or a JSON list, under one header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from facilitator_app.domain.reference import TableKind
from facilitator_app.exchange.reference.columns import Columns, recognised
from facilitator_app.exchange.reference.json_objects import objects_of
from facilitator_app.exchange.reference.opened import is_json
from facilitator_app.exchange.spreadsheet import Limits, read_table

_LIMITS = Limits(lines=300_000, columns=300, seconds=60)
_HEADER_WITHIN = 30  # lines: a publisher's title and notes come before
_SAMPLE = 200
_MOST_SHEETS = 8

Values = Sequence[Any]


class Lines(NamedTuple):
    """Lines of one table; `total` is 0 when it is only known at the end."""

    kind: TableKind
    columns: Columns
    lines: Iterator[Values]
    total: int


def lines_of(path: Path) -> list[Lines]:
    """The tables recognised in the file, none when it is something else. Raises Refusal and OSError."""
    return _of_json(path) if is_json(path) else _of_table(path)


def text_of(value: Any) -> str:
    """A cell as text; a whole number without its decimals."""
    if value is None:
        return ""
    if isinstance(value, Decimal | float):
        return str(int(value)) if value == int(value) else str(value)
    if isinstance(value, list | tuple):
        return " ".join(text_of(item) for item in value)
    return " ".join(str(value).split())


def _of_table(path: Path) -> list[Lines]:
    table = read_table(path, limits=_LIMITS)
    for sheet in (table.sheet, *[name for name in table.sheets[:_MOST_SHEETS] if name != table.sheet]):
        if sheet != table.sheet:
            table = read_table(path, sheet, _LIMITS)
        lines = [line.cells for line in table.lines]
        for place, header in enumerate(lines[:_HEADER_WITHIN]):
            found = recognised(header, lines[place + 1 : place + 1 + _SAMPLE], text_of)
            if found:
                return [Lines(*found, iter(lines[place + 1 :]), len(lines) - place - 1)]
        if tree := _tree(lines):
            return tree
    return []


def _tree(lines: Sequence[Values]) -> list[Lines]:
    """France Travail's tree of the ROME: letter, two digits, two digits, label, and the OGR code of a job name."""
    jobs: list[Values] = []
    names: list[Values] = []
    for line in lines:
        parts = [text_of(cell) for cell in line[:5]]
        letter, family, number, label, ogr = (*parts, *[""] * (5 - len(parts)))
        if len(letter) == 1 and "A" <= letter <= "N" and family.isdecimal() and number.isdecimal() and label:
            code = f"{letter}{family:0>2}{number:0>2}"
            (names if ogr.isdecimal() else jobs).append((code, label, ogr))
    found = []
    if len(jobs) >= 3:
        found.append(Lines(TableKind.JOBS, {"code": 0, "label": 1}, iter(jobs), len(jobs)))
    if len(names) >= 3:
        columns = {"attached_to": 0, "label": 1, "code": 2}
        found.append(Lines(TableKind.JOB_NAMES, columns, iter(names), len(names)))
    return found


def _of_json(path: Path) -> list[Lines]:
    objects = (flat(value) for name, value in objects_of(path) if name or len(value) > 1)
    sample = list(islice(objects, _SAMPLE))
    header = list(dict.fromkeys(chain.from_iterable(sample)))
    found = recognised(header, [[value.get(name) for name in header] for value in sample], text_of)
    if found is None:
        objects.close()
        return []
    lines = ([value.get(name) for name in header] for value in chain(sample, objects))
    return [Lines(*found, lines, 0)]


def flat(value: dict[str, Any]) -> dict[str, Any]:
    """An object without its envelope: the properties of a GeoJSON feature, `{"metier": {"code"}}` as «metier code»."""
    plain: dict[str, Any] = {}
    for name, held in value.items():
        if name in ("geometry", "centre", "g"):
            plain[name] = held
        elif name == "properties" and isinstance(held, dict):
            plain |= held
        elif isinstance(held, dict):
            plain |= {f"{name} {inner}": content for inner, content in held.items()}
        elif not (name == "type" and "properties" in value):
            plain[name] = held
    return plain
