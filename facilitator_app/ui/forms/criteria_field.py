"""The criteria of eligibility: tick, date the document, say that it was seen; each line shows where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.categories import DEFAULT_CATEGORIES, Category
from facilitator_app.domain.proofs import Finding
from facilitator_app.domain.protected_criteria import protection_of
from facilitator_app.ui.forms.criterion_line import CriterionLine
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.use_cases.beneficiary_draft import ProofDraft

USUAL = ("LTU", "RSA", "DISABLED", "YOUTH_LOW_QUAL", "YOUTH_GRADUATE", "QPV", "SENIOR", "IAE", "PLIE")
"""Shown at once; the others come when asked for."""


class CriteriaField(QWidget):
    """The value is a tuple of `ProofDraft`. One tab stop, arrows go from line to line; Tab enters a ticked line."""

    changed = Signal()
    reveal_asked = Signal()
    """The protected criteria are wanted by their names: whoever shows them notes it."""

    def __init__(self, today: dt.date, categories: Sequence[Category] = DEFAULT_CATEGORIES) -> None:
        super().__init__()
        self._today = today
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._lines: list[CriterionLine] = []
        self._more = ActionButton("", "chevron-down", small=True)
        self._more.clicked.connect(self._show_all)
        self._reveal = ActionButton("Montrer les critères protégés", "eye", small=True)
        self._reveal.clicked.connect(self.reveal_asked)
        self._reveal.hide()
        self._all = self._masked = False
        self._column.addSpacing(6)
        for button in (self._more, self._reveal):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._categories: Sequence[Category] = ()
        self.offer(categories)

    def offer(self, categories: Sequence[Category]) -> None:
        """The criteria of the house; a closed one is only shown to whom it was noted for."""
        if categories == self._categories:
            return
        self._categories = categories
        self._all = False
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        by_code = {category.code: category for category in categories}
        usual = [by_code[code] for code in USUAL if code in by_code and not by_code[code].closed]
        known = {category.code for category in usual}
        self._lines = []
        for category in [*usual, *(category for category in categories if category.code not in known)]:
            line = CriterionLine(category, self._today)
            line.changed.connect(self.changed)
            for part in line.stops():
                part.installEventFilter(self)
            # Placed before it is shown: without a parent it would open as a window and take the focus.
            self._column.insertWidget(len(self._lines), line)
            self._lines.append(line)
        self._arrange()
        self._stand_on(self._lines[0])

    def value(self) -> tuple[ProofDraft, ...]:
        return tuple(line.draft() for line in self._lines if line.box.isChecked())

    def set_value(self, value: Any) -> None:
        drafts = {draft.category: draft for draft in value or ()}
        for line in self._lines:
            line.fill(drafts.get(line.category.code))
        self._arrange()
        shown = self.shown()
        self._stand_on(next((line for line in shown if line.box.isChecked()), shown[0]))

    def mask_protected(self, masked: bool) -> None:
        """Keep the criteria of health and justice out of sight, as they are, until they are asked for."""
        self._masked = masked
        self._arrange()

    def problem(self) -> str:
        said = ((line.category.label, line.problem()) for line in self._lines)
        return " ".join(f"{label}\u00a0: {problem}" for label, problem in said if problem)

    def show_problems(self, said: Mapping[str, Mapping[str, str]]) -> None:
        """Put sentences under the fields of criteria, by code and by field; Tab and F8 then come to the first."""
        fields = [line.show_problems(said.get(line.category.code, {})) for line in self._lines]
        first = next((field for field in fields if field is not None), None)
        if first is not None:
            self.setFocusProxy(first)

    def problems_shown(self) -> list[str]:
        return [text for line in self._lines for text in line.problems_shown()]

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say beside each ticked line where it stands."""
        by_code = {finding.category.code: finding for finding in findings}
        for line in self._lines:
            line.show_finding(by_code.get(line.category.code))

    def shown(self) -> list[CriterionLine]:
        return [line for line in self._lines if not line.isHidden()]

    def _show_all(self) -> None:
        before = set(self.shown())
        self._all = True
        self._arrange()
        first = next((line for line in self.shown() if line not in before), None)
        if first is not None:
            self._stand_on(first)
            first.box.setFocus()

    def _arrange(self) -> None:
        """Show the usual criteria and those ticked, or all of them; a closed one only where it is ticked."""
        others = 0
        for line in self._lines:
            category = line.category
            is_masked = self._masked and protection_of(category.code) is not None
            is_offered = not category.closed and (self._all or category.code in USUAL)
            line.setVisible(not is_masked and (is_offered or line.box.isChecked()))
            others += not is_masked and line.isHidden() and not category.closed
        self._more.setText(f"Autres critères ({others})")
        self._more.setVisible(others > 0)
        self._reveal.setVisible(self._masked)

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
