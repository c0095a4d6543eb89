"""Typing back a company's sheet filled on paper, in the order of its questions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.ui.fields import LinesField, TextField
from facilitator_app.ui.forms.company_form import SiretField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.forms.place_and_jobs import JobsField
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.received_company_sheet import ReceivedSheet, keep_received_sheet, received_sheet


class ReceivedSheetDialog(FormDialog):
    """What the company wrote; the referents named are taken as checked today."""

    def __init__(self, workspace: Workspace, company_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Fiche entreprise reçue", "Enregistrer la fiche")
        self.find_again(workspace, company_id)
        self._workspace, self._company_id = workspace, company_id
        form = self.form
        form.section("Entreprise", "dans l’ordre du papier")
        form.add("name", "&Entreprise", TextField("Batirade SAS"), required=True, span=2)
        form.add("siret", "SIRE&T", SiretField(), span=2)
        form.add("address", "A&dresse", TextField(), span=2)
        form.add("postal_code", "Code &postal", TextField("83130", longest=6))
        form.add("town", "&Commune", TextField("La Garde", longest=80))
        form.add("activity", "Secteur d’&activité", TextField("Gros œuvre", longest=120))
        form.add("website", "&Site internet", TextField("www.entreprise.example"))
        for place, title in (("first", "Référent"), ("second", "Second référent")):
            form.section(title, "vérifié aujourd’hui")
            form.add(f"{place}_name", "Nom", TextField("Laure Pignol", "user", longest=120))
            form.add(f"{place}_phone", "Téléphone", TextField("04 00 00 00 00", "phone", longest=30))
            form.add(f"{place}_role", "Fonction", TextField("responsable RH", longest=120))
            form.add(f"{place}_email", "Courriel", TextField("prenom.nom@entreprise.example", "mail", longest=120))
        form.section("Travail proposé")
        form.add("trades", "&Métiers", JobsField(), span=2)
        form.add("tasks", "Tâches &qui peuvent être confiées", LinesField(3), span=2)
        form.add("note", "&Remarques", LinesField(2), span=2)
        form.set_values(asdict(workspace.ask(received_sheet, company_id)))
        form.editor("name").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        self._workspace.do(keep_received_sheet, self._company_id, ReceivedSheet(**values), self._workspace.today())
        return self._company_id
