"""The forms of a return: what came and when; and what the contract asks for."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.returns import Answer, Rhythm
from facilitator_app.ui.careful import warn_in
from facilitator_app.ui.fields import CheckField, ChoiceField, DateField, IntegerField, LinesField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.returns.paper_field import PaperField
from facilitator_app.ui.widgets import Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns.noting import ReturnDraft, ReturnSheet, note_return
from facilitator_app.use_cases.returns.settings import SettingDraft, set_returns, setting_draft


class ReturnForm(FormDialog):
    """Notes what came for a cell of the board."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, sheet: ReturnSheet) -> None:
        super().__init__(parent, f"Relevé, {sheet.place.period}")
        self.find_again(workspace, sheet.place.key)
        self._workspace, self._place = workspace, sheet.place
        due = sheet.place.expected.expected_on
        self.form.section(f"{sheet.company}, {sheet.code}", f"attendu le {due:%d/%m/%Y}")
        answers = ((answer, answer.label) for answer in Answer)
        self.form.add("answer", "Ré&ponse", ChoiceField(answers), required=True)
        self.form.add("received_on", "Reçu &le", DateField(), required=True)
        self.form.add(
            "proof", "Pi&èces jointes", TextField(longest=120), span=2,
            help="Par exemple\u00a0: bulletins de paie, relevés de mission.",
        )  # fmt: skip
        self.form.add(
            "paper", "&Fichier reçu", PaperField(), span=2,
            help="Le fichier reste où il est\u00a0: seul son emplacement est gardé.",
        )  # fmt: skip
        self.form.add("note", "&Remarque", LinesField(2), span=2)
        warn_in(self, "note")
        draft = sheet.draft or ReturnDraft(received_on=workspace.today())
        self.form.set_values({name: getattr(draft, name) for name in ReturnDraft.__dataclass_fields__})
        if sheet.reminders:
            told = ", ".join(f"{label.lower()} le {day:%d/%m/%Y}" for day, label in sheet.reminders)
            self.body.insertWidget(1, Label(f"Déjà relancé\u00a0: {told}.", "second", wrap=True))

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(note_return, self._place, ReturnDraft(**values), self._workspace.today())


class SettingForm(FormDialog):
    """What the contract asks for, for this lot or for all those of the contract."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, lot_id: Key, code: str) -> None:
        super().__init__(parent, f"Relevés demandés, {code}")
        self.find_again(workspace, lot_id)
        self._workspace, self._lot_id = workspace, lot_id
        self.form.section("Ce que dit le marché")
        rhythms = ((rhythm, rhythm.label) for rhythm in Rhythm)
        self.form.add("rhythm", "&Heures", ChoiceField(rhythms), required=True)
        self.form.add(
            "day", "&Jour du mois suivant", IntegerField(1, 28),
            help="Vide\u00a0: le jour de la structure, ou le 15 pour un trimestre.",
        )  # fmt: skip
        self.form.add("article", "Ar&ticle", TextField(longest=60))
        self.form.add("forecast", "Prévisions", CheckField("&Prévisions de chaque semestre"))
        self.form.add("whole_contract", "Tous les lots", CheckField("Pour to&us les lots du marché"), span=2)
        draft = workspace.ask(setting_draft, lot_id)
        self.form.set_values({name: getattr(draft, name) for name in SettingDraft.__dataclass_fields__})

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(set_returns, self._lot_id, SettingDraft(**values))
