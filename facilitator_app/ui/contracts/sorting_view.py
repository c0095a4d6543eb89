"""The contracts an import brought: several are chosen at once, then followed or left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.contract import ContractState
from facilitator_app.domain.values import written_date, written_euros
from facilitator_app.domain.words import words_sought
from facilitator_app.ui.rows import ROW, Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, EmptyState, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.imported_contracts import NOT_SAID, ImportedLine, imported_contracts

COLUMNS: tuple[Column[ImportedLine], ...] = (
    Column(
        "Objet",
        lambda row: row.subject,
        tooltip=lambda row: row.subject,
        second=lambda row: f"{row.number} · {row.buyer}",
        strong=True,
        stretch=True,
    ),
    Column("Notifié le", lambda row: written_date(row.notified_on), sort_key=lambda row: row.notified_on),
    Column(
        "Montant (HT)",
        lambda row: written_euros(row.amount),
        sort_key=lambda row: row.amount,
        number=True,
        hidden_below=640,
    ),
    Column(
        "Considération sociale",
        lambda row: row.consideration,
        tone=lambda row: "info" if row.has_clause else "neutral",
        badge=True,
    ),
)


class SortingView(QWidget):
    """Both signals give the keys of the contracts chosen."""

    follow_asked = Signal(list)
    set_aside_asked = Signal(list)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._lines: list[ImportedLine] = []
        self._model: RowsModel[ImportedLine] = RowsModel(COLUMNS, key=lambda row: row.id)
        self.table = Table(self._model, "Marchés à trier")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.follow = ActionButton("Suivre", "check", primary=True)
        self.set_aside = ActionButton("Sans suite", "archive")
        self._words = Label("", "second")
        self._empty = EmptyState(
            "circle-check", "Tous les marchés importés sont triés", "Importez un fichier DECP pour en ajouter."
        )
        self.follow.clicked.connect(self._ask_follow)
        self.set_aside.clicked.connect(self._ask_set_aside)
        self.table.selectionModel().selectionChanged.connect(self._count)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label("Marchés importés à trier", "sheet"))
        row.addStretch()
        row.addWidget(self._words)
        row.addWidget(self.set_aside)
        row.addWidget(self.follow)
        help_line = Label(
            "Maj+↓ ou Ctrl+clic pour en choisir plusieurs, Ctrl+A pour tous."
            f" «\u00a0{NOT_SAID}\u00a0»\u00a0: le fichier ne dit rien, ce qui n’est pas une absence de clause.",
            "caption",
            wrap=True,
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(8)
        whole.addLayout(row)
        whole.addWidget(help_line)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._empty, 1)

    def refresh(self, text: str = "") -> None:
        self._lines = self._workspace.ask(imported_contracts, ContractState.TO_SORT)
        self.filter(text)

    def filter(self, text: str) -> None:
        words = words_sought(text)
        self._model.show([line for line in self._lines if all(word in line.searched for word in words)])
        self.table.setVisible(bool(self._lines))
        self._empty.setVisible(not self._lines)
        if not self.table.currentIndex().isValid():
            self.table.select_place(0)
        self._count()

    def chosen(self) -> list[str]:
        return [index.data(ROW).id for index in self.table.selectionModel().selectedRows()]

    def _count(self) -> None:
        count = len(self.chosen())
        self._words.setText("" if count == 0 else "1 choisi" if count == 1 else f"{count} choisis")
        self.follow.setEnabled(count > 0)
        self.set_aside.setEnabled(count > 0)

    def _ask_follow(self) -> None:
        self.follow_asked.emit(self.chosen())
        self._back_to_the_list()

    def _ask_set_aside(self) -> None:
        self.set_aside_asked.emit(self.chosen())
        self._back_to_the_list()

    def _back_to_the_list(self) -> None:
        """The next line is chosen by then: a key pressed twice must not decide of it unread."""
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
