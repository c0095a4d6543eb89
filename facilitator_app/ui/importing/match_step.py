"""Third step: each line beside what the house already knows; what is in doubt is for a person to decide."""

from __future__ import annotations

from collections import Counter
from typing import Any, Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.ui.accessible import announce
from facilitator_app.ui.importing.choice_panel import ChoicePanel, Particulars
from facilitator_app.ui.importing.lines_table import Decided, LinesTable, Row
from facilitator_app.ui.look import row_height, scaled
from facilitator_app.ui.widgets import ActionButton, Card, Chips, KeyHint, Label
from facilitator_app.use_cases.import_decisions import Standing

ALL, REMARKS = "all", "remarks"
_ROOM_FOR_HINT = 960  # logical pixels
_UNDONE_AT_ONCE = "Une sauvegarde est faite juste avant. L’import se fait d’un bloc et s’annule en une fois (Ctrl+Z)."
_LEFT_OPEN = "Ce qui reste à décider attendra le prochain import."


class MatchStep(QWidget, Generic[Row, Decided]):
    """Writes nothing: it keeps the decisions, and says when the import is asked for.

    A kind of file gives its table, and says in its own words what is in it.
    """

    back = Signal()
    give_up = Signal()
    import_asked = Signal()

    def __init__(self, chips: Chips, table: LinesTable[Row, Decided], lists: QWidget) -> None:
        """`lists` is the table, or what holds it beside others."""
        super().__init__()
        self.chips, self.table, self.panel = chips, table, ChoicePanel()
        self.chips.choose(ALL)
        self.table.setProperty("flat", True)
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
        card.add(lists, 1)
        for part in (_rule(), self.panel, _rule(), self._footer()):
            card.add(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(card, 1)
        self.chips.chosen.connect(self._filter)
        self.table.current_row_changed.connect(self._show_row)
        self.table.toggled.connect(self._toggle)
        self.table.activated_row.connect(self._open)
        self.panel.decided.connect(self._decide)
        for keys, step in (("F8", self.next_to_decide), ("Shift+F8", self.previous_to_decide)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(step)

    def _footer(self) -> QWidget:
        self._summary, self._promise = Label("", "strong", wrap=True), Label(_UNDONE_AT_ONCE, "second", wrap=True)
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

    @property
    def decisions(self) -> Decided:
        return self.table.decisions

    def show_decisions(self, decisions: Decided) -> None:
        """Another file is there: show all of it."""
        self.table.decisions = decisions
        self.chips.choose(ALL)
        self._filter(ALL)
        self._count()

    def summary(self) -> str:
        return self._summary.text()

    def next_to_decide(self) -> None:
        self._go_to_decide(1)

    def previous_to_decide(self) -> None:
        self._go_to_decide(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= scaled(_ROOM_FOR_HINT))

    def _kept(self, key: str) -> list[Row]:
        """The rows that a filter keeps."""
        raise NotImplementedError

    def _particulars(self, row: Row) -> Particulars:
        """What the panel says of a row."""
        raise NotImplementedError

    def _is_doubtful(self, row: Row) -> bool:
        """Whether the panel has choices for it, made or not."""
        raise NotImplementedError

    def _decide(self, line: Any, choice: Any) -> None:
        raise NotImplementedError

    def _written(self, counts: Counter[Standing]) -> str:
        """`3 marchés créés, 1 à décider`."""
        raise NotImplementedError

    def _counted(self, taken: int) -> str:
        """`3 contrats`."""
        raise NotImplementedError

    def _remarks(self) -> int:
        """How many stand under the last filter."""
        raise NotImplementedError

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
        places = ((here + direction * step) % len(rows) for step in range(1, len(rows) + 1))
        return next((place for place in places if self._is_open(rows[place])), None)

    def _is_open(self, row: Row) -> bool:
        return self.table.standing(row) is Standing.TO_DECIDE

    def _filter(self, key: str) -> None:
        self.table.entries.show(self._kept(key))
        if not self.table.currentIndex().isValid():
            self.table.select_place(0)
        self._show_row(self.table.current_row())

    def _show_row(self, row: Row | None) -> None:
        if row is None:
            self.panel.show_line(None, Particulars())
        else:
            self.panel.show_line(self.table.line(row), self._particulars(row))

    def _toggle(self, row: Row) -> None:
        if self._is_open(row):
            self.panel.focus_choices()
            return
        self.decisions.toggle(self.table.line(row))
        self._count()

    def _open(self, row: Row) -> None:
        if self._is_doubtful(row):
            self.panel.focus_choices()
        else:
            self._toggle(row)

    def _count(self) -> None:
        self.table.state_changed()
        counts = self.decisions.counts()
        shown = {standing.value: counts[standing] for standing in Standing}
        self.chips.show_counts({**shown, ALL: counts.total(), REMARKS: self._remarks()})
        self._summary.setText(f"Après import\u00a0: {self._written(counts)}")
        self._promise.setText(f"{_UNDONE_AT_ONCE} {_LEFT_OPEN}" if counts[Standing.TO_DECIDE] else _UNDONE_AT_ONCE)
        taken = counts[Standing.CREATED] + counts[Standing.UPDATED]
        self.go.setEnabled(taken > 0)
        self.go.setText(f"Importer {self._counted(taken)}" if taken else "Rien à importer")
        self.go.set_keys("Ctrl+Return")


def _rule() -> QFrame:
    line = QFrame()
    line.setProperty("rule", True)
    line.setFixedHeight(1)
    return line
