"""A key figure: what it counts, the number, how far it is from what was aimed at."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from facilitator_app.ui.charts.progress_bar import ProgressBar
from facilitator_app.ui.labels import IconLabel, Label, set_flag
from facilitator_app.ui.widgets.cards import Card


class Figure(Card):
    """Icon and caption, a large number with its unit, a bar with its mark, a footnote."""

    def __init__(self, icon: str, caption: str) -> None:
        super().__init__()
        self._caption = caption
        top, middle = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(7)
        top.addWidget(IconLabel(icon))
        self._words = Label(caption, "second")
        top.addWidget(self._words)
        top.addStretch()
        self._number, self._unit = Label("–", "figure"), Label("", "second")
        middle.setSpacing(5)
        middle.addWidget(self._number)
        middle.addWidget(self._unit)
        middle.addStretch()
        self._bar = ProgressBar(caption)
        self._bar.hide()
        self._footnote = Label("", "second", wrap=True)
        self.body.setSpacing(5)
        self.body.addLayout(top)
        self.body.addLayout(middle)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._footnote)
        self.body.addStretch()

    def set_caption(self, caption: str) -> None:
        self._caption = caption
        self._words.setText(caption)

    def show_number(
        self, number: str, unit: str = "", footnote: str = "", *, share: float | None = None, mark: float | None = None,
        tone: str = "", footnote_tone: str = "",
    ) -> None:  # fmt: skip
        """`share` and `mark` between 0 and 1; without a share no bar is shown."""
        self._number.setText(number)
        self._unit.setText(unit)
        self._footnote.setText(footnote)
        set_flag(self._footnote, "ink", footnote_tone)
        self._bar.setVisible(share is not None)
        if share is not None:
            self._bar.show_share(share, mark, tone)
        self.setAccessibleName(f"{self._caption}\u00a0: {number} {unit}. {footnote}".strip())
