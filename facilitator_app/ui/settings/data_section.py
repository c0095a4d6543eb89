"""The section that says where the house's file is, and takes a copy of it."""

from __future__ import annotations

import sqlite3

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.form import Form
from facilitator_app.ui.widgets import ActionButton, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import first_steps


class DataSection(QObject):
    """Belongs to the form, though it has no field to keep."""

    copies_asked = Signal()
    said = Signal(str, str, str)
    """A tone, a sentence and its title, for the banner of the page."""

    def __init__(self, workspace: Workspace, form: Form) -> None:
        super().__init__(form)
        self._workspace = workspace
        self.card = form.section("Données", "sur ce poste, dans un seul fichier", page_column=1, columns=1)
        path = QLineEdit(str(workspace.database.path))
        path.setReadOnly(True)
        path.setToolTip(path.text())
        words = Label("Fichier de données", "second")
        words.setBuddy(path)
        path.setAccessibleName("Fichier de données")
        back_up = ActionButton("Faire une sauvegarde maintenant", "save")
        back_up.clicked.connect(self._back_up)
        copies = ActionButton("Voir les sauvegardes", "history")
        copies.clicked.connect(self.copies_asked)
        for part in (words, path, back_up, copies):
            self.card.add(part)

    def _back_up(self) -> None:
        try:
            copy = self._workspace.back_up()
        except (Refusal, OSError, sqlite3.Error):
            trouble = "La sauvegarde n’a pas pu se faire. Vérifiez qu’il reste de la place sur le disque."
            self.said.emit("danger", trouble, "")
            return
        self._workspace.do(first_steps.protection_seen)
        self.said.emit("success", f"La copie est dans {copy.parent}", f"Sauvegarde faite\u00a0: {copy.name}")
