"""Third step: each contract beside what the house follows; what is in doubt is for a person to decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_number
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.look import row_height, scaled
from facilitator_app.ui.pages.import_page.contract_table import ContractTable, Entry, remark_table, remarks_of
from facilitator_app.ui.pages.import_page.line_panel import LinePanel
from facilitator_app.ui.rows import RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Card, Chips, KeyHint, Label
from facilitator_app.use_cases.contract_import import Line
from facilitator_app.use_cases.contract_import.comparison import Resembling
from facilitator_app.use_cases.contract_import.decisions import Decisions, Standing, written_outcome

ALL, REMARKS = "all", "remarks"
FILTERS = [
    (Standing.TO_DECIDE.value, "À décider"),
    (Standing.CREATED.value, "Nouveaux"),
    (Standing.UPDATED.value, "Mises à jour"),
    (Standing.IDENTICAL.value, "Identiques"),
    (Standing.SET_ASIDE.value, "De côté"),
    (ALL, "Tous"),
    (REMARKS, "Remarques"),
]
_ROOM_FOR_HINT = 960  # logical pixels
UNDONE_AT_ONCE = "Une sauvegarde est faite juste avant. L’import se fait d’un bloc et s’annule en une fois (Ctrl+Z)."
LEFT_OPEN = "Ce qui reste à décider attendra le prochain import."


class MatchStep(QWidget):
    """Writes nothing: it keeps the decisions, and says when the import is asked for."""

    back = Signal()
    give_up = Signal()
    import_asked = Signal()

    def __init__(self, compare: Callable[[Line], Sequence[Resembling]]) -> None:
        """`compare` finds what a line shares with the contracts it may be."""
        super().__init__()
        self._compare = compare
        self._entries: list[Entry] = []
        self.decisions = Decisions([])
        self.chips = Chips(FILTERS, "Filtrer les contrats")
        self.chips.choose(ALL)
        self.table = ContractTable(self.decisions)
        self.table.setProperty("flat", True)
        self.remarks: Table = remark_table()
        self.remarks.setProperty("flat", True)
        self.panel = LinePanel()
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.remarks)
        self.table.setMinimumHeight(6 * row_height(self.table))
        top = QHBoxLayout()
        top.addWidget(self.chips, 1)
        self._hint = KeyHint("F8", "passer au suivant à décider")
        top.addWidget(self._hint)
        card = Card()
        outer = card.layout()
        assert outer is not None
        outer.setContentsMargins(1, 1, 1, 1)
        card.body.setSpacing(0)
        card.add(self._tables, 1)
        for part in (rule(), self.panel, rule(), self._footer()):
            card.add(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(card, 1)
        self.chips.chosen.connect(self._filter)
        self.table.current_row_changed.connect(self._show_entry)
        self.table.toggled.connect(self._toggle)
        self.table.activated_row.connect(self._open)
        self.panel.decided.connect(self._decide)
        for keys, step in (("F8", self.next_to_decide), ("Shift+F8", self.previous_to_decide)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(step)

    def _footer(self) -> QWidget:
        self._summary, self._promise = Label("", "strong", wrap=True), Label(UNDONE_AT_ONCE, "second", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._summary)
        words.addWidget(self._promise)
        self.previous, self.cancel = ActionButton("Précédent"), ActionButton("Abandonner")
        self.go = ActionButton("Importer", shortcut="Ctrl+Return", primary=True)
        keypad = QShortcut(QKeySequence("Ctrl+Enter"), self)
        keypad.activated.connect(self.go.click)
        self.previous.clicked.connect(self.back)
        self.cancel.clicked.connect(self.give_up)
        self.go.clicked.connect(self.import_asked)
        footer = QWidget()
        row = QHBoxLayout(footer)
        row.setContentsMargins(14, 9, 14, 9)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.previous, self.cancel, self.go):
            row.addWidget(button)
        return footer

    def show_entries(self, entries: list[Entry], decisions: Decisions) -> None:
        self._entries = entries
        self.decisions = self.table.decisions = decisions
        remarks = self.remarks.model()
        assert isinstance(remarks, RowsModel)
        remarks.show(remarks_of(entries))
        self.chips.choose(ALL)
        self._filter(ALL)
        self._count()

    def summary(self) -> str:
        return self._summary.text()

    def next_to_decide(self) -> None:
        self._go_to_decide(1)

    def previous_to_decide(self) -> None:
        self._go_to_decide(-1)

    def _go_to_decide(self, direction: int) -> None:
        """Among the rows in the order shown; the filter gives way when it hides what is to be decided."""
        if self._place_to_decide(direction) is None and self.chips.current() != ALL:
            self.chips.choose(ALL)
            self._filter(ALL)
        place = self._place_to_decide(direction)
        if place is None:
            announce(self, "Tout est décidé")
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.table.select_place(place)
            self.panel.focus_choices()

    def _place_to_decide(self, direction: int) -> int | None:
        rows, index = self.table.entries.rows, self.table.currentIndex()
        here = index.row() if index.isValid() else (-1 if direction > 0 else len(rows))
        if self._tables.currentWidget() is self.remarks:
            return None
        places = (here + direction * step for step in range(1, len(rows) + 1))
        return next(
            (
                place % len(rows)
                for place in places
                if self.decisions.standing(rows[place % len(rows)].line) is Standing.TO_DECIDE
            ),
            None,
        )

    def _filter(self, key: str) -> None:
        self._tables.setCurrentWidget(self.remarks if key == REMARKS else self.table)
        self.panel.setVisible(key != REMARKS)
        if key == REMARKS:
            return
        kept = [entry for entry in self._entries if key in (ALL, self.decisions.standing(entry.line).value)]
        self.table.entries.show(kept)
        if not self.table.currentIndex().isValid():
            self.table.select_place(0)
        self._show_entry(self.table.current_row())

    def _show_entry(self, entry: Entry | None) -> None:
        line = None if entry is None else entry.line
        found = self._compare(line) if line is not None and line.twins else ()
        self.panel.show_line(line, found, self.decisions)

    def _toggle(self, entry: Entry) -> None:
        if self.decisions.standing(entry.line) is Standing.TO_DECIDE:
            self.panel.focus_choices()
            return
        self.decisions.toggle(entry.line)
        self._count()

    def _open(self, entry: Entry) -> None:
        if entry.line.twins:
            self.panel.focus_choices()
        else:
            self._toggle(entry)

    def _decide(self, line: Line, contract_id: Key | None) -> None:
        self.decisions.join(line, contract_id)
        self._count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= scaled(_ROOM_FOR_HINT))

    def _count(self) -> None:
        self.table.state_changed()
        counts = self.decisions.counts()
        shown = {standing.value: counts[standing] for standing in Standing}
        remarks = self.remarks.model().rowCount()
        self.chips.show_counts({**shown, ALL: len(self._entries), REMARKS: remarks})
        said = written_outcome(counts)
        self._summary.setText(f"Après import\u00a0: {said}")
        self._promise.setText(f"{UNDONE_AT_ONCE} {LEFT_OPEN}" if counts[Standing.TO_DECIDE] else UNDONE_AT_ONCE)
        taken = counts[Standing.CREATED] + counts[Standing.UPDATED]
        self.go.setEnabled(taken > 0)
        words = f"Importer {written_number(taken)} contrat{'s' if taken > 1 else ''}" if taken else "Rien à importer"
        self.go.setText(words)
        self.go.set_keys("Ctrl+Return")


def rule() -> QFrame:
    line = QFrame()
    line.setProperty("rule", True)
    line.setFixedHeight(1)
    return line
