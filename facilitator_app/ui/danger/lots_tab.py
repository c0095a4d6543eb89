"""The lots whose hours are in danger, the worst first, with what it would take to finish in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.values import NO_BREAK_SPACE, Hours, written_date, written_number
from facilitator_app.ui.contracts.tones import badge_tone
from facilitator_app.ui.danger.agenda_form import AgendaForm
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.rows import Column
from facilitator_app.ui.widgets import ActionButton, Chips
from facilitator_app.ui.widgets.flow import Flow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.account.danger import LotInDanger, in_danger

_ALL, _NOBODY, _LATE = "all", "nobody", "late"
_KEEPS: dict[str, Callable[[LotInDanger], bool]] = {
    _ALL: lambda _lot: True,
    _NOBODY: lambda lot: not lot.people,
    _LATE: lambda lot: bool(lot.people),
}


class LotsTab(QWidget):
    """Enter opens the account of the lot."""

    account_asked = Signal(str)
    returns_asked = Signal(str)
    read = Signal(object)
    """The lots just read."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._lots: list[LotInDanger] = []
        columns: list[Column[LotInDanger]] = [
            Column("Lot", lambda lot: lot.name, second=lambda lot: f"{lot.code} · {lot.contract_name}", strong=True,
                   tooltip=lambda lot: f"{lot.name}\n{lot.contract_name}", stretch=True),
            Column("Titulaire", lambda lot: lot.holder or "À désigner", second=lambda lot: lot.buyer, width=176,
                   hidden_below=640),
            Column("Fin", lambda lot: written_date(lot.ends_on), lambda lot: lot.ends_on,
                   second=self._in_days, width=94),
            Column("En poste", _people, lambda lot: (lot.ever > 0, lot.people),
                   tone=lambda lot: "" if lot.people else "danger", width=118, accessible=_said_of_people),
            Column("Restent", lambda lot: _whole(lot.left), lambda lot: lot.left, number=True, width=80,
                   hidden_below=560),
            Column("Dues", lambda lot: _whole(lot.due), lambda lot: lot.due, number=True, width=80, hidden_below=860),
            Column("Par mois", lambda lot: _whole(lot.pace), lambda lot: lot.pace, number=True, width=80,
                   hidden_below=900, accessible=lambda lot: f"{_whole(lot.pace)} faites par mois jusqu’ici"),
            Column("À tenir", lambda lot: _whole(lot.pace_needed), lambda lot: lot.pace_needed, number=True, width=80,
                   accessible=lambda lot: f"{_whole(lot.pace_needed)} à faire par mois jusqu’à la fin"),
            Column("Projection", lambda lot: _whole(lot.projection), lambda lot: lot.projection, number=True,
                   width=100, hidden_below=1240),
            Column("État", lambda lot: lot.standing.label, tone=lambda lot: badge_tone(lot.standing), badge=True,
                   width=128),
            Column("Réunion", lambda lot: "inscrit" if lot.on_agenda else "", lambda lot: lot.on_agenda, width=72,
                   hidden_below=900, accessible=lambda lot: "à l’ordre du jour" if lot.on_agenda else ""),
        ]  # fmt: skip
        self.part: ListPart[LotInDanger] = ListPart(
            "Lots en danger", columns, "circle-check", "Aucune heure en danger",
            "Les lots qui se terminent bientôt sans personne en poste, ou en retard, s’inscrivent ici.",
        )  # fmt: skip
        self.chips = Chips(((_ALL, "Tous"), (_NOBODY, "Sans personne en poste"), (_LATE, "En retard")), "Lots montrés")
        self.account_button = ActionButton("Ouvrir le &compte", "table-2", primary=True)
        self.agenda_button = ActionButton("Mettre à l’&ordre du jour…", "plus")
        self.returns_button = ActionButton("Rele&vés du lot", "clipboard-list")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addWidget(self.chips)
        whole.addWidget(self.part, 1)
        whole.addLayout(Flow(8, (self.account_button, self.agenda_button, self.returns_button)))
        self.chips.chosen.connect(self._show)
        self.part.table.activated_row.connect(self._activated)
        self.part.table.current_row_changed.connect(self._show_buttons)
        self.account_button.clicked.connect(self._ask_account)
        self.agenda_button.clicked.connect(self.put_on_agenda)
        self.returns_button.clicked.connect(self._ask_returns)

    def refresh(self) -> None:
        self._lots = self._workspace.ask(in_danger, self._workspace.today())
        self.chips.show_counts({key: sum(map(keeps, self._lots)) for key, keeps in _KEEPS.items()})
        self._show()
        self.read.emit(self._lots)

    def choose(self, lot_id: str) -> bool:
        """Go to a lot; False when it is in no danger."""
        self.chips.choose(_ALL)
        self._show()
        return self.part.table.select_row(lot_id)

    def put_on_agenda(self) -> None:
        if (lot := self._row()) is not None:
            AgendaForm(self, self._workspace, f"{lot.name}, {lot.code}", lot_id=lot.lot_id).open()

    def _show(self, _key: str = "") -> None:
        keeps = _KEEPS[self.chips.current()]
        self.part.show_rows([lot for lot in self._lots if keeps(lot)])
        if self.part.table.current_row() is None:
            self.part.table.select_place(0)
        self._show_buttons()

    def _show_buttons(self, _row: Any = None) -> None:
        for button in (self.account_button, self.agenda_button, self.returns_button):
            button.setEnabled(self._row() is not None)

    def _row(self) -> LotInDanger | None:
        row: LotInDanger | None = self.part.table.current_row()
        return row

    def _activated(self, lot: LotInDanger) -> None:
        self.account_asked.emit(lot.lot_id)

    def _ask_account(self) -> None:
        if (lot := self._row()) is not None:
            self.account_asked.emit(lot.lot_id)

    def _ask_returns(self) -> None:
        if (lot := self._row()) is not None:
            self.returns_asked.emit(lot.lot_id)

    def _in_days(self, lot: LotInDanger) -> str:
        days = (lot.ends_on - self._workspace.today()).days
        return f"dans {days}\u00a0j" if days >= 0 else f"depuis {-days}\u00a0j"


def _people(lot: LotInDanger) -> str:
    if lot.people:
        return written_number(lot.people)
    return "plus aucune" if lot.ever else "jamais"


def _said_of_people(lot: LotInDanger) -> str:
    return _people(lot) if lot.people else "plus personne en poste" if lot.ever else "jamais personne en poste"


def _whole(amount: Hours | None) -> str:
    """`120 h`; to the hour, since what counts here is the order of size."""
    return "–" if amount is None else f"{written_number(amount, 0)}{NO_BREAK_SPACE}h"
