"""The account of hours of a lot: what is due, declared, not counted, counted and left, line by line, at any date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from facilitator_app.domain.account.due import BY_AMOUNT, Terms
from facilitator_app.domain.obligation import ObligationForm
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, written_hours, written_number
from facilitator_app.ui import dialogs
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.contracts.account_columns import GROUP, LINES, LinesTable
from facilitator_app.ui.contracts.account_forms import (
    ChangeDialog,
    CountingRulesDialog,
    ObligationDialog,
    PoolDialog,
    TurnoverDialog,
)
from facilitator_app.ui.fields import DateField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import row_height, scaled
from facilitator_app.ui.rows import RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import ActionButton, Beside, Figure, Flow, Label, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.account.group import MemberLine, group_account
from facilitator_app.use_cases.account.lines import AccountLine, account_with_lines
from facilitator_app.use_cases.account.pools import pool_of, take_out_of_pool
from facilitator_app.use_cases.months_reopened import named, open_months

_FIRST_FIGURES = 3  # due, declared, not counted; the others go below them where there is no room
_LEAST_LINES = 150  # pixels at the usual text size: the titles and four lines
_MEMBERS_SHOWN = 4  # the others by scrolling: the lines of the account want the room


class AccountTab(QWidget):
    """Filled when it is looked at; the two dates say which day is shown, and what was known then."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._lot_id = ""
        self._terms: list[Terms] = []
        self._pooled = False
        self.on, self.known_on = DateField(), DateField()
        self.model: RowsModel[AccountLine] = RowsModel(LINES, key=_key)
        self.table = LinesTable(self.model, "Lignes du compte d’heures")
        self.group_model: RowsModel[MemberLine] = RowsModel(GROUP, key=lambda line: line.company_id)
        self.group = Table(self.group_model, "Part de chaque entreprise du groupement")
        self.group.hide()
        self._remarks = Label("", "second", wrap=True)
        self._figures = {
            "due": Figure("file-text", "Heures dues"),
            "declared": Figure("table-2", "Déclarées"),
            "not_counted": Figure("x", "Non comptées"),
            "counted": Figure("check", "Comptées"),
            "left": Figure("hourglass", "Restent à faire"),
        }
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addLayout(self._top())
        figures = list(self._figures.values())
        halves = [Beside(figures[:_FIRST_FIGURES], spacing=10), Beside(figures[_FIRST_FIGURES:], spacing=10)]
        column.addWidget(Beside(halves, (_FIRST_FIGURES, len(figures) - _FIRST_FIGURES), spacing=10))
        column.addWidget(self.group)
        column.addWidget(self._remarks)
        column.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(content))
        for field in (self.on, self.known_on):
            field.editingFinished.connect(self._dates_changed)
        shortcut = QShortcut(QKeySequence("Ins"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._write_change)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "known_on"):
            self._measure()

    def _measure(self) -> None:
        for field in (self.on, self.known_on):
            field.setMaximumWidth(scaled(170))
        self.table.setMinimumHeight(scaled(_LEAST_LINES))
        rows = min(self.group_model.rowCount(), _MEMBERS_SHOWN)
        frame = 2 * self.group.frameWidth() + 2
        self.group.setFixedHeight(
            self.group.horizontalHeader().sizeHint().height() + rows * row_height(self.group) + frame
        )

    def show_lot(self, lot_id: str) -> None:
        """Raises Refusal when the lot is no longer there."""
        if lot_id != self._lot_id:
            self._lot_id = lot_id
            self.on.set_value(self._workspace.today())
            self.known_on.set_value(None)
        self._refresh()

    def _top(self) -> Flow:
        top = Flow()
        for text, field in (("Compte a&u", self.on), ("&Connu au", self.known_on)):
            label = Label(text, "second")
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            pair = Flow(6, [label, field])
            top.add_row(pair)
        self.known_on.setPlaceholderText("tout ce qui est connu")
        self.change = self._button("Avenant ou é&vénement", "plus", self._write_change)
        self.oblige = self._button("&Obligation", "file-text", self._show_forms)
        self._forms = QMenu(self)
        for form in ObligationForm:
            action = self._forms.addAction(form.label)
            action.triggered.connect(partial(self._add_obligation, form))
        self.turnover = self._button("&Montant facturé", "euro", self._write_turnover)
        self.rules = self._button("&Règles de comptage", "settings", self._change_rules)
        self.pool = self._button("&Globaliser", "merge", self._change_pool)
        for button in (self.change, self.oblige, self.turnover, self.rules, self.pool):
            top.addWidget(button)
        return top

    def _button(self, text: str, icon: str, act: Callable[[], None]) -> ActionButton:
        button = ActionButton(text, icon)
        button.clicked.connect(act)
        return button

    def _dates_changed(self) -> None:
        if not self._lot_id:
            return
        if problem := self.on.problem() or self.known_on.problem():
            self._say(problem)
            return
        try:
            self._refresh()
        except Refusal as refusal:
            self._say(str(refusal))
            return
        account = self._shown.account
        announce(self, f"{written_hours(account.due)} dues, {written_hours(account.counted)} comptées")

    def _say(self, problem: str) -> None:
        self._remarks.setText(problem)
        self._remarks.show()
        announce(self, problem)

    def _refresh(self) -> None:
        on = self.on.value() or self._workspace.today()
        self._shown, lines = self._workspace.ask(account_with_lines, self._lot_id, on, self.known_on.value())
        account = self._shown.account
        self._terms = [due.terms for due in account.dues]
        self.turnover.setVisible(any(one.form in BY_AMOUNT for one in self._terms))
        self.model.show(self._workspace.names.within(lines))
        as_signed = "" if account.as_signed == account.due else f"{written_hours(account.as_signed)} à la signature"
        left_out = sum(account.not_counted.values(), account.due * 0)
        beyond = f"{written_hours(account.surplus)} au-delà" if account.surplus else ""
        share = None if not account.due else float(min(account.counted / account.due, account.due / account.due))
        for name, amount, footnote in (
            ("due", account.due, as_signed),
            ("declared", account.declared, ""),
            ("not_counted", left_out, self._why_not()),
            ("counted", account.counted, ""),
            ("left", account.left, beyond),
        ):
            self._figures[name].show_number(
                written_number(amount), "h", footnote, share=share if name == "counted" else None
            )
        remarks = [*self._group(), *self._pool(), *self._not_validated(on)]
        self._remarks.setText("\n".join(remarks))
        self._remarks.setVisible(bool(remarks))

    def _why_not(self) -> str:
        not_counted = self._shown.account.not_counted
        return "\n".join(f"{why.label}\u00a0: {written_hours(amount)}" for why, amount in not_counted.items())

    def _group(self) -> list[str]:
        group = self._workspace.ask(group_account, self._lot_id, self._shown.account.on, self.known_on.value())
        self.group.setVisible(len(group.members) > 1)
        self.group_model.show(group.members)
        self._measure()
        if len(group.members) < 2:
            return []
        names = {line.company_id: line.company for line in group.members}
        said = [
            f"{names[one.giver]} couvre {written_hours(one.hours)} de {names[one.taker]}" for one in group.transfers
        ]
        return ["Groupement\u00a0: " + "\u202f; ".join(said) + "."] if said else []

    def _pool(self) -> list[str]:
        pool = self._workspace.ask(pool_of, self._lot_id, self._shown.account.on, self.known_on.value())
        self._pooled = pool is not None
        self.pool.setText("Sortir de la &globalisation" if pool else "&Globaliser")
        if pool is None:
            return []
        said = [
            f"{lot.code}\u00a0: reste {written_hours(lot.still_left)}"
            + (f", dont {written_hours(lot.received)} couvertes par les autres lots" if lot.received else "")
            + (f", {written_hours(lot.given)} données aux autres lots" if lot.given else "")
            for lot in pool.lots
        ]
        return [f"Globalisation «\u00a0{pool.name}\u00a0». " + "\u202f; ".join(said) + "."]

    def _not_validated(self, on: dt.date) -> list[str]:
        """The month under way is not expected yet."""
        last = min(Month.of(on), Month.of(self._workspace.today()).plus(-1))
        months = [month for month in self._workspace.ask(open_months, self._lot_id) if month <= last]
        if not months:
            return []
        return [f"Le compte comprend des heures non encore validées\u00a0: {named(months)}."]

    def _write_change(self) -> None:
        self._open(ChangeDialog(self.window(), self._workspace, self._lot_id, self._terms))

    def _show_forms(self) -> None:
        self._forms.popup(self.oblige.mapToGlobal(self.oblige.rect().bottomLeft()))

    def _add_obligation(self, form: ObligationForm, _checked: bool = False) -> None:
        self._open(ObligationDialog(self.window(), self._workspace, self._lot_id, form))

    def _write_turnover(self) -> None:
        self._open(TurnoverDialog(self.window(), self._workspace, self._lot_id, self._terms))

    def _change_rules(self) -> None:
        self._open(CountingRulesDialog(self.window(), self._workspace, self._lot_id))

    def _change_pool(self) -> None:
        if not self._pooled:
            self._open(PoolDialog(self.window(), self._workspace, self._lot_id))
            return
        effect = "Son dépassement ne couvrira plus les autres lots, ni l’inverse."
        if dialogs.confirm(
            self, "Sortir ce lot de la globalisation\u00a0?", effect, "Sortir le lot", "Ne rien changer"
        ):
            self._workspace.do(take_out_of_pool, self._lot_id)
            self._refresh()

    def _open(self, dialog: FormDialog) -> None:
        dialog.kept.connect(self._after)
        dialog.open()

    def _after(self, _kept: object) -> None:
        self._refresh()


def _key(line: AccountLine) -> tuple[object, ...]:
    return line.part, line.what, line.reason, line.recorded_on, line.effective_on, line.hours
