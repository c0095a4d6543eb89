"""The page of returns: what holders must send, reminding them, what was said, and closing their lots."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Month, counted
from facilitator_app.ui.page import Page
from facilitator_app.ui.returns.board_tab import BoardTab
from facilitator_app.ui.widgets import Banner, PageHeader
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns.board import Board

TABS = ("board",)


class ReturnsPage(Page):
    """`open(tab=…)` shows one of `TABS`, `lot` and `month` a cell of the board, `late=True` what is late only."""

    SHOWS = frozenset(
        {
            "holder_return", "return_setting", "reminder", "exchange", "lot", "lot_holder", "contract", "company",
            "contact", "buyer", "rules", "chasing_rules", "month_statement", "monthly_hours", "obligation",
            "lot_closing", "penalty_proposal",
        }
    )  # fmt: skip
    go_to = Signal(str, dict)
    help_text = (
        "Une ligne par lot et par titulaire, une colonne par mois. Sur une case\u00a0: R note le relevé reçu "
        "aujourd’hui, N qu’il est «\u00a0néant\u00a0», Entrée ouvre le détail, H la saisie des heures du mois, P le "
        "fichier reçu, Suppr retire la note. «\u00a0J+12\u00a0»\u00a0: en retard de 12 jours. Un mois validé dans la "
        "saisie des heures est compté comme reçu."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._header = PageHeader("Relevés attendus", "", [])
        self.banner = Banner("danger", "")
        self.banner.hide()
        self.board = BoardTab(workspace)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("Parties des relevés")
        self.tabs.addTab(self.board, "Relevés")
        self.board.hours_asked.connect(self._ask_hours)
        self.board.refused.connect(self._say)
        self.board.shown_anew.connect(self._board_shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(self.banner)
        whole.addWidget(self.tabs, 1)
        self.zones: list[QWidget] = [self._header, self.tabs]

    def open(
        self, tab: str = "", lot: Key | None = None, month: Month | str | None = None, late: bool = False, **_other: Any
    ) -> None:
        if self.is_stale:
            self.refresh()
        if tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(tab))
        if late:
            self.board.show_late()
        shown = Month.read(month) if isinstance(month, str) else month
        if lot and not self.board.choose(lot, shown):
            self._say("Ce lot n’attend aucun relevé\u00a0: il est clos, sans titulaire ou sans date de début.")
        self.board.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        super().refresh()
        self.banner.hide()
        self.board.refresh()

    def _board_shown(self, found: Board) -> None:
        late, lots = found.late, len({row.lot_id for row in found.rows})
        words = f"{counted(late, 'relevé')} en retard" if late else "Aucun relevé en retard"
        self._header.set_subtitle(f"{words} · {counted(lots, 'lot')}")

    def _ask_hours(self, lot: str, month: Month) -> None:
        self.go_to.emit("hours", {"lot": lot, "month": month})

    def _say(self, text: str) -> None:
        self.banner.set_text(text)
        if text:
            self.banner.appear()
        else:
            self.banner.hide()
