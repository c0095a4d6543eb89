"""How the application looks: Fusion, a palette, one style sheet and Inter, in light, dark or high contrast."""

from __future__ import annotations

from enum import StrEnum
from string import Template
from typing import Literal

from PySide6 import QtCore
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QAccessibilityHints, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.places import resources
from facilitator_app.ui.icons import refresh_icons
from facilitator_app.ui.tokens import (
    POINTS,
    TEXT_SIZES,
    Role,
    applied,
    colour,
    points,
    scaled,
    theme_colours,
    tone_colours,
)

__all__ = [
    "TABULAR", "TEXT_SIZES", "Look", "Role", "Theme", "Tone", "colour", "font", "is_dark", "load_fonts", "points",
    "row_height", "scaled", "speak_french", "tone_colours",
]  # fmt: skip

Tone = Literal["", "success", "warning", "danger", "info", "neutral"]
"""What a mark means; "" for ordinary text. A tone never comes without a word or an icon."""
TABULAR = QFont.Tag("tnum")
COMPACT_BELOW = 800  # logical pixels of window height
_GROUP, _ROLE = QPalette.ColorGroup, QPalette.ColorRole
_PALETTE = {
    _ROLE.Window: "window", _ROLE.WindowText: "text", _ROLE.Base: "surface", _ROLE.AlternateBase: "surface-2",
    _ROLE.Text: "text", _ROLE.Button: "surface", _ROLE.ButtonText: "text", _ROLE.BrightText: "text",
    _ROLE.Highlight: "selection", _ROLE.HighlightedText: "text", _ROLE.Accent: "primary", _ROLE.Link: "primary",
    _ROLE.LinkVisited: "primary", _ROLE.ToolTipBase: "bar", _ROLE.ToolTipText: "bar-text",
    _ROLE.PlaceholderText: "text-3", _ROLE.Light: "surface", _ROLE.Midlight: "surface-3", _ROLE.Mid: "border",
    _ROLE.Dark: "border-strong", _ROLE.Shadow: "border-strong",
}  # fmt: skip


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class _Sheet(Template):
    idpattern = r"[a-z][a-z0-9-]*"


class Look(QObject):
    """Applies a theme and a text size to the whole application, and follows the system.

    The style sheet is for windows to wear, and what opens above them wears it too. Set on the application instead,
    it is worked out again for all that a part holds each time the part is put in another: half the time of a page.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.theme = Theme.SYSTEM
        self.sheet = ""
        self._guessing = True
        load_fonts(app)
        app.setStyle("Fusion")
        # Both are kept: PySide6 6.12 believes they are gone once nobody in Python holds them.
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self.make_sure)
        self._accessibility.contrastPreferenceChanged.connect(self.make_sure)
        app.screenAdded.connect(refresh_icons)  # its pixels may be of another size

    def make_sure(self) -> None:
        """Once the window shows: put right what was guessed of the system, and show our icon in the task bar."""
        self._guessing = False
        self._app.setWindowIcon(QIcon(str(resources() / "app.svg")))
        if (applied.dark, applied.high_contrast) != self._wanted():
            self._follow()

    @property
    def text_size(self) -> int:
        return applied.text_size

    def apply(self, theme: Theme | None = None, text_size: int | None = None) -> None:
        """Change the theme, the text size (in hundredths of the usual size), or both, at once and everywhere."""
        if text_size is not None:
            applied.text_size = min(max(text_size, TEXT_SIZES[0]), TEXT_SIZES[-1])
        if theme not in (None, self.theme):
            self.theme, scheme = Theme(theme), QtCore.Qt.ColorScheme
            schemes = {Theme.LIGHT: scheme.Light, Theme.DARK: scheme.Dark}
            self._hints.setColorScheme(schemes.get(self.theme, scheme.Unknown))  # the window frame follows too
        self._follow()

    def step_text_size(self, steps: int) -> None:
        """The next larger (1) or smaller (-1) text size."""
        sizes = [*TEXT_SIZES]
        nearest = min(sizes, key=lambda size: abs(size - applied.text_size))
        place = min(max(sizes.index(nearest) + steps, 0), len(sizes) - 1)
        self.apply(text_size=sizes[place])

    def _follow(self) -> None:
        applied.dark, applied.high_contrast = self._wanted()
        self._app.setFont(font("body"))
        if applied.high_contrast:
            self._app.setPalette(QPalette())
            self.sheet = ""
        else:
            self._app.setPalette(_palette())
            self.sheet = _style_sheet()
        refresh_icons()
        self.changed.emit()

    def _wanted(self) -> tuple[bool, bool]:
        """Whether to be dark, and in high contrast.

        Before the first picture the system's palette says whether it is dark: see `early` for why it is not asked.
        """
        if self._guessing and self.theme == Theme.SYSTEM:
            return self._app.palette().color(_ROLE.Window).lightness() < 128, False
        dark = system_is_dark() if self.theme == Theme.SYSTEM else self.theme == Theme.DARK
        return dark, system_high_contrast(self._accessibility)


def system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark


def system_high_contrast(hints: QAccessibilityHints) -> bool:
    return hints.contrastPreference() == QtCore.Qt.ContrastPreference.HighContrast


def is_dark() -> bool:
    return applied.dark


def font(role: Role = "body", weight: QFont.Weight = QFont.Weight.Normal, tabular: bool = False) -> QFont:
    """Inter at the user's text size; `tabular` for columns of numbers (it also widens hyphens, hence not for words)."""
    chosen = QFont(["Inter", "Segoe UI", "DejaVu Sans"])
    chosen.setPointSizeF(points(role))
    chosen.setWeight(weight)
    if tabular:
        chosen.setFeature(TABULAR, 1)
    return chosen


def row_height(widget: QWidget, lines: int = 1) -> int:
    """Height of a table row: comfortable, or compact when the window is low; never under 24 pixels."""
    height = widget.fontMetrics().height()
    air = 0.9 if widget.window().height() < COMPACT_BELOW else 1.3
    return max(24, round(height * (lines * 0.97 + air)) if lines == 1 else round(height * (lines + air * 0.6)))


def load_fonts(app: QApplication) -> None:
    """Inter, once; the other fonts of the folder are those of the printed documents."""
    if not app.property("fontsLoaded"):
        app.setProperty("fontsLoaded", True)
        for file in sorted((resources() / "fonts").glob("Inter-*.ttf")):
            QFontDatabase.addApplicationFont(str(file))


def speak_french(app: QApplication) -> None:
    """Dates, numbers and Qt's own buttons in French, whatever the language of the system."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(app)
    if translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def _palette() -> QPalette:
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, colour(name))
    for role in (_ROLE.Text, _ROLE.WindowText, _ROLE.ButtonText, _ROLE.HighlightedText):
        palette.setColor(_GROUP.Disabled, role, colour("text-inactive"))
    return palette


def _style_sheet() -> str:
    sheet = _Sheet((resources() / "style.qss").read_text("utf-8"))
    values = theme_colours() | {f"pt-{role}": f"{points(role):.2f}pt" for role in POINTS}
    folder = (resources() / "marks").as_posix()
    values["marks"] = f"{folder}/{'dark' if applied.dark else 'light'}"
    return sheet.substitute(values)
