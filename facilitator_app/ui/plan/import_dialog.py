"""Bringing a buyer's plan in: a spreadsheet chosen, or cells pasted; what was understood is shown before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted, plural
from facilitator_app.ui import dialogs
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.fields import LinesField
from facilitator_app.ui.forms.contract_form import BuyerField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.plan.year_field import YearField
from facilitator_app.ui.widgets import ActionButton, Flow, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import plan_files, purchase_plan
from facilitator_app.use_cases.plan_files import PlanTable

_FILES = "Tableaux (*.xlsx *.xls *.ods *.csv *.tsv *.txt);;Tous les fichiers (*)"


class PlanImportDialog(FormDialog):
    """`kept` gives what was added."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent, "Importer un plan d’achats", "Ajouter au plan")
        self._workspace = workspace
        self._table: PlanTable | None = None
        choose = ActionButton("Choisir un &fichier…", "folder-open")
        choose.clicked.connect(self.choose_file)
        self._told = Label(
            "Choisissez le tableau de l’acheteur, ou collez ses lignes avec leur ligne de titres.", "second", wrap=True
        )
        buttons = Flow(widgets=[choose])
        self.body.insertLayout(1, buttons)
        self.body.insertWidget(2, self._told)
        self.form.section("", columns=2)
        self.pasted = self.form.add("pasted", "&Lignes collées", LinesField(6), span=2)
        self.pasted.setPlaceholderText("Achat\tMontant\tConsultation\nNettoyage des écoles\t2,4 M€\tdéc. 2026")
        self.pasted.changed.connect(self._read_pasted)
        self.form.add("buyer", "&Acheteur", BuyerField(workspace), help="Pour les lignes qui n’en nomment pas.", span=2)
        self.form.add("year", "A&nnée", YearField(), help="Pour les lignes sans date.")
        self.form.set_values({"year": workspace.today().year + 1})

    def choose_file(self) -> None:
        if (chosen := dialogs.choose_file(self, "Importer un plan d’achats", _FILES)) is not None:
            self.read(chosen)

    def read(self, file: Path) -> None:
        try:
            self._show(plan_files.read_plan(file))
        except Refusal as refusal:
            self._refused(refusal)

    def keep(self, values: dict[str, Any]) -> Any:
        if self._table is None:
            raise Refusal.because("Choisissez un fichier ou collez des lignes avec leurs titres.", "pasted")
        return self._workspace.do(purchase_plan.import_lines, self._table.lines, values["buyer"], values["year"])

    def _read_pasted(self) -> None:
        text = self.pasted.value()
        if not text:
            return
        try:
            self._show(plan_files.read_pasted(text))
        except Refusal as refusal:
            self._refused(refusal)

    def _show(self, table: PlanTable) -> None:
        self._table = table
        unread = sum(bool(line.unread) for line in table.lines)
        said = [f"{counted(len(table.lines), 'achat lu', 'achats lus')}."]
        said.append("Colonnes\u00a0: " + ", ".join(f"{heading} ({field.label})" for heading, field in table.used) + ".")
        if table.unused:
            said.append(f"Laissées de côté\u00a0: {', '.join(table.unused)}.")
        if unread:
            said.append(f"{counted(unread, 'ligne')} avec un mot non compris, gardé{plural(unread)} en remarque.")
        self._told.setText(" ".join(said))
        announce(self._told, said[0])

    def _refused(self, refusal: Refusal) -> None:
        self._table = None
        self._told.setText(str(refusal))
        announce(self._told, str(refusal))
