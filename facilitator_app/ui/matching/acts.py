"""What can be done with the people of a need: retain, propose, set aside, note an answer, start a placement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.documents.paper_form import PaperFormDialog
from facilitator_app.ui.forms import placement_form
from facilitator_app.ui.forms.need_form import NeedDialog
from facilitator_app.ui.forms.need_state_form import NeedStateDialog
from facilitator_app.ui.matching.detail import ScoreDetail
from facilitator_app.ui.matching.forms import AnswerDialog, LotDialog, SetAsideDialog
from facilitator_app.ui.matching.need_view import NeedView
from facilitator_app.ui.matching.people_model import parts_of
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.documents.paper_forms import PaperForm
from facilitator_app.use_cases.matching import proposals
from facilitator_app.use_cases.matching.needs import NeedHeader
from facilitator_app.use_cases.matching.proposals import ProposalLine
from facilitator_app.use_cases.matching.ranking import RankedLine


def spoken(need: NeedHeader) -> str:
    """`B-112 Manœuvre gros œuvre`."""
    return f"{need.code} {need.title}"


class Acts(QObject):
    """Each act is about the need shown in the view; `refused` says why one was not done."""

    refused = Signal(object)
    need_made = Signal(object)
    """The key of the need: an object, as `kept` gives it; Qt ties no such signal to one of a text."""

    def __init__(self, workspace: Workspace, view: NeedView, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._view, self._page = workspace, view, page
        self.marking = False
        """While True, only who is retained changes: the ranking on screen stays true."""
        view.people.toggled.connect(self.retain)
        view.people.detail_asked.connect(self.explain)
        view.propose_asked.connect(self.propose)
        view.aside_asked.connect(self.set_aside)
        view.edit_asked.connect(self.edit_need)
        view.state_asked.connect(self.change_state)
        view.sheet_asked.connect(self.show_job_sheet)
        view.left_out.back_asked.connect(self.bring_back)
        view.proposals.answer_asked.connect(self.answer)
        view.proposals.start_asked.connect(self.start)
        view.proposals.withdraw_asked.connect(self.withdraw)

    def attempt(self, act: Callable[..., object], *details: Any) -> bool:
        """Do something that may be refused; False when it was."""
        try:
            act(*details)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        return True

    def retain(self, line: RankedLine) -> None:
        """Retain a person, or no longer (Space)."""
        need = self._need()
        retained = line in self._view.retained()
        self.marking = True
        if retained:
            done = self._do(proposals.withdraw, need.id, [line.person])
        else:
            done = self._do(proposals.retain, need.id, [line.person], self._workspace.today())
        self.marking = False
        if done:
            self._view.mark(line, not retained)

    def propose(self) -> None:
        """Propose the people retained, once confirmed (Ctrl+Entrée)."""
        need, lines = self._need(), self._view.retained()
        names = ", ".join(line.name for line in lines)
        who = names if len(lines) == 1 else f"{len(lines)} personnes"
        if dialogs.confirm(
            self._page,
            f"Proposer {who} à {need.company}\u00a0?",
            f"Besoin {spoken(need)}\u00a0: {names}. La note du jour est gardée avec chaque proposition. Rien n’est "
            "envoyé\u00a0: il vous reste à joindre l’entreprise.",
            "Préparer la proposition",
        ):
            self._do(proposals.prepare_proposal, need.id, [line.person for line in lines], self._workspace.today())

    def set_aside(self) -> None:
        need, line = self._need(), self._view.people.current_line()
        if line:
            SetAsideDialog(self._workspace, need.id, spoken(need), line.person, line.name, self._page.window()).open()

    def bring_back(self, person: str) -> None:
        self._do(proposals.withdraw, self._need().id, [person])

    def answer(self, line: ProposalLine) -> None:
        AnswerDialog(self._workspace, line, spoken(self._need()), self._page.window()).open()

    def start(self, line: ProposalLine) -> None:
        """Go on to the placement of somebody accepted."""
        try:
            draft = self._workspace.ask(proposals.placement_draft, line.id)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        known = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
        placement_form.start_placement(self._page.window(), self._workspace, **known)

    def withdraw(self, line: ProposalLine) -> None:
        need = self._need()
        if dialogs.confirm(
            self._page,
            f"Retirer la proposition de {line.name}\u00a0?",
            f"Besoin {spoken(need)}. La personne revient dans le classement.",
            "Retirer la proposition",
        ):
            self._do(proposals.withdraw, need.id, [line.person])

    def explain(self, line: RankedLine) -> None:
        """All that makes the score of a person (Entrée)."""
        found = self._view.ranking
        if found:
            about, parts = f"{spoken(found.need)}, {found.need.company}", parts_of(line.score, found.weights)
            ScoreDetail(line.name, about, parts, self._view.model.why(line), self._page.window()).open()

    def new_need(self) -> None:
        dialog = LotDialog(self._workspace, self._page.window())
        dialog.kept.connect(self._new_need_on)
        dialog.open()

    def edit_need(self) -> None:
        need = self._need()
        NeedDialog(self._workspace, need.lot_id, need.id, self._page.window()).open()

    def change_state(self) -> None:
        """Say that the need is filled, cancelled, or open again."""
        NeedStateDialog(self._workspace, self._need().id, self._page.window()).open()

    def show_job_sheet(self) -> None:
        need = self._need()
        PaperFormDialog(self._page.window(), self._workspace, PaperForm.JOB, spoken(need), need.id).open()

    def _new_need_on(self, lot: str) -> None:
        dialog = NeedDialog(self._workspace, lot, None, self._page.window())
        dialog.kept.connect(self.need_made)
        dialog.open()

    def _do(self, act: Callable[..., None], *details: Any) -> bool:
        return self.attempt(self._workspace.do, act, *details)

    def _need(self) -> NeedHeader:
        """The need shown: the buttons and lists that ask for an act are hidden without one."""
        assert self._view.need
        return self._view.need
