"""What is to be talked about at the next meeting: the list, on paper, and points taken off once they were."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.values import NO_BREAK_SPACE, counted, written_date, written_number
from facilitator_app.ui import dialogs
from facilitator_app.ui.contracts.tones import badge_tone
from facilitator_app.ui.danger.agenda_form import AgendaForm
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.refusable import answered, done
from facilitator_app.ui.returns.paper_window import PaperWindow
from facilitator_app.ui.rows import Column
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.ui.widgets.flow import Flow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.agenda import AgendaLine, agenda, agenda_pdf, take_off_agenda


class AgendaTab(QWidget):
    """Enter opens the account of the lot, the sheet of the company or the plan; Delete takes the point off."""

    refused = Signal(str)
    account_asked = Signal(str)
    company_asked = Signal(str)
    purchase_asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._lines: list[AgendaLine] = []
        columns: list[Column[AgendaLine]] = [
            Column("Point", lambda line: line.name, second=_second, strong=True, width=250),
            Column("Pourquoi", lambda line: line.why or "–", stretch=True, tooltip=lambda line: line.why),
            Column("Titulaire", lambda line: line.holder, width=160, hidden_below=1240),
            Column("Fin", lambda line: written_date(line.ends_on) if line.ends_on else "", lambda line: line.ends_on,
                   width=100),
            Column("Heures", _hours, lambda line: line.counted, number=True, width=132),
            Column("État", _state, tone=_tone,
                   badge=True, width=150),
            Column("Inscrit le", lambda line: written_date(line.day), lambda line: line.day,
                   second=lambda line: line.put_by, width=116, hidden_below=900),
        ]  # fmt: skip
        self.part: ListPart[AgendaLine] = ListPart(
            "Ordre du jour", columns, "calendar", "L’ordre du jour est vide",
            "«\u00a0Mettre à l’ordre du jour\u00a0» se trouve dans la liste des lots en danger, le compte d’un lot, "
            "la programmation et la fiche d’une entreprise.",
        )  # fmt: skip
        self.print_button = ActionButton("&Imprimer la liste", "printer", primary=True)
        self.edit_button = ActionButton("&Modifier…", "pencil")
        self.remove_button = ActionButton("Reti&rer", "trash-2", "Del")
        self.clear_button = ActionButton("&Tout retirer…", "check")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addWidget(self.part, 1)
        buttons = (self.print_button, self.edit_button, self.remove_button, self.clear_button)
        whole.addLayout(Flow(8, buttons))
        for button, slot in zip(buttons, (self.print_list, self.edit, self.remove, self.clear), strict=True):
            button.clicked.connect(slot)
        self.part.table.activated_row.connect(self._activated)
        self.part.table.current_row_changed.connect(self._show_buttons)

    def refresh(self) -> int:
        """Read again; how many points there are."""
        self._lines = self._workspace.show(agenda, self._workspace.today())
        self.part.show_rows(self._lines)
        if self.part.table.current_row() is None:
            self.part.table.select_place(0)
        self._show_buttons()
        return len(self._lines)

    def print_list(self) -> None:
        """The list is looked at first."""
        pdf = answered(self._workspace, self.refused, agenda_pdf, self._workspace.today())
        if pdf is None:
            return
        name = f"ordre du jour {self._workspace.today():%Y-%m-%d}"
        PaperWindow(self, self._workspace.names, "Ordre du jour", pdf, name).open()

    def edit(self) -> None:
        """Correct why the point is there."""
        if (line := self._row()) is not None:
            purchase = line.purchase.id if line.purchase else ""
            AgendaForm(
                self, self._workspace, line.name,
                lot_id=line.lot_id or "", company_id=line.company_id or "", purchase_id=purchase,
            ).open()  # fmt: skip

    def remove(self) -> None:
        if (line := self._row()) is not None:
            self._do(take_off_agenda, [line.id])

    def clear(self) -> None:
        """After the meeting, all the points at once."""
        question = f"Retirer {counted(len(self._lines), 'point')} de l’ordre du jour\u00a0?"
        if dialogs.confirm(self, question, "À faire après la réunion. Ctrl+Z les remet.", "Tout retirer"):
            self._do(take_off_agenda, [line.id for line in self._lines])

    def _do(self, act: Any, *details: Any) -> None:
        done(self._workspace, self.refused, act, *details)

    def _row(self) -> AgendaLine | None:
        line: AgendaLine | None = self.part.table.current_row()
        return line

    def _activated(self, line: AgendaLine) -> None:
        if line.lot_id is not None:
            self.account_asked.emit(line.lot_id)
        elif line.company_id is not None:
            self.company_asked.emit(line.company_id)
        elif line.purchase is not None:
            self.purchase_asked.emit(line.purchase.id)

    def _show_buttons(self, _row: Any = None) -> None:
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(self._row() is not None)
        for button in (self.print_button, self.clear_button):
            button.setEnabled(bool(self._lines))


def _tone(line: AgendaLine) -> str:
    if line.purchase is not None:
        return "neutral"
    return badge_tone(line.standing) if line.standing else ""


def _state(line: AgendaLine) -> str:
    if line.purchase is not None:
        return line.purchase.step.label
    return line.standing.label if line.standing else ""


def _second(line: AgendaLine) -> str:
    if line.purchase is not None:
        return f"Achat prévu · {line.purchase.buyer}"
    return f"{line.code} · {line.contract}" if line.lot_id else "Entreprise"


def _hours(line: AgendaLine) -> str:
    """`4 879 / 7 470 h`, to the hour; of a purchase, those foreseen."""
    if line.purchase is not None:
        return f"{written_number(line.purchase.hours, 0)}{NO_BREAK_SPACE}h prévues" if line.purchase.hours else ""
    if line.lot_id is None or line.due is None:
        return ""
    return f"{written_number(line.counted, 0)} / {written_number(line.due, 0)}{NO_BREAK_SPACE}h"
