"""Last step: what the import did, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator_app.domain.values import written_number
from facilitator_app.ui.pages.import_page.enter import EnterPresses
from facilitator_app.ui.pages.import_page.jobs import Imported
from facilitator_app.ui.widgets import ActionButton, Banner, Card, Label
from facilitator_app.use_cases.contract_import import Outcome
from facilitator_app.use_cases.contract_import.decisions import written_outcome

UNDO = "Pour revenir en arrière, annulez avec Ctrl+Z\u00a0: tout l’import s’annule en une fois."


class ResultStep(QWidget):
    """Empty while the import runs."""

    sort_asked = Signal()
    save_asked = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner("success", "")
        self._card = Card("Et maintenant")
        self._next = Label("", wrap=True)
        self._card.add(self._next)
        self._card.add(Label(UNDO, "second", wrap=True))
        self.sort = ActionButton("Trier les marchés importés", "list", primary=True)
        self.save = ActionButton("Enregistrer le compte rendu", "save")
        self.other = ActionButton("Importer un autre fichier", "download")
        self.sort.clicked.connect(self.sort_asked)
        self.save.clicked.connect(self.save_asked)
        self.other.clicked.connect(self.again)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.sort, self.save, self.other):
            row.addWidget(button)
        row.addStretch()
        self._card.body.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.banner)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        whole.addWidget(self._card)
        whole.addStretch()
        EnterPresses(self, self.sort)
        self.show_waiting()

    def show_waiting(self) -> None:
        self.banner.hide()
        self._card.hide()

    def show_result(self, imported: Imported) -> None:
        counts = imported.report.counts
        said = written_outcome(counts)
        created = counts[Outcome.CREATED]
        self.show_said(
            f"{said[0].upper()}{said[1:]}.",
            imported.report.file,
            f"Parmi les {written_number(created)} marchés créés, choisissez ceux que vous suivez."
            if created > 1
            else "Indiquez si vous suivez le marché créé ou si vous le laissez."
            if created
            else "Aucun marché nouveau à trier.",
        )

    def show_said(self, outcome: str, file: str, what_next: str) -> None:
        """What was done, of which file, and what to do now."""
        self.banner.set_text(outcome, f"{file} est importé")
        self._next.setText(what_next)
        self._card.show()
        self.banner.appear()
        self.sort.setFocus()
