"""The whole base beside the published districts: who lives where the sheet does not say, and what to note of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted
from facilitator_app.ui.fields import CheckField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.table import Column, RowsModel, Table
from facilitator_app.ui.widgets import Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.district_offers import DistrictOffer, keep_districts, offers

_HOW = (
    "Seules les adresses qui permettent de répondre sont montrées\u00a0: un point saisi sur la fiche, ou une commune "
    "sans aucun quartier prioritaire. Rien n’est noté sans vous, et le tout s’annule avec Ctrl+Z."
)

_NOBODY = (
    "Aucune adresse ne donne de réponse nouvelle. Pour en avoir d’autres, chargez le fichier des quartiers "
    "(Référentiels), ou notez le point exact sur la fiche des personnes."
)


class DistrictsDialog(FormDialog):
    """`kept` gives the number of sheets changed."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent, "Quartiers prioritaires des personnes suivies", "Noter ces réponses")
        self._workspace = workspace
        self._offers = workspace.show(offers)
        silent = sum(not offer.is_correction for offer in self._offers)
        other = len(self._offers) - silent
        self.body.insertWidget(1, Label(_HOW if self._offers else _NOBODY, "second", wrap=True))
        for field, words in (
            ("silent", _words(silent, "Compléter", "qui ne dit rien", "qui ne disent rien")),
            ("other", _words(other, "Corriger", "qui dit autre chose", "qui disent autre chose")),
        ):
            self.form.add(field, words, CheckField(words)).setMinimumHeight(scaled(24))
        for field, count in (("silent", silent), ("other", other)):
            self.form.editor(field).setEnabled(count > 0)
        # What somebody wrote is not overwritten unless it is asked for.
        self.form.set_values({"silent": silent > 0, "other": False})
        self.model: RowsModel[DistrictOffer] = RowsModel(_columns(), key=lambda offer: offer.id)
        self.model.show(self._offers)
        self.table = Table(self.model, "Personnes dont l’adresse répond")
        self.table.setMinimumHeight(scaled(180))
        self.body.insertWidget(self.body.count() - 1, self.table, 1)
        for part in (self.form, self.table):
            part.setVisible(bool(self._offers))
        self.save_button.setVisible(bool(self._offers))
        if not self._offers:
            self._cancel.setText("Fermer")
        self.form.editor("silent" if silent or not other else "other").setFocus()
        self.resize(scaled(820), self.height())

    def keep(self, values: dict[str, Any]) -> Any:
        taken = [offer for offer in self._offers if values["other" if offer.is_correction else "silent"]]
        if not taken:
            raise Refusal.because("Cochez ce qui doit être noté, ou fermez cette fenêtre avec Échap.")
        return self._workspace.do(keep_districts, taken)


def _words(count: int, act: str, one: str, several: str) -> str:
    return f"{act} {counted(count, 'fiche')} {several if count > 1 else one}"


def _columns() -> list[Column[DistrictOffer]]:
    return [
        Column("Personne", lambda offer: offer.name, strong=True, width=190),
        Column("Commune", lambda offer: offer.town, width=180),
        Column("Fiche", lambda offer: offer.kept.label, width=90),
        Column("D’après l’adresse", lambda offer: offer.found.title, stretch=True,
               tooltip=lambda offer: offer.found.why),
    ]  # fmt: skip
