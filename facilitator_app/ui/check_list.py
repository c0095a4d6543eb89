"""Ticking any number of values among a few, in a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator_app.ui.fields import CheckField

if TYPE_CHECKING:
    from facilitator_app.use_cases.kept_typing import Shown


class CheckList(QWidget):
    """The value is their tuple, in the order of the choices."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]], columns: int = 2) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        self._boxes: list[tuple[Any, CheckField]] = []
        for place, (value, label) in enumerate(choices):
            box = CheckField(label)
            box.changed.connect(self.changed)
            grid.addWidget(box, place // columns, place % columns)
            self._boxes.append((value, box))
        if self._boxes:
            self.setFocusProxy(self._boxes[0][1])

    def value(self) -> tuple[Any, ...]:
        return tuple(value for value, box in self._boxes if box.isChecked())

    def set_value(self, value: Any) -> None:
        for own, box in self._boxes:
            box.setChecked(own in (value or ()))

    def typed(self) -> Shown:
        return [box.text() for _, box in self._boxes if box.isChecked()]

    def type_again(self, shown: Shown) -> None:
        for _, box in self._boxes:
            box.setChecked(isinstance(shown, list) and box.text() in shown)

    def problem(self) -> str:
        return ""
