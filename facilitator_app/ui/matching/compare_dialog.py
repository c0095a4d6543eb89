"""What the best allocation would change, line by line; only the checked lines are applied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from facilitator_app.domain.values import written_number
from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.look import row_height, scaled
from facilitator_app.ui.plain import tooltip
from facilitator_app.ui.widgets import ActionButton, Banner, Label
from facilitator_app.use_cases.matching.overall import Change, NeedName, Overall

Index = QModelIndex | QPersistentModelIndex
TITLES = ("Personne", "Aujourd’hui", "Proposé", "Gain")


def place(need: NeedName | None, score: int) -> str:
    """`B-112 Manœuvre gros œuvre (84)`, or `aucun poste`."""
    return f"{need.code} {need.title} ({score})" if need else "aucun poste"


class ChangesModel(QAbstractTableModel):
    """All changes are checked at first."""

    def __init__(self, changes: Sequence[Change]) -> None:
        super().__init__()
        self._changes = changes
        self._checked = [True] * len(changes)

    def chosen(self) -> list[Change]:
        return [change for change, checked in zip(self._changes, self._checked, strict=True) if checked]

    def toggle(self, row: int) -> None:
        self._checked[row] = not self._checked[row]
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return TITLES[section] if shown else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self._changes[index.row()]
        texts = (
            change.name, place(change.before, change.score_before), place(change.after, change.score_after),
            f"{change.gain:+d}".replace("-", "−"),
        )  # fmt: skip
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(texts[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            checked = "coché" if self._checked[index.row()] else "non coché"
            return f"{change.name}, {TITLES[index.column()]}\u00a0: {texts[index.column()]}, {checked}"
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if self._checked[index.row()] else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle(index.row())
        return True


class _Changes(QTableView):
    """Space checks the line wherever it stands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid() and isinstance(model, ChangesModel):
            model.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class CompareDialog(Dialog):
    """`applied` gives the changes chosen; nothing is written here."""

    applied = Signal(object)

    def __init__(self, found: Overall, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Répartition de tous les besoins")
        self.model = ChangesModel(found.changes)
        self.table = _Changes()
        self.table.setModel(self.model)
        self._set_table()
        self.apply = ActionButton("", "check", "Ctrl+Return", primary=True)
        self.apply.clicked.connect(self._apply)
        cancel = ActionButton("Ne rien changer")
        cancel.clicked.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(10)
        whole.addWidget(Label("Répartition de tous les besoins", "sheet"))
        now, best = found.today, found.proposed
        whole.addWidget(
            Label(
                f"Aujourd’hui {now.filled} postes sur {found.posts}, {written_number(now.total)} points\u00a0; "
                f"proposé {best.filled} sur {found.posts}, {written_number(best.total)} points.",
                "second", wrap=True,
            )
        )  # fmt: skip
        whole.addWidget(self.table, 1)
        whole.addWidget(
            Banner(
                "info",
                "Les lignes cochées changent les personnes retenues. Aucune proposition n’est envoyée, et celles déjà "
                "faites ne bougent pas. Un seul Ctrl+Z annule l’ensemble.",
            )
        )
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.apply)
        whole.addLayout(foot)
        self.model.dataChanged.connect(self._count)
        self._count()
        self.resize(scaled(780), scaled(480))
        self.table.setFocus()

    def _set_table(self) -> None:
        table = self.table
        table.setAccessibleName("Changements proposés")
        table.setAccessibleDescription("Espace\u00a0: cocher ou décocher la ligne.")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(row_height(table))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, scaled(190))
        table.setColumnWidth(3, scaled(60))
        if self.model.rowCount():
            table.setCurrentIndex(self.model.index(0, 0))

    def _count(self) -> None:
        count = len(self.model.chosen())
        self.apply.setText(f"Appliquer {count} changement{'s' if count > 1 else ''}")
        self.apply.setEnabled(count > 0)

    def _apply(self) -> None:
        self.applied.emit(self.model.chosen())
        self.accept()
