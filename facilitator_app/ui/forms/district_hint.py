"""What the published outlines say of an address, beside the answer kept: offered, never imposed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.beneficiary import YesNoUnknown
from facilitator_app.domain.districts import checked_coordinates
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.widgets import ActionButton, Label
from facilitator_app.use_cases.reference.districts import DistrictAnswer


class CoordinatesField(TextField):
    """Latitude and longitude, typed or pasted from a map or from its address."""

    def __init__(self) -> None:
        super().__init__("43.1258, 5.9306", longest=400)

    def value(self) -> str:
        text = str(super().value())
        try:
            return checked_coordinates(text)
        except Refusal:
            return text

    def problem(self) -> str:
        try:
            checked_coordinates(self.text())
        except Refusal as refusal:
            return str(refusal)
        return ""


class DistrictHint(QWidget):
    """The answer of the outlines in one line, its source below, and a button when the sheet says something else."""

    taken = Signal(YesNoUnknown)

    def __init__(self) -> None:
        super().__init__()
        self._answer = YesNoUnknown.UNKNOWN
        self._title, self._why = Label("", "strong", wrap=True), Label("", "caption", wrap=True)
        self.take = ActionButton("", small=True)
        self.take.clicked.connect(self._take)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._why)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.take)

    def show_answer(self, found: DistrictAnswer, kept: YesNoUnknown) -> None:
        """`kept` is what the sheet says now."""
        self._answer = found.kept_as
        self._title.setText(f"D’après l’adresse\u00a0: {found.title[:1].lower()}{found.title[1:]}")
        self._why.setText(found.why)
        said = self._answer.label.lower()
        self.take.setText(f"Noter «\u00a0{said}\u00a0»")
        self.take.setVisible(found.in_district is not None and self._answer is not kept)

    def text(self) -> str:
        return self._title.text()

    def _take(self) -> None:
        self.taken.emit(self._answer)
        announce(self, f"Habite en QPV\u00a0: {self._answer.label.lower()}")
