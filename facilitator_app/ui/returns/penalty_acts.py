"""Proposing a penalty, from the article typed to the numbered file, wherever a holder is shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.ui.moment import moment
from facilitator_app.ui.returns.answering import answered
from facilitator_app.ui.returns.paper_window import PaperWindow
from facilitator_app.ui.returns.penalty_form import PenaltyForm
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns import penalties


class PenaltyActs(QObject):
    """The form, then the file to look at; printed or saved, it is kept in the register."""

    refused = Signal(str)

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self._proposed: tuple[Key, Key] | None = None

    def propose(self, lot_id: Key, company_id: Key, late_since: dt.date | None = None) -> None:
        sheet = answered(
            self._workspace, self.refused, penalties.penalty_sheet, lot_id, company_id, self._workspace.today()
        )
        if sheet is not None:
            form = PenaltyForm(self._page, self._workspace, sheet, late_since)
            form.kept.connect(self._show)
            form.open()

    def _show(self, about: Any) -> None:
        lot, company, code = about
        pdf = answered(self._workspace, self.refused, penalties.penalty_pdf, lot, company, moment(self._workspace))
        if pdf is not None:
            self._proposed = lot, company
            names, title = self._workspace.names, f"Proposition de pénalité, {code}"
            paper = PaperWindow(self._page, names, title, pdf, f"penalite {code}")
            paper.left.connect(self._issue)
            paper.open()

    def _issue(self, _means: str) -> None:
        if self._proposed is not None:
            self._workspace.do(penalties.issue_penalty, *self._proposed, moment(self._workspace))
