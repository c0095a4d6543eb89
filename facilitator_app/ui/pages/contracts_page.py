"""Contracts and lots: the tree on the left, the sheet of what is chosen on the right."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_number
from facilitator_app.ui.contracts.acts import ContractActs
from facilitator_app.ui.contracts.contract_view import ContractView
from facilitator_app.ui.contracts.lot_view import LotView
from facilitator_app.ui.contracts.sorting_view import SortingView
from facilitator_app.ui.contracts.tree_panel import TreePanel
from facilitator_app.ui.page import Page
from facilitator_app.ui.widgets import ActionButton, Banner, EmptyState, PageHeader
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.contract_tree import ContractLine, ContractTree, LotLine, Show, contract_tree
from facilitator_app.use_cases.lot_tabs import NeedLine


class ContractsPage(Page):
    """`open(lot=…)`, `open(contract=…)` or `open(show="to_sort")` goes straight there; `open(new=True)` adds one.

    `tab="account"` shows the account of hours of the lot.
    """

    go_to = Signal(str, dict)

    SHOWS = frozenset(
        {
            "contract", "lot", "lot_holder", "buyer", "company", "contact", "need", "placement", "monthly_hours",
            "month_statement", "issued_document", "rules", "beneficiary", "obligation", "obligation_change",
            "turnover", "pool_member", "lot_closing", "counting_rules", "hours_correction", "exchange", "reminder",
        }
    )  # fmt: skip
    help_text = (
        "À gauche, les marchés et leurs lots, avec les heures faites et, d’un trait noir, le temps écoulé. "
        "Entrée ouvre la fiche, F6 passe de la liste à la fiche, Ctrl+Tab d’une rubrique à l’autre. "
        "Les marchés importés attendent sous «\u00a0À trier\u00a0»."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.panel = TreePanel(self._whole_tree)
        self.acts = ContractActs(workspace, self)
        self._right = QStackedWidget()
        split = self._list_and_sheet = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.panel)
        split.addWidget(self._right)
        split.setSizes([330, 830])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        self._body = QStackedWidget()
        self._body.addWidget(split)
        self._refused = Banner("danger", "")
        self._refused.hide()
        self._header = self._make_header()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(self._refused)
        whole.addWidget(self._body, 1)
        self._connect()

    # What stands at the right is made when it is first shown.

    @cached_property
    def lot(self) -> LotView:
        view = LotView(self._workspace)
        view.edit_asked.connect(self.edit)
        view.removal_asked.connect(self._remove_lot)
        view.need_asked.connect(self._edit_need)
        view.sheet_asked.connect(self._ask_sheet)
        view.hours_asked.connect(self._ask_hours)
        view.person_asked.connect(self._ask_person)
        view.company_asked.connect(self._ask_company)
        view.gesture_asked.connect(self._ask_history)
        view.returns_asked.connect(self._ask_returns)
        self._right.addWidget(view)
        return view

    @cached_property
    def contract(self) -> ContractView:
        view = ContractView(self._workspace)
        view.edit_asked.connect(self.edit)
        view.lot_asked.connect(self.new_lot)
        view.closing_asked.connect(self._close_contract)
        view.reopening_asked.connect(self._reopen_contract)
        view.history.gesture_asked.connect(self._ask_history)
        view.opened.connect(self.panel.choose)
        self._right.addWidget(view)
        return view

    @cached_property
    def sorting(self) -> SortingView:
        view = SortingView(self._workspace)
        view.follow_asked.connect(self.acts.follow)
        view.set_aside_asked.connect(self.acts.set_aside)
        self._right.addWidget(view)
        return view

    @cached_property
    def _none(self) -> EmptyState:
        state = EmptyState("file-text", "Choisissez un lot dans la liste")
        self._right.addWidget(state)
        return state

    @property
    def zones(self) -> list[QWidget]:
        """What F6 goes through."""
        shown = self._right.currentWidget()
        if isinstance(shown, LotView):
            return [self.panel.view, shown.tabs.tabBar()]
        if isinstance(shown, SortingView):
            return [shown.table]  # the list at the left is hidden
        return [self.panel.view, *([shown] if shown else [])]

    def open(self, lot: str = "", contract: str = "", show: str = "", new: bool = False, tab: str = "") -> None:
        if self.is_stale:
            self.refresh()
        if not (lot or contract or show or new) and self.panel.has_only_contracts_to_sort:
            show = Show.TO_SORT  # the list of lots would only say that there is none
        if show:
            self.panel.show_chip(show)
            self._chip_chosen(show)
        if (lot or contract) and not self.panel.choose(lot or contract):
            self._say("Ce marché n’est pas suivi\u00a0: cherchez-le sous «\u00a0À trier\u00a0».")
        elif lot and tab == "account":
            self.lot.show_account()
        elif lot or contract:
            self.panel.view.setFocus(Qt.FocusReason.OtherFocusReason)  # not in the first button, which imports a file
        if show == Show.TO_SORT:
            self.sorting.table.setFocus()
        if new:
            self.new_contract()

    def refresh(self) -> None:
        super().refresh()
        tree = self._workspace.ask(contract_tree, self._workspace.today())
        self._header.set_subtitle(_subtitle(tree, self._workspace.today().year))
        self._body.setCurrentWidget(self._first_steps if tree.is_empty else self._list_and_sheet)
        self.panel.show_tree(tree)
        if self.panel.shown == Show.TO_SORT:
            self._show_sorting()

    def _whole_tree(self) -> ContractTree:
        return self._workspace.ask(contract_tree, self._workspace.today(), whole=True)

    def new_contract(self) -> None:
        self.acts.edit_contract(None)

    def new_lot(self) -> None:
        if self.contract.line is not None:
            self.acts.edit_lot(self.contract.line.id, None)

    def edit(self) -> None:
        """Correct what is shown: the lot or the contract."""
        shown = self._right.currentWidget()
        if isinstance(shown, LotView) and shown.sheet is not None:
            self.acts.edit_lot(shown.sheet.contract_id, shown.sheet.lot_id)
        elif isinstance(shown, ContractView) and shown.line is not None:
            self.acts.edit_contract(shown.line.id)

    def _connect(self) -> None:
        self.panel.line_changed.connect(self._show_line)
        self.panel.opened.connect(self._enter_sheet)
        self.panel.shown_changed.connect(self._chip_chosen)
        self.panel.search.searched.connect(self._filter_sorting)
        self.acts.contract_kept.connect(self._show_contract_kept)
        self.acts.lot_kept.connect(self.panel.choose)
        self.acts.refused.connect(self._say)
        edit = QShortcut(QKeySequence("F2"), self.panel.view, self.edit)
        edit.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _make_header(self) -> PageHeader:
        import_file = ActionButton("Importer un fichier", "download")
        import_file.clicked.connect(self._ask_import)
        new = ActionButton("Nouveau marché", "plus", "Ctrl+N", primary=True)
        new.clicked.connect(self.new_contract)
        return PageHeader("Marchés et lots", "", [import_file, new])

    @cached_property
    def _first_steps(self) -> EmptyState:
        import_file = ActionButton("Importer un fichier", "download")
        import_file.clicked.connect(self._ask_import)
        new = ActionButton("Nouveau marché", "plus")
        new.clicked.connect(self.new_contract)
        state = EmptyState(
            "file-text",
            "Aucun marché pour l’instant",
            "Importez le fichier publié par un acheteur, ou ajoutez un marché à la main. Vous le découperez ensuite en"
            " lots, avec les heures que chacun doit et son titulaire.",
            [import_file, new],
        )
        self._body.addWidget(state)
        return state

    def _show_line(self, line: ContractLine | LotLine | None) -> None:
        self._refused.hide()
        if self.panel.shown == Show.TO_SORT:
            return
        try:
            if isinstance(line, LotLine):
                self.lot.show_lot(line.id)
                self._right.setCurrentWidget(self.lot)
            elif line is not None:
                self.contract.show_contract(line)
                self._right.setCurrentWidget(self.contract)
            else:
                self._right.setCurrentWidget(self._none)
        except Refusal as refusal:
            self._say(str(refusal))

    def _enter_sheet(self, line: ContractLine | LotLine) -> None:
        self._show_line(line)
        target = self.lot.tabs.tabBar() if isinstance(line, LotLine) else self.contract.add_lot
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chip_chosen(self, show: str) -> None:
        if show == Show.TO_SORT:
            self._show_sorting()

    def _show_sorting(self) -> None:
        self.sorting.refresh(self.panel.search.text())
        self._right.setCurrentWidget(self.sorting)

    def _filter_sorting(self, text: str) -> None:
        if self.panel.shown == Show.TO_SORT:
            self.sorting.filter(text)

    def _edit_need(self, need: NeedLine | None) -> None:
        if self.lot.sheet is not None:
            self.acts.edit_need(self.lot.sheet.lot_id, None if need is None else need.id)

    def _show_contract_kept(self, contract_id: str) -> None:
        """A contract just made waits for its lots."""
        self.panel.choose(contract_id)
        self.contract.add_lot.setFocus()

    def _remove_lot(self) -> None:
        if self.lot.sheet is not None:
            self.acts.remove_lot(self.lot.sheet)

    def _close_contract(self) -> None:
        if self.contract.line is not None:
            self.acts.close_contract(self.contract.line)

    def _reopen_contract(self) -> None:
        if self.contract.line is not None:
            self.acts.reopen_contract(self.contract.line)

    def _say(self, text: str) -> None:
        """Nothing any more, when there is no text."""
        self._refused.set_text(text)
        if text:
            self._refused.appear()
        else:
            self._refused.hide()

    def _ask_import(self) -> None:
        self.go_to.emit("import", {})

    def _ask_sheet(self) -> None:
        if self.lot.sheet:
            self.go_to.emit("documents", {"lot": self.lot.sheet.lot_id, "kind": "follow_up"})

    def _ask_hours(self) -> None:
        if self.lot.sheet and self.lot.sheet.month_to_enter:
            self.go_to.emit("hours", {"lot": self.lot.sheet.lot_id, "month": self.lot.sheet.month_to_enter})

    def _ask_returns(self) -> None:
        if self.lot.sheet:
            self.go_to.emit("returns", {"lot": self.lot.sheet.lot_id})

    def _ask_person(self, beneficiary_id: str) -> None:
        self.go_to.emit("beneficiaries", {"beneficiary": beneficiary_id})

    def _ask_company(self, company_id: str) -> None:
        self.go_to.emit("companies", {"company": company_id})

    def _ask_history(self, gesture_id: str) -> None:
        self.go_to.emit("history", {"gesture": gesture_id})


def _subtitle(tree: ContractTree, year: int) -> str:
    """`12 marchés · 34 lots en cours · 48 312 h réalisées en 2026`."""
    if tree.is_empty:
        return ""
    count, running = tree.running_contracts, tree.counts[Show.RUNNING]
    done = f"{written_number(tree.hours_this_year, 0)}\u00a0h réalisées en {year}"
    contracts_said = f"{count} marché{'s' if count > 1 else ''}"
    return f"{contracts_said} · {running} lot{'s' if running > 1 else ''} en cours · {done}"
