"""Surfaces: cards, banners, what an empty page says, and a page that scrolls."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from facilitator_app.ui.accessible import announce
from facilitator_app.ui.labels import IconLabel, Label
from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets.buttons import ActionButton
from facilitator_app.ui.widgets.elided import ElidedLabel

BANNER_ICONS = {
    "info": "info", "success": "circle-check", "warning": "triangle-alert", "danger": "circle-alert", "neutral": "info",
}  # fmt: skip


class Card(QFrame):
    """A white surface with a title, a remark and at most one action; content goes into `body`."""

    def __init__(self, title: str = "", remark: str = "", action: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("card", "true")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 11, 14, 13)
        whole.setSpacing(8)
        self._title = Label(title, "card")
        self._remark: Label = ElidedLabel(remark, "second", fewest=12)
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self._title)
        self._top.addWidget(self._remark)
        self._top.addStretch()
        if action:
            self._top.addWidget(action)
        # Never shown here: they have no parent yet, and would be windows for an instant.
        for label in (self._title, self._remark):
            if not label.text():
                label.hide()
        whole.addLayout(self._top)  # even with nothing to say, when it takes no room: the card must own its labels
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        whole.addLayout(self.body, 1)
        whole.addStretch(0)  # takes the room that the content does not want, so that the title stays on top

    def add_beside_title(self, widget: QWidget) -> None:
        """A badge or a count just after the title."""
        self._top.insertWidget(1, widget)

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def set_remark(self, remark: str) -> None:
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        self.body.addWidget(widget, stretch)


class Banner(QFrame):
    """A sentence that asks for an act, in its tone, with at most two buttons; said aloud when it appears."""

    def __init__(self, tone: str, text: str, title: str = "", buttons: Sequence[QPushButton] = ()) -> None:
        super().__init__()
        self.setProperty("tone", tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(9)
        row.addWidget(IconLabel(BANNER_ICONS[tone], tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._title, self._text = Label(title, "strong", ink=tone, wrap=True), Label(text, wrap=True)
        if not title:
            self._title.hide()
        words.addWidget(self._title)
        words.addWidget(self._text)
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def text(self) -> str:
        return self._text.text()

    def set_text(self, text: str, title: str = "") -> None:
        self._text.setText(text)
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def appear(self) -> None:
        self.show()
        announce(self, f"{self._title.text()} {self._text.text()}".strip())


_SLACK = 1.12  # words are not cut: lines of the same length need a little more than their share


class _Paragraph(Label):
    """In lines of about the same length, none of a single word; as high as they are at the width really given."""

    def sizeHint(self) -> QSize:
        whole = self.fontMetrics().size(0, self.text()).width() + 2
        lines = math.ceil(whole / self.maximumWidth())
        even = whole if lines == 1 else round(whole / lines * _SLACK)
        width = max(min(even, self.maximumWidth()), self.minimumWidth())
        return QSize(width, super().heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth(), self.sizeHint().width()))


class _Sentence(Label):
    """On one line as long as there is room."""

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().size(0, self.text()).width()
        return QSize(width, super().heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.sizeHint().width()))


class EmptyState(QWidget):
    """What a page says when it has nothing to show: what is missing, how to start, one or two buttons."""

    def __init__(self, icon: str, sentence: str, how: str = "", buttons: Sequence[ActionButton] = ()) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setSpacing(8)
        whole.addStretch()
        centre = Qt.AlignmentFlag.AlignHCenter
        whole.addWidget(IconLabel(icon, "primary", 34, ground="primary-soft"), 0, centre)
        whole.addSpacing(4)
        self._sentence, self._how = _Sentence(sentence, "sheet", wrap=True), _Paragraph(how, "second", wrap=True)
        self._sentence.setAlignment(centre)
        self._how.setAlignment(centre)
        self._fit()
        whole.addWidget(self._sentence, 0, centre)
        whole.addWidget(self._how, 0, centre)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        whole.addLayout(row)
        whole.addStretch()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_how"):
            self._fit()

    def _fit(self) -> None:
        """A line of text is as many words long whatever its size."""
        self._how.setMinimumWidth(scaled(320))
        self._how.setMaximumWidth(scaled(520))

    def set_text(self, sentence: str, how: str = "") -> None:
        self._sentence.setText(sentence)
        self._how.setText(how)


class Beside(QWidget):
    """Widgets side by side, or one under the other when there is not room enough (large text, small window).

    Given two rows of this kind, it puts one under the other before either is cut.
    """

    def __init__(self, widgets: Sequence[QWidget], stretches: Sequence[int] = (), spacing: int = 14) -> None:
        super().__init__()
        self._widgets = list(widgets)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        self._row.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        for place, widget in enumerate(self._widgets):
            self._row.addWidget(widget, stretches[place] if stretches else 1)

    def minimumSizeHint(self) -> QSize:
        widest = max((_least_width(widget) for widget in self._widgets), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def width_along(self) -> int:
        """What it takes to have them all side by side, rows inside this one included."""
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        least = (widget.width_along() if isinstance(widget, Beside) else _least_width(widget) for widget in shown)
        return sum(least) + self._row.spacing() * (len(self._widgets) - 1)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._choose_direction()
        return super().event(event)

    def _choose_direction(self) -> None:
        wanted = self.width_along()
        down, along = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(along if wanted <= self.width() else down)


def _least_width(widget: QWidget) -> int:
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())


class _Page(QScrollArea):
    """Content that scrolls up and down only."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(content)


def scrolled(content: QWidget) -> QScrollArea:
    """A page whose content scrolls when the window is low or the text large."""
    return _Page(content)
