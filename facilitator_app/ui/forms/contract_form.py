"""Typing a contract: its number, what it is for, who buys."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.ui.check_list import CheckList
from facilitator_app.ui.fields import DateField, EurosField, IntegerField, LinesField, TextField
from facilitator_app.ui.forms.code_field import CpvField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.suggestions import Suggestions
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import contracts
from facilitator_app.use_cases.company_list import buyers_like
from facilitator_app.use_cases.contracts import ContractDraft


class BuyerField(TextField):
    """A name; those already known are proposed, any other creates a buyer."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("Ville de…", "building-2")
        self._workspace = workspace
        self._names = Suggestions(self)
        self.setCompleter(self._names)
        self.textEdited.connect(self._propose)

    def _propose(self, text: str) -> None:
        self._names.offer(self._workspace.ask(buyers_like, text) if text.strip() else [])


class ContractDialog(FormDialog):
    """A new contract, or one to correct when `contract_id` is given; `kept` gives its key."""

    def __init__(self, workspace: Workspace, contract_id: str | None = None, parent: QWidget | None = None) -> None:
        title = "Fiche du marché" if contract_id else "Nouveau marché"
        super().__init__(parent, title, "Enregistrer le marché")
        self.find_again(workspace, contract_id)
        self._workspace, self._contract_id = workspace, contract_id
        form = self.form
        form.section("Identification", "champs suivis de * obligatoires")
        form.add("number", "&Numéro", TextField("M-2026-014", longest=20), required=True)
        form.add("short_name", "Nom &court", TextField("Groupe scolaire Les Oliviers", longest=120))
        form.add(
            "subject", "&Objet", TextField("Construction d’un groupe scolaire", longest=1000), required=True, span=2
        )
        form.add("buyer", "&Acheteur", BuyerField(workspace), required=True, span=2)
        form.section("Notification")
        form.add("notified_on", "No&tifié le", DateField(), help="Laissez vide tant qu’il ne l’est pas.")
        form.add("duration_months", "&Durée en mois", IntegerField(0, 1200))
        form.add("amount", "&Montant (€ HT)", EurosField())
        form.add("procedure", "&Procédure", TextField(longest=120))
        form.add("cpv", "Code CP&V", CpvField(), span=2)
        form.section("Considération sociale", columns=1)
        form.add(
            "considerations",
            "Ce que dit le contrat",
            CheckList([(said.value, said.label) for said in SocialConsideration]),
            help="Sans coche\u00a0: «\u00a0Non renseignée\u00a0»,"
            " ce qui n’est pas «\u00a0Pas de considération sociale\u00a0».",
        )
        form.add("note", "Not&e", LinesField(2))
        form.section("Durée d’éligibilité", "vide\u00a0: celle de vos règles")
        form.add("eligibility_months", "Durée propre à ce marché, en mois", IntegerField(1, 120))
        form.add("permanent_months", "Pour un CDI, en mois", IntegerField(1, 120))
        form.add("alternating_months", "Pour une alternance, en mois au plus", IntegerField(1, 120))
        if contract_id:
            self._draft = workspace.ask(contracts.contract_draft, contract_id)
        else:
            number = workspace.ask(contracts.next_number, workspace.today().year)
            self._draft = ContractDraft(number=number, subject="", buyer="")
        form.set_values(asdict(self._draft) | {"cpv": self._draft.cpv or None})
        form.editor("subject" if not contract_id else "number").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        draft = ContractDraft(**asdict(self._draft) | values)
        if self._contract_id is None:
            return self._workspace.do(contracts.create_contract, draft)
        self._workspace.do(contracts.correct_contract, self._contract_id, draft)
        return self._contract_id
