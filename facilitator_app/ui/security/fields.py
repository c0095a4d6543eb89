"""Where a phrase is typed: hidden or shown, judged while it is typed, offered when one has no idea."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator_app.domain import passphrase
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.widgets import ActionButton, IconButton, IconLabel, Label


class PhraseField(QWidget):
    """A phrase, exactly as typed; hidden unless asked for."""

    changed = Signal()
    entered = Signal()

    def __init__(self, shown: bool = False) -> None:
        super().__init__()
        self.line = _SecretLine(shown)
        self.eye = IconButton("eye", "Montrer la phrase")
        self.eye.setCheckable(True)
        self.eye.setChecked(shown)
        self.eye.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self.changed)
        self.line.returnPressed.connect(self.entered)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, text: str) -> None:
        super().setAccessibleDescription(text)
        self.line.setAccessibleDescription(text)

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: object) -> None:
        self.line.setText(str(value or ""))
        self.line.setCursorPosition(0)

    def problem(self) -> str:
        return ""

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


class _SecretLine(QLineEdit):
    """Neither remembered, nor completed, nor copied by the menu while it is hidden."""

    def __init__(self, shown: bool) -> None:
        super().__init__()
        self.setMaxLength(passphrase.LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )  # fmt: skip

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.echoMode() == QLineEdit.EchoMode.Normal:
            super().contextMenuEvent(event)


class NewPhraseField(QWidget):
    """A phrase drawn by the program, which one keeps or types over; whether it is strong enough is said at once."""

    changed = Signal()
    entered = Signal()

    def __init__(self, known: Callable[[], tuple[str, ...]] = tuple) -> None:
        """`known` tells the names that do not count, such as the person's own."""
        super().__init__()
        self._known = known
        self.phrase = PhraseField(shown=True)
        self.another = ActionButton("Proposer une autre phrase", "refresh-cw", small=True)
        self.another.clicked.connect(self.propose)
        self._icon = _Sign()
        self._advice = Label("", "caption", wrap=True)
        said = QHBoxLayout()
        said.setSpacing(5)
        said.addWidget(self._icon)
        said.addWidget(self._advice, 1)
        said.addWidget(self.another)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.phrase)
        column.addLayout(said)
        self.setFocusProxy(self.phrase)
        self.phrase.changed.connect(self._edited)
        self.phrase.entered.connect(self.entered)
        self.propose(quiet=True)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.phrase.setAccessibleName(name)

    def setAccessibleDescription(self, text: str) -> None:
        super().setAccessibleDescription(text)
        self.phrase.setAccessibleDescription(text)

    def propose(self, _checked: bool = False, *, quiet: bool = False) -> None:
        """Seven other words."""
        self.phrase.set_value(passphrase.drawn(self._known()))
        self.judge()
        if not quiet:
            announce(self, f"Phrase proposée\u00a0: {self.phrase.value()}")
            self.changed.emit()

    def judge(self) -> None:
        """Say what is missing, after the phrase or the names have changed."""
        judged = passphrase.strength(self.phrase.value(), self._known())
        self._icon.show_enough(judged.enough)
        self._advice.setText("Assez solide." if judged.enough else judged.advice)

    def value(self) -> str:
        return self.phrase.value()

    def set_value(self, value: object) -> None:
        self.phrase.set_value(value)
        self.judge()

    def problem(self) -> str:
        judged = passphrase.strength(self.phrase.value(), self._known())
        return "" if judged.enough else judged.advice

    def advice(self) -> str:
        return self._advice.text()

    def _edited(self) -> None:
        self.judge()
        self.changed.emit()


class _Sign(QWidget):
    """Strong enough or not, by its icon; the words are beside."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._yes, self._no = IconLabel("circle-check", "success", 14), IconLabel("info", "text-2", 14)
        for icon in (self._yes, self._no):
            row.addWidget(icon)

    def show_enough(self, enough: bool) -> None:
        self._yes.setVisible(enough)
        self._no.setVisible(not enough)


class GroupField(TextField):
    """One group of the paper key, four signs."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(9)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
