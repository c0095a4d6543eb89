"""Programmation: what buyers intend to buy, on a line of months or as a table, and what to do with each line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.plan_forecast import Look
from facilitator_app.domain.values import counted, written_hours, written_percent
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.look import scaled
from facilitator_app.ui.page import Page
from facilitator_app.ui.plan.detail import PurchaseCard
from facilitator_app.ui.plan.forms import PurchaseDialog
from facilitator_app.ui.plan.gantt import Gantt
from facilitator_app.ui.plan.import_dialog import PlanImportDialog
from facilitator_app.ui.plan.legend import Legend
from facilitator_app.ui.plan.lines import FILTERS, TABLE, by_buyer
from facilitator_app.ui.plan.quarters import QuarterChart
from facilitator_app.ui.plan.rules_dialogs import PlanRulesDialog
from facilitator_app.ui.rows import RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import ActionButton, Banner, Chips, EmptyState, IconButton, PageHeader, scrolled
from facilitator_app.ui.widgets.flow import Flow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import purchase_plan
from facilitator_app.use_cases.purchase_plan import Imported, PlanRow

_LEAST_LINES = 190  # pixels at the usual text size: the months, and a few purchases under them


class PlanPage(Page):
    """`open(purchase=…)` shows one line."""

    SHOWS = frozenset({"planned_purchase", "buyer", "plan_rules", "legal_threshold", "calibration_version", "rules",
                       "agenda_item"})  # fmt: skip
    go_to = Signal(str, dict)
    help_text = (
        "Chaque ligne est un achat prévu\u00a0: le cadre en pointillé est la consultation, le losange la "
        "notification, la barre pleine les heures d’insertion. Flèches gauche et droite déplacent la frise, "
        "Ctrl+molette la resserre. Choisissez une ligne pour décider, calibrer, puis en faire un marché sans rien "
        "ressaisir."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._plan: purchase_plan.Plan | None = None
        self.import_button = ActionButton("&Importer un plan", "download")
        self.import_button.clicked.connect(self.import_plan)
        self.view_button = ActionButton("&Vue tableau", "table-2")
        self.view_button.clicked.connect(self.switch_view)
        new = ActionButton("Nouvel achat", "plus", "Ctrl+N", primary=True)
        new.clicked.connect(self.new_purchase)
        self._header = PageHeader("Programmation des achats", "", [self.import_button, self.view_button, new])
        self.banner = Banner("info", "")
        self.banner.hide()
        self.gantt = Gantt(workspace.today())
        self.quarters = QuarterChart()
        self.model: RowsModel[PlanRow] = RowsModel(TABLE, key=lambda row: row.purchase_id)
        self.table = Table(self.model, "Achats prévus")
        self.card = PurchaseCard(workspace)
        self.card.go_to.connect(self.go_to)
        for table in (self.gantt, self.table):
            table.current_row_changed.connect(self._show_card)
            table.activated_row.connect(self._edit)
        self.gantt.axis_changed.connect(self._show_quarters)
        self.gantt.horizontalHeader().sectionResized.connect(self._place_quarters)
        self._views = QStackedWidget()
        self._views.addWidget(self._on_a_line())
        self._views.addWidget(self.table)
        self._views.addWidget(self._nothing())
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "zones"):
            self._measure()

    def _measure(self) -> None:
        self.year.setMinimumWidth(scaled(168))
        self.gantt.setMinimumHeight(scaled(_LEAST_LINES))

    # What is shown

    def open(self, purchase: str = "", **_other: Any) -> None:
        if self.is_stale:
            self.refresh()
        if purchase:
            self.year.set_value(None)
            self.chips.choose("all")
            self._show()
            self.gantt.select_row(purchase)
            self.table.select_row(purchase)

    def refresh(self) -> None:
        super().refresh()
        self.gantt.today = self._workspace.today()
        self._plan = self._workspace.ask(purchase_plan.plan, self._workspace.today(), self.year.value())
        self.year.set_choices([(year, str(year)) for year in self._plan.years])
        self._show()

    def _show(self, _chosen: Any = None) -> None:
        if self._plan is None:
            return
        rows = self._plan.rows
        shown = [row for row in rows if FILTERS[self.chips.current()](row)]
        self.chips.show_counts({key: sum(map(keeps, rows)) for key, keeps in FILTERS.items()})
        self.gantt.show_lines(by_buyer(shown))
        self.model.show(shown)
        for table in (self.gantt, self.table):
            if table.current_row() is None:
                table.select_place(1 if table is self.gantt else 0)
        self._header.set_subtitle(self._subtitle())
        nothing = not self._plan.years
        self._views.setCurrentIndex(2 if nothing else 1 if self._as_table else 0)
        self.card.setVisible(not nothing)
        self._show_quarters()
        self._show_card()

    def _subtitle(self) -> str:
        """`11 achats prévus · 42 800 h d’insertion estimées · 64 % avec clause, objectif 30 %`."""
        assert self._plan is not None
        share, hours = self._plan.share, sum(row.forecast_hours or 0 for row in self._plan.rows)
        parts = [counted(share.total, "achat prévu", "achats prévus")]
        if hours:
            parts.append(f"{written_hours(hours)} d’insertion estimées")
        if share.certain is not None:
            said = f"{written_percent(share.certain)} avec clause"
            if share.undecided:
                said += f", {written_percent(share.possible)} avec ceux à étudier"
            parts.append(f"{said}, objectif {written_percent(share.target)}")
        return " · ".join(parts)

    def _show_quarters(self) -> None:
        if self._plan is not None:
            loads = self._plan.loads(*self.gantt.axis.quarters)
            self.quarters.show_loads(loads, self._plan.capacity, self.gantt.axis)
            self._place_quarters()

    def _place_quarters(self, *_change: int) -> None:
        header = self.gantt.horizontalHeader()
        self.quarters.place_under(header.sectionViewportPosition(1), header.sectionSize(1))

    @property
    def _as_table(self) -> bool:
        return self.view_button.text().endswith("frise")

    def current(self) -> PlanRow | None:
        row: PlanRow | None = self.table.current_row() if self._as_table else self.gantt.purchase()
        return row

    def _show_card(self, _row: Any = None) -> None:
        """Not a purchase that was just taken off, and that the lists still hold while they are filled again."""
        row, known = self.current(), self._plan.rows if self._plan is not None else ()
        if row is None or any(row.purchase_id == other.purchase_id for other in known):
            self.card.show_row(row)

    # Acts

    def switch_view(self) -> None:
        """From the line of months to the table and back, on the same purchase."""
        row = self.current()
        self.view_button.setText("&Vue tableau" if self._as_table else "&Vue frise")
        self._show()
        if row is not None:
            (self.table if self._as_table else self.gantt).select_row(row.purchase_id)

    def new_purchase(self) -> None:
        self._open_form(PurchaseDialog(self, self._workspace))

    def import_plan(self) -> None:
        dialog = PlanImportDialog(self, self._workspace)
        dialog.kept.connect(self._imported)
        dialog.open()

    def change_rules(self) -> None:
        PlanRulesDialog(self, self._workspace).open()

    def move_earlier(self) -> None:
        self.gantt.show_axis(self.gantt.axis.moved(-3))

    def move_later(self) -> None:
        self.gantt.show_axis(self.gantt.axis.moved(3))

    def show_more(self) -> None:
        self.gantt.show_axis(self.gantt.axis.scaled(1))

    def show_less(self) -> None:
        self.gantt.show_axis(self.gantt.axis.scaled(-1))

    def _edit(self, _row: Any) -> None:
        row = self.current()
        if row is not None:
            self._open_form(PurchaseDialog(self, self._workspace, row.purchase_id))

    def _open_form(self, dialog: PurchaseDialog) -> None:
        dialog.kept.connect(self._kept)
        dialog.open()

    def _kept(self, key: object) -> None:
        for table in (self.gantt, self.table):
            table.select_row(str(key))

    def _imported(self, done: Imported) -> None:
        said = [f"{counted(done.added, 'achat ajouté', 'achats ajoutés')}."]
        if done.known:
            said.append(f"{counted(done.known, 'déjà au plan, laissé tel quel', 'déjà au plan, laissés tels quels')}.")
        self.banner.set_text(" ".join([*said, *done.refused[:3]]))
        self.banner.appear()
        announce(self.banner, said[0])

    # Parts

    def _lay_out(self) -> None:
        self.chips = Chips(
            [("all", "Tous"), ("works", "Travaux"), ("services", "Services"), ("study", "À étudier"),
             ("required", "Clause obligatoire"), ("above", "Seuil européen")],
            "Achats montrés",
        )  # fmt: skip
        self.chips.chosen.connect(self._show)
        self.year = ChoiceField([], "Toutes les années")
        self.year.setAccessibleName("Année du plan")
        self.year.changed.connect(self.refresh)
        rules = ActionButton("Seuils et rè&gles…", "scale", small=True)
        rules.clicked.connect(self.change_rules)
        filters = Flow(widgets=[self.chips, *self._time_buttons(), self.year, rules])
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 10, 20, 12)
        column.setSpacing(8)
        column.addLayout(filters)
        column.addWidget(self.banner)
        column.addWidget(self._views, 1)
        column.addWidget(self.card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(scrolled(content), 1)
        self.zones: list[QWidget] = [self._header, self._views, self.card]
        self._measure()

    def _on_a_line(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(Legend([(look.label, look) for look in Look]))
        column.addWidget(self.gantt, 1)
        column.addWidget(self.quarters)
        return view

    def _time_buttons(self) -> list[QWidget]:
        buttons: list[QWidget] = []
        for icon, name, act in (
            ("chevron-left", "Trois mois plus tôt", self.move_earlier),
            ("chevron-right", "Trois mois plus tard", self.move_later),
            ("zoom-out", "Plus de mois", self.show_more), ("zoom-in", "Moins de mois", self.show_less),
        ):  # fmt: skip
            button = IconButton(icon, name)
            button.clicked.connect(act)
            buttons.append(button)
        return buttons

    def _nothing(self) -> EmptyState:
        first = ActionButton("Importer un plan", "download")
        first.clicked.connect(self.import_plan)
        typed = ActionButton("Nouvel achat", "plus")
        typed.clicked.connect(self.new_purchase)
        how = "Repérer tôt les marchés qui viennent laisse le temps d’y mettre une clause."
        state = EmptyState("calendar-range", "Aucun achat prévu", how, [typed, first])
        state.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return state
