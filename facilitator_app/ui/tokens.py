"""The design tokens: colours of the two themes, text sizes, and which of them apply now."""

from __future__ import annotations

import json
from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from facilitator_app.places import resources

Role = Literal["page", "figure", "sheet", "card", "body", "second", "caption"]
POINTS: dict[Role, float] = {
    "page": 14.25, "figure": 18.75, "sheet": 12.75, "card": 10.5, "body": 9.75, "second": 9.0, "caption": 8.25,
}  # fmt: skip
TEXT_SIZES = (90, 100, 115, 130, 150, 200)

# In high contrast the system's own colours win: what each of our names becomes (ink unless said here).
_GROUNDS = {"window", "surface", "surface-2", "surface-3", "bar", "bar-hover", "entry", "chart-track"}
_HIGHLIGHTS = {"selection", "bar-active", "primary", "primary-hover", "bar-accent", "focus", "entry-header"}
_ON_HIGHLIGHTS = {"on-primary", "on-accent", "bar-strong", "on-entry-header"}


class Tokens(NamedTuple):
    light: dict[str, str]
    dark: dict[str, str]
    contrasts: list[tuple[str, str, float]]
    """Ink, ground, and the least ratio between them (WCAG 1.4.3 and 1.4.11)."""


class Applied:
    """What is applied at the moment; only `Look` writes it, painted widgets ask each time they paint."""

    def __init__(self) -> None:
        self.dark = self.high_contrast = False
        self.text_size = 100


applied = Applied()


@cache
def tokens() -> Tokens:
    read = json.loads((resources() / "tokens.json").read_text("utf-8"))
    pairs = [(ink, ground, least) for ink, ground, least in read["contrasts"]]
    return Tokens(read["colours"]["light"], read["colours"]["dark"], pairs)


def theme_colours() -> dict[str, str]:
    return tokens().dark if applied.dark else tokens().light


def colour(name: str) -> QColor:
    """The colour of that name in the theme applied now; ask again at each painting."""
    return _system_colour(name) if applied.high_contrast else QColor(theme_colours()[name])


def tone_colours(tone: str) -> tuple[QColor, QColor]:
    """Ink and ground of a tone."""
    tone = tone or "neutral"
    return colour(tone), colour(f"{tone}-soft")


def points(role: Role) -> float:
    """Size of a kind of text, in points, at the user's text size."""
    return POINTS[role] * applied.text_size / 100


def scaled(pixels: float) -> int:
    """A length that grows with the text (icons, marks, minimum widths)."""
    return round(pixels * applied.text_size / 100)


def contrast(one: str, other: str) -> float:
    """The WCAG ratio between two `#rrggbb` colours: 1 when equal, 21 between black and white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.03928 else float(((level + 0.055) / 1.055) ** 2.4)


def _system_colour(name: str) -> QColor:
    palette = QApplication.palette()
    if name in _GROUNDS or name.endswith("-soft"):
        return palette.color(QPalette.ColorRole.Base)
    if name in _ON_HIGHLIGHTS:
        return palette.color(QPalette.ColorRole.HighlightedText)
    return palette.color(QPalette.ColorRole.Highlight if name in _HIGHLIGHTS else QPalette.ColorRole.Text)
