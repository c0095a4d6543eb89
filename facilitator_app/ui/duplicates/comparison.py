"""Two records side by side: what is the same, what differs, and which value to keep of each difference."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from facilitator_app.domain.beneficiary import Sex
from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.values import written_date
from facilitator_app.ui.plain import tooltip
from facilitator_app.ui.widgets import Label
from facilitator_app.use_cases.duplicates import Side, Suspects

# The field to choose, its name on screen.
_FIELDS = (
    ("last_name", "Nom"),
    ("first_name", "Prénom"),
    ("birth_name", "Nom de naissance"),
    ("birth_date", "Date de naissance"),
    ("sex", "Sexe"),
    ("phone", "Téléphone"),
    ("email", "Courriel"),
    ("address", "Adresse"),
    ("postal_code", "Code postal"),
    ("town", "Commune"),
)
_SHOWN = 44  # signs of a value; the whole of it is in the tooltip
_EMPTY = "–"


class Comparison(QWidget):
    """`chosen()` names the fields whose value is to be taken from the second record."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._choices: dict[str, QButtonGroup] = {}

    def show_pair(self, pair: Suspects) -> None:
        self._clear()
        for column, (title, side) in enumerate((("Fiche gardée", pair.one), ("Seconde fiche", pair.other)), start=1):
            closed = ", close" if side.archived_on else ""
            self._grid.addWidget(Label(title, "strong"), 0, column)
            self._grid.addWidget(Label(f"inscrite le {written_date(side.registered_on)}{closed}", "second"), 1, column)
        for row, (field, name) in enumerate(_FIELDS, start=2):
            mine, its = _said(pair.one, field), _said(pair.other, field)
            self._grid.addWidget(Label(name, "second"), row, 0)
            if mine in (its, _EMPTY) or its == _EMPTY:  # what only one of them knows is kept in any case
                self._grid.addWidget(_value(mine), row, 1)
                self._grid.addWidget(_value(its), row, 2)
            else:
                self._offer(row, field, name, mine, its)
        self._grid.setRowStretch(len(_FIELDS) + 2, 1)

    def chosen(self) -> list[str]:
        return [field for field, group in self._choices.items() if group.checkedId() == 1]

    def first_choice(self) -> QWidget | None:
        """Where the keyboard goes; None when nothing differs."""
        return next((group.button(0) for group in self._choices.values()), None)

    def _offer(self, row: int, field: str, name: str, mine: str, its: str) -> None:
        group = QButtonGroup(self)
        for place, value in enumerate((mine, its)):
            button = QRadioButton(_short(value).replace("&", "&&"))
            button.setToolTip(tooltip(value))
            button.setAccessibleName(f"{name}, {'fiche gardée' if place == 0 else 'seconde fiche'}\u00a0: {value}")
            group.addButton(button, place)
            self._grid.addWidget(button, row, place + 1)
        group.button(0).setChecked(True)
        self._choices[field] = group

    def _clear(self) -> None:
        self._choices.clear()
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        for group in self.findChildren(QButtonGroup, options=Qt.FindChildOption.FindDirectChildrenOnly):
            group.deleteLater()


def _said(side: Side, field: str) -> str:
    value = getattr(side, field)
    if field == "birth_date":
        return written_date(value) if value else _EMPTY
    if field == "sex":
        return _EMPTY if value is Sex.UNKNOWN else str(value.label)
    if field == "phone":
        return written_phone(value) or _EMPTY
    return str(value or _EMPTY)


def _value(value: str) -> Label:
    label = Label(_short(value))
    label.setToolTip(value)
    return label


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…"
