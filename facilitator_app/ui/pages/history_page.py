"""Everything done in the house: who, when, what it changed, and undoing it when nothing depends on it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from facilitator_app.domain.keys import Key
from facilitator_app.domain.records import BY_TABLE
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted
from facilitator_app.ui import dialogs
from facilitator_app.ui.history.gesture_list import GestureList
from facilitator_app.ui.history.gesture_view import GestureView
from facilitator_app.ui.page import Page
from facilitator_app.ui.two_parts import TwoParts
from facilitator_app.ui.widgets import ActionButton, Banner, EmptyState, PageHeader
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import gestures

NARROW = 1000  # logical pixels; below, the list is above the details


class HistoryPage(Page):
    """`open(gesture=…)` goes straight to one."""

    SHOWS = frozenset(BY_TABLE)
    help_text = (
        "La liste montre chaque action, la plus récente d’abord\u00a0; Entrée va à ses détails, F6 passe d’une zone à "
        "l’autre. «\u00a0Annuler cette action\u00a0» rend à chaque champ sa valeur d’avant, si rien n’en dépend "
        "depuis\u00a0; sinon la page dit quelle action annuler d’abord. Une annulation s’annule aussi."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._blocking: Key | None = None
        self.list, self.view = GestureList(workspace), GestureView(workspace)
        self._header = PageHeader("Historique", "")
        self.see_blocking = ActionButton("Voir cette action", "arrow-right", small=True)
        self.see_blocking.clicked.connect(self._go_to_blocking)
        self.banner = Banner("danger", "", buttons=[self.see_blocking])
        self.banner.hide()
        self._split = TwoParts(self.list, self.view, NARROW, (500, 660))
        self._split.setHandleWidth(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(
            EmptyState(
                "history", "Rien n’a encore été fait",
                "Chaque fiche enregistrée, chaque mois validé, chaque import s’inscrira ici\u00a0: qui, quand, avant, "
                "après. Tout pourra y être annulé.",
            )
        )  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self._header, self.banner):
            whole.addWidget(part)
        whole.addWidget(self._stack, 1)
        self.zones = [self.list, self.view]
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self._enter_details)
        self.view.undo_asked.connect(self.undo_shown)

    def open(self, gesture: str = "", **_other: Any) -> None:
        self.banner.hide()
        if self.is_stale:
            self.refresh()
        if gesture and not self.list.select(gesture):
            self._say("Cette action n’est pas dans l’historique de cette base.")

    def refresh(self) -> None:
        super().refresh()
        self.list.refresh()
        nothing = not self.list.count and not self.list.is_narrowed()
        self._stack.setCurrentIndex(1 if nothing else 0)
        narrowed = " avec ces filtres" if self.list.is_narrowed() else ""
        self._header.set_subtitle("" if nothing else counted(self.list.count, "action") + narrowed)
        row = self.list.table.current_row()
        self._show(row.gesture_id if row else None)

    def undo_shown(self) -> None:
        """Undo the gesture shown, or say which one to undo first."""
        shown = self.view.shown
        if shown is None or not self._is_meant(shown.label, shown.total, shown.redoes):
            return
        self.banner.hide()
        try:
            self._workspace.do(gestures.undo, shown.gesture_id)
        except gestures.InTheWay as refusal:
            self._say(self._workspace.names.within(str(refusal)), refusal.gesture_id)
        except Refusal as refusal:
            self._say(str(refusal))

    def _is_meant(self, label: str, total: int, redoes: bool) -> bool:
        """What touches one record is undone at once: it is as easily done again."""
        if total < 2:
            return True
        act = "Rétablir" if redoes else "Annuler"
        name = self._hidden_label() or label
        effect = f"{counted(total, 'fiche')} changent d’un coup. Ce geste s’annule à son tour."
        return dialogs.confirm(self, f"{act} «\u00a0{name}\u00a0»\u00a0?", effect, f"{act} l’action", "Ne rien changer")

    def _hidden_label(self) -> str:
        """What the gesture was about, which stands for its name."""
        row = self.list.table.current_row()
        return row.said(True) if row is not None and self._workspace.names.hidden else ""

    def _show(self, gesture_id: Key | None) -> None:
        self.view.setVisible(gesture_id is not None)
        if gesture_id is not None:
            self.view.show_gesture(gesture_id, self._hidden_label())

    def _enter_details(self) -> None:
        self.view.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_blocking(self) -> None:
        blocking = self._blocking
        self.banner.hide()
        if blocking is not None:
            self.list.select(blocking)

    def _say(self, text: str, blocking: Key | None = None) -> None:
        self._blocking = blocking
        self.see_blocking.setVisible(blocking is not None)
        self.banner.set_text(text)
        self.banner.appear()
