"""The targets of the purchase segments beside what was done; each line opens the people behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from facilitator_app.domain.public_counts import SMALL, small
from facilitator_app.domain.values import written_percent
from facilitator_app.ui.publics import words
from facilitator_app.ui.publics.seen_table import SeenTable
from facilitator_app.ui.rows import ROW, Column, RowsModel
from facilitator_app.ui.widgets import ActionButton, Card, Label
from facilitator_app.use_cases.publics.behind import Who
from facilitator_app.use_cases.publics.by_segment import SegmentFigures

ROWS_SEEN = 10  # without scrolling
TITLE = "Cibles par segment d’achat"


class SegmentsTable(SeenTable):
    """Copies what may leave the house: no count under five."""

    def copy(self, whole: bool = False) -> None:
        model, chosen = self.model(), self.current_row()
        every = [model.index(place, 0).data(ROW) for place in range(model.rowCount())]
        rows = every if whole else [chosen] if chosen else []
        titles = ("Segment", "Public", "En parcours", "Part des heures", "Cible")
        lines = [titles] if whole else []
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in [*lines, *map(_leaving, rows)]))


class SegmentsCard(Card):
    opened = Signal(object, object)
    """The line of a segment and which of its people."""

    def __init__(self) -> None:
        self.set_button = ActionButton("Régler par segme&nt…", "settings", small=True)
        super().__init__(TITLE, "part des heures de chaque segment", action=self.set_button)
        self._model: RowsModel[SegmentFigures] = RowsModel(_COLUMNS, key=lambda row: (row.segment, row.figures.value))
        self.table = SegmentsTable(self._model, TITLE, most=ROWS_SEEN)
        self._none = Label(
            "Aucun segment n’a de cible à lui\u00a0: les cibles générales valent pour tous. Une cible par segment "
            "compare, par exemple, la part des femmes dans les seuls marchés de travaux.",
            "second",
            wrap=True,
        )
        self.add(self.table)
        self.add(self._none)
        self.table.activated_row.connect(self._open)
        self.show_figures(())

    def show_figures(self, rows: Sequence[SegmentFigures]) -> None:
        self._model.show(list(rows))
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _open(self, row: SegmentFigures) -> None:
        self.opened.emit(row, Who.PLACED if row.figures.placed or not row.figures.pool else Who.POOL)


def _leaving(row: SegmentFigures) -> tuple[str, ...]:
    line = row.figures
    hidden = small(line.placed)
    return (
        row.segment.label, line.label, SMALL if hidden else str(line.placed),
        "non publié" if hidden else written_percent(line.hours_share), written_percent(line.target),
    )  # fmt: skip


_COLUMNS: list[Column[SegmentFigures]] = [
    Column("Segment", lambda row: row.segment.label, strong=True, stretch=True),
    Column("Public", lambda row: row.figures.label, width=180),
    Column("En parcours", lambda row: words.placed(row.figures), lambda row: row.figures.placed, number=True,
           width=112),
    Column("Heures", lambda row: words.worked(row.figures), lambda row: row.figures.hours, number=True, width=136),
    Column("Cible", lambda row: written_percent(row.figures.target), lambda row: row.figures.target, number=True,
           width=72),
    Column("État", lambda row: words.state(row.figures)[0], tone=lambda row: words.state(row.figures)[1], badge=True,
           width=132, hidden_below=700),
]  # fmt: skip
