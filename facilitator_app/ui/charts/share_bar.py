"""A share against its target: the words, the percentages, the bar and its mark."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.ui.charts.progress_bar import ProgressBar
from facilitator_app.ui.labels import Label, set_flag


class ShareBar(QWidget):
    """«Femmes 38 % / 45 %»: reached in green, short of it in ochre; the words say it too."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._share, self._target = name, 0.0, 0.0
        whole, top = QVBoxLayout(self), QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(1)
        self._percent, self._aim = Label("", "strong"), Label("", "second")
        top.setSpacing(4)
        top.addWidget(Label(name))
        top.addStretch()
        top.addWidget(self._percent)
        top.addWidget(self._aim)
        self._bar = ProgressBar(name)
        whole.addLayout(top)
        whole.addWidget(self._bar)
        self.setAccessibleName(name)

    def show_share(self, share: float, target: float, what: str = "", out_of: float = 0.5) -> None:
        """Shares between 0 and 1; `what` follows the target («du vivier»); the bar is full at `out_of`, which bars
        shown together must have in common."""
        self._share, self._target = share, target
        reached = share >= target
        self._percent.setText(f"{round(share * 100)}\u00a0%")
        self._aim.setText(f"/ {round(target * 100)}\u00a0% {what}".strip())
        set_flag(self._percent, "ink", "success" if reached else "warning")
        self._bar.show_share(share / out_of, target / out_of, "success" if reached else "warning")
        said = "cible atteinte" if reached else "sous la cible"
        words = f"{round(share * 100)}\u00a0% pour une cible de {round(target * 100)}\u00a0%, {said}"
        self.setAccessibleDescription(words)
        self._bar.setAccessibleDescription(words)
        self._bar.setToolTip(words)

    def as_table(self) -> list[tuple[str, ...]]:
        return [
            ("Public", "Part", "Cible"),
            (self._name, f"{round(self._share * 100)}\u00a0%", f"{round(self._target * 100)}\u00a0%"),
        ]
