"""Second step for a list of people: what its columns hold, to be corrected, and what the import would do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator_app.domain.values import counted, written_number
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.pages.import_page.control_step import written_size
from facilitator_app.ui.pages.import_page.enter import EnterPresses
from facilitator_app.ui.pages.import_page.mapping_grid import MappingGrid
from facilitator_app.ui.pages.import_page.people_jobs import PeopleReading
from facilitator_app.ui.widgets import ActionButton, Banner, Card, Label
from facilitator_app.use_cases.contract_import.decisions import Standing
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions, written_people

GO_ON, READ_AGAIN = "Rapprocher les personnes", "Relire avec ces colonnes"
REMEMBERED = "Une colonne corrigée ici est retenue pour les prochains fichiers du même modèle."


class PeopleControlStep(QWidget):
    """The main button goes on, or reads again when a column was corrected."""

    proceed = Signal()
    give_up = Signal()
    read_again = Signal(object)
    """What each column holds, as corrected."""
    sheet_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._reading: PeopleReading | None = None
        self._lacking = Banner("warning", "")
        self._card, self._columns = Card("Contrôle du fichier"), Card("Colonnes du fichier")
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        names = ("Fichier", "Feuille", "Personnes lues", "Ce que ferait l’import", "À décider", "Remarques")
        self.sheet = ChoiceField()
        self.sheet.setAccessibleName("Feuille du classeur")
        self._names = [Label(name, "second") for name in names]
        self._values = [Label("", wrap=True) for _ in names]
        for row, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            grid.addWidget(name, row, 0)
            grid.addWidget(self.sheet if row == 1 else value, row, 1)
        self._card.body.addLayout(grid)
        self.mapping = MappingGrid()
        self._columns.add(self.mapping)
        self._columns.add(Label(REMEMBERED, "second", wrap=True))
        self.other = ActionButton("Choisir un autre fichier", "folder-open")
        self.next = ActionButton(GO_ON, "arrow-right", primary=True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.other)
        buttons.addWidget(self.next)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._lacking)
        for card in (self._card, self._columns):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            whole.addWidget(card)
        whole.insertLayout(2, buttons)
        whole.addStretch()
        self.other.clicked.connect(self.give_up)
        self.next.clicked.connect(self._next)
        self.mapping.changed.connect(self._corrected)
        self.sheet.changed.connect(self._another_sheet)
        EnterPresses(self, self.next)
        self.show_waiting()

    def show_waiting(self) -> None:
        for widget in (self._lacking, self._card, self._columns, self.other, self.next):
            widget.hide()

    def show_reading(self, reading: PeopleReading, decisions: PeopleDecisions) -> None:
        self.show_waiting()
        self._reading = reading
        counts, report = decisions.counts(), reading.report
        doubts = counts.pop(Standing.TO_DECIDE, 0)
        said = (
            f"{report.file} · {written_size(reading.stamp[0])}",
            "",
            written_number(report.read),
            written_people(counts),
            counted(doubts, "personne ressemble à une fiche", "personnes ressemblent à une fiche")
            if doubts
            else "rien",
            f"{written_number(report.warned)}, à lire à l’étape suivante" if report.warned else "aucune",
        )
        for value, text in zip(self._values, said, strict=True):
            value.setText(text)
        sheets = reading.file.table.sheets
        self.sheet.set_choices([(name, name) for name in sheets])
        self.sheet.set_value(reading.file.table.sheet)
        for widget in (self.sheet, self._names[1]):
            widget.setVisible(len(sheets) > 1)
        self.mapping.show_file(reading.file, reading.fields)
        if reading.lacking:
            self._lacking.set_text(reading.lacking)
            self._lacking.appear()
        for shown in (self._card, self._columns, self.other, self.next):
            shown.show()
        self.next.setText(GO_ON)
        self.next.setEnabled(not reading.lacking)
        (self.mapping.choices[0] if reading.lacking and self.mapping.choices else self.next).setFocus()

    def _corrected(self) -> None:
        changed = self._reading is not None and self.mapping.fields() != self._reading.fields
        self.next.setText(READ_AGAIN if changed else GO_ON)
        self.next.setEnabled(changed or (self._reading is not None and not self._reading.lacking))

    def _next(self) -> None:
        if self._reading is not None and self.mapping.fields() != self._reading.fields:
            self.read_again.emit(self.mapping.fields())
        else:
            self.proceed.emit()

    def _another_sheet(self) -> None:
        if self._reading is not None and self.sheet.value() != self._reading.file.table.sheet:
            self.sheet_chosen.emit(self.sheet.value())
