"""Second step: the file is read; what it holds, or why it cannot be read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator_app.domain.values import written_number
from facilitator_app.ui.pages.import_page.enter import EnterPresses
from facilitator_app.ui.pages.import_page.jobs import Reading
from facilitator_app.ui.widgets import ActionButton, Banner, Card, Label
from facilitator_app.use_cases.contract_import.decisions import Decisions, Standing, written_outcome

FORMATS = {
    "json-2022": "JSON, format 2022",
    "xml-2022": "XML, format 2022",
    "json-2019": "JSON, format 2019",
    "xml-2019": "XML, format 2019",
}


class ControlStep(QWidget):
    """Shows a summary, or the reader's sentence."""

    proceed = Signal()
    give_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._refusal = Banner("danger", "", "Ce fichier ne peut pas être importé")
        self._card = Card("Contrôle du fichier")
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        names = ("Fichier", "Format", "Contrats lus", "Ce que ferait l’import", "À décider", "Remarques")
        self._values = [Label("", wrap=True) for _ in names]
        for row, (name, value) in enumerate(zip(names, self._values, strict=True)):
            grid.addWidget(Label(name, "second"), row, 0)
            grid.addWidget(value, row, 1)
        self._card.body.addLayout(grid)
        self.other = ActionButton("Choisir un autre fichier", "folder-open")
        self.next = ActionButton("Rapprocher les contrats", "arrow-right", primary=True)
        self.other.clicked.connect(self.give_up)
        self.next.clicked.connect(self.proceed)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.other)
        buttons.addWidget(self.next)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._refusal)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        whole.addWidget(self._card)
        whole.addLayout(buttons)
        whole.addStretch()
        EnterPresses(self, self.next)
        self.show_waiting()

    def show_waiting(self) -> None:
        """While the file is read: only the progress card, shown by the page."""
        for widget in (self._refusal, self._card, self.other, self.next):
            widget.hide()

    def show_refusal(self, sentence: str) -> None:
        self.show_waiting()
        self._refusal.set_text(sentence, "Ce fichier ne peut pas être importé")
        self._refusal.appear()
        self.other.show()
        self.other.setFocus()

    def refusal(self) -> str:
        return "" if self._refusal.isHidden() else self._refusal.text()

    def show_reading(self, reading: Reading, decisions: Decisions) -> None:
        self.show_waiting()
        counts, report = decisions.counts(), reading.report
        doubts = counts.pop(Standing.TO_DECIDE, 0)
        said = (
            f"{report.file} · {written_size(reading.size)}",
            FORMATS.get(report.format, report.format),
            written_number(report.read),
            written_outcome(counts),
            f"{written_number(doubts)} contrats ressemblent à un marché déjà saisi" if doubts > 1
            else "1 contrat ressemble à un marché déjà saisi" if doubts else "rien",
            f"{written_number(len(report.warnings))}, à lire à l’étape suivante" if report.warnings else "aucune",
        )  # fmt: skip
        for value, text in zip(self._values, said, strict=True):
            value.setText(text)
        self._card.show()
        self.other.show()
        self.next.show()
        self.next.setFocus()


def written_size(size: int) -> str:
    """`2,4 Mo`, `812 Ko`."""
    if size < 1000 * 1000:
        return f"{written_number(max(round(size / 1000), 1))}\u00a0Ko"
    tenths = round(size / 100_000)
    return f"{written_number(tenths // 10)},{tenths % 10}\u00a0Mo"
