"""What is asked before keeping a file longer, and the lengths of the house."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.access_log import LEAST_MONTHS, MOST_MONTHS
from facilitator_app.domain.keys import Key
from facilitator_app.ui.careful import warn_in
from facilitator_app.ui.fields import DateField, IntegerField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.personal_data import access_log, restriction, retention


class HoldDialog(FormDialog):
    """Why a file is kept longer, and until when."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Key, name: str) -> None:
        super().__init__(parent, f"Conserver plus longtemps la fiche de {name}", "Conserver")
        self.find_again(workspace, person)
        self._workspace, self._person = workspace, person
        self.form.add(
            "reason", "&Motif", TextField(longest=200), required=True,
            help="Exemple\u00a0: contrôle FSE en cours, procédure devant le conseil de prud’hommes.",
        )  # fmt: skip
        warn_in(self, "reason")
        self.form.add("until", "&Jusqu’au", DateField(), required=True)

    def keep(self, values: dict[str, Any]) -> None:
        today = self._workspace.today()
        self._workspace.do(retention.hold, self._person, values["reason"], values["until"], today)


class RestrictDialog(FormDialog):
    """Why a person's data are left alone."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Key, name: str) -> None:
        super().__init__(parent, f"Limiter les données de {name}", "Limiter")
        self.find_again(workspace, person)
        self._workspace, self._person = workspace, person
        self.form.add(
            "reason", "&Motif", TextField(longest=200), required=True,
            help="La personne sortira des listes et des exports. Exemple\u00a0: conteste son adresse.",
        )  # fmt: skip
        warn_in(self, "reason")

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(restriction.restrict, self._person, values["reason"], self._workspace.today())


class LengthsDialog(FormDialog):
    """How long files are kept in this house."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent, "Durées de conservation")
        self.find_again(workspace)
        self._workspace = workspace
        self.form.add(
            "active_months", "Mois après le &dernier contact", IntegerField(1, 120), required=True,
            help="La fiche est ensuite archivée. Usage\u00a0: 24 mois.",
        )  # fmt: skip
        self.form.add(
            "archive_months", "Mois d’&archive", IntegerField(0, 240), required=True,
            help="La fiche est ensuite anonymisée\u00a0; ses heures restent comptées. Usage\u00a0: 24 mois.",
        )  # fmt: skip
        self.form.add(
            "log_months", "Mois du &journal des consultations", IntegerField(LEAST_MONTHS, MOST_MONTHS), required=True,
            help="Qui a ouvert quelle fiche. La CNIL demande de six mois à un an\u00a0; trois ans au plus.",
        )  # fmt: skip
        lengths = workspace.ask(retention.rules)
        self.form.set_values({"active_months": lengths.active_months, "archive_months": lengths.archive_months})
        self.form.set_values({"log_months": workspace.ask(access_log.months_kept)})

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(
            retention.change_rules, values["active_months"], values["archive_months"], values["log_months"]
        )
