"""Correcting what is known of a buyer: its name, its SIRET, and whom to write to there."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.forms.company_form import SiretField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.search_field import SearchField, among
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.companies import BuyerDraft, buyer_draft, correct_buyer
from facilitator_app.use_cases.company_duplicates import possible_buyer_twins
from facilitator_app.use_cases.company_list import buyer_rows


class BuyerDialog(FormDialog):
    """The buyer is chosen first; another that resembles what is typed is named, and never merged by itself."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Corriger un acheteur", "Enregistrer l’acheteur")
        self.find_again(workspace)
        self._workspace = workspace
        self._labels: dict[str, str] = {
            key: f"{name} ({siret})" if siret else name for key, name, siret in workspace.ask(buyer_rows)
        }  # fmt: skip
        form = self.form
        form.section("Lequel")
        self._which = SearchField(among(self._labels.items()), self._written, "Ville de…")
        form.add("buyer", "&Acheteur", self._which, required=True, span=2)
        form.section("Ses coordonnées")
        form.add("name", "&Nom", TextField("Ville de Port-Calme"), required=True, span=2)
        form.add("siret", "&SIRET", SiretField())
        form.add(
            "contact", "À &joindre", TextField("Service achats, achats@ville.example"), span=2,
            help="L’adresse électronique écrite ici est celle où les relances lui écrivent.",
        )  # fmt: skip
        self._which.changed.connect(self._chosen)
        self._which.setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        key = values.pop("buyer")
        if key is None:
            raise Refusal.because("Choisissez un acheteur dans la liste.", "buyer")
        self._workspace.do(correct_buyer, key, BuyerDraft(**values))
        return [twin.name for twin in self._workspace.ask(possible_buyer_twins, values["name"], values["siret"], key)]

    def _chosen(self) -> None:
        if (key := self._which.value()) is not None:
            draft = self._workspace.ask(buyer_draft, key)
            self.form.set_values({"name": draft.name, "siret": draft.siret, "contact": draft.contact})

    def _written(self, buyer_id: str) -> str:
        return self._labels.get(buyer_id, "")
