"""Last step: what the import did, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator_app.ui.importing.enter import EnterPresses
from facilitator_app.ui.widgets import ActionButton, Banner, Card, Label

UNDO = "Pour revenir en arrière, annulez avec Ctrl+Z\u00a0: tout l’import s’annule en une fois."


class ResultStep(QWidget):
    """Empty while the import runs."""

    proceed = Signal()
    save_asked = Signal()
    again = Signal()

    def __init__(self, go_on: str) -> None:
        """`go_on`: what the main button leads to."""
        super().__init__()
        self.banner = Banner("success", "")
        self._card = Card("Et maintenant")
        self._what_next = Label("", wrap=True)
        self._card.add(self._what_next)
        self._card.add(Label(UNDO, "second", wrap=True))
        self.next = ActionButton(go_on, "list", primary=True)
        self.save = ActionButton("Enregistrer le compte rendu", "save")
        self.other = ActionButton("Importer un autre fichier", "download")
        self.next.clicked.connect(self.proceed)
        self.save.clicked.connect(self.save_asked)
        self.other.clicked.connect(self.again)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.next, self.save, self.other):
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
        EnterPresses(self, self.next)
        self.show_waiting()

    def show_waiting(self) -> None:
        self.banner.hide()
        self._card.hide()

    def show_result(self, outcome: str, file: str, what_next: str) -> None:
        """What was done, as a list without its full stop, of which file, and what to do now."""
        self.banner.set_text(f"{outcome[0].upper()}{outcome[1:]}.", f"{file} est importé")
        self._what_next.setText(what_next)
        self._card.show()
        self.banner.appear()
        self.next.setFocus()
