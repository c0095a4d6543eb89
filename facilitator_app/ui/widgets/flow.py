"""A row that continues on the line below when the text is too large, or the window too narrow, for one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """On one line as long as there is room. What grows takes the room left on its line, and gives its own up to its
    minimum before anything goes below."""

    def __init__(self, spacing: int = 8, widgets: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._growing: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: rows inside rows ask for the same ones over and over
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for widget in widgets:
            self.addWidget(widget)

    def add_growing(self, widget: QWidget) -> None:
        self.addWidget(widget)
        self._growing.append(self._items[-1])

    def add_row(self, row: QLayout) -> None:
        """Parts that go below together, such as the buttons beside a title."""
        self.addChildLayout(row)
        self.addItem(row)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        item = self._items.pop(index)
        self._growing = [growing for growing in self._growing if growing is not item]
        return item

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal if self._growing else Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._height_for(width)
        return self._heights[width]

    def _height_for(self, width: int) -> int:
        margins = self.contentsMargins()
        inside = width - margins.left() - margins.right()
        bottom = max((place.bottom() + 1 for _, place in self._places(inside)), default=0)
        return bottom + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        shown = self._shown()
        wide = sum(item.sizeHint().width() for item in shown) + self.spacing() * max(len(shown) - 1, 0)
        return self._with_margins(wide, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._shown()]
        return self._with_margins(
            max((size.width() for size in least), default=0), max((size.height() for size in least), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        places = list(self._places(inside.width()))
        one_line = len({place.top() for _, place in places}) == 1
        for item, place in places:
            if one_line:
                place.setHeight(max(place.height(), inside.height()))  # in the middle, as in any row
            item.setGeometry(place.translated(inside.topLeft()))

    def _places(self, width: int) -> Iterator[tuple[QLayoutItem, QRect]]:
        top = 0
        for line in self._lines(width):
            wide = [min(self._wanted(item), width) for item in line]
            left_over = width - sum(wide) - self.spacing() * (len(line) - 1)
            growing = [place for place, item in enumerate(line) if item in self._growing]
            for place in growing:
                wide[place] += left_over // len(growing)
            high = max(_height(item, its_width) for item, its_width in zip(line, wide, strict=True))
            left = 0
            for item, its_width in zip(line, wide, strict=True):
                yield item, QRect(left, top, its_width, high)
                left += its_width + self.spacing()
            top += high + self.spacing()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        room = 0
        for item in self._shown():
            wanted = self._wanted(item)
            if not lines or wanted > room:
                lines.append([])
                room = width
            lines[-1].append(item)
            room -= wanted + self.spacing()
        return lines

    def _wanted(self, item: QLayoutItem) -> int:
        return (item.minimumSize() if item in self._growing else item.sizeHint()).width()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, width: int, height: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
