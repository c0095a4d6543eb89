"""How many lots end soon with hours left to do, and the three that are in the greatest danger."""

from __future__ import annotations

from PySide6.QtCore import Signal

from facilitator_app.domain.values import NO_BREAK_SPACE, Hours, counted, written_number
from facilitator_app.ui.dashboard.cards import TONES
from facilitator_app.ui.table import Column, RowsModel, Table
from facilitator_app.ui.widgets import ActionButton, Badge, Card, Label
from facilitator_app.use_cases.dashboard import DangerFigure, LotAtRisk


class DangerCard(Card):
    """Counted after the rest of the page; nothing is shown until it is."""

    opened = Signal(str)
    """The lot chosen; "" for the whole list."""

    def __init__(self) -> None:
        self.all_button = ActionButton("Tout voir", link=True)
        super().__init__("Heures en danger", action=self.all_button)
        self._count = Badge("")
        self.add_beside_title(self._count)
        self._model = RowsModel(_COLUMNS, key=lambda lot: lot.lot_id)
        self.table = Table(self._model, "Heures en danger")
        self._words = Label("", "second", wrap=True)
        self.add(self.table)
        self.add(self._words)
        self.table.activated_row.connect(self._open)
        self.all_button.clicked.connect(self._open_all)
        self.hide()

    def show_danger(self, danger: DangerFigure) -> None:
        self._count.show_state(written_number(danger.count), "danger" if danger.nobody else "warning")
        self._count.setVisible(bool(danger.count))
        self._count.setToolTip(f"{counted(danger.count, 'lot')} en danger")
        self._model.show(danger.worst)
        self.table.setVisible(bool(danger.worst))
        self.table.show_whole(len(danger.worst))
        self._words.setText(_words(danger))
        self.show()

    def _open(self, lot: LotAtRisk) -> None:
        self.opened.emit(lot.lot_id)

    def _open_all(self) -> None:
        self.opened.emit("")


def _words(danger: DangerFigure) -> str:
    if not danger.count:
        return "Aucun lot ne se termine bientôt avec des heures en retard."
    left = f"{_whole(danger.left)} à faire en tout"
    if not danger.nobody:
        return f"{left}."
    return f"{left}, sans personne en poste sur {counted(danger.nobody, 'lot')}."


def _second(lot: LotAtRisk) -> str:
    who = f"{lot.people} en poste" if lot.people else "plus personne" if lot.ever else "jamais personne"
    return f"fin {lot.ends_on:%d/%m/%y} · {who}"


_COLUMNS: list[Column[LotAtRisk]] = [
    Column(
        "Lot", lambda lot: lot.name, second=_second, strong=True, stretch=True,
        tooltip=lambda lot: f"{lot.contract}, {lot.holder or 'sans titulaire'}",
    ),
    Column(
        "Restent", lambda lot: _whole(lot.left), number=True, tone=lambda lot: _tone(lot),
        accessible=lambda lot: f"{_whole(lot.left)} à faire",
    ),
]  # fmt: skip


def _whole(amount: Hours) -> str:
    return f"{written_number(amount, 0)}{NO_BREAK_SPACE}h"


def _tone(lot: LotAtRisk) -> str:
    return next((TONES[tone] for tone in TONES if tone.value == lot.tone), "neutral")
