"""The figures as they may leave the house: no count under five, nor what would give it back by subtraction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.public_counts import SMALL, Dimension, hidden_places, small
from facilitator_app.exchange.tables_out import Cell, csv_bytes, xlsx_bytes
from facilitator_app.use_cases.publics.breakdown import Breakdown, Line, breakdown
from facilitator_app.use_cases.publics.periods import Period

TITLES = (
    "Répartition", "Valeur", "Disponibles", "Part des disponibles (%)", "En parcours", "Part des parcours (%)",
    "Heures", "Part des heures (%)", "Cible (%)", "Période", "Segment",
)  # fmt: skip
NOT_PUBLISHED = "non publié"
"""In place of a figure that would give back, by subtraction, one that is hidden."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A table ready to be kept in a file."""

    csv: bytes
    xlsx: bytes


def table(breakdowns: Iterable[Breakdown]) -> list[tuple[Cell, ...]]:
    """Every line of every dimension, each closed by its total."""
    return [line for shown in breakdowns for line in _lines(shown)]


def export(session: Session, period: Period, segment: Segment | None, today: dt.date) -> Exported:
    """All the dimensions at once. Raises Refusal when they do not fit in a workbook."""
    lines = table(breakdown(session, dimension, period, segment, today) for dimension in Dimension)
    return Exported(csv_bytes(TITLES, lines), xlsx_bytes("Publics", TITLES, lines))


def as_text(shown: Breakdown) -> str:
    """For the clipboard, as spreadsheets paste it."""
    rows: list[tuple[Cell, ...]] = [TITLES, *table([shown])]
    return "\n".join("\t".join(_written(cell) for cell in row) for row in rows)


def _lines(shown: Breakdown) -> Iterator[tuple[Cell, ...]]:
    adds_up = shown.dimension.exclusive or shown.dimension is Dimension.SEGMENT  # whose hours add up
    pool_hidden = hidden_places([line.pool or 0 for line in shown.lines], adds_up)
    placed_hidden = hidden_places([line.placed for line in shown.lines], adds_up)
    where = shown.segment.label if shown.segment else "Tous les segments"
    for place, line in enumerate(shown.lines):
        pool = _people(line.pool, line.pool_share, place in pool_hidden)
        placed = _people(line.placed, line.placed_share, place in placed_hidden)
        worked: tuple[Cell, Cell] = (line.hours, _percent(line.hours_share))
        if place in placed_hidden:
            worked = NOT_PUBLISHED, None
        yield (
            shown.dimension.label, line.label, *pool, *placed, *worked, _percent(line.target), shown.period.label, where
        )  # fmt: skip
    total = shown.totals
    whole = Line(shown.dimension, "", "Ensemble", total.pool, total.placed, total.hours, total)
    few = small(total.placed)
    yield (
        shown.dimension.label, whole.label, *_people(total.pool, whole.pool_share, small(total.pool)),
        *_people(total.placed, whole.placed_share, few), NOT_PUBLISHED if few else total.hours,
        None if few else _percent(whole.hours_share), None, shown.period.label, where,
    )  # fmt: skip


def _people(count: int | None, share: Decimal | None, hidden: bool) -> tuple[Cell, Cell]:
    if count is None:
        return None, None
    if hidden:
        return SMALL if small(count) else NOT_PUBLISHED, None
    return count, _percent(share)


def _percent(share: Decimal | None) -> Decimal | None:
    return None if share is None else (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _written(cell: Cell) -> str:
    return "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, Decimal) else str(cell)
