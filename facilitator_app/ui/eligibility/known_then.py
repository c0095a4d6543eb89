"""A window that tells what a placement froze on its first day, years after; a late proof may still be counted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets import ActionButton, Banner, Label
from facilitator_app.use_cases.eligibility_then import KnownThen

_FROZEN = "Figé au premier jour du contrat\u00a0: rien de ce qui a suivi ne le change."
_TO_COME = "Ses heures ne comptent pas. Si la pièce est arrivée depuis, notez-la dans la fiche, puis constatez ici."


class KnownThenDialog(Dialog):
    """Échap closes it; a contract begun without eligibility may be judged again with what was seen since."""

    def __init__(self, parent: QWidget | None, known: KnownThen, name: str, judge_again: Callable[[], None]) -> None:
        """`name` is that of the person, or her initials when names are hidden; `judge_again` may raise Refusal."""
        super().__init__(parent)
        self._judge_again = judge_again
        self.setWindowTitle(known.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(12)
        whole.addWidget(Label(f"{known.title}\u00a0: {name}", "sheet"))
        tone, said = ("success", "Éligible") if known.eligible else ("warning", "Non éligible")
        whole.addWidget(Banner(tone, _FROZEN if known.eligible else _TO_COME, said))
        self._refused = Banner("danger", "")
        self._refused.hide()
        whole.addWidget(self._refused)
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
        if not known.eligible:
            self.again = ActionButton("&Constater avec les pièces vues depuis")
            self.again.clicked.connect(self.judge_again)
            foot.addWidget(self.again)
        foot.addStretch()
        foot.addWidget(close)
        whole.addLayout(foot)
        close.setFocus()
        self.resize(scaled(620), self.sizeHint().height())

    def judge_again(self) -> None:
        """Close once the contract is eligible, or say what is still missing."""
        try:
            self._judge_again()
        except Refusal as refusal:
            self._refused.set_text(str(refusal))
            self._refused.appear()
        else:
            self.accept()
