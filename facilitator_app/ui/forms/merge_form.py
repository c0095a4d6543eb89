"""Choosing which company, or which buyer, is the same as another and is merged into it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.search_field import SearchField, among
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.company_duplicates import merge_buyers, merge_companies
from facilitator_app.use_cases.company_list import buyer_rows, companies_like, company_named

_UNDONE = "Tout ce qui porte sur elle passe à la fiche gardée. Ce geste s’annule avec Ctrl+Z."


class MergeCompanyDialog(FormDialog):
    """Which company is merged into the one at hand, whatever their names."""

    def __init__(self, workspace: Workspace, keep: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, f"Fusionner avec {name}", "Fusionner")
        self._workspace, self._keep = workspace, keep
        self.form.section("Deux fiches de la même entreprise", columns=1)
        field = SearchField(self._find, self._write, "Nom ou SIRET")
        self.form.add("other", "&Fiche à fusionner", field, required=True, help=_UNDONE)
        field.setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        if values["other"] is None:
            raise Refusal.because("Choisissez la fiche à fusionner.", "other")
        self._workspace.do(merge_companies, self._keep, values["other"])
        return self._keep

    def _find(self, text: str) -> list[tuple[Any, str]]:
        return [(key, label) for key, label in self._workspace.ask(companies_like, text) if key != self._keep]

    def _write(self, company_id: str) -> str:
        return self._workspace.ask(company_named, company_id)


class MergeBuyersDialog(FormDialog):
    """Two buyers made one: the one kept, then the one that goes."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Fusionner deux acheteurs", "Fusionner")
        self._workspace = workspace
        self._labels: dict[str, str] = {
            key: f"{name} ({siret})" if siret else name for key, name, siret in workspace.ask(buyer_rows)
        }  # fmt: skip
        find = among(self._labels.items())
        self.form.section("Deux fiches du même acheteur", columns=1)
        self.form.add("kept", "Fiche &gardée", SearchField(find, self._write, "Ville de…"), required=True)
        self.form.add(
            "other", "Fiche à &fusionner", SearchField(find, self._write, "Ville de…"), required=True,
            help="Ses marchés et ses achats prévus passent à la fiche gardée. Ce geste s’annule avec Ctrl+Z.",
        )  # fmt: skip
        self.form.editor("kept").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        for field in ("kept", "other"):
            if values[field] is None:
                raise Refusal.because("Choisissez un acheteur dans la liste.", field)
        self._workspace.do(merge_buyers, values["kept"], values["other"])
        return values["kept"]

    def _write(self, buyer_id: str) -> str:
        return self._labels.get(buyer_id, "")
