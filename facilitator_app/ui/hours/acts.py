"""What can be done to the month shown: each act is kept at once, or refused in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours, read_hours, written_hours
from facilitator_app.ui import dialogs
from facilitator_app.ui.typed import shortened
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import hours
from facilitator_app.use_cases.hours import HoursGrid


class HoursActs(QObject):
    """Knows the grid shown; says what was kept and what was refused."""

    kept = Signal(str)
    refused = Signal(str)

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self.grid: HoursGrid | None = None

    def type(self, row: int, text: str) -> bool:
        """One figure, as typed; False when it is refused."""
        grid = self._shown()
        try:
            declared = read_hours(text)
        except ValueError:
            self.refused.emit(
                f"«\u00a0{shortened(text)}\u00a0» n’est pas un nombre d’heures. Exemples\u00a0: 151,67 ou 151h40."
            )
            return False
        return self._record({grid.rows[row].placement_id: declared})

    def empty(self, row: int) -> bool:
        return self._record({self._shown().rows[row].placement_id: None})

    def same_as_above(self, row: int) -> bool:
        grid = self._shown()
        return row > 0 and self._record({grid.rows[row].placement_id: grid.rows[row - 1].declared})

    def paste(self, text: str, from_row: int) -> None:
        """What could be read and placed is kept as one gesture; the rest is said, line by line."""
        grid = self._shown()
        cells, problems = hours.cells_for(hours.pasted(text), grid.rows, max(from_row, 0))
        if not cells and not problems:
            self.refused.emit("Rien à coller. Copiez d’abord une colonne d’heures dans le tableur.")
            return
        kept = not cells or self._record(cells, f"{_figures(len(cells))}. {self._saved()}" if len(cells) > 1 else "")
        if kept and problems:
            others = len(problems) - 3
            more = "" if others <= 0 else " Et 1 autre ligne." if others == 1 else f" Et {others} autres lignes."
            said = " ".join(problem.message for problem in problems[:3])
            self.refused.emit(f"{_figures(len(cells))}. {said}{more}")

    def copy_last_month(self) -> None:
        grid = self._shown()
        self._do(hours.copy_last_month, grid.lot_id, grid.month, self._workspace.today())

    def zero_the_empty(self) -> None:
        grid = self._shown()
        self._do(hours.zero_the_empty, grid.lot_id, grid.month, self._workspace.today())

    def confirm(self, placement_id: str) -> None:
        self._do(hours.confirm, placement_id, self._shown().month)

    def note(self, row: int, text: str) -> bool:
        grid = self._shown()
        if grid.rows[row].note == text.strip():
            return True
        return self._do(hours.set_note, grid.rows[row].placement_id, grid.month, text)

    def month_note(self, text: str) -> None:
        grid = self._shown()
        if grid.note != text.strip():
            self._do(hours.set_month_note, grid.lot_id, grid.month, text)

    def toggle_proof(self, row: int) -> None:
        grid = self._shown()
        self._do(hours.set_proof, grid.rows[row].placement_id, grid.month, not grid.rows[row].proof_seen)

    def validate(self) -> bool:
        """Ask once, naming the lot and the effect, then close the month."""
        grid = self._shown()
        if not grid.blocking:
            count = len(grid.rows)
            people = "1 salarié" if count == 1 else f"{count} salariés"
            effect = f"{people}, {written_hours(grid.totals.declared)}. Le mois pourra être rouvert avec un motif."
            lot = grid.lot_name[:1].lower() + grid.lot_name[1:]
            question = f"Valider {grid.month.name} pour le {lot}\u00a0?"
            act = f"Valider {grid.month.name}"
            if not dialogs.confirm(self._page, question, effect, act, "Revenir à la saisie"):
                return False
        author, today = self._workspace.database.author, self._workspace.today()
        said = f"{grid.month.name.capitalize()} est validé pour le {grid.lot_name[:1].lower()}{grid.lot_name[1:]}."
        return self._do(hours.validate_month, grid.lot_id, grid.month, author, today, said=said)

    def reopen(self) -> bool:
        from facilitator_app.ui.forms.reason_form import ReopenDialog

        grid = self._shown()
        done = bool(ReopenDialog(self._page, self._workspace, grid.lot_id, grid.month).exec())
        return done and self._said(f"{grid.month.name.capitalize()} est rouvert.")

    def correct_closed(self, row: int) -> bool:
        """A figure of a month that is validated: its reason is asked."""
        from facilitator_app.ui.forms.reason_form import CorrectionDialog

        grid = self._shown()
        done = bool(CorrectionDialog(self._page, self._workspace, grid.rows[row], grid.month).exec())
        return done and self._said("Correction enregistrée avec son motif.")

    def tell_parts(self, row: int) -> bool:
        """What the hours of that row are made of."""
        from facilitator_app.ui.forms.parts_form import PartsDialog

        grid = self._shown()
        if grid.rows[row].declared is None:
            self.refused.emit("Indiquez d’abord les heures du mois, puis leur détail.")
            return False
        done = bool(PartsDialog(self._page, self._workspace, grid.rows[row], grid.month).exec())
        return done and self._said("Détail des heures enregistré.")

    def split(self, row: int) -> bool:
        """Share the month of that person among the lots she works on."""
        from facilitator_app.ui.forms.parts_form import SplitDialog

        grid = self._shown()
        done = bool(SplitDialog(self._page, self._workspace, grid.rows[row], grid.month).exec())
        return done and self._said("Heures réparties entre les lots.")

    def add_person(self) -> bool:
        """On the lot shown, or on any lot while none is."""
        from facilitator_app.ui.forms.placement_form import start_placement

        known = {"lot_id": self.grid.lot_id} if self.grid else {}
        return bool(start_placement(self._page, self._workspace, **known)) and self._said("Salarié ajouté.")

    def change_dates(self, row: int) -> bool:
        from facilitator_app.ui.forms.placement_form import correct_placement

        placement_id = self._shown().rows[row].placement_id
        return bool(correct_placement(self._page, self._workspace, placement_id)) and self._said("Parcours corrigé.")

    def _said(self, text: str) -> bool:
        self.kept.emit(text)
        return True

    def _record(self, cells: Mapping[Key, Hours | None], said: str = "") -> bool:
        grid = self._shown()
        return self._do(hours.record, grid.lot_id, grid.month, cells, "", self._workspace.today(), said=said)

    def _do(self, act: Callable[..., Any], *details: Any, said: str = "") -> bool:
        try:
            self._workspace.do(act, *details)
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return False
        return self._said(said or self._saved())

    def _saved(self) -> str:
        return f"Brouillon enregistré à {dt.datetime.now():%H:%M}"

    def _shown(self) -> HoursGrid:
        assert self.grid is not None, "no act is offered before a month is shown"
        return self.grid


def _figures(count: int) -> str:
    return {0: "Aucune heure collée", 1: "1 heure collée"}.get(count, f"{count} heures collées")
