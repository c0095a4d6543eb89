"""Framed lists of labels and values, as at the top of a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator_app.documents.fonts import font
from facilitator_app.documents.letters import printable, printable_lines, wrapped
from facilitator_app.documents.page import LEFT, RIGHT, WIDTH, Paper
from facilitator_app.documents.tagging import data_cell, row_header


@dataclass(frozen=True, slots=True)
class FieldStyle:
    size: float
    leading: float
    padding: float
    label_width: float
    indent: float


DENSE = FieldStyle(size=8.3, leading=11.6, padding=5.4, label_width=89, indent=5)
ROOMY = FieldStyle(size=9.3, leading=12.6, padding=14.6, label_width=89, indent=8)


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what was typed for it, on `most_lines` lines at most; None lets it go on over the page."""

    label: str
    value: str
    weight: str = "regular"
    most_lines: int | None = 4


def fields(paper: Paper, rows: Sequence[tuple[Field, ...]], style: FieldStyle = DENSE) -> None:
    """A framed list of labels and values, one or two on each line."""
    with paper.pen.tree.group("Table"):
        for row in rows:
            _field_row(paper, row, style)


def _field_row(paper: Paper, row: tuple[Field, ...], style: FieldStyle) -> None:
    share = WIDTH / len(row)
    value_width = share - style.label_width - 2 * style.indent
    columns = [_field_lines(field, style, value_width) for field in row]
    while any(columns):
        most = int((paper.left - style.padding) / style.leading)
        if most < min(3, max(map(len, columns))):
            paper.new_page()
            continue
        _draw_field_row(paper, row, [column[:most] for column in columns], style)
        columns = [column[most:] for column in columns]


def _field_lines(field: Field, style: FieldStyle, width: float) -> list[str]:
    used = font(field.weight)
    if field.most_lines:
        return wrapped(printable(field.value) or "–", used, style.size, width, field.most_lines)
    typed = printable_lines(field.value) or ["–"]
    return [line for text in typed for line in wrapped(text, used, style.size, width)]


def _draw_field_row(paper: Paper, row: tuple[Field, ...], columns: list[list[str]], style: FieldStyle) -> None:
    pen, regular = paper.pen, font("regular")
    share = WIDTH / len(row)
    labels = [wrapped(field.label, regular, style.size, style.label_width - 2 * style.indent) for field in row]
    height = style.padding + style.leading * max(1, *map(len, columns), *map(len, labels))
    with pen.decoration():
        for place in range(len(row)):
            pen.area(LEFT + share * place, paper.y, style.label_width, height, "surface-2")
            pen.line(*_upright(LEFT + share * place + style.label_width, paper.y, height), "border")
            pen.line(*_upright(LEFT + share * place, paper.y, height), "border")
        pen.line(*_upright(RIGHT, paper.y, height), "border")
        pen.line(LEFT, paper.y, RIGHT, paper.y, "border")
        pen.line(LEFT, paper.y + height, RIGHT, paper.y + height, "border")
    with pen.tree.group("TR"):
        for place, (field, label, lines) in enumerate(zip(row, labels, columns, strict=True)):
            x = LEFT + share * place + style.indent
            middle = paper.y + height / 2 + style.size * 0.36
            with pen.leaf("TH", row_header()):
                for y, line in _around(middle, style.leading, label):
                    pen.text(x, y, line, regular, style.size, "text-2")
            with pen.leaf("TD", data_cell() if len(row) > 1 else data_cell(3)):
                for y, line in _around(middle, style.leading, lines):
                    pen.text(x + style.label_width, y, line, font(field.weight), style.size)
    paper.y += height


def _around(middle: float, leading: float, lines: Sequence[str]) -> Iterator[tuple[float, str]]:
    """Where each line stands, all of them centred on one."""
    first = middle - leading * (len(lines) - 1) / 2
    return ((first + leading * place, line) for place, line in enumerate(lines))


def _upright(x: float, y: float, height: float) -> tuple[float, float, float, float]:
    return x, y, x, y + height
