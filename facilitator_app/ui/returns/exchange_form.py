"""Noting a call, a visit or a meeting with a company, with its report."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.chasing import ExchangeKind
from facilitator_app.domain.keys import Key
from facilitator_app.ui.careful import warn_in
from facilitator_app.ui.fields import ChoiceField, DateField, LinesField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns import exchanges
from facilitator_app.use_cases.returns.exchanges import ExchangeDraft


class ExchangeForm(FormDialog):
    """What was said; the lower part is the report of a visit or a meeting."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, draft: ExchangeDraft, key: Key | None) -> None:
        super().__init__(parent, "Noter un échange" if key is None else "Corriger un échange")
        self.find_again(workspace, draft.company_id, draft.lot_id, key)
        self._workspace, self._key = workspace, key
        companies, lots = workspace.ask(exchanges.choices)
        self.form.section("Échange")
        self.form.add("company_id", "&Entreprise", ChoiceField(companies, empty="À choisir"), required=True)
        self.form.add("lot_id", "&Lot", ChoiceField(lots, empty="En général"))
        kinds = ((kind, kind.label) for kind in ExchangeKind)
        self.form.add("kind", "&Nature", ChoiceField(kinds), required=True)
        self.form.add("day", "&Date", DateField(), required=True)
        self.form.add("summary", "&Résumé", LinesField(2), required=True, span=2)
        self.form.section("Compte rendu", "visite ou réunion")
        self.form.add("present", "&Présents", TextField(longest=500), span=2)
        self.form.add("remarks", "Re&marques", LinesField(3), span=2)
        self.form.add("actions", "À &faire", LinesField(2), span=2)
        self.form.add("actions_before", "A&vant le", DateField())
        warn_in(self, "summary", "remarks", "actions")
        values = {name: getattr(draft, name) for name in ExchangeDraft.__dataclass_fields__}
        self.form.set_values(values | {"day": draft.day or workspace.today()})

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(exchanges.keep_exchange, ExchangeDraft(**values), self._workspace.today(), self._key)
