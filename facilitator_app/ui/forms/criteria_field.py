"""The criteria of eligibility: tick, date the document, say that it was seen; each line shows where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from facilitator_app.domain.categories import DEFAULT_CATEGORIES, Category
from facilitator_app.domain.proofs import Finding, ProofState
from facilitator_app.ui.fields import CheckField, DateField
from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets import ActionButton, Badge, Label, set_flag
from facilitator_app.use_cases.beneficiary_draft import ProofDraft

USUAL = ("LTU", "RSA", "DISABLED", "YOUTH_LOW_QUAL", "YOUTH_GRADUATE", "QPV", "SENIOR", "IAE", "PLIE")
"""Shown at once; the others come when asked for."""
TONES = {ProofState.ACCEPTED: "success", ProofState.EXPECTED: "warning", ProofState.UNDATED: "neutral"}


class CriteriaField(QWidget):
    """The value is a tuple of `ProofDraft`. One tab stop, arrows go from line to line; Tab enters a ticked line."""

    changed = Signal()

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        by_code = {category.code: category for category in DEFAULT_CATEGORIES}
        rest = [category for category in DEFAULT_CATEGORIES if category.code not in USUAL]
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._lines: list[CriterionLine] = []
        for category in [*(by_code[code] for code in USUAL), *rest]:
            line = CriterionLine(category, today)
            line.changed.connect(self.changed)
            for part in line.stops():
                part.installEventFilter(self)
            whole.addWidget(line)  # before it is shown: without a parent it would open as a window and take the focus
            line.setVisible(category.code in USUAL)
            self._lines.append(line)
        self._more = ActionButton(f"Autres critères ({len(rest)})", "chevron-down", small=True)
        self._more.clicked.connect(self._show_all)
        whole.addSpacing(6)
        whole.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._stand_on(self._lines[0])
        self.setFocusProxy(self._lines[0].box)

    def value(self) -> tuple[ProofDraft, ...]:
        return tuple(line.draft() for line in self._lines if line.box.isChecked())

    def set_value(self, value: Any) -> None:
        drafts = {draft.category: draft for draft in value or ()}
        for line in self._lines:
            line.fill(drafts.get(line.category.code))
            if line.box.isChecked():
                line.show()
        ticked = (line for line in self._lines if line.box.isChecked())
        self._stand_on(next(ticked, self._lines[0]))

    def problem(self) -> str:
        said = ((line.category.label, line.problem()) for line in self._lines)
        return " ".join(f"{label}\u00a0: {problem}" for label, problem in said if problem)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say beside each ticked line where it stands."""
        by_code = {finding.category.code: finding for finding in findings}
        for line in self._lines:
            line.show_finding(by_code.get(line.category.code))

    def shown(self) -> list[CriterionLine]:
        return [line for line in self._lines if not line.isHidden()]

    def _show_all(self) -> None:
        hidden = [line for line in self._lines if line.isHidden()]
        for line in self._lines:
            line.show()
        self._more.hide()
        if hidden:
            self._stand_on(hidden[0])
            hidden[0].box.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if steps:
                shown = self.shown()
                here = next(place for place, line in enumerate(shown) if watched in line.stops())
                line = shown[min(max(here + steps, 0), len(shown) - 1)]
                self._stand_on(line)
                line.box.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _stand_on(self, line: CriterionLine) -> None:
        """Make this line the one that Tab comes to."""
        for other in self._lines:
            policy = Qt.FocusPolicy.StrongFocus if other is line else Qt.FocusPolicy.ClickFocus
            other.box.setFocusPolicy(policy)
        self.setFocusProxy(line.box)


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
        self.box.setMinimumSize(scaled(24), scaled(24))
        self._label = Label(category.label, wrap=True)
        self._badge = Badge()
        proof = Label(category.proof[:1].upper() + category.proof[1:], "caption", wrap=True)
        self.dated, self.until = DateField(), DateField()
        self.dated.setAccessibleName(f"Date de la pièce\u00a0: {category.label}")
        self.until.setAccessibleName(f"Fin de validité de la pièce\u00a0: {category.label}")
        self.until.setPlaceholderText("fin de validité")
        self.seen = CheckField("Vue")
        self.seen.setAccessibleName(f"Pièce vue\u00a0: {category.label}")
        self.seen.setMinimumHeight(scaled(24))
        for field in (self.dated, self.until):
            field.setMinimumWidth(scaled(124))
            field.setMaximumWidth(scaled(140))
            field.changed.connect(self.changed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.box, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._label, 0, 1, 1, 3)
        grid.addWidget(self._badge, 0, 4, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(proof, 1, 1)
        for column, part in enumerate((self.dated, self.until, self.seen), start=2):
            grid.addWidget(part, 1, column)
        self.box.changed.connect(self._ticked)
        self.seen.changed.connect(self.changed)
        self._show_parts()

    def stops(self) -> tuple[QWidget, ...]:
        return (self.box, self.dated, self.until, self.seen)

    def draft(self) -> ProofDraft:
        seen_on = (self._kept.seen_on or self._today) if self.seen.isChecked() else None
        proof = self._kept.proof
        code = self.category.code
        return ProofDraft(code, proof, self.dated.value(), seen_on, self.until.value(), self._kept.id)

    def fill(self, draft: ProofDraft | None) -> None:
        self._kept = draft or ProofDraft(self.category.code)
        self.box.setChecked(draft is not None)
        self.dated.set_value(self._kept.dated_on)
        self.until.set_value(self._kept.valid_until)
        self.seen.setChecked(self._kept.seen_on is not None)
        self._show_parts()

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
        if not ticked:
            self._badge.hide()
