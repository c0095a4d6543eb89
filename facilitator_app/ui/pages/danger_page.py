"""Hours in danger: lots that end soon and are not on the way to what they owe, and the agenda of the next meeting."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from facilitator_app.domain.values import counted, hours, written_number
from facilitator_app.ui.danger.agenda_tab import AgendaTab
from facilitator_app.ui.danger.lots_tab import LotsTab
from facilitator_app.ui.tabbed_page import TabbedPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import office
from facilitator_app.use_cases.account.danger import LotInDanger

TABS = ("lots", "agenda")


class DangerPage(TabbedPage):
    """`open(lot=…)` chooses a lot of the list, `open(tab="agenda")` shows the agenda."""

    SHOWS = frozenset(
        {
            "lot", "lot_holder", "contract", "company", "buyer", "placement", "monthly_hours", "rules", "obligation",
            "obligation_change", "turnover", "counting_rules", "hours_correction", "agenda_item",
            "planned_purchase",
        }
    )  # fmt: skip
    help_text = (
        "Les lots qui se terminent bientôt et dont il reste des heures\u00a0: d’abord ceux où personne n’a jamais été "
        "placé, puis ceux où plus personne n’est en poste, puis ceux qui sont en retard. Entrée ouvre le compte "
        "d’heures du lot. Le nombre de mois et les seuils se règlent dans Paramètres. Ce qui est mis à l’ordre du jour "
        "s’imprime en une liste pour la prochaine réunion."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Heures en danger", "Parties des heures en danger")
        self.lots, self.agenda = LotsTab(workspace), AgendaTab(workspace)
        self.tabs.addTab(self.lots, "Lots en danger")
        self.tabs.addTab(self.agenda, "Ordre du jour")
        self.lots.read.connect(self._lots_read)
        self.lots.account_asked.connect(self._ask_account)
        self.lots.returns_asked.connect(self._ask_returns)
        self.agenda.refused.connect(self._say)
        self.agenda.account_asked.connect(self._ask_account)
        self.agenda.company_asked.connect(self._ask_company)
        self.agenda.purchase_asked.connect(self._ask_purchase)

    def open(self, lot: str = "", tab: str = "", **_other: Any) -> None:
        if self.is_stale:
            self.refresh()
        if tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(tab))
        if lot:
            self.tabs.setCurrentWidget(self.lots)
            if not self.lots.choose(lot):
                self._say("Les heures de ce lot ne sont pas en danger.")
        shown = self.lots.part if self.tabs.currentWidget() is self.lots else self.agenda.part
        shown.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        super().refresh()
        self.lots.refresh()
        count = self.agenda.refresh()
        self.tabs.setTabText(1, f"Ordre du jour  {count}" if count else "Ordre du jour")

    def _lots_read(self, lots: list[LotInDanger]) -> None:
        months = self._workspace.ask(office.rules).danger_months
        within = f"fin dans les {months}\u00a0mois" if months > 1 else "fin dans le mois"
        if not lots:
            self._header.set_subtitle(f"Aucun lot · {within}")
            return
        left = hours(sum(lot.left for lot in lots))
        nobody = sum(not lot.people for lot in lots)
        parts = [counted(len(lots), "lot"), f"{written_number(left, 0)}\u00a0h à faire", within]
        if nobody:
            parts.insert(1, f"{nobody} sans personne en poste")
        self._header.set_subtitle(" · ".join(parts))

    def _ask_account(self, lot_id: str) -> None:
        self.go_to.emit("contracts", {"lot": lot_id, "tab": "account"})

    def _ask_returns(self, lot_id: str) -> None:
        self.go_to.emit("returns", {"lot": lot_id})

    def _ask_company(self, company_id: str) -> None:
        self.go_to.emit("companies", {"company": company_id})

    def _ask_purchase(self, purchase_id: str) -> None:
        self.go_to.emit("plan", {"purchase": purchase_id})
