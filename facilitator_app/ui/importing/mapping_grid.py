"""What each column of a list of people holds, one line a column: its heading, examples, and a choice to correct."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.widgets import Label
from facilitator_app.use_cases.people_import import Field, PeopleFile

LEFT = "Ne pas reprendre"
_TITLES = ("Colonne du fichier", "Exemples", "Ce qu’elle contient")


class MappingGrid(QWidget):
    """Choices are reached with Tab and changed with the arrows."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        self.choices: list[ChoiceField] = []

    def show_file(self, file: PeopleFile, fields: tuple[Field | None, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.choices = []
        for column, title in enumerate(_TITLES):
            self._grid.addWidget(Label(title, "caption"), 0, column)
        kinds = [(field, field.label) for field in Field]
        for place, heading in enumerate(file.headings):
            choice = ChoiceField(kinds, empty=LEFT)
            choice.set_value(fields[place])
            choice.setAccessibleName(f"Ce que contient la colonne «\u00a0{heading}\u00a0»")
            choice.changed.connect(self.changed)
            self.choices.append(choice)
            examples = Label(
                "" if fields[place] is Field.SOCIAL_SECURITY else ", ".join(file.examples(place)), "second"
            )
            examples.setMinimumWidth(60)
            name = Label(heading)
            name.setMinimumWidth(60)
            for column, widget in enumerate((name, examples, choice)):
                self._grid.addWidget(widget, place + 1, column)

    def fields(self) -> tuple[Field | None, ...]:
        return tuple(choice.value() for choice in self.choices)
