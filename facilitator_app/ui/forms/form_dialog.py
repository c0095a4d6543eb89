"""A form in its own window: save with Ctrl+Entrée, leave with Échap, what is wrong under each field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.form import Form
from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets import ActionButton, Label, scrolled

HIGHEST = 780  # pixels at the usual text size; beyond, the eye loses where the form ends


class FormDialog(Dialog):
    """Subclasses fill `self.form` and write `keep`; a Refusal leaves the window open with its problems shown."""

    kept = Signal(object)
    """What `keep` gave, once it went well."""

    def __init__(self, parent: QWidget | None, title: str, act: str = "Enregistrer", page_columns: int = 1) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(18, 14, 18, 14)
        self.body.setSpacing(10)
        self.body.addWidget(Label(title, "sheet"))
        self.form = Form(page_columns)
        self.body.addWidget(self.form)
        self.body.addStretch()
        whole.addWidget(scrolled(self._inside), 1)
        foot = QFrame()
        foot.setObjectName("header")
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 9, 18, 9)
        row.addStretch()
        self._cancel = ActionButton("Annuler")
        self._cancel.clicked.connect(self.reject)
        self.save_button = ActionButton(act, "check", "Ctrl+Return", primary=True)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self._cancel)
        row.addWidget(self.save_button)
        whole.addWidget(foot)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        room = parent.window().height() if parent else 700
        self.resize(scaled(560 if page_columns == 1 else 880), min(scaled(HIGHEST), max(room - 40, 420)))

    def showEvent(self, event: QShowEvent) -> None:
        """Typing begins at once: where nothing else was chosen, Qt would begin at «Annuler», made before the fields."""
        super().showEvent(event)
        if self.focusWidget() in (None, self._cancel, self.save_button) and (fields := self._reached_by_tab()):
            fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self, values: dict[str, Any]) -> Any:
        """Do the act with what the fields hold; raises Refusal."""
        raise NotImplementedError

    def save(self) -> None:
        try:
            answer = self.keep(self.form.values())
        except Refusal as refusal:
            self.form.show_problems(refusal.problems)
            return
        self.accept()
        self.kept.emit(answer)

    def _reached_by_tab(self) -> list[QWidget]:
        """What the Tab key goes through, the buttons below left out."""
        found, widget = [], self.nextInFocusChain()
        while widget is not None and widget is not self:
            reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisibleTo(self)
            if reached and self._inside.isAncestorOf(widget):
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found
