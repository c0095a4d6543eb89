"""The hours of the year, the lots to follow and the publics to strengthen."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.progress import Tone
from facilitator_app.domain.values import NO_BREAK_SPACE, written_hours, written_number, written_percent
from facilitator_app.ui.charts.bar_chart import Bar, BarChart
from facilitator_app.ui.charts.share_bar import ShareBar
from facilitator_app.ui.table import Column, Progress, RowsModel, Table
from facilitator_app.ui.widgets import ActionButton, Card, IconLabel, Label
from facilitator_app.use_cases.dashboard import Dashboard, LotToFollow, PublicShare

TONES = {Tone.NEUTRAL: "neutral", Tone.GOOD: "success", Tone.WARNING: "warning", Tone.DANGER: "danger"}


class MonthsCard(Card):
    """Bars, or the same numbers as a table."""

    def __init__(self) -> None:
        self._switch = ActionButton("Voir en tableau", "table-2", small=True)
        super().__init__("Heures d’insertion par mois", action=self._switch)
        self.chart = BarChart("Heures d’insertion par mois")
        self._model: RowsModel[tuple[str, ...]] = RowsModel(
            [
                Column("Mois", lambda row: row[0], stretch=True),
                Column("Heures", lambda row: row[1], number=True),
                Column("État", lambda row: row[2], width=120),
            ]
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self.add(self._stack, 1)
        self._switch.clicked.connect(self._switch_view)

    def show_months(self, shown: Dashboard) -> None:
        self.set_title(f"Heures d’insertion par mois, {shown.today.year}")
        target = shown.monthly_target
        words = f"Rythme visé{NO_BREAK_SPACE}: {written_number(target, 0)}{NO_BREAK_SPACE}h/mois" if target else ""
        bars = [
            Bar(bar.month.abbreviation.capitalize(), float(bar.hours) if bar.hours else None, bar.complete)
            for bar in shown.months
        ]
        self.chart.show_bars(bars, float(target) if target else None, words)
        self._model.show(self.chart.as_table()[1:])

    @cached_property
    def table(self) -> Table:
        """Made when it is first looked at."""
        table = Table(self._model, "Heures d’insertion par mois")
        self._stack.addWidget(table)
        return table

    def _switch_view(self) -> None:
        in_table = self._stack.currentWidget() is self.chart
        self._stack.setCurrentWidget(self.table if in_table else self.chart)
        self._switch.setText("Voir en graphique" if in_table else "Voir en tableau")


class LotsCard(Card):
    """The lots that run, the worst first."""

    opened = Signal(str)
    """The lot chosen; "" for all of them."""

    def __init__(self) -> None:
        self.all_button = ActionButton("Tous les lots", link=True)
        super().__init__("Lots à suivre", "trait noir\u00a0: part du délai écoulée", self.all_button)
        self._model = RowsModel(_lot_columns(), key=lambda lot: lot.lot_id)
        self.table = Table(self._model, "Lots à suivre")
        self._nothing = Label("Aucun lot en cours n’a d’heures à réaliser.", "second", wrap=True)
        self.add(self.table)
        self.add(self._nothing)
        self.table.activated_row.connect(self._open)
        self.all_button.clicked.connect(self._open_all)

    def show_lots(self, lots: tuple[LotToFollow, ...], count: int) -> None:
        self._model.show(lots)
        self.all_button.setText(f"Tous les lots ({written_number(count)})")
        self.table.setVisible(bool(lots))
        self._nothing.setVisible(not lots)
        self.table.show_whole(len(lots))

    def _open(self, lot: LotToFollow) -> None:
        self.opened.emit(lot.lot_id)

    def _open_all(self) -> None:
        self.opened.emit("")


class PublicsCard(Card):
    """Share of each public in the hours of the year, beside its target."""

    def __init__(self) -> None:
        super().__init__("Publics à renforcer", "part des heures / cible")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        note = QHBoxLayout()
        note.addWidget(IconLabel("info", "info"))
        note.addWidget(
            Label(
                "Les cibles se règlent dans Paramètres. Elles orientent les listes proposées, jamais la note"
                " d’une personne.",
                "second",
                wrap=True,
            ),
            1,
        )
        self.body.addLayout(note)

    def show_publics(self, publics: tuple[PublicShare, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        highest = max(
            [float(public.share or 0) for public in publics] + [float(p.target or 0) for p in publics] + [0.5]
        )
        for public in publics:
            self._rows.addWidget(_public_row(public, highest))
        if not publics:
            self._rows.addWidget(Label("Aucune heure des publics suivis cette année.", "second", wrap=True))


def _public_row(public: PublicShare, highest: float) -> QWidget:
    if public.target is not None:
        bar = ShareBar(public.label)
        bar.show_share(float(public.share or 0), float(public.target), out_of=highest)
        return bar
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(Label(public.label))
    line.addStretch()
    line.addWidget(Label(written_percent(public.share), "strong"))
    line.addWidget(Label("sans cible", "second"))
    return row


def _lot_columns() -> list[Column[LotToFollow]]:
    return [
        Column(
            "Lot",
            lambda lot: lot.name,
            lambda lot: lot.name,
            second=lambda lot: lot.contract,
            strong=True,
            stretch=True,
        ),
        Column(
            "Titulaire",
            lambda lot: lot.holder or "à renseigner",
            lambda lot: lot.holder,
            width=156,  # a group may have a name as long as the card: it only takes more where the lots leave some
            tooltip=lambda lot: lot.holder,
            hidden_below=620,
        ),
        Column(
            "Heures",
            lambda lot: f"{written_number(lot.done, 0)} / {written_hours(lot.due)}",
            lambda lot: lot.done,
            number=True,
            hidden_below=480,
        ),
        Column(
            "Avancement",
            lambda lot: written_percent(lot.progress.rate),
            lambda lot: lot.progress.rate,
            progress=lambda lot: Progress(lot.progress.rate or Decimal(0), lot.progress.elapsed, _bar_tone(lot)),
            accessible=lambda lot: (
                f"{written_percent(lot.progress.rate)} réalisé pour {written_percent(lot.progress.elapsed)} du délai"
            ),
            width=124,
        ),
        Column(
            "État", lambda lot: lot.progress.state.label, tone=lambda lot: TONES[lot.progress.state.tone], badge=True
        ),
    ]


def _bar_tone(lot: LotToFollow) -> str:
    """Blue while all goes well: a colour only asks to be looked at."""
    return TONES[lot.progress.state.tone] if lot.progress.state.tone in (Tone.WARNING, Tone.DANGER) else ""
