"""The contracts of the file: a box to tick, what each one is, and what the import would make of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.values import written_date, written_euros, written_number
from facilitator_app.domain.words import fold
from facilitator_app.ui.cells import CellDelegate, Index
from facilitator_app.ui.icons import paint_icon
from facilitator_app.ui.look import colour, scaled
from facilitator_app.ui.table import ROW, Column, RowsModel, Table
from facilitator_app.use_cases.contract_import import Line
from facilitator_app.use_cases.contract_import.decisions import Decisions, Standing

TONES = {
    Standing.TO_DECIDE: "warning",
    Standing.CREATED: "success",
    Standing.UPDATED: "info",
    Standing.IDENTICAL: "neutral",
    Standing.SET_ASIDE: "neutral",
}
NOT_SAID = "Non renseignée"
_BOX = 18  # pixels


@dataclass(frozen=True, slots=True)
class Entry:
    """A line and its place in the file: two records of a file may say the very same thing."""

    place: int
    line: Line
    order: tuple[str]
    """Its subject as it sorts, made while reading: folding thousands of texts at a click would be felt."""

    @classmethod
    def of(cls, place: int, line: Line) -> Entry:
        return cls(place, line, (fold(line.subject or line.label),))


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing the reader noticed, and about which contract."""

    place: int
    label: str
    text: str


class ContractTable(Table):
    """Space ticks the row, as in any list of boxes."""

    toggled = Signal(object)
    """The entry whose box was pressed."""

    def __init__(self, decisions: Decisions) -> None:
        self.decisions = decisions
        self.entries: RowsModel[Entry] = RowsModel(self._columns(), key=lambda entry: entry.place, name=_name)
        super().__init__(self.entries, "Contrats du fichier")
        self.setItemDelegateForColumn(0, _BoxDelegate(self))
        self.clicked.connect(self._clicked)

    def state_changed(self) -> None:
        """The decisions changed: the same rows say something else."""
        last = self.entries.index(self.entries.rowCount() - 1, self.entries.columnCount() - 1)
        if last.isValid():
            self.entries.dataChanged.emit(self.entries.index(0, 0), last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and (entry := self.current_row()) is not None:
            self.toggled.emit(entry)
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggled.emit(index.data(ROW))

    def _columns(self) -> list[Column[Entry]]:
        return [
            Column("Import", lambda entry: "", accessible=self._taken, sort_key=self._taken, width=54),
            Column("N° DECP", lambda entry: entry.line.published_id or "–", width=100, hidden_below=640),
            Column("Objet", _subject, tooltip=lambda entry: plain(_subject(entry)), strong=True, stretch=True,
                   sort_key=lambda entry: entry.order),
            Column("Titulaire", lambda entry: entry.line.holders or "–", width=130, hidden_below=1120,
                   tooltip=lambda entry: plain(entry.line.holders)),
            Column("Montant HT", lambda entry: written_euros(entry.line.amount), number=True, width=104,
                   hidden_below=760, sort_key=lambda entry: entry.line.amount),
            Column("Notifié le", lambda entry: written_date(entry.line.notified_on), width=98, hidden_below=860,
                   sort_key=lambda entry: entry.line.notified_on),
            Column("Considération", _consideration, tone=_consideration_tone, width=150,
                   tooltip=lambda entry: _consideration(entry)),
            Column("Résultat", self._result, tone=self._tone, badge=True, width=142),
            Column("Rapproché de", self._joined, width=126, hidden_below=720,
                   tooltip=lambda entry: plain(self._joined(entry))),
            Column("Remarques", _remarks, number=True, width=86, tone=_remark_tone,
                   sort_key=lambda entry: len(entry.line.warnings),
                   tooltip=lambda entry: plain("\n".join(entry.line.warnings))),
        ]  # fmt: skip

    def _taken(self, entry: Entry) -> str:
        if not self.decisions.can_be_left(entry.line):
            return "rien à importer"
        if self.decisions.standing(entry.line) is Standing.TO_DECIDE:
            return "à décider"
        return "à importer" if self.decisions.is_taken(entry.line) else "laissé de côté"

    def _result(self, entry: Entry) -> str:
        return self.decisions.standing(entry.line).label

    def _tone(self, entry: Entry) -> str:
        return TONES[self.decisions.standing(entry.line)]

    def _joined(self, entry: Entry) -> str:
        line, standing = entry.line, self.decisions.standing(entry.line)
        if standing is Standing.TO_DECIDE:
            return "À choisir"
        if standing is Standing.SET_ASIDE:
            return line.reason or "Par choix"
        if standing is Standing.CREATED:
            return "Nouveau marché"
        joined = self.decisions.joined_to(line)
        return next((name.split(" ")[0] for key, name in line.twins if key == joined), line.joined)


class _BoxDelegate(CellDelegate):
    """A box: ticked, empty, with a dash when somebody has to decide, or nothing when there is nothing to choose."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.ground(painter, option, index)
        table = self.parent()
        entry = index.data(ROW)
        if not isinstance(table, ContractTable) or not table.decisions.can_be_left(entry.line):
            return
        standing = table.decisions.standing(entry.line)
        mark = "check" if table.decisions.is_taken(entry.line) else "minus" if standing is Standing.TO_DECIDE else ""
        paint_box(painter, option, mark)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(scaled(_BOX) + 16, scaled(_BOX) + 6)


def paint_box(painter: QPainter, option: QStyleOptionViewItem, mark: str) -> None:
    """A box with a tick, a dash, or nothing in it."""
    side = scaled(_BOX)
    centre = QRectF(option.rect).center()
    box = QRectF(round(centre.x() - side / 2) + 0.5, round(centre.y() - side / 2) + 0.5, side - 1, side - 1)
    ground = {"check": "primary", "minus": "warning-soft", "": "surface"}[mark]
    edge = {"check": "primary", "minus": "warning", "": "border-strong"}[mark]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(edge), 1))
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(box, 4, 4)
    if mark:
        paint_icon(painter, box.adjusted(2, 2, -2, -2), mark, "on-primary" if mark == "check" else "warning")
    painter.restore()


def remark_table() -> Table:
    """Everything the reader noticed, one remark a row."""
    columns = [
        Column[Remark]("Contrat", lambda remark: remark.label, width=330, tooltip=lambda remark: plain(remark.label)),
        Column[Remark]("Remarque", lambda remark: remark.text, stretch=True,
                       tooltip=lambda remark: plain(remark.text)),
    ]  # fmt: skip
    return Table(RowsModel(columns, key=lambda remark: remark.place), "Remarques du contrôle")


def remarks_of(entries: list[Entry]) -> list[Remark]:
    found = [(entry.line.label, warning) for entry in entries for warning in entry.line.warnings]
    return [Remark(place, label, warning) for place, (label, warning) in enumerate(found)]


def _subject(entry: Entry) -> str:
    """Records that could not be read have only a label."""
    return entry.line.subject or entry.line.label


def _name(entry: Entry) -> str:
    return f"{entry.line.published_id} {_subject(entry)}".strip()


def _consideration(entry: Entry) -> str:
    said = entry.line.considerations
    if entry.line.key == "":
        return "–"
    if said == (SocialConsideration.NONE.label,):
        return "Aucune"
    return ", ".join(said) or NOT_SAID


def _consideration_tone(entry: Entry) -> str:
    return "warning" if _consideration(entry) == NOT_SAID else ""


def _remarks(entry: Entry) -> str:
    return written_number(len(entry.line.warnings)) if entry.line.warnings else ""


def _remark_tone(entry: Entry) -> str:
    return "warning" if entry.line.warnings else ""


def plain(text: str) -> str:
    """Tooltips take anything with a `<` for rich text; this keeps it plain."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>") if "<" in text else text
