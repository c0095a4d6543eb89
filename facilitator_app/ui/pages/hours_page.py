"""Typing the hours of a lot in a month: a column down which Enter goes."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.hours.acts import HoursActs
from facilitator_app.ui.hours.chooser import Chooser
from facilitator_app.ui.hours.header import HoursHeader
from facilitator_app.ui.hours.nobody_yet import nobody_yet
from facilitator_app.ui.hours.paper_panel import WIDTH as PAPER_WIDTH
from facilitator_app.ui.hours.paper_panel import PaperPanel
from facilitator_app.ui.hours.points_to_check import PointsToCheck
from facilitator_app.ui.hours.sheet import HoursSheet
from facilitator_app.ui.hours.side_panel import SidePanel
from facilitator_app.ui.look import scaled
from facilitator_app.ui.page import Page
from facilitator_app.ui.widgets import Banner, EmptyState, scrolled
from facilitator_app.ui.widgets.cards import Beside
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import hours
from facilitator_app.use_cases.hours import HoursGrid, LotToDeclare


class HoursPage(Page):
    """Every figure is kept as soon as its cell is left; only validating is a deliberate act."""

    SHOWS = frozenset(
        {
            "monthly_hours", "month_statement", "placement", "beneficiary", "company", "contract", "lot", "lot_holder",
            "rules", "holder_return",
        }
    )  # fmt: skip
    go_to = Signal(str, dict)
    said = Signal(str)
    """What was just kept, for the status bar."""
    placed = Signal(str)
    """Where the current cell is, for the status bar."""
    help_text = (
        "Tapez les heures du mois dans la colonne claire\u00a0: Entrée enregistre et passe à la ligne suivante. "
        "On peut écrire 151,67 ou 151h40, et coller une colonne copiée d’un tableur, avec ou sans les noms. "
        "Une case vide veut dire «\u00a0pas encore connu\u00a0» et empêche de valider le mois\u00a0; "
        "tapez 0 si la personne n’a pas travaillé. F8 mène aux points à vérifier, F9 montre le relevé reçu à côté."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._read_on = workspace.today()  # nothing is shown before `open` chooses a month
        self._lots: list[LotToDeclare] = []
        self.acts = HoursActs(workspace, self)
        self.header, self.chooser = HoursHeader(), Chooser()
        self.sheet, self.side, self.paper = HoursSheet(), SidePanel(), PaperPanel(workspace)
        self.view = self.sheet.view
        self.points = PointsToCheck(self.sheet, self)
        self.banner = Banner("danger", "")
        self.banner.hide()
        self._lay_out()
        self._connect()

    @property
    def zones(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.header, self.chooser, self.view, self.side, *([] if self.paper.isHidden() else [self.paper])]

    @property
    def grid(self) -> HoursGrid | None:
        """The month shown."""
        return self.acts.grid

    def open(self, lot: str = "", month: Month | str | None = None, paper: bool = False) -> None:
        """Show that lot and month, by default the oldest month to declare, at its first empty cell.

        With `paper`, the return received is shown beside, when there is one.
        """
        self._read_lots()
        urgent = hours.most_urgent(self._lots)
        if not lot and urgent is None:
            self.acts.grid = None
            self._stack.setCurrentWidget(self._nothing)
            self.header.show_grid(None)
            return
        shown = Month.read(month) if isinstance(month, str) else month
        if self._shows(lot or (urgent.lot_id if urgent else ""), shown):
            if paper:
                self.paper.open()
            self.view.go_to_first_empty()
            self.view.setFocus()

    def refresh(self) -> None:
        """Read again what is shown, without moving the current cell."""
        if self.grid is None:
            self.open()
            return
        self._read_lots()
        self._shows(self.grid.lot_id, self.grid.month)

    def _lay_out(self) -> None:
        """From the outside in: a widget is styled again, with all it holds, each time it gets another parent."""
        content = QWidget()
        self._content = scrolled(content)
        self._stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._stack)
        split.addWidget(self.paper)
        split.setStretchFactor(0, 1)
        split.setSizes([scaled(720), scaled(PAPER_WIDTH)])
        whole.addWidget(split, 1)
        self._stack.addWidget(self._content)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.chooser)
        column.addWidget(self.banner)
        column.addWidget(Beside([self.sheet, self.side], (1, 0), spacing=12), 1)

    @cached_property
    def _nothing(self) -> EmptyState:
        """Made for the houses where nobody is at work yet."""
        nothing = nobody_yet(self.acts.add_person, self._go_to_contracts)
        self._stack.addWidget(nothing)
        return nothing

    def _keep_what_is_typed(self) -> None:
        """The house is about to be closed: later, the cell or the note would be kept in a file already let go."""
        self.view.keep_what_is_typed()
        self.sheet.note.clearFocus()

    def _connect(self) -> None:
        acts, view, sheet, header, chooser = self.acts, self.view, self.sheet, self.header, self.chooser
        sheet.model.entered.connect(self._typed)
        sheet.model.noted.connect(acts.note)
        sheet.noted.connect(acts.month_note)
        sheet.add_asked.connect(acts.add_person)
        sheet.dates_asked.connect(self._change_dates)
        view.emptied.connect(acts.empty)
        view.same_as_above.connect(self._same_as_above)
        view.pasted.connect(self._paste)
        view.proof_toggled.connect(acts.toggle_proof)
        view.correction_asked.connect(acts.correct_closed)
        view.parts_asked.connect(acts.tell_parts)
        view.split_asked.connect(acts.split)
        view.moved.connect(self._moved)
        self.side.checks.confirmed.connect(acts.confirm)
        self.side.checks.corrected.connect(self._correct)
        chooser.chosen.connect(self._choose)
        chooser.copy.clicked.connect(self._copy_last_month)
        chooser.zero.clicked.connect(self._zero_the_empty)
        header.paste.clicked.connect(self._paste_clipboard)
        header.print.clicked.connect(self._print)
        header.validate.clicked.connect(self._validate)
        header.reopen.clicked.connect(self._reopen)
        self._workspace.closing.connect(self._keep_what_is_typed)
        acts.kept.connect(self._kept)
        acts.refused.connect(self._refused)
        self.paper.found.connect(self.side.paper_button.setVisible)
        self.side.paper_button.clicked.connect(self.paper.toggle)
        self.points.said.connect(self._say)

    # Showing

    def _read_lots(self) -> None:
        super().refresh()
        self._lots = self._workspace.ask(hours.lots_to_declare, self._workspace.today())
        self.chooser.show_lots(self._lots)

    def _shows(self, lot_id: str, month: Month | None) -> bool:
        """Show this month; where things stand instead, when the lot was removed since it was found."""
        try:
            self._show(lot_id, month)
        except Refusal as refusal:
            if any(lot.lot_id == lot_id for lot in self._lots):
                raise
            self.open()
            self._refused(str(refusal))
            return False
        return True

    def _show(self, lot_id: str, month: Month | None) -> None:
        """Without a month, the first to declare, else the last; raises Refusal when the lot is no longer there."""
        today = self._workspace.today()
        of_lot = self._workspace.ask(hours.months_of_lot, lot_id, today)
        grid = self._workspace.ask(hours.grid, lot_id, month or of_lot.to_show or Month.of(today), today)
        self._stack.setCurrentWidget(self._content)
        self.acts.grid, shown = grid, self._workspace.names.within(grid)
        changed = self.sheet.show_grid(shown, grid)
        if len(changed) == 1 and not self.view.hasFocus() and self.view.state() == self.view.State.NoState:
            self.view.go_to_row(changed[0])  # undone from the menu: show what came back
        self.chooser.show_choice(lot_id, grid.month, of_lot)
        self.chooser.show_state(grid)
        self.side.show_grid(shown)
        self.paper.look_for(grid.lot_id, grid.month)
        self.header.show_grid(grid, hours.waiting(self._lots, grid.month))
        self._moved(self.view.currentIndex().row())

    def _choose(self, lot_id: str, month: Month | None) -> None:
        self.view.keep_what_is_typed()
        self.banner.hide()
        self._shows(lot_id, month)
        self.view.go_to_first_empty()

    def _moved(self, row: int) -> None:
        if self.grid and 0 <= row < len(self.grid.rows):
            person = self.sheet.model.rows[row].person
            self.placed.emit(f"Ligne {row + 1} sur {len(self.grid.rows)} · {person} · {self.grid.month.full_name}")

    # Acting

    def _typed(self, row: int, text: str) -> None:
        self.view.stays = not self.acts.type(row, text)

    def _same_as_above(self, row: int) -> None:
        if self.acts.same_as_above(row):
            self.view.go_to_row(row + 1)

    def _paste(self, text: str) -> None:
        self.acts.paste(text, self.view.currentIndex().row())

    def _paste_clipboard(self) -> None:
        from PySide6.QtGui import QGuiApplication

        self._paste(QGuiApplication.clipboard().text())
        self.view.setFocus()

    def _copy_last_month(self) -> None:
        self.view.keep_what_is_typed()
        self.acts.copy_last_month()
        self.view.setFocus()  # an access key takes the focus to its button

    def _zero_the_empty(self) -> None:
        self.view.keep_what_is_typed()
        self.acts.zero_the_empty()
        self.view.setFocus()

    def _validate(self) -> None:
        self.view.keep_what_is_typed()
        if self.grid is None or self.view.stays:
            return
        if not self.acts.validate() and self.grid.blocking:
            first = next((row for row, line in enumerate(self.grid.rows) if self._blocks(line.placement_id)), 0)
            self.view.go_to_row(first)
        self.view.setFocus()

    def _blocks(self, placement_id: str) -> bool:
        assert self.grid is not None
        empty = any(row.placement_id == placement_id for row in self.grid.empty)
        return empty or any(check.placement_id == placement_id for check in self.grid.blocking)

    def _reopen(self) -> None:
        if self.acts.reopen():
            self.view.setFocus()

    def _correct(self, placement_id: str) -> None:
        rows = self.sheet.model.rows
        self.view.go_to_row(next((place for place, row in enumerate(rows) if row.placement_id == placement_id), 0))
        self.view.setFocus()
        self.view.edit(self.view.currentIndex())

    def _change_dates(self) -> None:
        row = self.view.currentIndex().row()
        if self.grid and 0 <= row < len(self.grid.rows):
            self.acts.change_dates(row)
            self.view.setFocus()

    def _print(self) -> None:
        if self.grid:
            self.go_to.emit("documents", {"kind": "follow_up", "lot": self.grid.lot_id, "month": self.grid.month})

    def _go_to_contracts(self) -> None:
        self.go_to.emit("contracts", {})

    # Saying

    def _kept(self, text: str) -> None:
        self.banner.hide()
        self._say(text)

    def _refused(self, text: str) -> None:
        self.banner.set_text(self._workspace.names.within(text))
        self.banner.appear()

    def _say(self, text: str) -> None:
        self.said.emit(text)
        announce(self, text)
