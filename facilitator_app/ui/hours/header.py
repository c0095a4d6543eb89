"""The top of the page of hours: how many declarations are left, and what is done to the month as a whole."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets import ActionButton, PageHeader
from facilitator_app.use_cases.hours import HoursGrid

SHORT_WORDS_BELOW = 900  # logical pixels, at the usual text size


class HoursHeader(PageHeader):
    """Validating and reopening take each other's place."""

    def __init__(self) -> None:
        self.paste = ActionButton("&Coller depuis un tableur", "clipboard-paste")
        self.paste.setToolTip("Coller depuis un tableur (Ctrl+V)")
        self.print = ActionButton("Fiche de &suivi", "printer")
        self.validate = ActionButton("Valider", "check", "Ctrl+Return", primary=True)
        self.reopen = ActionButton("&Rouvrir", "undo-2")
        self.reopen.hide()
        last = QWidget()
        row = QHBoxLayout(last)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.validate)
        row.addWidget(self.reopen)
        super().__init__("Saisie des heures", "", [self.paste, self.print, last])

    def show_grid(self, grid: HoursGrid | None, waiting: int = 0) -> None:
        """`waiting`: how many lots have this month still to declare."""
        for button in (self.paste, self.print, self.validate, self.reopen):
            button.setEnabled(grid is not None and bool(grid.rows))
        if grid is None:
            self.set_subtitle("")
            return
        words = "déclaration à saisir" if waiting < 2 else "déclarations à saisir"
        self.set_subtitle(f"{waiting or 'Aucune'} {words} pour {grid.month.full_name}")
        self.validate.setText(f"Valider {grid.month.name}")
        self.validate.set_keys("Ctrl+Return")
        self.reopen.setText(f"&Rouvrir {grid.month.name}")
        self.validate.setVisible(not grid.is_validated)
        self.reopen.setVisible(grid.is_validated)
        self.paste.setEnabled(bool(grid.rows) and not grid.is_validated)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < scaled(SHORT_WORDS_BELOW)
        self.paste.setText("&Coller" if narrow else "&Coller depuis un tableur")
