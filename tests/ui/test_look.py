"""Themes, contrasts, text sizes, French."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton, QTableView

import facilitator_app.ui
from facilitator_app.places import resources
from facilitator_app.ui import look as look_module
from facilitator_app.ui.icons import pixmap, set_icon
from facilitator_app.ui.look import Look, Theme, colour, font, row_height
from facilitator_app.ui.tokens import contrast, tokens

UI = Path(facilitator_app.ui.__file__).parent
LITERAL = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*[\"'\d]")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_colours_contrasts_enough(theme: str) -> None:
    colours = tokens().light if theme == "light" else tokens().dark
    weak = [(i, g, contrast(colours[i], colours[g])) for i, g, least in tokens().contrasts
            if contrast(colours[i], colours[g]) < least]  # fmt: skip
    assert not weak


def test_both_themes_name_the_same_colours() -> None:
    assert tokens().light.keys() == tokens().dark.keys()


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: file.relative_to(UI).as_posix())
def test_no_colour_is_written_in_the_code(file: Path) -> None:
    assert not LITERAL.search(file.read_text("utf-8"))


def test_no_colour_is_written_in_the_style_sheet() -> None:
    assert not LITERAL.search((resources() / "style.qss").read_text("utf-8").replace("#navigation", ""))


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_marks_of_the_style_sheet_have_the_colours_of_their_theme(theme: Theme) -> None:
    colours = set((tokens().light if theme == Theme.LIGHT else tokens().dark).values())
    marks = list((resources() / "marks" / theme).glob("*.svg"))
    assert marks
    for mark in marks:
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", mark.read_text("utf-8"))) <= colours


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_applied_palette_contrasts_enough(look: Look, theme: Theme, qapp: QApplication) -> None:
    look.apply(theme)
    role = QPalette.ColorRole
    palette = qapp.palette()
    for ink, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.ToolTipText, role.ToolTipBase),
    ):
        assert contrast(palette.color(ink).name(), palette.color(ground).name()) >= 4.5


def test_the_theme_changes_without_restart(look: Look, qapp: QApplication) -> None:
    button = QPushButton("Valider")
    set_icon(button, "check", "text")
    light = button.icon().pixmap(16, 16).toImage()
    look.apply(Theme.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == tokens().dark["window"].lower()
    assert button.icon().pixmap(16, 16).toImage() != light


def test_the_system_theme_is_followed(look: Look, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    look.apply(Theme.SYSTEM)
    monkeypatch.setattr(look_module, "system_is_dark", lambda: True)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look_module.is_dark()


def test_high_contrast_of_the_system_drops_our_style(
    look: Look, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(look_module, "system_high_contrast", lambda _hints: True)
    look.apply()
    assert look.sheet == ""
    assert colour("text") == qapp.palette().color(QPalette.ColorRole.Text)
    monkeypatch.undo()
    look.apply()
    assert look.sheet


def test_text_grows_up_to_twice(look: Look, qapp: QApplication) -> None:
    usual = qapp.font().pointSizeF()
    look.apply(text_size=200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * usual)
    look.apply(text_size=900)
    assert look.text_size == 200
    look.step_text_size(-1)
    assert look.text_size == 150


def test_rows_are_never_lower_than_a_target(look: Look) -> None:
    table = QTableView()
    for size in (90, 100, 200):
        look.apply(text_size=size)
        table.ensurePolished()
        assert row_height(table) >= max(24, table.fontMetrics().height() + 4)
        assert row_height(table, 2) > row_height(table)


def test_figures_of_tables_have_equal_widths(look: Look) -> None:
    assert font("body", tabular=True).featureValue(QFont.Tag("tnum")) == 1


def test_the_interface_is_in_inter(look: Look, qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Inter"


def test_qt_speaks_french(look: Look) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
    assert {button.text().replace("&", "") for button in buttons.buttons()} == {"Annuler", "Enregistrer"}
    assert QLocale().name() == "fr_FR"


def test_icons_take_the_colour_asked_for(look: Look) -> None:
    drawn = pixmap("check", "danger", 32).toImage()
    inks = {
        drawn.pixelColor(x, y).name() for x in range(32) for y in range(32) if drawn.pixelColor(x, y).alpha() == 255
    }
    assert tokens().light["danger"].lower() in inks


def test_python_survives_a_working_day_of_calls() -> None:
    """Under Python 3.11, PySide6 6.12 takes a reference from None at each call that returns nothing."""
    program = (
        "from PySide6.QtCore import QObject; import facilitator_app.ui; o = QObject()\n"
        "for _ in range(200_000): o.setObjectName('x'); o.blockSignals(False)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=UI.parents[1])


def test_what_was_guessed_of_the_system_is_put_right_once_the_window_shows(
    qapp: QApplication, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = Look(qapp)
    fresh.apply()
    assert not look_module.is_dark()
    monkeypatch.setattr(look_module, "system_is_dark", lambda: True)
    fresh.apply()
    assert not look_module.is_dark()  # still guessed, from a palette that is light
    fresh.make_sure()
    assert look_module.is_dark()
    monkeypatch.setattr(look_module, "system_high_contrast", lambda _hints: True)
    fresh.make_sure()
    assert fresh.sheet == ""
    fresh.deleteLater()
