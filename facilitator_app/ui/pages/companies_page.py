"""Companies: those that hold lots, those that employ, whom to call, and the same one kept twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import words_sought
from facilitator_app.ui.companies.acts import CompanyActs
from facilitator_app.ui.companies.company_view import CompanyView
from facilitator_app.ui.forms.buyer_form import BuyerDialog
from facilitator_app.ui.forms.company_form import CompanyDialog
from facilitator_app.ui.forms.merge_form import MergeBuyersDialog
from facilitator_app.ui.page import Page
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Banner, Chips, EmptyState, PageHeader, SearchBox, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.company_list import CompanyRow
from facilitator_app.use_cases.company_list import companies as all_companies

COLUMNS: tuple[Column[CompanyRow], ...] = (
    Column(
        "Entreprise",
        lambda row: row.name,
        second=lambda row: " · ".join(part for part in (row.kind.label, row.town) if part),
        strong=True,
        stretch=True,
    ),
    Column("Lots", lambda row: str(row.lots), sort_key=lambda row: row.lots, number=True),
)
FILTERS: dict[str, Callable[[CompanyRow], bool]] = {
    "all": lambda row: True,
    "holders": lambda row: row.lots > 0,
    "insertion": lambda row: row.kind.has_agreement,
    "check": lambda row: row.to_check,
    "twins": lambda row: row.has_twin,
}


class CompaniesPage(Page):
    """`open(company=…)` goes straight to one."""

    go_to = Signal(str, dict)

    SHOWS = frozenset(
        {
            "company", "contact", "lot_holder", "lot", "contract", "placement", "need", "exchange", "reminder",
            "holder_return", "month_statement", "company_evaluation", "chasing_rules",
        }
    )  # fmt: skip
    help_text = (
        "La liste à gauche, la fiche à droite\u00a0: Entrée l’ouvre, F6 passe de l’une à l’autre."
        " «\u00a0À vérifier\u00a0» montre celles dont un contact n’a pas été vérifié depuis six mois (ou le délai de"
        " vos règles). «\u00a0Doublons\u00a0» montre les"
        " entreprises enregistrées deux fois\u00a0; la fusion se décide fiche par fiche et s’annule d’un geste."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._rows: list[CompanyRow] = []
        self.search = SearchBox("Nom, SIRET, commune, activité", "Filtrer les entreprises")
        self.chips = Chips(
            [
                ("all", "Toutes"),
                ("holders", "Titulaires"),
                ("insertion", "Insertion"),
                ("check", "À vérifier"),
                ("twins", "Doublons"),
            ],
            "Entreprises montrées",
        )
        self._model: RowsModel[CompanyRow] = RowsModel(COLUMNS, key=lambda row: row.id)
        self.table = Table(self._model, "Entreprises")
        self.table.setProperty("flat", True)
        self.view = CompanyView(workspace)
        self.acts = CompanyActs(workspace, self.view, self)
        self._sheet = QStackedWidget()
        self._sheet.addWidget(EmptyState("building-2", "Choisissez une entreprise dans la liste"))
        self._sheet.addWidget(scrolled(self.view))
        new = ActionButton("Nouvelle entreprise", "plus", "Ctrl+N", primary=True)
        new.clicked.connect(self.new_company)
        correct = ActionButton("Corri&ger un acheteur…", "pencil")
        correct.clicked.connect(self.correct_buyer)
        buyers = ActionButton("Fusionner des acheteur&s…", "merge")
        buyers.clicked.connect(self.merge_buyers)
        self._header = PageHeader("Entreprises", "", [correct, buyers, new])
        self.refused = Banner("danger", "")
        self.alike = Banner("info", "")
        for banner in (self.refused, self.alike):
            banner.hide()
        self._body = QStackedWidget()
        self._body.addWidget(self._list_and_sheet())
        first = ActionButton("Nouvelle entreprise", "plus")
        first.clicked.connect(self.new_company)
        self._body.addWidget(
            EmptyState(
                "building-2",
                "Aucune entreprise pour l’instant",
                "Elles arrivent avec les marchés importés et les titulaires des lots, ou s’ajoutent ici.",
                [first],
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(self.refused)
        whole.addWidget(self.alike)
        whole.addWidget(self._body, 1)
        self.zones = [self.table, self.view]
        self._connect()

    def open(self, company: str = "", **_other: Any) -> None:
        if self.is_stale:
            self.refresh()
        if company:
            self._select(company)

    def refresh(self) -> None:
        super().refresh()
        self._rows = self._workspace.ask(all_companies, self._workspace.today())
        self.chips.show_counts({key: sum(map(kept, self._rows)) for key, kept in FILTERS.items()})
        count = len(self._rows)
        one, several = "1 entreprise ou structure d’insertion", f"{count} entreprises et structures d’insertion"
        self._header.set_subtitle("" if count == 0 else one if count == 1 else several)
        self._body.setCurrentIndex(0 if self._rows else 1)
        self._filter()
        self._show(self.table.current_row())

    def new_company(self) -> None:
        dialog = CompanyDialog(self._workspace, parent=self.window())
        dialog.kept.connect(self._select)
        dialog.open()

    def correct_buyer(self) -> None:
        dialog = BuyerDialog(self._workspace, self.window())
        dialog.kept.connect(self._show_buyer_twins)
        dialog.open()

    def _show_buyer_twins(self, names: list[str]) -> None:
        self.alike.hide()
        if names:
            self.alike.set_text(f"Cet acheteur ressemble à {', '.join(names)}\u00a0: si c’est le même, fusionnez-les.")
            self.alike.appear()

    def merge_buyers(self) -> None:
        self.alike.hide()
        MergeBuyersDialog(self._workspace, self.window()).open()

    def _list_and_sheet(self) -> QSplitter:
        left = QFrame()
        left.setProperty("card", "plain")
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addWidget(self.chips)
        lines.addLayout(top)
        lines.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self._sheet)
        split.setSizes([440, 720])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        return split

    def _connect(self) -> None:
        self.search.searched.connect(self._filter)
        self.chips.chosen.connect(self._filter)
        self.table.current_row_changed.connect(self._show)
        self.table.activated_row.connect(self._enter_sheet)
        self.acts.refused.connect(self._say)
        self.view.lot_asked.connect(self._open_lot)
        self.view.history.gesture_asked.connect(self._open_history)

    def _filter(self, _changed: str = "") -> None:
        words, kept = words_sought(self.search.text()), FILTERS[self.chips.current()]
        self._model.show([row for row in self._rows if kept(row) and all(word in row.searched for word in words)])
        if not self.table.currentIndex().isValid():
            self.table.select_place(0)

    def _select(self, company_id: str) -> None:
        if self.is_stale:
            self.refresh()
        if not self.table.select_row(company_id):
            self.search.clear()
            self.chips.choose("all")
            self._filter()
            self.table.select_row(company_id)
        self.table.setFocus()

    def _show(self, row: CompanyRow | None) -> None:
        self.refused.hide()
        if row is None:
            self._sheet.setCurrentIndex(0)
            return
        try:
            self.view.show_company(row.id)
        except Refusal as refusal:
            self._say(str(refusal))
        self._sheet.setCurrentIndex(1)

    def _enter_sheet(self, _row: CompanyRow) -> None:
        self.view.contacts.new_contact.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_lot(self, lot_id: str) -> None:
        self.go_to.emit("contracts", {"lot": lot_id})

    def _open_history(self, gesture_id: str) -> None:
        self.go_to.emit("history", {"gesture": gesture_id})

    def _say(self, text: str) -> None:
        self.refused.hide()
        if text:
            self.refused.set_text(text)
            self.refused.appear()
