"""One criterion of eligibility as a form shows it: a box, and once ticked the document and what goes with it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from facilitator_app.domain.categories import Category
from facilitator_app.domain.proofs import Finding, ProofState
from facilitator_app.ui.fields import CheckField, ChoiceField, DateField
from facilitator_app.ui.forms.criterion_details import details_of
from facilitator_app.ui.look import scaled
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import Badge, Label, ProblemLine, set_flag
from facilitator_app.use_cases.beneficiary_draft import ProofDraft

TONES = {
    ProofState.ACCEPTED: "success",
    ProofState.EXPECTED: "warning",
    ProofState.INCOMPLETE: "warning",
    ProofState.UNDATED: "neutral",
    ProofState.AFTER_HIRE: "neutral",
}


class CriterionLine(QFrame):
    """One criterion: its box, and when it is ticked the date of the document, whether it was seen, its state."""

    changed = Signal()

    def __init__(self, category: Category, today: dt.date) -> None:
        super().__init__()
        self.category, self._today = category, today
        self._kept = ProofDraft(category.code)
        self.setProperty("line", "true")
        self.box = CheckField("")
        self.box.setAccessibleName(category.label)
        self.box.setToolTip(category.test)
        self._label = Label(category.label, wrap=True)
        self._badge = Badge()
        proof = Label(category.proof[:1].upper() + category.proof[1:], "caption", wrap=True)
        self._names = [other.label for other in category.other_proofs]
        self._other: ChoiceField | None = None
        self.dated, self.until = DateField(), DateField()
        self.dated.setAccessibleName(f"Date de la pièce\u00a0: {category.label}")
        self.until.setAccessibleName(f"Fin de validité de la pièce\u00a0: {category.label}")
        self.until.setPlaceholderText("fin de validité")
        self.seen = CheckField("Vue")
        self.seen.setAccessibleName(f"Pièce vue\u00a0: {category.label}")
        for field in (self.dated, self.until):
            field.changed.connect(self._dated)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.box, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._label, 0, 1, 1, 3)
        grid.addWidget(self._badge, 0, 4, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._made_choice(category, proof) if self._names else proof, 1, 1)
        for column, part in enumerate((self.dated, self.until, self.seen), start=2):
            grid.addWidget(part, 1, column)
        self.details = details_of(category)
        if self.details is not None:
            self.details.changed.connect(self.changed)
            grid.addWidget(self.details, 3, 1, 1, 4)
        self._problem = ProblemLine()
        grid.addWidget(self._problem, 2, 1, 1, 4)
        self.box.changed.connect(self._ticked)
        self.seen.changed.connect(self.changed)
        self._measure()
        self._show_parts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "seen"):
            self._measure()

    def _measure(self) -> None:
        self.box.setMinimumSize(scaled(24), scaled(24))
        self.seen.setMinimumHeight(scaled(24))
        for field in (self.dated, self.until):
            field.setMinimumWidth(scaled(124))
            field.setMaximumWidth(scaled(140))

    def _made_choice(self, category: Category, proof: QWidget) -> QWidget:
        """Which of the documents that the house accepts was seen; said in words until the criterion is ticked."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        usual = category.proof[:1].upper() + category.proof[1:]
        self._other = ChoiceField([("", usual), *((name, name) for name in self._names)])
        self._other.setAccessibleName(f"Pièce vue\u00a0: {category.label}")
        self._other.changed.connect(self.changed)
        self._words = proof
        column.addWidget(proof)
        column.addWidget(self._other)
        return both

    def stops(self) -> tuple[QWidget, ...]:
        more = self.details.stops() if self.details is not None else ()
        return (self.box, self.dated, self.until, self.seen, *more)

    def draft(self) -> ProofDraft:
        seen_on = (self._kept.seen_on or self._today) if self.seen.isChecked() else None
        typed = self.details.values() if self.details is not None else {}
        return dataclasses.replace(
            self._kept,
            category=self.category.code,
            proof=self._other.value() if self._other is not None else self._kept.proof,
            dated_on=self.dated.value(),
            seen_on=seen_on,
            valid_until=self.until.value(),
            **typed,
        )

    def fill(self, draft: ProofDraft | None) -> None:
        self._kept = draft or ProofDraft(self.category.code)
        self.box.setChecked(draft is not None)
        self.dated.set_value(self._kept.dated_on)
        self.until.set_value(self._kept.valid_until)
        self.seen.setChecked(self._kept.seen_on is not None)
        if self._other is not None:
            self._other.set_value(self._kept.proof if self._kept.proof in self._names else "")
        if self.details is not None:
            self.details.fill(self._kept)
        self._show_parts()

    def show_problems(self, said: Mapping[str, str]) -> QWidget | None:
        """Put each sentence under its field, by its name in `ProofDraft`; returns the first field concerned."""
        dates: dict[str, QWidget] = {"dated_on": self.dated, "valid_until": self.until}
        for name, field in dates.items():
            set_flag(field, "problem", name in said)
        here = " ".join(said[name] for name in dates if name in said)
        self._problem.set_text(here)
        first = next((field for name, field in dates.items() if name in said), None)
        among = self.details.show_problems(said) if self.details is not None else None
        return first or among

    def problems_shown(self) -> list[str]:
        more = self.details.problems_shown() if self.details is not None else []
        return [self._problem.text(), *more] if self._problem.text() else more

    def _dated(self) -> None:
        self._problem.set_text("")
        for field in (self.dated, self.until):
            set_flag(field, "problem", False)
        self.changed.emit()

    def problem(self) -> str:
        if not self.box.isChecked():
            return ""
        return next((said for field in self._fields() if (said := field.problem())), "")

    def show_finding(self, finding: Finding | None) -> None:
        shown = finding is not None and self.box.isChecked()
        self._badge.setVisible(shown)
        if finding:
            self._badge.show_state(finding.state.label, TONES.get(finding.state, "danger"))
            self._badge.setToolTip(finding.message)
            self.box.setAccessibleDescription(
                f"{finding.state.label}. {finding.message or self.category.test}" if shown else self.category.test
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words are part of the box, as everywhere."""
        self.box.click()

    def _fields(self) -> Iterator[DateField]:
        yield self.dated
        if self.category.has_end or self.category.while_valid:
            yield self.until

    def _ticked(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        ticked = self.box.isChecked()
        set_flag(self._label, "role", "strong" if ticked else "")
        self.dated.setVisible(ticked)
        self.until.setVisible(ticked and (self.category.has_end or self.category.while_valid))
        self.seen.setVisible(ticked)
        if self._other is not None:
            self._other.setVisible(ticked)
            self._words.setVisible(not ticked)
        if self.details is not None:
            self.details.setVisible(ticked)
        if not ticked:
            self._badge.hide()
