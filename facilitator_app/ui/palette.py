"""«Tout trouver»: one field for people, contracts and commands, whatever the accents and the case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facilitator_app.ui.accessible import announce
from facilitator_app.ui.findable import COMMANDS, CONTRACTS, PEOPLE, Item, Source
from facilitator_app.ui.icons import paint_icon
from facilitator_app.ui.look import colour, font, scaled
from facilitator_app.ui.widgets import IconLabel, KeyHint, Label

PREFIXES = {">": COMMANDS, "@": PEOPLE, "#": CONTRACTS}
EACH = 8  # of one kind
NOTHING = "Aucun résultat"


class Palette(QDialog):
    """Arrows choose, Enter does, Escape closes."""

    def __init__(self, sources: Sequence[Source], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Tout trouver")
        self._sources, self._window = sources, parent
        self._chosen: Item | None = None
        self._model = _Found(self)
        self._text = QLineEdit()
        self._text.setProperty("bare", True)
        self._text.setPlaceholderText("Une personne, un lot, une commande")
        self._text.setAccessibleName("Tout trouver")
        self._list = QListView()
        self._list.setProperty("flat", True)
        self._list.setAccessibleName("Résultats")
        self._list.setModel(self._model)
        self._list.setItemDelegate(_FoundDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._take)
        frame = QFrame()
        frame.setObjectName("palette")
        whole, inside = QVBoxLayout(self), QVBoxLayout(frame)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        inside.setContentsMargins(14, 10, 14, 10)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(IconLabel("search", "text"))
        top.addWidget(self._text, 1)
        top.addWidget(KeyHint("Échap"))
        for keys, does in (("↑ ↓", "choisir"), ("Entrée", "ouvrir")):
            bottom.addWidget(KeyHint(keys, does))
        bottom.addStretch()
        bottom.addWidget(
            Label("«\u00a0>\u00a0» commandes · «\u00a0@\u00a0» personnes · «\u00a0#\u00a0» marchés", "caption")
        )
        inside.addLayout(top)
        inside.addWidget(self._list, 1)
        inside.addLayout(bottom)
        self._text.textChanged.connect(self._search)
        self._search("")

    def appear(self) -> None:
        """Open over the upper middle of the window."""
        parent = self._window
        width, height = min(scaled(640), parent.width() - 40), min(scaled(420), parent.height() - 80)
        self.resize(width, height)
        self.move(parent.mapToGlobal(QPoint((parent.width() - width) // 2, min(100, parent.height() // 10))))
        self.open()
        self._text.setFocus()
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._keep_focus)

    def found(self) -> list[Item]:
        return [entry for entry in self._model.entries if isinstance(entry, Item)]

    def _search(self, text: str) -> None:
        text = text.strip()
        only = PREFIXES.get(text[:1], "")
        wanted = text[1:].strip() if only else text
        kinds: dict[str, list[Item]] = {}
        for source in self._sources:
            for item in source(wanted):
                if not only or item.kind == only:
                    kinds.setdefault(item.kind, []).append(item)
        entries: list[Item | str] = []
        for kind, items in kinds.items():
            entries += [kind, *items[:EACH]]
        if wanted and not entries:
            entries = [NOTHING]
        self._model.show(entries, wanted)
        if self.found():
            self._list.setCurrentIndex(self._model.index(1))
        elif wanted:
            announce(self._text, NOTHING)

    def _move(self, steps: int) -> None:
        place = self._list.currentIndex().row() + steps
        while 0 <= place < self._model.rowCount():
            if isinstance(self._model.entries[place], Item):
                index = self._model.index(place)
                self._list.setCurrentIndex(index)
                announce(self._text, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
                return
            place += 1 if steps > 0 else -1

    def _keep_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A page behind that ends a job takes the focus: the next Enter would go to its button, unseen."""
        leaving = self.isHidden()  # Qt gives the keys back to the window while the palette is still «visible»
        if self.isVisible() and not leaving and now is not None and not self.isAncestorOf(now):
            self._text.setFocus()

    def _take(self, index: QModelIndex) -> None:
        entry = self._model.entries[index.row()] if index.isValid() else None
        if isinstance(entry, Item):
            self.accept()
            entry.action()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.currentIndex())
        else:
            super().keyPressEvent(event)


class _Found(QAbstractListModel):
    """Items under the heading of their kind; headings cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Item | str] = []
        self.wanted = ""

    def show(self, entries: list[Item | str], wanted: str) -> None:
        self.beginResetModel()
        self.entries, self.wanted = entries, wanted
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        heading = index.isValid() and isinstance(self.entries[index.row()], str)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()] if index.isValid() else ""
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if isinstance(entry, str):
            return entry if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.label, entry.secondary, entry.kind) if part)
        return None


class _FoundDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        heading = isinstance(index.data(Qt.ItemDataRole.UserRole), str)
        return QSize(100, round(QFontMetrics(font()).height() * (1.7 if heading else 2.1)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        place = QRectF(option.rect).adjusted(scaled(10), 0, -scaled(10), 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.save()
        if isinstance(entry, str):
            painter.setFont(font("caption", QFont.Weight.DemiBold))
            painter.setPen(colour("text-2"))
            painter.drawText(place, middle, entry)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, colour("selection"))
                painter.fillRect(option.rect.x(), option.rect.y(), 3, option.rect.height(), colour("primary"))
            side = scaled(16)
            paint_icon(painter, QRectF(place.left(), place.center().y() - side / 2, side, side), entry.icon, "text")
            place.setLeft(place.left() + side + scaled(10))
            painter.setFont(font("body", QFont.Weight.Medium))
            painter.setPen(colour("text"))
            painter.drawText(place, middle, entry.label)
            place.setLeft(place.left() + painter.fontMetrics().horizontalAdvance(entry.label) + scaled(8))
            painter.setFont(font("second"))
            painter.setPen(colour("text-2"))
            painter.drawText(place, middle, entry.secondary)
        painter.restore()
