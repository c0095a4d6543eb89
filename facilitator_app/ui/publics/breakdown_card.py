"""The breakdown along one dimension, as a table or as bars; each line opens the people behind it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget

from facilitator_app.domain.public_counts import Dimension
from facilitator_app.domain.values import written_hours, written_number, written_percent
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.publics import words
from facilitator_app.ui.publics.seen_table import SeenTable
from facilitator_app.ui.publics.shares_chart import Shares, SharesChart
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.widgets import ActionButton, Card, Flow, Label
from facilitator_app.use_cases.publics import going_out
from facilitator_app.use_cases.publics.behind import Who
from facilitator_app.use_cases.publics.breakdown import Breakdown, Line

ROWS_SEEN = 12  # without scrolling
TITLE = "Vivier, parcours et heures"
_OF_TARGETS = (5, 6)  # columns that only the publics fill


class LinesTable(SeenTable):
    """Copies what may leave the house: no count under five."""

    shown: Breakdown | None = None

    def copy(self, whole: bool = False) -> None:
        if self.shown is None:
            return
        text = going_out.as_text(self.shown)
        if not whole:
            line: Line | None = self.current_row()
            kept = [row for row in text.split("\n") if line is not None and row.split("\t")[1] == line.label]
            text = "\n".join(kept[:1])
        QGuiApplication.clipboard().setText(text)

    def _fit(self) -> None:
        super()._fit()
        if self.shown and not any(line.target is not None for line in self.shown.lines):
            for column in _OF_TARGETS:
                self.setColumnHidden(column, True)


class BreakdownCard(Card):
    dimension_chosen = Signal()
    opened = Signal(object, object)
    """The line and which of its people."""

    def __init__(self) -> None:
        self.switch = ActionButton("Voir en graphique", "chart-column", small=True)
        super().__init__(TITLE, action=self.switch)
        self.dimension = ChoiceField([(each, each.label) for each in Dimension])
        self.dimension.set_value(Dimension.PUBLIC)
        self.dimension.setMinimumContentsLength(22)
        label = Label("&Répartir par")
        label.setBuddy(self.dimension)
        self._model: RowsModel[Line] = RowsModel(_columns(), key=lambda line: (line.dimension, line.value))
        self.table = LinesTable(self._model, TITLE, most=ROWS_SEEN, least=3)
        self.chart = SharesChart(TITLE)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.chart)
        self.body.addLayout(Flow(8, [label, self.dimension]))
        self.add(self._stack, 1)
        self.dimension.changed.connect(self.dimension_chosen)
        self.switch.clicked.connect(self._switch_view)
        self.table.activated_row.connect(self._open)

    def show_breakdown(self, shown: Breakdown) -> None:
        self.table.shown = shown
        total = shown.totals
        worked = written_hours(total.hours.quantize(Decimal(1)))
        self.set_remark(
            f"ensemble\u00a0: {written_number(total.pool)} disponible{'s' if total.pool > 1 else ''}, "
            f"{written_number(total.placed)} en parcours, {worked}"
        )
        self._model.show(shown.lines)
        self.chart.show_shares([_shares(line) for line in shown.lines])

    def _switch_view(self) -> None:
        to_chart = self._stack.currentWidget() is self.table
        self._stack.setCurrentWidget(self.chart if to_chart else self.table)
        self.switch.setText("Voir en tableau" if to_chart else "Voir en graphique")
        if self.table.shown:
            self.show_breakdown(self.table.shown)

    def _open(self, line: Line) -> None:
        self.opened.emit(line, Who.PLACED if line.placed or not line.pool else Who.POOL)


def _columns() -> list[Column[Line]]:
    return [
        Column("Valeur", lambda line: line.label, strong=True, stretch=True),
        Column("Disponibles", words.pool, lambda line: line.pool, number=True, width=112),
        Column("En parcours", words.placed, lambda line: line.placed, number=True, width=112),
        Column("Heures", words.worked, lambda line: line.hours, number=True, width=136),
        Column(
            "Écart",
            words.gap,
            lambda line: line.gap,
            number=True,
            accessible=lambda line: f"{words.gap(line)} entre la part des heures et celle des disponibles",
            tooltip=lambda _line: "Part des heures moins part des disponibles",
            width=84,
            hidden_below=560,
        ),
        Column("Cible", lambda line: _target(line), lambda line: line.target, number=True, width=72, hidden_below=640),
        Column(
            "État",
            lambda line: words.state(line)[0],
            tone=lambda line: words.state(line)[1],
            badge=True,
            width=132,
            hidden_below=760,
        ),
    ]


def _target(line: Line) -> str:
    return "" if line.target is None else written_percent(line.target)


def _shares(line: Line) -> Shares:
    pool = None if line.pool is None or words.is_hidden(line, line.pool) else line.pool_share
    hours = None if words.is_hidden(line, line.placed) else line.hours_share
    return Shares(line.label, _float(pool), _float(hours), _float(line.target))


def _float(share: Decimal | None) -> float | None:
    return None if share is None else float(share)
