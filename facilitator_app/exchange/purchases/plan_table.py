"""A buyer's plan: its headings found, its lines read, what could not be read kept as a remark."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.purchase_plan import Screening
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.social_security_number import taken_out
from facilitator_app.domain.values import NO_BREAK_SPACE, Euros, Hours, Month
from facilitator_app.exchange.people.cells import text_of
from facilitator_app.exchange.purchases import cells
from facilitator_app.exchange.purchases.columns import Field, recognised
from facilitator_app.exchange.spreadsheet import Cell, Line, pasted_rows, read_table

_LINES_LOOKED_AT = 40
_LONGEST_HEADING = 80
_MOST_PASTED = 5_000
_LONGEST = {Field.TITLE: 300, Field.BUYER: 200, Field.FAMILY: 120}
NO_HEADINGS = (
    f"Ce tableau n’a pas de ligne de titres reconnue{NO_BREAK_SPACE}: écrivez au-dessus des colonnes Achat, Montant "
    "et Consultation, puis recommencez."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseLine:
    """A line as read; an empty value was not said. `unread` names what is written and not understood."""

    number: int
    title: str
    buyer: str = ""
    year: int | None = None
    segment: Segment | None = None
    family: str = ""
    amount: Euros | None = None
    lots: int | None = None
    consultation: Month | None = None
    consultation_day: int | None = None
    notification: Month | None = None
    duration_months: int | None = None
    forecast_hours: Hours | None = None
    screening: Screening | None = None
    note: str = ""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTable:
    """`used` are the headings understood, each with what it was taken for; `unused` the others."""

    lines: tuple[PurchaseLine, ...]
    used: tuple[tuple[str, Field], ...]
    unused: tuple[str, ...]


def read_plan(path: Path) -> PlanTable:
    """A workbook or a CSV; the first sheet with known headings. Raises Refusal."""
    table = read_table(path)
    place = _heading_place(table.lines)
    for other in table.sheets[:4]:
        if place is not None:
            break
        if other != table.sheet:
            table = read_table(path, other)
            place = _heading_place(table.lines)
    return _read(table.lines, place)


def read_pasted(text: str) -> PlanTable:
    """Cells copied from a spreadsheet, titles included. Raises Refusal."""
    cut = "\t" if "\t" in text else ";"
    lines = [
        Line(number, tuple(" ".join(cell.split()) or None for cell in row))
        for number, row in enumerate(pasted_rows(text, cut)[:_MOST_PASTED], 1)
        if any(cell.strip() for cell in row)
    ]
    return _read(tuple(lines), _heading_place(lines))


def _read(lines: Any, place: int | None) -> PlanTable:
    if place is None:
        raise Refusal.because(NO_HEADINGS)
    columns: dict[Field, int] = {}
    used, unused = [], []
    for column, cell in enumerate(lines[place].cells):
        heading = text_of(cell)[:_LONGEST_HEADING]
        field = recognised(heading) if heading else None
        if field is not None and field not in columns:
            columns[field] = column
            used.append((heading, field))
        elif heading:
            unused.append(heading)
    read = tuple(line for each in lines[place + 1 :] if (line := _line(each, columns)) is not None)
    if not read:
        raise Refusal.because("Ce tableau n’a aucun achat sous ses titres.")
    return PlanTable(read, tuple(used), tuple(unused))


def _heading_place(lines: Any) -> int | None:
    """The line that announces most fields, the purchase among them; None when there is none."""
    best, most = None, 1
    for place, line in enumerate(lines[:_LINES_LOOKED_AT]):
        fields = {recognised(cell) for cell in line.cells if isinstance(cell, str) and len(cell) <= _LONGEST_HEADING}
        fields.discard(None)
        if Field.TITLE in fields and len(fields) > most:
            best, most = place, len(fields)
    return best


def _line(line: Line, columns: dict[Field, int]) -> PurchaseLine | None:
    """None for a line without a title, and for a line of totals."""
    texts = {
        field: taken_out(text_of(line.cell(column)))[: _LONGEST.get(field, 1_000)] for field, column in columns.items()
    }
    title = texts.get(Field.TITLE, "")
    if not title or re.fullmatch(r"(sous[- ])?total.*", title.casefold()):
        return None
    unread: list[str] = []

    def read(field: Field, how: Callable[[Cell], Any], nothing: Any = None) -> Any:
        if field not in columns:
            return nothing
        try:
            value = how(line.cell(columns[field]))
        except ValueError:
            unread.append(f"{field.label}{NO_BREAK_SPACE}: {texts[field][:60]}")
            return nothing
        return nothing if value is None else value

    consultation, day = read(Field.CONSULTATION, cells.month_of, (None, None))
    return PurchaseLine(
        number=line.number,
        title=title,
        buyer=texts.get(Field.BUYER, ""),
        year=read(Field.YEAR, cells.year_of),
        segment=read(Field.SEGMENT, cells.segment_of),
        family=texts.get(Field.FAMILY, ""),
        amount=read(Field.AMOUNT, cells.amount_of),
        lots=read(Field.LOTS, cells.whole_of),
        consultation=consultation,
        consultation_day=day,
        notification=read(Field.NOTIFICATION, cells.month_of, (None, None))[0],
        duration_months=read(Field.DURATION, cells.months_of),
        forecast_hours=read(Field.HOURS, cells.hours_of),
        screening=read(Field.CLAUSE, cells.screening_of),
        note=texts.get(Field.NOTE, ""),
        unread=tuple(unread),
    )
