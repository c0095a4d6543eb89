"""Why a file is closed, or opened again."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.ui.careful import warn_in
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import beneficiaries


class ArchiveFileDialog(FormDialog):
    def __init__(self, parent: QWidget | None, workspace: Workspace, beneficiary_id: Key) -> None:
        super().__init__(parent, "Archiver la fiche", "Archiver la fiche")
        self.find_again(workspace, beneficiary_id)
        self._workspace, self._key = workspace, beneficiary_id
        self.form.add(
            "reason", "&Motif", TextField(longest=200), required=True,
            help="La fiche quitte les listes\u00a0; ses heures restent comptées. Exemple\u00a0: a déménagé.",
        )  # fmt: skip
        warn_in(self, "reason")
        self.form.editor("reason").setFocus()

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(beneficiaries.archive, self._key, values["reason"], self._workspace.today())


class ReopenFileDialog(FormDialog):
    """`kept` gives the key of the person, once her file is open."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, beneficiary_id: Key) -> None:
        super().__init__(parent, "Rouvrir la fiche", "Rouvrir la fiche")
        self.find_again(workspace, beneficiary_id)
        self._workspace, self._key = workspace, beneficiary_id
        self.form.add(
            "reason", "&Motif", TextField(longest=200), required=True,
            help="Noté dans son suivi. Exemple\u00a0: de retour sur le territoire, orientée par la mission locale.",
        )  # fmt: skip
        warn_in(self, "reason")
        self.form.editor("reason").setFocus()

    def keep(self, values: dict[str, Any]) -> Key:
        self._workspace.do(beneficiaries.reopen, self._key, values["reason"], self._workspace.today())
        return self._key
