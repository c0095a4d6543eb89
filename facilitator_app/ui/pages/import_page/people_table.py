"""The people of a list: a box to tick, who each one is, and what the import would make of the row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from facilitator_app.domain.values import written_date, written_number
from facilitator_app.domain.words import fold
from facilitator_app.ui.cells import CellDelegate, Index
from facilitator_app.ui.pages.import_page.contract_table import TONES, paint_box, plain
from facilitator_app.ui.table import ROW, Column, RowsModel, Table
from facilitator_app.use_cases.contract_import.decisions import Standing
from facilitator_app.use_cases.people_import import Choice, PersonLine
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions

WORDS = {
    Standing.TO_DECIDE: "À décider",
    Standing.CREATED: "Nouvelle",
    Standing.UPDATED: "Complétée",
    Standing.IDENTICAL: "Identique",
    Standing.SET_ASIDE: "De côté",
}


class PeopleTable(Table):
    """Space ticks the row, as in any list of boxes."""

    toggled = Signal(object)
    """The line whose box was pressed."""

    def __init__(self, decisions: PeopleDecisions) -> None:
        self.decisions = decisions
        self.entries: RowsModel[PersonLine] = RowsModel(self._columns(), key=lambda line: line.key, name=_name)
        super().__init__(self.entries, "Personnes du fichier")
        self.setItemDelegateForColumn(0, _BoxDelegate(self))
        self.clicked.connect(self._clicked)

    def state_changed(self) -> None:
        """The decisions changed: the same rows say something else."""
        last = self.entries.index(self.entries.rowCount() - 1, self.entries.columnCount() - 1)
        if last.isValid():
            self.entries.dataChanged.emit(self.entries.index(0, 0), last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and (line := self.current_row()) is not None:
            self.toggled.emit(line)
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggled.emit(index.data(ROW))

    def _columns(self) -> list[Column[PersonLine]]:
        return [
            Column("Import", lambda line: "", accessible=self._taken, sort_key=self._taken, width=54),
            Column("Ligne", lambda line: str(line.person.number), number=True, width=56, hidden_below=640,
                   sort_key=lambda line: line.person.number),
            Column("Personne", _name, strong=True, width=190, sort_key=lambda line: fold(_name(line)),
                   tooltip=lambda line: plain(_name(line))),
            Column("Naissance", lambda line: written_date(line.person.birth_date), width=98,
                   sort_key=lambda line: line.person.birth_date),
            Column("Commune", lambda line: line.person.town or "–", width=120, hidden_below=900),
            Column("Résultat", self._result, tone=self._tone, badge=True, width=120),
            Column("Ce qui sera fait", self._said, stretch=True, tooltip=lambda line: plain(self._said(line))),
            Column("Remarques", _remarks, number=True, width=92, tone=lambda line: "warning" if line.warnings else "",
                   sort_key=lambda line: len(line.warnings), tooltip=lambda line: plain("\n".join(line.warnings))),
        ]  # fmt: skip

    def _taken(self, line: PersonLine) -> str:
        if not self.decisions.can_be_left(line):
            return "rien à importer"
        if self.decisions.standing(line) is Standing.TO_DECIDE:
            return "à décider"
        return "à importer" if self.decisions.is_taken(line) else "laissée de côté"

    def _result(self, line: PersonLine) -> str:
        return WORDS[self.decisions.standing(line)]

    def _tone(self, line: PersonLine) -> str:
        return TONES[self.decisions.standing(line)]

    def _said(self, line: PersonLine) -> str:
        standing = self.decisions.standing(line)
        if standing is Standing.TO_DECIDE:
            return _like(line)
        if standing is Standing.SET_ASIDE:
            return line.reason if line.reason and not line.is_doubtful else "Laissée de côté par choix"
        if standing is Standing.CREATED:
            return "Nouvelle fiche"
        chosen = self.decisions.chosen(line)
        name = _joined(line, chosen) if chosen else line.joined
        return f"{name}\u00a0: {', '.join(line.differences)}" if line.differences else name


class _BoxDelegate(CellDelegate):
    """A box: ticked, empty, with a dash when somebody has to decide, or nothing when there is nothing to choose."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.ground(painter, option, index)
        table, line = self.parent(), index.data(ROW)
        if isinstance(table, PeopleTable) and table.decisions.can_be_left(line):
            standing = table.decisions.standing(line)
            mark = "check" if table.decisions.is_taken(line) else "minus" if standing is Standing.TO_DECIDE else ""
            paint_box(painter, option, mark)


def _like(line: PersonLine) -> str:
    if line.twins:
        return f"Ressemble à {line.twins[0].side.name}"
    return f"Ressemble à la ligne {line.siblings[0].number}, {line.siblings[0].name}"


def _joined(line: PersonLine, chosen: Choice) -> str:
    for twin in line.twins:
        if twin.id == chosen.person_id:
            return f"{twin.side.name}, fiche rouverte" if chosen.reopen else twin.side.name
    return next((f"Même personne que la ligne {row.number}" for row in line.siblings if row.key == chosen.row), "")


def _name(line: PersonLine) -> str:
    return f"{line.person.last_name} {line.person.first_name}".strip() or line.label.partition(", ")[2] or "–"


def _remarks(line: PersonLine) -> str:
    return written_number(len(line.warnings)) if line.warnings else ""
