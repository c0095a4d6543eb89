"""The left of the page of history: searching, narrowing, the list of everything done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.field_names import Subject
from facilitator_app.domain.keys import Key
from facilitator_app.ui.fields import DateField
from facilitator_app.ui.rows import Column, PagedModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Chips, EmptyState, Flow, Label, SearchBox
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.gestures.listing import GestureRow, Wanted, gesture_rows, gestures_found
from facilitator_app.use_cases.gestures.wording import moment

TYPING_PAUSE = 120  # milliseconds
ALL, UNDONE = "all", "undone"
_SUBJECTS = {subject.value: subject for subject in Subject}


class GestureList(QWidget):
    """`chosen` gives the key of the selected gesture, or None; `opened` one on which Enter was pressed."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._keys: list[Key] = []
        self.search = SearchBox("Action ou auteur", "Chercher une action")
        subjects = [(key, subject.label) for key, subject in _SUBJECTS.items()]
        self.chips = Chips([(ALL, "Tout"), *subjects, (UNDONE, "Annulées")], "Actions montrées")
        self.since, self.until = DateField(), DateField()
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._model: PagedModel[GestureRow] = PagedModel(self._columns(), self._fetch)
        self.table = Table(self._model, "Actions, la plus récente d’abord")
        self.table.setSortingEnabled(False)
        self.table.setProperty("flat", True)
        clear = ActionButton("Effacer les filtres", "x")
        clear.clicked.connect(self.clear_filters)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState("search", "Aucune action ne correspond", "Essayez un autre mot ou d’autres dates.", [clear])
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addWidget(self.chips)
        top.addLayout(self._days())
        whole.addLayout(top)
        whole.addWidget(self._stack, 1)
        self.search.searched.connect(self._typed)
        self.search.returnPressed.connect(self._enter_list)
        for day in (self.since, self.until):
            day.changed.connect(self._typed)
        self._pause.timeout.connect(self.refresh)
        self.chips.chosen.connect(self.refresh)
        self.table.current_row_changed.connect(self._chosen)
        self.table.activated_row.connect(self._opened)

    @property
    def count(self) -> int:
        return len(self._keys)

    def is_narrowed(self) -> bool:
        return self._wanted() != Wanted()

    def refresh(self) -> None:
        """Read the list again; its selected line stays."""
        self._pause.stop()
        self._keys = self._workspace.ask(gestures_found, self._wanted())
        self._model.show(self._keys)
        self._stack.setCurrentIndex(0 if self._keys else 1)
        if self._keys and self.table.current_row() is None:
            self.table.select_place(0)
        if not self._keys:
            self.chosen.emit(None)

    def select(self, gesture_id: str) -> bool:
        """Select a gesture, clearing what hides it; False when there is no such gesture."""
        if gesture_id not in self._keys and self.is_narrowed():
            self.clear_filters()
        found = self.table.select_row(gesture_id)
        if found:
            self.table.setFocus()
        return found

    def clear_filters(self) -> None:
        self.search.clear()
        self.chips.choose(ALL)
        self.since.set_value(None)
        self.until.set_value(None)
        self.refresh()

    def _wanted(self) -> Wanted:
        chip = self.chips.current()
        return Wanted(
            text=self.search.text().strip(),
            since=self.since.value(),
            until=self.until.value(),
            subject=_SUBJECTS.get(chip),
            undone=True if chip == UNDONE else None,
        )

    def _days(self) -> Flow:
        row = Flow(6)
        for words, name, day in (("Du", "À partir du", self.since), ("au", "Jusqu’au", self.until)):
            day.setAccessibleName(name)
            row.addWidget(Label(words, "second"))
            row.addWidget(day)
        return row

    def _columns(self) -> list[Column[GestureRow]]:
        return [
            Column("Action", self._said, second=_who, tooltip=self._said, strong=True, stretch=True),
            Column("Quand", lambda row: moment(row.at), width=128),
            Column("État", _state, tone=lambda row: "neutral" if row.undone else "", badge=True, width=84),
        ]

    def _said(self, row: GestureRow) -> str:
        return row.said(self._workspace.names.hidden)

    def _fetch(self, keys: Sequence[Key]) -> Sequence[GestureRow]:
        return self._workspace.show(gesture_rows, keys)

    def _typed(self) -> None:
        self._pause.start()

    def _enter_list(self) -> None:
        self.refresh()
        if self._keys:
            self.table.setFocus()

    def _chosen(self, row: GestureRow | None) -> None:
        self.chosen.emit(row.gesture_id if row else None)

    def _opened(self, _row: GestureRow) -> None:
        self.opened.emit()


def _who(row: GestureRow) -> str:
    return " · ".join(filter(None, (row.author, row.about)))


def _state(row: GestureRow) -> str:
    return "Annulée" if row.undone else ""
