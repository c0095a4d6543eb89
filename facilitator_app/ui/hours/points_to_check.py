"""Going from one point to check to the next with F8, and back with Shift+F8."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from facilitator_app.ui.hours.sheet import HoursSheet


class PointsToCheck(QObject):
    """The keys work anywhere in the page, and take the focus to the grid."""

    said = Signal(str)
    """What there is to look at in the row reached."""

    def __init__(self, sheet: HoursSheet, page: QWidget) -> None:
        super().__init__(page)
        self._sheet = sheet
        for keys, act in (("F8", self.forward), ("Shift+F8", self.back)):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), page, context=context).activated.connect(act)

    def forward(self) -> None:
        """Of the rows below, else the first of all."""
        here = self._sheet.view.currentIndex().row()
        marked = self._marked()
        self._go_to(next((row for row in marked if row > here), marked[0] if marked else None))

    def back(self) -> None:
        """Of the rows above, else the last of all."""
        here = self._sheet.view.currentIndex().row()
        marked = self._marked()
        self._go_to(next((row for row in reversed(marked) if row < here), marked[-1] if marked else None))

    def _marked(self) -> list[int]:
        model = self._sheet.model
        return [row for row in range(len(model.rows)) if model.check_at(row)]

    def _go_to(self, row: int | None) -> None:
        if row is None:
            self.said.emit("Rien à vérifier dans ce mois.")
            return
        self._sheet.view.go_to_row(row)
        self._sheet.view.setFocus()
        if check := self._sheet.model.check_at(row):
            self.said.emit(f"{check.title}. {check.sentence}")
