"""Travel times copied from a spreadsheet: start, end, minutes by car, minutes by public transport."""

from __future__ import annotations

import re

from facilitator_app.domain.reference import TableKind
from facilitator_app.domain.words import fold
from facilitator_app.exchange.reference.columns import SHAPES
from facilitator_app.exchange.reference.making import row_of
from facilitator_app.exchange.reference.rows import Loaded, Row

_CUT = re.compile(r"\t|;")
_USUAL = {"start": 0, "end": 1, "car": 2, "public": 3}
_MOST_LINES = 100_000


def read_pasted(text: str) -> Loaded:
    """Cells separated by tabs or semicolons; the titles, when they are there, say the order of the columns."""
    lines = [[cell.strip() for cell in _CUT.split(line)] for line in text.splitlines()[:_MOST_LINES] if line.strip()]
    columns: dict[str, int] = dict(_USUAL)
    shape = next(shape for shape in SHAPES if shape.kind is TableKind.TRAVEL)
    if lines and (titled := shape.columns([fold(cell) for cell in lines[0]])):
        columns, lines = dict(titled), lines[1:]
    rows: list[Row] = []
    unread = 0
    for line in lines:
        row = row_of(TableKind.TRAVEL, columns, line)
        if row is None:
            unread += 1
        else:
            rows.append(row)
    remark = f"{unread} ligne{'s' if unread > 1 else ''} sans durée lisible, laissées de côté." if unread else ""
    return Loaded({TableKind.TRAVEL: tuple(rows)}, "", (remark,) if remark else ())
