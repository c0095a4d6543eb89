"""Third step for a list of people: each row beside those registered; what is in doubt is for a person to decide."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.values import counted
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.look import row_height
from facilitator_app.ui.pages.import_page.match_step import ALL, REMARKS, UNDONE_AT_ONCE, rule
from facilitator_app.ui.pages.import_page.people_panel import PeoplePanel
from facilitator_app.ui.pages.import_page.people_table import PeopleTable
from facilitator_app.ui.widgets import ActionButton, Card, Chips, KeyHint, Label
from facilitator_app.use_cases.contract_import.decisions import Standing
from facilitator_app.use_cases.people_import import Choice, PersonLine
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions, written_people

FILTERS = [
    (Standing.TO_DECIDE.value, "À décider"),
    (Standing.CREATED.value, "Nouvelles"),
    (Standing.UPDATED.value, "Complétées"),
    (Standing.IDENTICAL.value, "Identiques"),
    (Standing.SET_ASIDE.value, "De côté"),
    (ALL, "Toutes"),
    (REMARKS, "Avec remarques"),
]
LEFT_OPEN = "Ce qui reste à décider attendra le prochain import."


class PeopleMatchStep(QWidget):
    """Writes nothing: it keeps the decisions, and says when the import is asked for."""

    back = Signal()
    give_up = Signal()
    import_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.decisions = PeopleDecisions([])
        self.chips = Chips(FILTERS, "Filtrer les personnes")
        self.chips.choose(ALL)
        self.table = PeopleTable(self.decisions)
        self.table.setProperty("flat", True)
        self.table.setMinimumHeight(6 * row_height(self.table))
        self.panel = PeoplePanel()
        top = QHBoxLayout()
        top.addWidget(self.chips, 1)
        top.addWidget(KeyHint("F8", "passer au suivant à décider"))
        card = Card()
        outer = card.layout()
        assert outer is not None
        outer.setContentsMargins(1, 1, 1, 1)
        card.body.setSpacing(0)
        card.add(self.table, 1)
        for part in (rule(), self.panel, rule(), self._footer()):
            card.add(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(card, 1)
        self.chips.chosen.connect(self._filter)
        self.table.current_row_changed.connect(self._show_line)
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

    def show_lines(self, decisions: PeopleDecisions) -> None:
        self.decisions = self.table.decisions = decisions
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
        places = ((here + direction * step) % len(rows) for step in range(1, len(rows) + 1))
        return next((place for place in places if self._is_open(rows[place])), None)

    def _is_open(self, line: PersonLine) -> bool:
        return self.decisions.standing(line) is Standing.TO_DECIDE

    def _filter(self, key: str) -> None:
        self.table.entries.show([line for line in self.decisions.lines if self._is_shown(line, key)])
        if not self.table.currentIndex().isValid():
            self.table.select_place(0)
        self._show_line(self.table.current_row())

    def _is_shown(self, line: PersonLine, key: str) -> bool:
        if key == REMARKS:
            return bool(line.warnings)
        return key in (ALL, self.decisions.standing(line).value)

    def _show_line(self, line: PersonLine | None) -> None:
        self.panel.show_line(line, self.decisions)

    def _toggle(self, line: PersonLine) -> None:
        if self._is_open(line):
            self.panel.focus_choices()
            return
        self.decisions.toggle(line)
        self._count()

    def _open(self, line: PersonLine) -> None:
        if line.is_doubtful:
            self.panel.focus_choices()
        else:
            self._toggle(line)

    def _decide(self, line: PersonLine, choice: Choice) -> None:
        self.decisions.choose(line, choice)
        self._count()

    def _count(self) -> None:
        self.table.state_changed()
        counts, lines = self.decisions.counts(), self.decisions.lines
        shown = {standing.value: counts[standing] for standing in Standing}
        self.chips.show_counts({**shown, ALL: len(lines), REMARKS: sum(1 for line in lines if line.warnings)})
        self._summary.setText(f"Après import\u00a0: {written_people(counts)}")
        self._promise.setText(f"{UNDONE_AT_ONCE} {LEFT_OPEN}" if counts[Standing.TO_DECIDE] else UNDONE_AT_ONCE)
        taken = counts[Standing.CREATED] + counts[Standing.UPDATED]
        self.go.setEnabled(taken > 0)
        self.go.setText(f"Importer {counted(taken, 'personne')}" if taken else "Rien à importer")
        self.go.set_keys("Ctrl+Return")
