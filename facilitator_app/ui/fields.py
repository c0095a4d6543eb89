"""The editors of a form: each gives a value of ours, and says what is wrong with a text it cannot read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from facilitator_app.domain.values import FIRST_DAY, LAST_DAY, read_hours, written_date, written_number
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.typed import read_date, read_euros, shortened, write_euros
from facilitator_app.ui.widgets.field_icon import FieldIcon

if TYPE_CHECKING:
    from facilitator_app.use_cases.kept_typing import Shown


class Field(Protocol):
    """What a form asks of an editor, which is also a QWidget."""

    changed: SignalInstance

    def value(self) -> Any:
        """None when nothing, or nothing readable, was given."""

    def set_value(self, value: Any) -> None: ...

    def problem(self) -> str:
        """Why the text cannot be read, with an example; "" when it can."""


@runtime_checkable
class Retyped(Protocol):
    """An editor that shows more than a text, a box or a choice: all of it can be put back as it was shown."""

    def typed(self) -> Shown: ...

    def type_again(self, shown: Shown) -> None:
        """What it no longer offers is left out."""


class TextField(QLineEdit):
    """One line of text, without spaces at its ends; nothing typed is "".

    A text too long is kept and said, never cut: whoever pasted it sees what to shorten.
    """

    changed = Signal()

    def __init__(self, placeholder: str = "", icon: str = "", longest: int = 200) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self._longest = self._room = longest
        if icon:
            FieldIcon(self, icon)
        self.textEdited.connect(self.changed)

    def value(self) -> Any:
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        text = value or ""
        self._room = max(self._longest, len(text))  # what came in otherwise, from a file, stays as it is
        self.setText(text)
        self.setCursorPosition(0)

    def problem(self) -> str:
        if len(self.text().strip()) <= self._room:
            return ""
        return f"Raccourcissez ce texte\u00a0: {self._longest} signes au plus."

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.home(False)  # a long name is read from its beginning


class ReadField(TextField):
    """A line read into a value; the text is put in our way of writing when the field is left."""

    def __init__(
        self, read: Callable[[str], Any], write: Callable[[Any], str], advice: str, example: str = "", icon: str = ""
    ) -> None:
        """`read` raises ValueError; `advice` says what is expected, with an example."""
        super().__init__(example, icon, longest=40)
        self._read, self._write, self._advice = read, write, advice

    def value(self) -> Any:
        try:
            return self._read(self.text())
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else self._write(value))

    def problem(self) -> str:
        try:
            self._read(self.text())
        except ValueError:
            return f"«\u00a0{shortened(self.text())}\u00a0» ne peut pas être lu. {self._advice}"
        return ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if (value := self.value()) is not None:
            self.set_value(value)
        super().focusOutEvent(event)


class DateField(ReadField):
    """A day, typed `12/11/2026`, `12112026`, `12.11.26` or `2026-11-12`."""

    def __init__(self) -> None:
        super().__init__(read_date, written_date, "Exemple\u00a0: 12/11/2026.", "jj/mm/aaaa", "calendar")

    def value(self) -> Any:
        day = super().value()
        return day if day is not None and FIRST_DAY <= day <= LAST_DAY else None

    def problem(self) -> str:
        if not (unread := super().problem()) and self.text().strip() and self.value() is None:
            return f"Indiquez une date entre {FIRST_DAY.year} et {LAST_DAY.year}."
        return unread


class HoursField(ReadField):
    """Hours to the hundredth, typed `151,67`, `151.67` or `151h40`."""

    def __init__(self) -> None:
        super().__init__(read_hours, written_number, "Exemples\u00a0: 151,67 ou 151h40.")


class EurosField(ReadField):
    """Euros before tax, typed `7 440 000`, `31,5` or `31,50 €`."""

    def __init__(self) -> None:
        super().__init__(read_euros, write_euros, "Exemple\u00a0: 7\u202f440\u202f000 ou 31,50.")


class IntegerField(ReadField):
    def __init__(self, least: int = 0, most: int = 999_999) -> None:
        def read(text: str) -> int | None:
            typed = re.sub(r"\s", "", text)
            if not typed:
                return None
            if not re.fullmatch(r"-?\d{1,9}", typed) or not least <= int(typed) <= most:
                raise ValueError(text)
            return int(typed)

        bounds = f"{written_number(least)} à {written_number(most)}"
        super().__init__(read, written_number, f"Indiquez un nombre entier de {bounds}.")


class LinesField(QPlainTextEdit):
    """Free text of several lines; Tab leaves it."""

    changed = Signal()

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self._measure()
        self._filling = False
        self.textChanged.connect(self._edited)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "_lines"):
            self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 18)

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self._filling = True
        self.setPlainText(value or "")
        self._filling = False

    def problem(self) -> str:
        return ""

    def _edited(self) -> None:
        if not self._filling:
            self.changed.emit()


class ChoiceField(QComboBox):
    """One of a few values, each with its words; `empty` is what no choice reads."""

    changed = Signal()

    def __init__(self, choices: Iterable[tuple[Any, str]] = (), empty: str | None = None) -> None:
        super().__init__()
        self._empty = empty
        self._values: list[Any] = []
        self.set_choices(choices)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.activated.connect(self._chosen)

    def set_choices(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Replace the choices, keeping the value when it is still among them."""
        kept = self.value()
        self.clear()
        pairs = [*([(None, self._empty)] if self._empty is not None else []), *choices]
        self._values = [value for value, _ in pairs]
        self.addItems([label for _, label in pairs])
        self.set_value(kept)

    def value(self) -> Any:
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: Any) -> None:
        known = value in self._values
        self.setCurrentIndex(self._values.index(value) if known else 0 if self._empty is not None else -1)

    def problem(self) -> str:
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """As Qt paints it, save that a choice too long for the field ends with «…»."""
        painter, option, style = QStylePainter(self), QStyleOptionComboBox(), QStyle.ComplexControl.CC_ComboBox
        self.initStyleOption(option)
        painter.drawComplexControl(style, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(style, option, part, self).width() - 4
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def _chosen(self) -> None:
        self.changed.emit()


class CheckField(QCheckBox):
    """Yes or no."""

    changed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.clicked.connect(self._clicked)

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        self.setChecked(bool(value))

    def problem(self) -> str:
        return ""

    def _clicked(self) -> None:
        self.changed.emit()
