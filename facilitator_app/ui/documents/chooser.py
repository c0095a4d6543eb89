"""Choosing what to print: the kind of document, the lot, the month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from facilitator_app.domain.issued_document import OF_A_MONTH, DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Month
from facilitator_app.ui.fields import CheckField, ChoiceField
from facilitator_app.ui.plain import tooltip
from facilitator_app.use_cases.documents import LotToPrint, MonthToPrint


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fields say."""

    kind: DocumentKind
    lot_id: Key
    month: Month
    with_people: bool


class Chooser(QWidget):
    """Three lists and a box; `changed` when the user chose something, `lot_changed` when months must be read again."""

    changed = Signal()
    lot_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = ChoiceField((kind, kind.label) for kind in OF_A_MONTH)
        self.kind.set_value(DocumentKind.FOLLOW_UP_SHEET)
        self.lot, self.month = ChoiceField(), ChoiceField()
        self.people = CheckField("Joindre la liste &nominative")
        self.people.setToolTip("Une annexe avec les noms et les heures de chacun, à ne remettre qu’à l’acheteur")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(3)
        for label, field in (("T&ype de document", self.kind), ("Mar&ché et lot", self.lot), ("Moi&s", self.month)):
            words = QLabel(label)
            words.setProperty("role", "second")
            words.setBuddy(field)
            whole.addWidget(words)
            whole.addWidget(field)
            whole.addSpacing(5)
        whole.addWidget(self.people)
        self.kind.changed.connect(self._kind_changed)
        self.lot.currentTextChanged.connect(self._name_lot)
        self.lot.changed.connect(self.lot_changed)
        self.month.changed.connect(self.changed)
        self.people.changed.connect(self.changed)
        self._show_box()

    def wanted(self) -> Wanted | None:
        """None while a lot or a month is missing."""
        lot_id, month, kind = self.lot.value(), self.month.value(), self.kind.value()
        if lot_id is None or month is None:
            return None
        certificate = kind is DocumentKind.HOURS_CERTIFICATE
        return Wanted(kind, lot_id, month, certificate and self.people.value())

    def show_lots(self, lots: Sequence[LotToPrint]) -> None:
        self.lot.set_choices((lot.lot_id, f"{lot.name} · {lot.contract_name} ({lot.code})") for lot in lots)

    def show_months(self, months: Sequence[MonthToPrint], wanted: Month | None = None) -> None:
        """Keeps the month shown when the lot has it; else the last validated, else the last with hours."""
        self.month.set_choices((line.month, _name(line)) for line in months)
        known = [line.month for line in months]
        if wanted in known:
            self.month.set_value(wanted)
        elif self.month.value() is None:
            validated = [line.month for line in months if line.validated]
            with_hours = [line.month for line in months if line.has_hours]
            self.month.set_value(next(iter([*validated, *with_hours, *known]), None))

    def choose_kind(self, kind: DocumentKind) -> None:
        self.kind.set_value(kind)
        self._show_box()

    def previous_lot(self) -> None:
        self._step_lot(-1)

    def next_lot(self) -> None:
        self._step_lot(1)

    def _step_lot(self, steps: int) -> None:
        place = self.lot.currentIndex() + steps
        if 0 <= place < self.lot.count():
            self.lot.setCurrentIndex(place)
            self.lot_changed.emit()

    def _name_lot(self, label: str) -> None:
        """The list is narrower than the names of some lots."""
        self.lot.setToolTip(tooltip(label))

    def _kind_changed(self) -> None:
        self._show_box()
        self.changed.emit()

    def _show_box(self) -> None:
        self.people.setVisible(self.kind.value() is DocumentKind.HOURS_CERTIFICATE)


def _name(line: MonthToPrint) -> str:
    state = " · validé" if line.validated else " · à valider" if line.has_hours else " · sans heures"
    return line.month.full_name.capitalize() + state
