"""The blocks documents are made of: titles, paragraphs, figures, a progress bar, places to sign."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from facilitator_app.documents.fonts import Font, font
from facilitator_app.documents.letters import printable, printable_lines, wrapped
from facilitator_app.documents.page import LEFT, RIGHT, WIDTH, Paper


def fitting_size(text: str, font: Font, size: float, width: float) -> float:
    """The size at which an amount, which may not be cut, holds in the width."""
    needed = font.width(text, size)
    return size if needed <= width else size * width / needed


def title(paper: Paper, text: str, subtitle: str) -> None:
    """The title of a dense sheet, on the left."""
    bold, regular = font("bold"), font("regular")
    with paper.pen.leaf("H1"):
        for place, line in enumerate(wrapped(printable(text), bold, 15.3, WIDTH, 3)):
            paper.y += 18.5 if place else 24
            paper.pen.text(LEFT, paper.y, line, bold, 15.3, spacing=-0.1)
    with paper.pen.leaf("P"):
        for place, line in enumerate(wrapped(printable(subtitle), regular, 9.2, WIDTH, 3)):
            paper.y += 14.5 if place == 0 else 12
            paper.pen.text(LEFT, paper.y, line, regular, 9.2, "text-2")


def centred_title(paper: Paper, lines: Sequence[str], subtitle: str) -> None:
    """The title of a formal document."""
    bold, regular = font("bold"), font("regular")
    paper.y += 20
    with paper.pen.leaf("H1"):
        for line in lines:
            paper.y += 22.5
            paper.pen.text((LEFT + RIGHT - bold.width(line, 17.5)) / 2, paper.y, line, bold, 17.5, spacing=-0.05)
    paper.y += 18
    with paper.pen.leaf("P"):
        paper.pen.text((LEFT + RIGHT - regular.width(subtitle, 9.2)) / 2, paper.y, subtitle, regular, 9.2, "text-2")


def notice(paper: Paper, word: str, sentence: str) -> None:
    """A coloured band that nobody can miss: the document may still change."""
    semibold, regular = font("semibold"), font("regular")
    indent = semibold.width(word, 8.6) + 8
    lines = wrapped(printable(sentence), regular, 8.6, WIDTH - 18 - indent)
    height = 9 + 11.5 * len(lines)
    paper.y += 9
    with paper.pen.decoration():
        paper.pen.box(LEFT, paper.y, WIDTH, height, 4, "warning", "warning-soft")
    with paper.pen.leaf("P"):
        paper.pen.text(LEFT + 9, paper.y + 13, word, semibold, 8.6, "warning")
        for place, line in enumerate(lines):
            paper.pen.text(LEFT + 9 + indent, paper.y + 13 + 11.5 * place, line, regular, 8.6, "warning")
    paper.y += height


def heading(paper: Paper, text: str, room_below: float = 40) -> None:
    """A second-level title, kept on the page of what it announces."""
    paper.room(24 + room_below)
    paper.y += 21.5
    with paper.pen.leaf("H2"):
        paper.pen.text(LEFT, paper.y, text, font("semibold"), 9.6, "primary")
    paper.y += 7


def paragraph(paper: Paper, text: str, size: float = 9.4, leading: float = 15, kept_below: float = 0.0) -> None:
    """Typed lines stay lines; a paragraph goes on over the page, its last line with `kept_below` room under it."""
    regular = font("regular")
    lines = [line for typed in printable_lines(text) for line in wrapped(typed, regular, size, WIDTH)]
    for place, line in enumerate(lines, 1):
        paper.room(leading + (kept_below if place == len(lines) else 0.0))
        paper.y += leading
        with paper.pen.leaf("P"):
            paper.pen.text(LEFT, paper.y, line, regular, size)


def key_figures(paper: Paper, figures: Sequence[tuple[str, str]]) -> None:
    """Amounts in a row of boxes, each under its label."""
    pen, regular, bold = paper.pen, font("regular"), font("bold")
    gap, height = 8.0, 42.0
    width = (WIDTH - gap * (len(figures) - 1)) / len(figures)
    for place, (label, amount) in enumerate(figures):
        x = LEFT + (width + gap) * place
        with pen.decoration():
            pen.box(x, paper.y, width, height, 5, "border")
        with pen.leaf("P"):
            pen.text(x + 8, paper.y + 15, label, regular, 7.7, "text-2")
            size = fitting_size(amount, bold, 13, width - 16)
            pen.text(x + 8, paper.y + 31, amount, bold, size)
    paper.y += height


def framed_figures(paper: Paper, figures: Sequence[tuple[str, str]]) -> None:
    """The amounts a formal document is about, in one frame: the first at the left, the last at the right."""
    pen, regular, bold = paper.pen, font("regular"), font("bold")
    height, inside = 60.0, 14.0
    share = (WIDTH - 2 * inside) / len(figures)
    with pen.decoration():
        pen.box(LEFT, paper.y, WIDTH, height, 6, "primary", "primary-soft", 1.1)
    for place, (label, amount) in enumerate(figures):
        size = fitting_size(amount, bold, 18.5, share - 8)
        taken = max(bold.width(amount, size), regular.width(label, 8.2))
        x = LEFT + inside + (WIDTH - 2 * inside - taken) * place / max(1, len(figures) - 1)
        with pen.leaf("P"):
            pen.text(x, paper.y + 21, label, regular, 8.2, "text-2")
            pen.text(x, paper.y + 43, amount, bold, size)
    paper.y += height


def progress_bar(paper: Paper, done: Decimal | None, elapsed: Decimal | None, left: str, right: str) -> None:
    """Shares from 0 to 1 (more is drawn full), with a mark where time stands; a sentence at each end."""
    pen, regular = paper.pen, font("regular")
    height, y = 8.0, paper.y + 9
    sentence = " ; ".join(filter(None, [left, right]))
    with pen.figure(LEFT, y - 3, WIDTH, height + 6, sentence):
        pen.box(LEFT, y, WIDTH, height, 4, fill="chart-track")
        if done:
            with pen.inside_box(LEFT, y, WIDTH, height, 4):
                pen.box(LEFT, y, WIDTH * _bounded(done), height, 4, fill="chart-1")
        if elapsed is not None:
            x = LEFT + WIDTH * _bounded(elapsed)
            pen.line(x, y - 3, x, y + height + 3, "mark", 1.5)
    with pen.leaf("P"):
        pen.text(LEFT, y + height + 12.5, left, regular, 7.7, "text-2")
        pen.text_right(RIGHT, y + height + 12.5, right, regular, 7.7, "text-2")
    paper.y = y + height + 14


def _bounded(share: Decimal) -> float:
    return float(min(max(share, Decimal(0)), Decimal(1)))


def signature_boxes(paper: Paper, signatories: Sequence[str]) -> None:
    """A place for each to write a name, a date and a signature."""
    pen, regular, semibold = paper.pen, font("regular"), font("semibold")
    gap = 14.0
    width = (WIDTH - gap * (len(signatories) - 1)) / len(signatories)
    names = [wrapped(printable(signatory), semibold, 8.3, width - 16, 4) for signatory in signatories]
    height = 57.0 + 10.5 * (max(map(len, names)) - 1)
    paper.room(height + 9)
    paper.y += 9
    for place, lines in enumerate(names):
        x = LEFT + (width + gap) * place
        with pen.decoration():
            pen.box(x, paper.y, width, height, 5, "border")
        with pen.leaf("P"):
            below = paper.y + 13.5
            for line in lines:
                pen.text(x + 8, below, line, semibold, 8.3)
                below += 10.5
            pen.text(x + 8, below + 1.5, "Nom, date et signature", regular, 8.3, "text-2")
    paper.y += height


def stamp_box(paper: Paper, lines: Sequence[str], signatory: str) -> None:
    """Who signs, at the right, above a dashed place for the stamp and the signature."""
    pen, regular, semibold = paper.pen, font("regular"), font("semibold")
    x, width, height = LEFT + 300, WIDTH - 300, 61.0
    written = [line for typed in lines for line in wrapped(printable(typed), regular, 9, width, 2)]
    names = wrapped(printable(signatory), semibold, 9, width, 2)
    paper.room(13.5 * (len(written) + len(names)) + height + 12)
    paper.y += 2
    with pen.leaf("P"):
        for line in written:
            paper.y += 13.5
            pen.text(x, paper.y, line, regular, 9)
        for line in names:
            paper.y += 13.5
            pen.text(x, paper.y, line, semibold, 9)
    paper.y += 9
    with pen.decoration():
        pen.box(x, paper.y, width, height, 5, "border-strong", dashed=True)
    with pen.leaf("P"):
        pen.text(x + 8, paper.y + 14.5, "Cachet et signature", regular, 8.2, "text-2")
    paper.y += height
