"""Filling the registration page from what a prescriber wrote, copied from a message or a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.widgets import ActionButton, Banner, Label
from facilitator_app.ui.workspace import Workspace

if TYPE_CHECKING:
    from facilitator_app.use_cases.people_import.referral import Referred


class ReferralPaste(QWidget):
    """`read` gives what the page may be filled with; `tell` says what it was filled with."""

    read = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.button = ActionButton("Coller une &orientation", "clipboard-paste", "Ctrl+Shift+V")
        self.banner = Banner("info", "")
        self.banner.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.button)
        advice = "Copiez le message du prescripteur, ou sa ligne de tableau avec les titres."
        row.addWidget(Label(advice, "second", wrap=True), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(row)
        whole.addWidget(self.banner)
        self.button.clicked.connect(self.paste)

    def begin(self, new: bool) -> None:
        """Only somebody new is filled in so."""
        self.setVisible(new)
        self.banner.hide()

    def paste(self) -> None:
        """Read the clipboard."""
        from facilitator_app.use_cases.people_import.referral import referral  # long to load, and seldom wanted

        try:
            found = self._workspace.ask(referral, QApplication.clipboard().text(), self._workspace.today())
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self.read.emit(found)

    def tell(self, found: Referred, filled: Sequence[str]) -> None:
        """What the page was filled with, what no field takes, and what to look at."""
        with_what = f"D’après l’orientation\u00a0: {', '.join(filled)}. Relisez avant d’enregistrer."
        said = [with_what if filled else "L’orientation ne dit rien de plus que ce qui est déjà tapé."]
        if found.left:
            said.append(f"Non repris\u00a0: {', '.join(found.left)}.")
        said += [f"{remark[:1].upper()}{remark[1:].rstrip('.')}." for remark in found.remarks]
        self._say(self._workspace.names.within(" ".join(said)))

    def _say(self, text: str) -> None:
        self.banner.set_text(text)
        self.banner.appear()
