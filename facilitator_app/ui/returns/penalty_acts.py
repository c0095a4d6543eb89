"""Proposing penalties, from the article typed to the numbered file, wherever a holder is shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.ui.moment import moment
from facilitator_app.ui.refusable import answered
from facilitator_app.ui.returns.paper_window import PaperWindow
from facilitator_app.ui.returns.penalty_form import PenaltyForm
from facilitator_app.ui.returns.penalty_list import PenaltyList
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns import penalties
from facilitator_app.use_cases.returns.penalties import PenaltySheet
from facilitator_app.use_cases.returns.penalty_file import issue_penalty, penalty_pdf


class PenaltyActs(QObject):
    """The proposals already made, the form, then the file to look at; printed or saved, it is kept in the register."""

    refused = Signal(str)

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self._about: tuple[Key, Key] = Key(""), Key("")
        self._late_since: dt.date | None = None
        self._shown: Key | None = None

    def propose(self, lot_id: Key, company_id: Key, late_since: dt.date | None = None) -> None:
        """The list of what was already proposed, or the form at once when nothing was."""
        self._about, self._late_since = (lot_id, company_id), late_since
        before = answered(self._workspace, self.refused, penalties.proposed, lot_id, company_id)
        if not before:
            self._open_form(None)
        elif (sheet := self._sheet(None)) is not None:
            known = PenaltyList(self._page, self._workspace, lot_id, company_id, sheet.company, sheet.code)
            known.kept.connect(self._open_form)
            known.asked.connect(self._open_form)
            known.open()

    def _open_form(self, proposal_id: Key | None) -> None:
        if (sheet := self._sheet(proposal_id)) is not None:
            form = PenaltyForm(self._page, self._workspace, sheet, self._late_since)
            form.kept.connect(self._show)
            form.open()

    def _sheet(self, proposal_id: Key | None) -> PenaltySheet | None:
        found: PenaltySheet | None = answered(
            self._workspace, self.refused, penalties.penalty_sheet, *self._about, self._workspace.today(), proposal_id
        )
        return found

    def _show(self, about: Any) -> None:
        proposal_id, code = about
        pdf = answered(self._workspace, self.refused, penalty_pdf, proposal_id, moment(self._workspace))
        if pdf is not None:
            self._shown = proposal_id
            names, title = self._workspace.names, f"Proposition de pénalité, {code}"
            paper = PaperWindow(self._page, names, title, pdf, f"penalite {code}")
            paper.left.connect(self._issue)
            paper.open()

    def _issue(self, _means: str) -> None:
        if self._shown is not None:
            self._workspace.do(issue_penalty, self._shown, moment(self._workspace))
