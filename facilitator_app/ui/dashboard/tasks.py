"""What is to be done today: a sentence, a line of detail and one button each."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.ui.widgets import ActionButton, Badge, Card, ElidedLabel, EmptyState, IconLabel
from facilitator_app.use_cases.dashboard import Task, TaskKind

# icon, tone, words of the button, page, and by what name the page takes the record to show
_LOOKS = {
    TaskKind.LATE_DECLARATIONS: ("megaphone", "danger", "Saisir", "hours", "lot"),
    TaskKind.LATE_RETURNS: ("clipboard-list", "danger", "Relancer", "returns", ""),
    TaskKind.ELIGIBILITIES: ("shield-check", "warning", "Vérifier les pièces", "beneficiaries", "beneficiary"),
    TaskKind.LOTS_BEHIND: ("gauge", "warning", "Ouvrir", "contracts", "lot"),
    TaskKind.NEEDS: ("briefcase", "info", "Rapprocher", "matching", "need"),
    TaskKind.DRAFTS: ("table-2", "neutral", "Reprendre", "hours", "lot"),
    TaskKind.ANSWERS: ("handshake", "info", "Noter la réponse", "matching", "need"),
    TaskKind.ACTIONS: ("circle-check", "warning", "Voir", "following", "event"),
    TaskKind.CALLS: ("phone", "info", "Appeler", "following", "leaving"),
    TaskKind.CONTACTS: ("building-2", "neutral", "Vérifier", "companies", "company"),
    TaskKind.CONTRACTS: ("file-text", "neutral", "Trier", "contracts", ""),
}

_ALSO: dict[TaskKind, dict[str, Any]] = {
    TaskKind.LATE_RETURNS: {"tab": "board", "late": True},
    TaskKind.CONTRACTS: {"show": "to_sort"},
}
"""What else the page is told to show."""


class TaskList(Card):
    """Sorted by due date; Tab goes from button to button."""

    opened = Signal(str, dict)
    """The page a task leads to, and what to show there."""

    def __init__(self) -> None:
        super().__init__("À faire aujourd’hui", "Trié par échéance")
        self._count = Badge("0")
        self.add_beside_title(self._count)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(9)
        self.body.addLayout(self._rows)
        self._nothing = EmptyState(
            "circle-check", "Rien ne presse aujourd’hui", "Les déclarations, éligibilités et besoins sont à jour."
        )
        self.add(self._nothing)
        self.buttons: list[ActionButton] = []

    def show_tasks(self, tasks: tuple[Task, ...]) -> None:
        """The focus stays on the button of the same place, as far as there is one."""
        focused = next((place for place, button in enumerate(self.buttons) if button.hasFocus()), None)
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self.buttons = []
        for task in tasks:
            self._rows.addWidget(self._row(task))
        self._count.show_state(str(len(tasks)), "neutral")
        self._count.setVisible(bool(tasks))
        self._nothing.setVisible(not tasks)
        if focused is not None and self.buttons:
            self.buttons[min(focused, len(self.buttons) - 1)].setFocus()

    def _row(self, task: Task) -> QWidget:
        icon, tone, words, _, _ = _LOOKS[task.kind]
        row, whole = QWidget(), QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(IconLabel(icon, tone, ground=f"{tone}-soft"))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch()
        title, detail = ElidedLabel(task.title), ElidedLabel(task.detail, "second", shorter=task.shorter)
        for label in (title, detail):
            texts.addWidget(label)
        texts.addStretch()
        whole.addLayout(texts, 1)
        button = ActionButton(words, small=True)
        button.setAccessibleName(f"{words}\u00a0: {task.title}")
        button.setAccessibleDescription(task.detail)
        button.clicked.connect(partial(self._open, task))
        self.buttons.append(button)
        whole.addWidget(button)
        row.setLayout(whole)
        return row

    def _open(self, task: Task, _checked: bool = False) -> None:
        _, _, _, page, name = _LOOKS[task.kind]
        target: dict[str, Any] = {name: task.record_id} if name and task.record_id else {}
        target |= _ALSO.get(task.kind, {})
        if task.month is not None:
            target["month"] = task.month
        self.opened.emit(page, target)
