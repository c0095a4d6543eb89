"""The page of returns: what holders must send, reminding them, what was said, and closing their lots."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Month, counted
from facilitator_app.ui.returns.board_tab import BoardTab
from facilitator_app.ui.returns.chasing_tab import ChasingTab
from facilitator_app.ui.returns.closing_tab import ClosingTab
from facilitator_app.ui.returns.exchanges_tab import ExchangesTab
from facilitator_app.ui.tabbed_page import TabbedPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns.board import Board

TABS = ("board", "chasing", "exchanges", "closing")


class ReturnsPage(TabbedPage):
    """`open(tab=…)` shows one of `TABS`, `lot` and `month` a cell of the board, `late=True` what is late only."""

    SHOWS = frozenset(
        {
            "holder_return", "return_setting", "reminder", "exchange", "lot", "lot_holder", "contract", "company",
            "contact", "buyer", "rules", "chasing_rules", "month_statement", "monthly_hours", "obligation",
            "lot_closing", "penalty_proposal",
        }
    )  # fmt: skip
    help_text = (
        "Une ligne par lot et par titulaire, une colonne par mois. Sur une case\u00a0: R note le relevé reçu "
        "aujourd’hui, N qu’il est «\u00a0néant\u00a0», Entrée ouvre le détail, H la saisie des heures du mois, P le "
        "fichier reçu, Suppr retire la note. «\u00a0J+12\u00a0»\u00a0: en retard de 12 jours. Un mois validé dans la "
        "saisie des heures est compté comme reçu."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Relevés attendus", "Parties des relevés")
        self.board = BoardTab(workspace)
        self.chasing, self.exchanges = ChasingTab(workspace), ExchangesTab(workspace)
        self.closing = ClosingTab(workspace)
        for tab, title in (
            (self.board, "Relevés"), (self.chasing, "Relances"), (self.exchanges, "Échanges"),
            (self.closing, "Clôture"),
        ):  # fmt: skip
            self.tabs.addTab(tab, title)
            tab.refused.connect(self._say)
        self._read: set[int] = set()
        self.tabs.currentChanged.connect(self._read_tab)
        self.board.hours_asked.connect(self._ask_hours)
        self.chasing.board_asked.connect(self._show_on_board)
        self.chasing.exchange_asked.connect(self._note_exchange)
        self.closing.certificate_asked.connect(self._ask_certificate)
        self.board.shown_anew.connect(self._board_shown)

    def open(
        self, tab: str = "", lot: Key | None = None, month: Month | str | None = None, late: bool = False, **_other: Any
    ) -> None:
        if self.is_stale:
            self.refresh()
        if tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(tab))
        if late:
            self.board.show_late()
        if lot and not tab:
            self.tabs.setCurrentWidget(self.board)
        shown = Month.read(month) if isinstance(month, str) else month
        if lot and tab in ("", "board") and not self.board.choose(lot, shown):
            self._say("Ce lot n’attend aucun relevé\u00a0: il est clos, sans titulaire ou sans date de début.")
        focused = (self.board.view, self.chasing.part.table, self.exchanges.log.table, self.closing.part.table)
        focused[self.tabs.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        super().refresh()
        self._read.clear()
        self._read_tab()

    def _read_tab(self, _place: int = 0) -> None:
        """Read what the tab shown shows, once until something is written."""
        place = self.tabs.currentIndex()
        if place in self._read or self.is_stale:
            return
        self._read.add(place)
        (self.board.refresh, self.chasing.refresh, self.exchanges.refresh, self.closing.refresh)[place]()

    def _show_on_board(self, lot: Key) -> None:
        self.open(tab="board", lot=lot)

    def _note_exchange(self, company: Key, lot: Key) -> None:
        self.tabs.setCurrentWidget(self.exchanges)
        self.exchanges.note(company, lot)

    def _ask_certificate(self, lot: Key) -> None:
        self.go_to.emit("documents", {"lot": lot, "kind": DocumentKind.HOURS_CERTIFICATE})

    def _board_shown(self, found: Board) -> None:
        late, lots = found.late, len({row.lot_id for row in found.rows})
        words = f"{counted(late, 'relevé')} en retard" if late else "Aucun relevé en retard"
        self._header.set_subtitle(f"{words} · {counted(lots, 'lot')}")

    def _ask_hours(self, lot: str, month: Month) -> None:
        self.go_to.emit("hours", {"lot": lot, "month": month, "paper": True})
