"""A window that tells what a placement froze on its first day, years after."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets import ActionButton, Banner, Label
from facilitator_app.use_cases.eligibility_then import KnownThen


class KnownThenDialog(Dialog):
    """Read only; Échap closes it."""

    def __init__(self, parent: QWidget | None, known: KnownThen, name: str) -> None:
        """`name` is that of the person, or her initials when names are hidden."""
        super().__init__(parent)
        self.setWindowTitle(known.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(12)
        whole.addWidget(Label(f"{known.title}\u00a0: {name}", "sheet"))
        tone, said = ("success", "Éligible") if known.eligible else ("warning", "Non éligible")
        whole.addWidget(
            Banner(tone, "Figé au premier jour du contrat\u00a0: rien de ce qui a suivi ne le change.", said)
        )
        facts = QGridLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(6)
        facts.setColumnStretch(1, 1)
        for line, (word, fact) in enumerate(known.facts):
            told = Label(fact, wrap=True)
            told.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            told.setAccessibleName(f"{word}\u00a0: {fact}")
            facts.addWidget(Label(word, "second"), line, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(told, line, 1)
        whole.addLayout(facts)
        whole.addStretch()
        close = ActionButton("Fermer", primary=True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        whole.addLayout(foot)
        close.setFocus()
        self.resize(scaled(620), self.sizeHint().height())
