"""Who holds a lot: companies chosen or created, the role of each, whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from facilitator_app.domain.contract import HolderRole
from facilitator_app.domain.keys import Key
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.forms.company_form import CompanyDialog, ContactDialog
from facilitator_app.ui.search_field import Choice, SearchField
from facilitator_app.ui.widgets import ActionButton, IconButton
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.company_list import companies_like, company_named, contacts_of
from facilitator_app.use_cases.lots import HolderDraft

if TYPE_CHECKING:
    from facilitator_app.use_cases.kept_typing import Shown


class HolderRow(QWidget):
    """One company of the lot."""

    changed = Signal()
    removal_asked = Signal(object)

    def __init__(self, workspace: Workspace, role: HolderRole) -> None:
        super().__init__()
        self._workspace = workspace
        self.company = SearchField(self._find, self._write, "Nom ou SIRET de l’entreprise")
        self.company.setAccessibleName("Entreprise")
        self.new_company = IconButton("plus", "Nouvelle entreprise")
        self.role = ChoiceField([(role, role.label) for role in HolderRole])
        self.role.setAccessibleName("Rôle")
        self.role.set_value(role)
        self.contact = ChoiceField(empty="Correspondant à désigner")
        self.contact.setAccessibleName("Correspondant")
        self.new_contact = IconButton("user-plus", "Nouveau correspondant")
        self._remove = IconButton("x", "Retirer cette entreprise du lot")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(5)
        for place, widget in enumerate((self.company, self.new_company, self._remove)):
            grid.addWidget(widget, 0, place)
        under = QGridLayout()
        under.setHorizontalSpacing(6)
        under.addWidget(self.role, 0, 0)
        under.addWidget(self.contact, 0, 1)
        under.setColumnStretch(1, 1)
        grid.addLayout(under, 1, 0)
        grid.addWidget(self.new_contact, 1, 1)
        grid.setColumnStretch(0, 1)
        self.company.changed.connect(self._company_changed)
        self.role.changed.connect(self.changed)
        self.contact.changed.connect(self.changed)
        self.new_company.clicked.connect(self._ask_company)
        self.new_contact.clicked.connect(self._ask_contact)
        self._remove.clicked.connect(self._ask_removal)
        self._show_contacts(None)

    def show_holder(self, holder: HolderDraft) -> None:
        self.company.set_value(holder.company)
        self.role.set_value(holder.role)
        self._show_contacts(holder.contact)

    def holder(self) -> HolderDraft | None:
        """None while no company is chosen."""
        company = self.company.value()
        return (
            None
            if company is None
            else HolderDraft(company=company, role=self.role.value(), contact=self.contact.value())
        )

    def typed(self) -> Shown:
        return [self.company.typed(), self.role.currentText(), self.contact.currentText()]

    def type_again(self, company: Shown, role: Shown, contact: Shown) -> None:
        self.company.type_again(company)
        self.role.setCurrentText(str(role))
        self._show_contacts(None)
        self.contact.setCurrentText(str(contact))

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, as read."""
        return self.company, self.new_company, self._remove, self.role, self.contact, self.new_contact

    def _find(self, text: str) -> Sequence[Choice]:
        return self._workspace.ask(companies_like, text)

    def _write(self, company_id: Key) -> str:
        return self._workspace.ask(company_named, company_id)

    def _company_changed(self) -> None:
        self._show_contacts(None)
        self.changed.emit()

    def _show_contacts(self, chosen: Any) -> None:
        company = self.company.value()
        lines = self._workspace.ask(contacts_of, company) if company else []
        self.contact.set_choices([(line.id, f"{line.name}, {line.role}" if line.role else line.name) for line in lines])
        self.contact.set_value(chosen)
        self.contact.setEnabled(bool(lines))
        self.new_contact.setEnabled(company is not None)

    def _ask_company(self) -> None:
        typed = "" if self.company.value() else self.company.text().strip()
        dialog = CompanyDialog(self._workspace, name=typed, parent=self.window())
        dialog.kept.connect(self._take_company)
        dialog.open()

    def _take_company(self, company_id: Key) -> None:
        self.company.set_value(company_id)
        self._company_changed()
        self.role.setFocus()

    def _ask_contact(self) -> None:
        dialog = ContactDialog(self._workspace, self.company.value(), parent=self.window())
        dialog.kept.connect(self._take_contact)
        dialog.open()

    def _take_contact(self, contact_id: Key) -> None:
        self._show_contacts(contact_id)
        self.changed.emit()
        self.contact.setFocus()

    def _ask_removal(self) -> None:
        self.removal_asked.emit(self)


class HoldersField(QWidget):
    """Any number of companies; the value is a tuple of HolderDraft."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.rows: list[HolderRow] = []
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by its label or for its problem; Tab goes to the rows
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._add = ActionButton("Ajouter une entreprise", "plus", small=True)
        self._add.clicked.connect(self._add_empty)
        self._column.addWidget(self._add)
        self._add_row()

    def value(self) -> tuple[HolderDraft, ...]:
        return tuple(holder for row in self.rows if (holder := row.holder()) is not None)

    def set_value(self, value: Any) -> None:
        for row in list(self.rows):
            self._remove(row)
        for holder in value or ():
            self._add_row().show_holder(holder)
        if not self.rows:
            self._add_row()

    def typed(self) -> Shown:
        return [row.typed() for row in self.rows]

    def type_again(self, shown: Shown) -> None:
        self.set_value(())
        for place, row in enumerate(shown if isinstance(shown, list) else ()):
            if isinstance(row, list) and len(row) == 3:
                (self._add_row() if place else self.rows[0]).type_again(*row)

    def problem(self) -> str:
        """What was typed and is no company already kept."""
        said = next((row.company.problem() for row in self.rows if row.company.problem()), "")
        return f"{said} Ou créez-la avec le bouton +." if said else ""

    def _add_empty(self) -> None:
        self._add_row().company.setFocus()

    def _add_row(self) -> HolderRow:
        row = HolderRow(self._workspace, HolderRole.CO_CONTRACTOR if self.rows else HolderRole.HOLDER)
        row.changed.connect(self.changed)
        row.removal_asked.connect(self._remove_asked)
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        self._order_stops()
        return row

    def _order_stops(self) -> None:
        """Tab goes down the rows, then to the button; left alone, it would come to new rows after the whole form."""
        stops = [self, *(stop for row in self.rows for stop in row.stops()), self._add]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Not with a focus proxy: Tab would jump from it to the proxy, over the fields between them."""
        self.rows[0].company.setFocus(event.reason())

    def _remove_asked(self, row: HolderRow) -> None:
        self._remove(row)
        if not self.rows:
            self._add_row()
        self.rows[0].company.setFocus()
        self.changed.emit()

    def _remove(self, row: HolderRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
