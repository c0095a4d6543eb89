"""Second step for a list of people: what its columns hold, to be corrected, and what the import would do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from facilitator_app.domain.values import counted, written_number
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.importing.control_step import ControlStep, written_size
from facilitator_app.ui.importing.mapping_grid import MappingGrid
from facilitator_app.ui.importing.people_jobs import PeopleReading
from facilitator_app.ui.widgets import Banner, Card, Label
from facilitator_app.use_cases.import_decisions import Standing
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions, written_people

GO_ON, READ_AGAIN = "Rapprocher les personnes", "Relire avec ces colonnes"
REMEMBERED = "Une colonne corrigée ici est retenue pour les prochains fichiers du même modèle."
_SHEET = "Feuille"
_NAMES = ("Fichier", _SHEET, "Personnes lues", "Ce que ferait l’import", "À décider", "Remarques")


class PeopleControlStep(ControlStep):
    """The main button goes on, or reads again when a column was corrected."""

    read_again = Signal(object)
    """What each column holds, as corrected."""
    sheet_chosen = Signal(str)

    def __init__(self) -> None:
        self.sheet = ChoiceField()
        super().__init__(_NAMES, GO_ON, in_place={_SHEET: self.sheet})
        self._reading: PeopleReading | None = None
        self.sheet.setAccessibleName("Feuille du classeur")
        self._lacking, self._columns = Banner("warning", ""), Card("Colonnes du fichier")
        self.mapping = MappingGrid()
        self._columns.add(self.mapping)
        self._columns.add(Label(REMEMBERED, "second", wrap=True))
        self._columns.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._whole.insertWidget(0, self._lacking)
        self._whole.addWidget(self._columns)
        self._whole.addStretch()
        self.mapping.changed.connect(self._corrected)
        self.sheet.changed.connect(self._another_sheet)
        self.show_waiting()

    def show_waiting(self) -> None:
        super().show_waiting()
        for widget in (self._lacking, self._columns):
            widget.hide()

    def show_reading(self, reading: PeopleReading, decisions: PeopleDecisions) -> None:
        self._reading = reading
        counts, report = decisions.counts(), reading.report
        doubts = counts.pop(Standing.TO_DECIDE, 0)
        self._show_summary((
            f"{report.file} · {written_size(reading.stamp[0])}",
            "",
            written_number(report.read),
            written_people(counts),
            counted(doubts, "personne ressemble à une fiche", "personnes ressemblent à une fiche")
            if doubts else "rien",
            f"{written_number(report.warned)}, à lire à l’étape suivante" if report.warned else "aucune",
        ))  # fmt: skip
        sheets = reading.file.table.sheets
        self.sheet.set_choices([(name, name) for name in sheets])
        self.sheet.set_value(reading.file.table.sheet)
        for widget in (self.sheet, self._names[_SHEET]):
            widget.setVisible(len(sheets) > 1)
        self.mapping.show_file(reading.file, reading.fields)
        self._columns.show()
        if reading.lacking:
            self._lacking.set_text(reading.lacking)
            self._lacking.appear()
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
