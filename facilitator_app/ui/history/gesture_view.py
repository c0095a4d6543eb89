"""The right of the page of history: what one gesture did, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.values import counted, written_number
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Badge, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.gestures.details import PAGE, GestureDetails, RecordChange, details
from facilitator_app.use_cases.gestures.wording import moment

_BARE_NAMES = {"beneficiary", "company", "buyer", "contact", "lot_holder"}  # a name that does not say of what
TOLD_IN_FULL = 20  # records created; beyond, each is one line


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of one record, or the making of a record."""

    place: int
    record: str
    field: str
    before: str
    after: str


COLUMNS: tuple[Column[FieldLine], ...] = (
    Column(
        "Champ", lambda line: line.field, second=lambda line: line.record, tooltip=lambda line: line.record,
        strong=True, width=250,
    ),
    Column("Avant", lambda line: line.before or "–", tooltip=lambda line: line.before, width=150),
    Column("Après", lambda line: line.after or "–", tooltip=lambda line: line.after, stretch=True),
)  # fmt: skip


class GestureView(QWidget):
    """Shows one gesture; undoing it is asked of the page."""

    undo_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._first = 0
        self.shown: GestureDetails | None = None
        self._title, self._about = Label("", "sheet", wrap=True), Label("", "second", wrap=True)
        self._state = Badge()
        self.undo = ActionButton("Annuler &cette action", "undo-2", primary=True)
        self.undo.clicked.connect(self.undo_asked)
        self._model: RowsModel[FieldLine] = RowsModel(COLUMNS, key=lambda line: line.place)
        self.table = Table(self._model, "Ce que l’action a changé")
        self._count = Label("", "second")
        self.before_page = ActionButton("Fiches précédentes", "chevron-left", small=True)
        self.after_page = ActionButton("Fiches suivantes", "chevron-right", small=True)
        self.before_page.clicked.connect(self._show_before)
        self.after_page.clicked.connect(self._show_after)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(8)
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        top.addLayout(words, 1)
        top.addWidget(self._state)
        top.addWidget(self.undo)
        whole.addLayout(top)
        whole.addWidget(self.table, 1)
        pages = QHBoxLayout()
        pages.addWidget(self._count, 1)
        pages.addWidget(self.before_page)
        pages.addWidget(self.after_page)
        whole.addLayout(pages)

    def show_gesture(self, gesture_id: str, label: str = "") -> None:
        """`label` replaces the name of the gesture when names are hidden. Raises Refusal when it does not exist."""
        self._first = 0
        self._show(gesture_id, label)

    def _show(self, gesture_id: str, label: str = "") -> None:
        shown = self._workspace.show(details, gesture_id, self._first, self._workspace.names.hidden)
        self.shown = shown
        self._title.setText(label or shown.label or "Action sans nom")
        by = f" par {shown.author}" if shown.author else ""
        self._about.setText(f"{moment(shown.at)}{by} · {counted(shown.total, 'fiche')}")
        self._state.setVisible(shown.undone)
        self._state.show_state("Annulée", "neutral")
        self.undo.setText("Rétablir &cette action" if shown.redoes else "Annuler &cette action")
        self.undo.setEnabled(not shown.undone)
        self._model.show(list(_lines(shown)))
        self.table.select_place(0)
        last = self._first + len(shown.records)
        several = shown.total > PAGE
        for widget in (self._count, self.before_page, self.after_page):
            widget.setVisible(several)
        self._count.setText(
            f"Fiches {written_number(self._first + 1)} à {written_number(last)} sur {written_number(shown.total)}"
        )
        self.before_page.setEnabled(self._first > 0)
        self.after_page.setEnabled(last < shown.total)

    def _show_before(self) -> None:
        self._turn(-PAGE)

    def _show_after(self) -> None:
        self._turn(PAGE)

    def _turn(self, by: int) -> None:
        if self.shown is not None:
            self._first = max(0, self._first + by)
            self._show(self.shown.gesture_id, self._title.text())
            self.table.setFocus()


def _lines(shown: GestureDetails) -> Iterator[FieldLine]:
    place = 0
    for record in shown.records:
        for field, before, after in _told(record, shown.total):
            yield FieldLine(place, _called(record), field, before, after)
            place += 1


def _called(record: RecordChange) -> str:
    return f"{record.kind}, {record.name}" if record.table in _BARE_NAMES else record.name[:1].upper() + record.name[1:]


def _told(record: RecordChange, total: int) -> Iterator[tuple[str, str, str]]:
    if record.created and (total > TOLD_IN_FULL or not record.fields):
        yield "Fiche", "", "créée"
        return
    for change in record.fields:
        yield change.name, change.before, change.after
