"""A form on A4 under the letterhead of the house; the same form always gives the same bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Literal

from facilitator_app.documents import blocks
from facilitator_app.documents.fields import DENSE, Field, fields
from facilitator_app.documents.fonts import font
from facilitator_app.documents.form import (
    Blanks,
    Block,
    Fact,
    Facts,
    Form,
    Grid,
    Part,
    Signatures,
    Ticks,
    Words,
    WritingGrid,
    fingerprint,
)
from facilitator_app.documents.letterhead import Reference
from facilitator_app.documents.letters import printable, wrapped
from facilitator_app.documents.page import LEFT, RIGHT, WIDTH, Paper
from facilitator_app.documents.table import DENSE_TABLE, Column, data_table
from facilitator_app.domain.values import NO_BREAK_SPACE, written_long_date

_SIZE, _LEADING = 8.8, 12.4
_TICK, _LINE = 8.0, 19.0
_WHOLE_CELLS = dataclasses.replace(DENSE_TABLE, most_lines=60)  # what was typed is not cut, up to a page
_LONGEST_NAME = 80  # signs
_GAP, _GAP_IN_LINE = 7.0, 18.0
_GAP_UNTITLED = 12.0  # above a frame or a table that no title announces
_SIGNATURES = 75.0  # the room that signatures take
_KEPT_TOGETHER = 260.0  # a part this high goes to the next page as a whole
_DATE = re.compile(r"\d\d/\d\d/\d{4}|–|")
_AMOUNT = re.compile(r"-?\d{1,3}(\u202f\d{3})*(,\d+)?(\u00a0(h|€|%))?|–|")


def form_pdf(form: Form) -> bytes:
    """The pages of a form, with a structure that screen readers follow."""
    day = written_long_date(form.day)
    made = f"{form.place}, le {day}" if form.place else f"Le {day}"
    reference = Reference(form.reference, tuple(filter(None, (made, form.mention))))
    title = f"{form.title} {form.number}".strip()
    paper = Paper(form.letterhead, reference, title, _footer(form), dt.datetime.combine(form.day, dt.time()))
    blocks.title(paper, form.title, form.subtitle)
    if form.warning:
        blocks.notice(paper, *form.warning)
    for part in _signed_with_what_is_above(form.parts):
        _draw_part(paper, part)
    return paper.finished()


def _footer(form: Form) -> str:
    mark = f"Empreinte du document{NO_BREAK_SPACE}: {fingerprint(form)}."
    return f"{form.footer} {mark}".strip()


def _draw_part(paper: Paper, part: Part) -> None:
    if part.title:
        blocks.heading(paper, part.title, room_below=_room_below(part))
    else:
        paper.y += _GAP_UNTITLED if isinstance(part.blocks[0], Facts | Grid) else 6
    for place, block in enumerate(part.blocks):
        if place:
            paper.y += _gap(part.blocks[place - 1], block)
        signed = isinstance(part.blocks[place + 1], Signatures) if place + 1 < len(part.blocks) else False
        _draw(paper, block, _SIGNATURES if signed else 0.0)


def _signed_with_what_is_above(parts: tuple[Part, ...]) -> list[Part]:
    """Signatures of no title belong to the part above them, which they are not to be parted from."""
    joined: list[Part] = []
    for part in parts:
        if joined and not part.title and isinstance(part.blocks[0], Signatures):
            joined[-1] = Part(joined[-1].title, joined[-1].blocks + part.blocks)
        else:
            joined.append(part)
    return joined


def _gap(above: Block, below: Block) -> float:
    """What is written or ticked by hand ends lower than a frame or a table does."""
    return _GAP_UNTITLED if isinstance(above, Blanks | Ticks) and isinstance(below, Facts | Grid) else _GAP


def _room_below(part: Part) -> float:
    """For its first block; for all of it when it ends with signatures, which nobody signs alone on a page."""
    if part.blocks and isinstance(part.blocks[-1], Signatures):
        whole = sum(map(_least_room, part.blocks)) + _GAP * (len(part.blocks) - 1)
        if whole <= _KEPT_TOGETHER:
            return whole
    return max(map(_least_room, part.blocks[:1]), default=20)


def _least_room(block: Block) -> float:
    """What must hold under a title, so that it never ends a page alone."""
    match block:
        case Signatures():
            return _SIGNATURES
        case Blanks(_, lines):
            return _LINE * lines
        case Ticks(labels):
            return _LINE if block.in_line else 14.0 * len(labels)
    return 45.0


def _draw(paper: Paper, block: Block, kept_below: float = 0.0) -> None:
    if kept_below and isinstance(block, Blanks | Ticks):
        paper.room(_least_room(block) + kept_below)
    match block:
        case Words(text):
            blocks.paragraph(paper, text, _SIZE, _LEADING, kept_below)
        case Facts(rows):
            shown = [tuple(Field(fact.label, fact.value, most_lines=None) for fact in row) for row in rows]
            fields(paper, shown, dataclasses.replace(DENSE, label_width=_label_width(rows)))
        case Grid():
            _draw_grid(paper, block, kept_below)
        case Ticks():
            _draw_ticks(paper, block)
        case Blanks(label, lines):
            _draw_blanks(paper, label, lines)
        case Signatures(signatories):
            blocks.signature_boxes(paper, signatories)


def _label_width(rows: tuple[tuple[Fact, ...], ...]) -> float:
    """Room for the longest label, up to half of what a line holds."""
    longest = max((font("regular").width(fact.label, DENSE.size) for row in rows for fact in row), default=0.0)
    columns = max(map(len, rows), default=1)
    return min(max(DENSE.label_width, longest + 3 * DENSE.indent), WIDTH / columns / 2)


def _draw_grid(paper: Paper, grid: Grid, kept_below: float) -> None:
    if not grid.rows and grid.empty:
        blocks.paragraph(paper, grid.empty, _SIZE, _LEADING, kept_below)
        return
    whole, marked = sum(grid.widths), _is_of_marks(grid)
    columns = [
        Column(title, WIDTH * share / whole, "dates" if place and marked else _kind(place, _cells(grid, place)))
        for place, (title, share) in enumerate(zip(grid.titles, grid.widths, strict=True))
    ]
    lines = grid.lines if isinstance(grid, WritingGrid) else 0
    data_table(paper, columns, grid.rows, None, dataclasses.replace(_WHOLE_CELLS, hand_lines=lines), kept_below)


def _cells(grid: Grid, place: int) -> list[str]:
    return [row[place] for row in grid.rows]


def _is_of_marks(grid: Grid) -> bool:
    """Lines where one column or another bears a cross: crosses stand under the middle of their title."""
    marks = {cell for row in grid.rows for cell in row[1:]}
    return marks in ({"X"}, {"X", ""})


def _kind(place: int, cells: list[str]) -> Literal["names", "dates", "text", "amounts"]:
    """A column of dates or of amounts is never cut in two lines; another first column introduces its line."""
    if any(cells) and all(_DATE.fullmatch(cell) for cell in cells):
        return "dates"
    if place and any(cells) and all(_AMOUNT.fullmatch(cell) for cell in cells):
        return "amounts"
    return "text" if place or max(map(len, cells), default=0) > _LONGEST_NAME else "names"


def _draw_ticks(paper: Paper, ticks: Ticks) -> None:
    regular, x = font("regular"), LEFT
    if ticks.in_line:
        paper.room(_LINE)
        paper.y += 14
    for place, label in enumerate(ticks.labels):
        if ticks.in_line:
            text = printable(label)
            wanted = _TICK + 5 + regular.width(text, _SIZE)
            if x > LEFT and x + wanted > RIGHT:
                x = LEFT
                paper.room(_LINE)
                paper.y += 14
            _draw_tick(paper, x, ticks.is_ticked(place), [text])
            x += wanted + _GAP_IN_LINE
        else:
            lines = wrapped(printable(label), regular, _SIZE, WIDTH - _TICK - 6)
            paper.room(14 + 11 * (len(lines) - 1))
            paper.y += 14
            _draw_tick(paper, LEFT, ticks.is_ticked(place), lines)
            paper.y += 11 * (len(lines) - 1)
    paper.y += 3


def _draw_tick(paper: Paper, x: float, ticked: bool, lines: list[str]) -> None:
    pen, y = paper.pen, paper.y
    with pen.decoration():
        pen.box(x, y - _TICK + 1, _TICK, _TICK, 1.5, "border-strong", thickness=0.9)
        if ticked:
            pen.line(x + 1.7, y - 2.8, x + 3.4, y - 0.9, "primary", 1.3)
            pen.line(x + 3.4, y - 0.9, x + 6.6, y - 5.6, "primary", 1.3)
    with pen.leaf("P"):
        for place, line in enumerate(lines):
            pen.text(x + _TICK + 5, y + 11 * place, line, font("regular"), _SIZE)


def _draw_blanks(paper: Paper, label: str, lines: int) -> None:
    pen, regular = paper.pen, font("regular")
    text = printable(label)
    for place in range(lines):
        paper.room(_LINE)
        paper.y += _LINE
        start = LEFT
        if place == 0 and text:
            with pen.leaf("P"):
                pen.text(LEFT, paper.y, text, regular, _SIZE)
            start = min(LEFT + regular.width(text, _SIZE) + 6, RIGHT - 40)
        with pen.decoration():
            pen.line(start, paper.y + 1.5, RIGHT, paper.y + 1.5, "border-strong", 0.6)
