"""A part that goes below what stands beside it rather than be squeezed."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from facilitator_app.ui.look import scaled


class WideEnough(QWidget):
    """Never narrower than so many pixels at the usual text size; what lays it out finds it the room."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(max(least.width(), scaled(self._least)), least.height())
