"""One line typed about a person: the day, what happened, what is to be done next; Enter keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.following import EventKind
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.fields import ChoiceField, DateField, TextField
from facilitator_app.ui.form import Form
from facilitator_app.ui.widgets import ActionButton, Banner
from facilitator_app.use_cases.following import EventDraft
from facilitator_app.use_cases.following.careful import advice
from facilitator_app.use_cases.kept_typing import Typed


class QuickLine(QWidget):
    """Knows nothing of whom it is about: `typed` gives the draft, then `keep` or `show_problems` answers."""

    typed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.form = Form()
        self.form.section("", columns=4)
        self._day = self.form.add("day", "&Date", DateField())
        kinds = ((kind, kind.label) for kind in EventKind)
        self._kind = self.form.add("kind", "Nat&ure", ChoiceField(kinds))
        self.text = self.form.add("text", "&Ce qui s’est passé", TextField(longest=1000), span=2)
        self._next = self.form.add("next_action", "À faire en&suite", TextField(longest=200), span=2)
        self._by = self.form.add("next_by", "Pa&r", TextField("vous", longest=120))
        self._before = self.form.add("next_before", "A&vant le", DateField())
        self.warning = Banner("warning", "")
        self.warning.hide()
        self.add_button = ActionButton("Noter", "check", small=True, primary=True)
        self.add_button.show_keys("Return")  # the fields answer to it
        self.add_button.clicked.connect(self.submit)
        foot = QHBoxLayout()
        foot.addWidget(self.warning, 1)
        foot.addStretch()
        foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.form)
        whole.addLayout(foot)
        for field in (self._day, self.text, self._next, self._by, self._before):
            field.returnPressed.connect(self.submit)
        for text in (self.text, self._next):
            text.textChanged.connect(self._warn)

    def begin(self, today: dt.date) -> None:
        """Empty, on the day of today; the nature stays, for several calls in a row."""
        kind = self._kind.value() or EventKind.CALL
        self.form.set_values(
            {"day": today, "kind": kind, "text": "", "next_action": "", "next_by": "", "next_before": None}
        )

    def unfinished(self) -> Typed:
        """What each field shows and is not kept, readable or not, for `resume`; nothing when nothing would be lost."""
        return self.form.typed() if self.text.value() or self._next.value() else {}

    def resume(self, typed: Typed) -> None:
        self.form.type_again(typed)

    def submit(self) -> None:
        try:
            self.typed.emit(EventDraft(**self.form.values()))
        except Refusal as refusal:
            self.show_problems(refusal.problems)

    def kept(self, today: dt.date) -> None:
        """The line was kept: another can be typed at once."""
        self.begin(today)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, "Ligne notée")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        self.form.show_problems(problems)

    def _warn(self) -> None:
        said = advice(f"{self.text.text()} {self._next.text()}")
        if said and said != self.warning.text():
            self.warning.set_text(said)
            self.warning.appear()
        self.warning.setVisible(bool(said))
