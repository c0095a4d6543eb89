"""Asks why a lot, a company or a planned purchase is to be talked about, then puts it on the agenda."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.ui.fields import TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.agenda import put_on_agenda, reason_kept


class AgendaForm(FormDialog):
    """What was said before is there to be corrected."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, name: str, *,
        lot_id: str = "", company_id: str = "", purchase_id: str = "",
    ) -> None:  # fmt: skip
        """One of the three."""
        super().__init__(parent, "Mettre à l’ordre du jour", "Mettre à l’ordre du jour")
        self.find_again(workspace, name)
        self._workspace = workspace
        self._about = {"lot_id": lot_id, "company_id": company_id, "purchase_id": purchase_id}
        self.form.section(name)
        self.form.add(
            "why", "&Pourquoi", TextField(longest=300), span=2,
            help="Facultatif. Exemple\u00a0: demander un avenant à l’acheteur.",
        )  # fmt: skip
        self.form.set_values({"why": workspace.ask(reason_kept, lot_id or company_id or purchase_id) or ""})

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(put_on_agenda, self._workspace.today(), why=values["why"], **self._about)
