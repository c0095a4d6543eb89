"""What was issued, found by number or fingerprint, shown and printed once more."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.access_log import Look
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.personal_data.looks import Looks
from facilitator_app.ui.preview import PdfPreview
from facilitator_app.ui.table import Column, RowsModel, Table
from facilitator_app.ui.widgets import ActionButton, EmptyState, SearchBox
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import documents
from facilitator_app.use_cases.documents import IssuedLine

TYPING_PAUSE = 120  # milliseconds


class IssuedList(QWidget):
    """A list at left, the document chosen at right, as it left the house."""

    reprint_asked = Signal(object)
    """The line to print once more."""
    refused = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._looks = Looks(workspace, self)
        self.search = SearchBox("Numéro, empreinte, lot, entreprise ou personne", "Rechercher un document édité")
        self.table = Table(RowsModel[IssuedLine](_COLUMNS, key=lambda line: line.document_id), "Documents édités")
        self.reprint = ActionButton("Réimpri&mer (duplicata)", "printer")
        self.preview = PdfPreview(workspace.names)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.refresh)
        self._empty = EmptyState("printer", "", "")
        left, self._stack = QWidget(), QStackedWidget()
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.reprint)
        column = QVBoxLayout(left)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes([640, 560])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        self.search.searched.connect(self._typed)
        self.search.returnPressed.connect(self._go_to_list)
        self.reprint.clicked.connect(self._ask_reprint)
        self.table.activated_row.connect(self._ask_reprint)
        self.table.current_row_changed.connect(self._show)
        self._shown: Key | None = None
        self._show(None)

    def refresh(self) -> None:
        """Read the list again for the words typed."""
        words = self.search.text().strip()
        lines = self._workspace.show(documents.registered, words)
        model = self.table.model()
        assert isinstance(model, RowsModel)
        model.show(lines)
        if words:
            self._empty.set_text(
                "Aucun document ne correspond",
                "Tapez un numéro (AT-2026-0087), une empreinte, un lot, une entreprise, une personne.",
            )
        else:
            self._empty.set_text(
                "Aucun document édité pour l’instant", "Ils s’ajoutent ici quand vous imprimez ou enregistrez."
            )
        self._stack.setCurrentIndex(0 if lines else 1)
        if lines and self.table.current_row() is None:
            self.table.select_place(0)
        self._show(self.table.current_row() if lines else None)

    def _typed(self) -> None:
        self._pause.start(TYPING_PAUSE)

    def _go_to_list(self) -> None:
        self._pause.stop()
        self.refresh()
        if self._stack.currentIndex() == 0:
            self.table.setFocus()

    def _show(self, line: IssuedLine | None) -> None:
        self.reprint.setEnabled(line is not None)
        if line is None:
            self._shown = None
            self.preview.clear()
            return
        if line.document_id == self._shown:
            return
        self._shown = line.document_id
        try:
            self.preview.show_pdf(self._workspace.ask(documents.content, line.document_id), line.number)
        except Refusal as refusal:
            self.preview.clear()
            self.refused.emit(str(refusal))
        else:
            self.note_look(line)

    def note_look(self, line: IssuedLine) -> None:
        """The access log says that the document of a person was read again, or printed once more."""
        if line.person_id is not None:
            self._looks.note(line.person_id, Look.DOCUMENT, line.number)

    def _ask_reprint(self) -> None:
        if (line := self.table.current_row()) is not None:
            self.reprint_asked.emit(line)


def _about(line: IssuedLine) -> str:
    if line.person:
        return "" if line.perimeter == line.person else line.perimeter
    return " · ".join(filter(None, (line.lot_code, line.month.full_name if line.month else "")))


def _moment(at: dt.datetime) -> str:
    return f"{at.astimezone():%d/%m/%Y %H:%M}"


_COLUMNS: list[Column[IssuedLine]] = [
    Column("Numéro", lambda line: line.number, second=lambda line: line.kind.label, strong=True, width=156),
    Column(
        "Concerne", lambda line: line.person or line.lot_name or line.perimeter,
        second=lambda line: _about(line), stretch=True,
        tooltip=lambda line: f"{line.perimeter}. Empreinte {line.fingerprint}",
    ),
    Column("État", lambda line: "" if line.person else "Provisoire" if line.provisional else "Définitif",
           tone=lambda line: "warning" if line.provisional else "success", badge=True, width=122),
    Column("Édité le", lambda line: f"{line.issued_at.astimezone():%d/%m/%Y}", lambda line: line.issued_at,
           second=lambda line: line.issued_by, tooltip=lambda line: _moment(line.issued_at), number=True, width=112,
           hidden_below=480),
    Column("Empreinte", lambda line: line.fingerprint, hidden_below=620),
]  # fmt: skip
