"""Tables of any length: their header comes back on each page, and their total stays with the last line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator_app.documents.blocks import fitting_size
from facilitator_app.documents.fonts import font
from facilitator_app.documents.letters import printable, wrapped
from facilitator_app.documents.page import BODY_BOTTOM, LEFT, RIGHT, Paper
from facilitator_app.documents.tagging import column_header, data_cell, row_header


@dataclass(frozen=True, slots=True)
class Column:
    """`amounts` are right-aligned figures, made smaller rather than cut; `names` introduce their line."""

    title: str
    width: float
    kind: Literal["text", "names", "dates", "amounts", "numbers"] = "text"
    strong: bool = False

    @property
    def weight(self) -> str:
        return "semibold" if self.strong or self.kind == "names" else "regular"

    @property
    def aligned(self) -> Literal["left", "centre", "right"]:
        if self.kind == "amounts":
            return "right"
        return "centre" if self.kind in ("dates", "numbers") else "left"


@dataclass(frozen=True, slots=True)
class TableStyle:
    """`hand_lines` is how many lines each row leaves in its last column for what is written by hand."""

    size: float
    leading: float
    row_height: float
    header_height: float
    indent: float
    amount_indent: float
    most_lines: int = 3
    hand_lines: int = 0


DENSE_TABLE = TableStyle(size=8.1, leading=10.2, row_height=17, header_height=19.5, indent=5, amount_indent=4)
ROOMY_TABLE = TableStyle(size=9.2, leading=12, row_height=27.4, header_height=26, indent=8, amount_indent=8)
COMPACT_TABLE = TableStyle(size=8.8, leading=11, row_height=19.5, header_height=21, indent=8, amount_indent=8)


HAND_LINE = 19.0  # points from one line of handwriting to the next
_NAME_LINES = 16  # the longest name and first name there may be: half a name could be that of another


@dataclass(frozen=True, slots=True)
class Total:
    """The last line: a label over the first columns, after `skipped` empty ones, then amounts to the end."""

    label: str
    amounts: Sequence[str]
    skipped: int = 0


def data_table(
    paper: Paper,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    total: Total | None,
    style: TableStyle,
    kept_below: float = 0.0,
) -> None:
    """Draws each cell on up to `style.most_lines` lines, names whole; the widths of the columns add up to the page's.

    `kept_below` is the room that the last line wants under it on its page.
    """
    table = _Table(paper, columns, style)
    with paper.pen.tree.group("Table"):
        table.header(repeated=False)
        for place, row in enumerate(rows):
            below = kept_below + (style.row_height if total else 0.0)
            table.row(row, below if place == len(rows) - 1 else 0.0)
        if total:
            table.total(total)
    table.close()


class _Table:
    def __init__(self, paper: Paper, columns: Sequence[Column], style: TableStyle) -> None:
        self.paper, self.columns, self.style = paper, columns, style
        self.edges = [LEFT]
        for column in columns:
            self.edges.append(self.edges[-1] + column.width)
        self.edges[-1] = RIGHT
        self.top = paper.y

    def header(self, repeated: bool) -> None:
        pen, style = self.paper.pen, self.style
        y = self.top = self.paper.y
        with pen.decoration():
            pen.area(LEFT, y, RIGHT - LEFT, style.header_height, "surface-3")
            pen.line(LEFT, y, RIGHT, y, "border")
            if repeated:
                self._titles(y)
        if not repeated:
            with pen.tree.group("TR"):
                self._titles(y, tagged=True)
        self._advance(style.header_height)

    def _titles(self, y: float, tagged: bool = False) -> None:
        for place, column in enumerate(self.columns):
            if tagged:
                with self.paper.pen.leaf("TH", column_header()):
                    self._amount(place, column.title, y, self.style.header_height, "semibold", "text")
            else:
                self._amount(place, column.title, y, self.style.header_height, "semibold", "text")

    def _advance(self, height: float) -> None:
        self.paper.y += height
        with self.paper.pen.decoration():
            self.paper.pen.line(LEFT, self.paper.y, RIGHT, self.paper.y, "border")

    def close(self) -> None:
        """Draws the upright lines of what this page holds of the table, down to here."""
        if self.top == self.paper.y:
            return
        with self.paper.pen.decoration():
            for edge in self.edges:
                self.paper.pen.line(edge, self.top, edge, self.paper.y, "border")

    def _room(self, height: float) -> None:
        if self.paper.y + height > BODY_BOTTOM:
            self.close()
            self.paper.new_page()
            self.header(repeated=True)

    def row(self, cells: Sequence[str], below: float) -> None:
        """One line, with room kept for what must stay below it."""
        style, pen = self.style, self.paper.pen
        lines = [self._cell_lines(column, cell) for column, cell in zip(self.columns, cells, strict=True)]
        height = max(max(map(self._height, lines)), HAND_LINE * style.hand_lines + style.indent)
        self._room(height + below)
        y = self.paper.y
        with pen.tree.group("TR"):
            for place, (column, cell) in enumerate(zip(self.columns, lines, strict=True)):
                names = column.kind == "names"
                with pen.leaf("TH", row_header()) if names else pen.leaf("TD"):
                    self._cell(place, cell, y, self._height(cell) if style.hand_lines else height)
        if style.hand_lines:
            self._lines_to_write_on(y, height)
        self._advance(height)

    def _height(self, lines: Sequence[str]) -> float:
        return self.style.row_height + self.style.leading * (len(lines) - 1)

    def _lines_to_write_on(self, top: float, height: float) -> None:
        left, right = self.edges[-2] + self.style.indent, self.edges[-1] - self.style.indent
        with self.paper.pen.decoration():
            for line in range(1, int((height - self.style.indent) // HAND_LINE) + 1):
                self.paper.pen.line(left, top + line * HAND_LINE, right, top + line * HAND_LINE, "border", 0.6)

    def _cell_lines(self, column: Column, cell: str) -> list[str]:
        text = printable(cell)
        if column.aligned != "left":
            return [text]
        room = column.width - 2 * self.style.indent
        most = max(_NAME_LINES, self.style.most_lines) if column.kind == "names" else self.style.most_lines
        return wrapped(text, font(column.weight), self.style.size, room, most)

    def _cell(self, place: int, lines: Sequence[str], y: float, height: float) -> None:
        column = self.columns[place]
        if column.aligned == "left":
            baseline = y + height / 2 + self.style.size * 0.36 - self.style.leading * (len(lines) - 1) / 2
            for line in lines:
                x = self.edges[place] + self.style.indent
                self.paper.pen.text(x, baseline, line, font(column.weight), self.style.size)
                baseline += self.style.leading
        else:
            self._amount(place, lines[0], y, height, column.weight, "text")

    def _amount(self, place: int, text: str, y: float, height: float, weight: str, colour: str) -> None:
        """One line that is never cut."""
        column, used = self.columns[place], font(weight)
        indent = self.style.indent if column.aligned == "left" else self.style.amount_indent
        left, right = self.edges[place] + indent, self.edges[place + 1] - indent
        size = fitting_size(text, used, self.style.size, right - left)
        x = left
        if column.aligned == "right":
            x = right - used.width(text, size)
        elif column.aligned == "centre":
            x = (left + right - used.width(text, size)) / 2
        self.paper.pen.text(x, y + height / 2 + self.style.size * 0.36, text, used, size, colour)

    def total(self, total: Total) -> None:
        style, pen = self.style, self.paper.pen
        self._room(style.row_height)
        y, first = self.paper.y, len(self.columns) - len(total.amounts)
        with pen.decoration():
            pen.area(LEFT, y, RIGHT - LEFT, style.row_height, "surface-3")
        with pen.tree.group("TR"):
            for _ in range(total.skipped):
                pen.tree.add("TD")
            with pen.leaf("TH", row_header(first - total.skipped)):
                x = self.edges[total.skipped] + style.indent
                middle = y + style.row_height / 2 + style.size * 0.36
                pen.text(x, middle, total.label, font("semibold"), style.size)
            for place, amount in enumerate(total.amounts, start=first):
                with pen.leaf("TD", data_cell()):
                    self._amount(place, amount, y, style.row_height, "semibold", "text")
        self.close()
        self._advance(style.row_height)
        self.top = y
        with pen.decoration():
            for edge in (LEFT, *self.edges[max(1, total.skipped) : total.skipped + 1], *self.edges[first:]):
                pen.line(edge, y, edge, self.paper.y, "border")
        self.top = self.paper.y
