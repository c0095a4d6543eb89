"""The tab of the board: its filters, its cells, what the current one says and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.returns import Answer, ReturnKind
from facilitator_app.domain.values import Month, counted, written_date
from facilitator_app.ui import dialogs
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.returns.board_model import NAMES, BoardModel
from facilitator_app.ui.returns.board_view import BoardView
from facilitator_app.ui.returns.return_forms import ReturnForm, SettingForm
from facilitator_app.ui.widgets import ActionButton, Chips, EmptyState, Label, SearchBox
from facilitator_app.ui.widgets.buttons import IconButton
from facilitator_app.ui.widgets.flow import Flow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns import noting
from facilitator_app.use_cases.returns.board import MONTHS_SHOWN, Board, board

_ALL, _LATE = "all", "late"
_STEP = 6


class BoardTab(QWidget):
    """Everything is done from the current cell, by one key or by the buttons under the board."""

    hours_asked = Signal(str, object)
    refused = Signal(str)
    shown_anew = Signal(object)
    """The board just read."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._months_back = 0
        self.model = BoardModel()
        self.view = BoardView(self.model)
        self.chips = Chips(((_ALL, "Tous"), (_LATE, "En retard")), "Relevés montrés")
        self.search = SearchBox("Lot, marché, entreprise, acheteur", "Chercher dans les relevés")
        self.earlier = IconButton("chevron-left", "Mois précédents")
        self.later = IconButton("chevron-right", "Mois suivants")
        self._period = Label("", "second")
        self.sentence = Label("", "second", wrap=True)
        self.received_button = ActionButton("&Reçu aujourd’hui", "check", primary=True)
        self.zero_button = ActionButton("Néa&nt")
        self.note_button = ActionButton("No&ter…", "pencil")
        self.paper_button = ActionButton("Ouvrir le fich&ier", "paperclip")
        self.hours_button = ActionButton("Saisir les &heures", "table-2")
        self.setting_button = ActionButton("Rele&vés demandés…", "settings")
        self._nothing = EmptyState("circle-check", "", "")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the board again; the current cell stays where it is."""
        today = self._workspace.today()
        last = Month.of(today).plus(-1 - self._months_back)
        found = self._workspace.ask(board, today, last, MONTHS_SHOWN)
        here = self.view.currentIndex()
        row, column = (here.row(), here.column()) if here.isValid() else (0, NAMES + MONTHS_SHOWN - 1)
        self.model.show(found, today)
        self.view.go_to(row, column)
        self._period.setText(f"{found.months[0].full_name} à {found.months[-1].full_name}")
        self.later.setEnabled(self._months_back > 0)
        self.chips.show_counts({_ALL: len(found.rows), _LATE: sum(bool(line.late) for line in found.rows)})
        self._show_rows(found)
        self.shown_anew.emit(found)

    def choose(self, lot: Key, month: Month | None = None) -> bool:
        """Go to a lot, at a month; False when it is not on the board."""
        for place, row in enumerate(self.model.rows):
            if row.lot_id == lot:
                months = self.model.months
                self.view.go_to(place, NAMES + (months.index(month) if month in months else len(months) - 1))
                return True
        return False

    def show_late(self) -> None:
        self.chips.choose(_LATE)
        self._narrow()

    def act(self, wanted: str) -> None:
        """What a key or a button asks of the current cell."""
        self.refused.emit("")
        index = self.view.currentIndex()
        place, row = self.model.place_at(index), self.model.row_at(index)
        if row is None:
            return
        if place is None:
            announce(self.view, "Rien n’est attendu pour ce mois.")
            return
        try:
            if wanted in ("received", "zero"):
                answer = Answer.RECEIVED if wanted == "received" else Answer.ZERO
                self._workspace.do(noting.note_many, [place], answer, self._workspace.today())
            elif wanted == "forget":
                self._workspace.do(noting.forget_return, place)
            elif wanted == "note":
                ReturnForm(self, self._workspace, self._workspace.ask(noting.return_sheet, place)).open()
            elif wanted == "paper":
                self._open_paper(place)
            elif place.expected.kind is not ReturnKind.FORECAST:
                self.hours_asked.emit(row.lot_id, place.expected.months[0])
        except Refusal as refusal:
            self.refused.emit(str(refusal))

    def set_returns(self) -> None:
        """What the contract of the current lot asks for."""
        if row := self.model.row_at(self.view.currentIndex()):
            SettingForm(self, self._workspace, row.lot_id, row.code).open()

    def _open_paper(self, place: noting.Place) -> None:
        path = self._workspace.ask(noting.paper_of, place)
        if not dialogs.open_outside(path):
            self.refused.emit(f"Aucun programme de ce poste n’ouvre {path.name}.")

    def _show_cell(self) -> None:
        index = self.view.currentIndex()
        row, cell = self.model.row_at(index), self.model.cell_at(index)
        for button in (self.received_button, self.zero_button, self.note_button, self.paper_button, self.hours_button):
            button.setEnabled(cell is not None)
        self.setting_button.setEnabled(row is not None)
        if row is None:
            self.sentence.setText("")
            return
        reminded = f" Relancé le {written_date(row.reminded_on)}." if row.reminded_on else ""
        words = self.model.sentence(index)
        self.sentence.setText(f"{row.company}, {row.code}\u00a0: {words}.{reminded}")

    def _show_rows(self, found: Board) -> None:
        if not found.rows:
            self._nothing.set_text(
                "Aucun relevé n’est attendu", "Les lots suivis, avec un titulaire et un début, viendront ici."
            )
        else:
            self._nothing.set_text("Rien ne correspond", "Effacez la recherche ou montrez tous les relevés.")
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
        self._show_cell()

    def _narrow(self) -> None:
        self.model.narrow(self.chips.current() == _LATE, self.search.text())
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
        self.view.go_to(0, NAMES + MONTHS_SHOWN - 1)
        self._show_cell()
        announce(self.search, counted(len(self.model.rows), "ligne"))

    def _earlier(self) -> None:
        self._months_back += _STEP
        self.refresh()

    def _later(self) -> None:
        self._months_back = max(0, self._months_back - _STEP)
        self.refresh()

    def _chip_chosen(self, _key: str) -> None:
        self._narrow()

    def _searched(self, _text: str) -> None:
        self._narrow()

    def _received(self) -> None:
        self.act("received")

    def _zero(self) -> None:
        self.act("zero")

    def _note(self) -> None:
        self.act("note")

    def _paper(self) -> None:
        self.act("paper")

    def _hours(self) -> None:
        self.act("hours")

    def _connect(self) -> None:
        self.view.asked.connect(self.act)
        self.view.moved.connect(self._show_cell)
        self.chips.chosen.connect(self._chip_chosen)
        self.search.searched.connect(self._searched)
        for button, slot in (
            (self.received_button, self._received), (self.zero_button, self._zero), (self.note_button, self._note),
            (self.paper_button, self._paper), (self.hours_button, self._hours),
            (self.setting_button, self.set_returns), (self.earlier, self._earlier), (self.later, self._later),
        ):  # fmt: skip
            button.clicked.connect(slot)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.chips)
        top.addWidget(self.search, 1)
        top.addWidget(self.earlier)
        top.addWidget(self._period)
        top.addWidget(self.later)
        whole.addLayout(top)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.sentence)
        whole.addLayout(
            Flow(
                8,
                (
                    self.received_button,
                    self.zero_button,
                    self.note_button,
                    self.paper_button,
                    self.hours_button,
                    self.setting_button,
                ),
            )
        )
