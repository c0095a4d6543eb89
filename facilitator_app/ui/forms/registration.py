"""Registering or correcting a person on one page, with the verdict computed as one types."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain import first_contract
from facilitator_app.domain.access_log import Look
from facilitator_app.domain.beneficiary import YesNoUnknown
from facilitator_app.domain.durations import NO_DECISIONS
from facilitator_app.domain.eligibility import judge
from facilitator_app.domain.keys import Key
from facilitator_app.domain.protected_criteria import is_kept_apart
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.forms.beneficiary_form import BeneficiaryForm
from facilitator_app.ui.forms.drafts import Drafts, told
from facilitator_app.ui.forms.referral_paste import ReferralPaste
from facilitator_app.ui.forms.twin_banner import TwinBanner
from facilitator_app.ui.personal_data.looks import Looks
from facilitator_app.ui.widgets import ActionButton, Banner, PageHeader, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import beneficiaries, eligibility, eligibility_categories
from facilitator_app.use_cases.beneficiary_checks import unusual
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft, ProofDraft
from facilitator_app.use_cases.keeping_proofs import renews
from facilitator_app.use_cases.reference import districts as reference_districts

if TYPE_CHECKING:
    from facilitator_app.use_cases.people_import.referral import Referred

_ELSEWHERE = {"town": "postal_code", "commune_code": "postal_code"}
"""Problems shown under another field than their own."""


class RegistrationPage(QWidget):
    """`saved` gives the key of the person; `left` says that the page is done with, nothing saved."""

    saved = Signal(str)
    left = Signal()
    person_asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._key: Key | None = None
        self._begun = False
        self._as_opened = BeneficiaryDraft()
        self._starts: list[dt.date] = []
        self._kept: tuple[ProofDraft, ...] = ()
        self._drafts = Drafts(workspace, self._typed, self)
        self._drafts.written.connect(self._say_kept)
        self._confirmed: BeneficiaryDraft | None = None
        self._rules = workspace.ask(eligibility.rules_of)
        self._decisions = NO_DECISIONS
        self._address: tuple[str | None, str] | None = None
        self._district = reference_districts.NOT_ASKED
        self._referral = ReferralPaste(workspace)
        self._referral.read.connect(self._take_referral)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._made_header())
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(20, 14, 20, 14)
        inside.setSpacing(12)
        self._resume = self._made_resume()
        inside.addWidget(self._resume)
        inside.addWidget(self._referral)
        self.form = BeneficiaryForm(workspace.today())
        self.form.changed.connect(self._changed)
        self.form.criteria.reveal_asked.connect(self._reveal)
        self.form.district.taken.connect(self._take_district)
        self._looks = Looks(workspace, self)
        self._name = ""
        workspace.names.changed.connect(self._show_name)
        inside.addWidget(self.form)
        inside.addStretch()
        self._twins = TwinBanner(workspace)
        self._twins.person_asked.connect(self.person_asked)
        self._twins.ignored.connect(self._not_her)
        self.form.identity.add(self._twins)
        whole.addWidget(scrolled(content), 1)

    def begin(self, beneficiary_id: Key | None = None) -> None:
        """Start with an empty page, or with the file of a person. Raises Refusal when the person is unknown."""
        self._drafts.keep()
        draft = BeneficiaryDraft(advisor=self._workspace.database.author)
        if beneficiary_id is not None:
            draft = self._workspace.ask(beneficiaries.draft_of, beneficiary_id)
        self._key, self._address = beneficiary_id, None
        self._twins.begin()
        self._rules = self._workspace.ask(eligibility.rules_of)
        self.form.criteria.offer(self._workspace.ask(eligibility_categories.categories))
        self._decisions = NO_DECISIONS
        if beneficiary_id is not None:
            decided = self._workspace.ask(eligibility.decisions_of, [beneficiary_id])
            self._decisions = decided.get(beneficiary_id, NO_DECISIONS)
        self._starts = self._workspace.ask(eligibility.starts_of, beneficiary_id) if beneficiary_id else []
        self._kept = draft.proofs
        new = beneficiary_id is None
        self._name = "" if new else f"{draft.first_name} {draft.last_name}"
        self._show_name()
        self._header.set_subtitle("Ce qui est tapé est gardé à chaque champ" if new else "Modifier la fiche")
        self._and_new.setVisible(new)
        self._referral.begin(new)
        self._show(draft)
        self.form.criteria.mask_protected(any(is_kept_apart(proof.category) for proof in draft.proofs))
        # As the fields give it back, so that only what the user changes counts as a change.
        self._as_opened, self._begun = self.form.rough_draft(), True
        self._offer_draft()
        self._focus_first()

    def is_changed(self) -> bool:
        return self.form.rough_draft() != self._as_opened

    def save(self) -> None:
        """Keep the person (Ctrl+S) and show the sheet."""
        key = self._saved_key()
        if key is not None:
            self.saved.emit(key)

    def save_and_begin(self) -> None:
        """Keep the person and start another."""
        if self._saved_key() is not None:
            self.begin()

    def leave(self) -> None:
        """Go back to the list; what was typed is kept."""
        self._drafts.keep()
        self._begun = False
        self.left.emit()

    def _reveal(self) -> None:
        """Name the protected criteria of the person being corrected; the access log says so."""
        self.form.criteria.mask_protected(False)
        if self._key is not None:
            self._looks.note(self._key, Look.PROTECTED)

    def _typed(self) -> tuple[Key | None, BeneficiaryDraft] | None:
        return (self._key, self.form.rough_draft()) if self._begun and self.is_changed() else None

    def _offer_draft(self) -> None:
        kept = self._drafts.of(self._key)
        self._resume.setVisible(kept is not None)
        if kept is not None:
            self._resume.set_text(told(kept, self._workspace.today()))

    def _say_kept(self, at: dt.datetime) -> None:
        self._header.set_subtitle(f"Brouillon enregistré à {at:%H:%M}")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_first()

    def _saved_key(self) -> Key | None:
        try:
            draft = self.form.draft()
            today = self._workspace.today()
            if self._must_look_again(draft):
                return None
            if self._key is None:
                key = self._workspace.do(beneficiaries.register, draft, today)
            else:
                key = self._key
                self._workspace.do(beneficiaries.correct, key, draft, today)
        except Refusal as refusal:
            self.form.show_problems(
                Problem(_ELSEWHERE.get(problem.field, problem.field), problem.message) for problem in refusal.problems
            )
            return None
        self._drafts.drop(self._key)
        self._as_opened = self.form.rough_draft()
        return key

    def _must_look_again(self, draft: BeneficiaryDraft) -> bool:
        """What is unlikely is said once; saving again the same confirms it."""
        doubts = unusual(draft, self._workspace.today())
        if not doubts or self._confirmed == draft:
            return False
        self._confirmed = draft
        self.form.show_problems(
            Problem(doubt.field, f"{doubt.message} Si elle est juste, enregistrez de nouveau.") for doubt in doubts
        )
        return True

    def _changed(self) -> None:
        draft = self.form.rough_draft()
        self._drafts.note()
        self._show_verdict(draft)
        self._show_district(draft)
        self._show_twin(draft)

    def _show(self, draft: BeneficiaryDraft) -> None:
        self.form.show_draft(draft)
        self._changed()

    def _show_verdict(self, draft: BeneficiaryDraft) -> None:
        # What the form does not show stays in the file: the other documents of a criterion, those it takes over from.
        ticked = {proof.category: proof for proof in draft.proofs}
        beside = (
            kept for kept in self._kept
            if (now := ticked.get(kept.category)) and (kept.id != now.id or renews(kept.dated_on, now, self._starts))
        )  # fmt: skip
        seen = [proof.seen() for proof in (*beside, *draft.proofs)]
        today = self._workspace.today()
        verdict = judge(
            draft.birth_date, seen, today, min(self._starts, default=None), self._rules,
            decisions=self._decisions, starts=self._starts,
        )  # fmt: skip
        self.form.criteria.show_findings(verdict.findings)
        shown, other = self.form.eligible, self.form.not_yet
        if not verdict.eligible:
            shown, other = other, shown
        title, statements = verdict.title, verdict.statements
        if first_contract.is_awaited(verdict, verdict.since if verdict.since in self._starts else None, today):
            title, statements = first_contract.title(verdict), first_contract.statements(verdict)
        shown.set_text("\n".join(statements[1:]) or verdict.sentence, title)  # the first statement is the title
        other.hide()
        shown.show()

    def _show_name(self) -> None:
        """Above the fields, which are opened on purpose and hide nothing of what is typed."""
        self._header.set_title(self._workspace.names.of(self._name) or "Nouvelle personne")

    def _show_district(self, draft: BeneficiaryDraft) -> None:
        address = draft.commune_code, draft.coordinates
        if address != self._address:
            self._address = address
            self._district = self._workspace.ask(reference_districts.district_of, *address)
        self.form.district.show_answer(self._district, draft.in_qpv)

    def _take_district(self, answer: YesNoUnknown) -> None:
        field = self.form.editor("in_qpv")
        assert isinstance(field, ChoiceField)
        field.set_value(answer)
        field.setFocus()
        self._changed()

    def _show_twin(self, draft: BeneficiaryDraft) -> None:
        if self._key is None:
            self._twins.show_twin(draft)
        else:
            self._twins.clear()

    def _not_her(self) -> None:
        self._show_twin(self.form.rough_draft())
        self.form.editor("birth_date").setFocus()

    def _take_referral(self, found: Referred) -> None:
        """What was typed already stays."""
        draft, filled = found.completing(self.form.rough_draft())
        self._show(draft)
        self._referral.tell(found, filled)
        self._focus_first()

    def _take_up(self) -> None:
        kept = self._drafts.of(self._key)
        self._drafts.taken_up(self._key)
        self._resume.hide()
        if kept is not None:
            self._show(kept.draft)
            announce(self, "Brouillon repris")
        self._focus_first()

    def _forget(self) -> None:
        self._drafts.drop(self._key)
        self._resume.hide()
        self._focus_first()

    def _focus_first(self) -> None:
        self.form.editor("last_name").setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_header(self) -> PageHeader:
        cancel = ActionButton("Annuler", shortcut="Esc")
        cancel.clicked.connect(self.leave)
        self._and_new = ActionButton("Enregistrer, puis sui&vante")
        self._and_new.clicked.connect(self.save_and_begin)
        keep = ActionButton("Enregistrer", "save", "Ctrl+S", primary=True)
        keep.clicked.connect(self.save)
        self._header = PageHeader("Nouvelle personne", "", [cancel, self._and_new, keep])
        return self._header

    def _made_resume(self) -> Banner:
        take_up, forget = ActionButton("Reprendre le brouillon", small=True), ActionButton("Effacer", small=True)
        take_up.clicked.connect(self._take_up)
        forget.clicked.connect(self._forget)
        banner = Banner("info", "", buttons=[take_up, forget])
        banner.hide()
        return banner
