"""The logo printed at the head of documents: chosen, kept or taken away at once, without waiting for Enregistrer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import office


class LogoRow(QHBoxLayout):
    """Two buttons side by side."""

    said = Signal(str, str)
    """A tone and a sentence, for the banner of the page."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._choose = ActionButton("Choisir un logo", "upload")
        self._remove = ActionButton("Retirer le logo", "trash-2")
        self._choose.clicked.connect(self.choose)
        self._remove.clicked.connect(self.remove)
        self.addWidget(self._choose)
        self.addWidget(self._remove)
        self.addStretch()

    def show_state(self, there_is_one: bool) -> None:
        self._choose.setText("Changer de logo" if there_is_one else "Choisir un logo")
        self._remove.setVisible(there_is_one)

    def choose(self) -> None:
        """Ask for a PNG or JPEG file."""
        file = dialogs.choose_file(self.parentWidget(), "Choisir un logo", "Images (*.png *.jpg *.jpeg)")
        if file is not None:
            self.keep(file)

    def keep(self, file: Path) -> None:
        try:
            self._workspace.do(office.set_logo, file.read_bytes())
        except Refusal as refusal:
            self.said.emit("danger", str(refusal))
        except OSError:
            self.said.emit("danger", f"Le fichier {file.name} ne s’ouvre pas. Choisissez-en un autre.")
        else:
            self.said.emit("success", f"Le logo {file.name} sera imprimé en tête des documents.")

    def remove(self) -> None:
        self._workspace.do(office.set_logo, None)
