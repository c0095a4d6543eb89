"""The bottom line of the window: what was just saved or done, which base is open, who works."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from facilitator_app.ui.accessible import announce
from facilitator_app.ui.labels import IconLabel, Label


class StatusBar(QStatusBar):
    """`say` announces; the permanent parts, at the right, only show."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._said, self._where = Label(""), Label("")
        self._base, self._user, self._demo = Label(""), Label(""), Label("", "demo")
        self._saved = _with_icon("circle-check", self._said)
        self.addWidget(self._saved)
        self.addWidget(self._where)
        self._base_part = _with_icon("database", self._base)
        for part in (self._base_part, self._user, self._demo):
            self.addPermanentWidget(part)
        self._saved.hide()
        self._base_part.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def say(self, text: str) -> None:
        """What was just done («Brouillon enregistré à 10:42»), also to screen readers."""
        self._said.setText(text)
        self._saved.setVisible(bool(text))
        announce(self, text)

    def said(self) -> str:
        return self._said.text()

    def show_place(self, text: str) -> None:
        """Where the cursor is in the page («Ligne 9 sur 12»)."""
        self._where.setText(text)
        self._share_room()

    def show_base(self, text: str) -> None:
        """The base that is open and its last backup."""
        self._base.setText(text)
        self._share_room()

    def show_user(self, name: str) -> None:
        self._user.setText(name)
        self._share_room()

    def show_demonstration(self, demonstration: bool) -> None:
        self._demo.setText("Données fictives de démonstration" if demonstration else "")
        self._share_room()

    def empty(self) -> None:
        """No house is open: nothing is said of one."""
        for label in (self._said, self._where, self._base, self._user, self._demo):
            label.setText("")
        self._saved.hide()
        self._share_room()

    def _share_room(self) -> None:
        """When room is short the least needed goes first; that the data are invented always stays."""
        room = self.width() - self._demo.sizeHint().width() - self._saved.sizeHint().width()
        for part, words in ((self._base_part, self._base), (self._user, self._user), (self._where, self._where)):
            room -= part.sizeHint().width()
            part.setVisible(bool(words.text()) and room > 0)


def _with_icon(icon: str, label: Label) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(14, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(IconLabel(icon, "text-2", 13))
    row.addWidget(label)
    return part
