"""The frame: pages on demand, keyboard navigation, history, palette, zones, and nothing heavy before it shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import facilitator_app
from facilitator_app.ui.findable import PEOPLE, Item
from facilitator_app.ui.look import Look, Theme
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.navigation import PageEntry, _PageButton
from facilitator_app.ui.palette import Palette
from facilitator_app.ui.widgets import ActionButton, PageHeader
from tests.ui import accessibility as check


class Page(QWidget):
    help_text = "Cette page sert d’exemple."

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[dict[str, object]] = []
        column = QVBoxLayout(self)
        self.filter, self.note = QLineEdit(), QLineEdit()
        for editor, name in ((self.filter, "Filtrer"), (self.note, "Note")):
            editor.setAccessibleName(name)
            column.addWidget(editor)
        self.zones: list[QWidget] = [self.filter, self.note]

    def open(self, **target: object) -> None:
        self.opened.append(target)


def entries() -> list[PageEntry]:
    return [
        PageEntry("dashboard", "Piloter", "Tableau de bord", "layout-dashboard", "T", Page),
        PageEntry("contracts", "Achats", "Marchés et lots", "file-text", "M", Page),
        PageEntry("people", "Publics", "Bénéficiaires", "users", "B", Page),
        PageEntry("hours", "Exécution", "Saisie des heures", "table-2", "H", Page, "Ctrl+H"),
        PageEntry("settings", "", "Paramètres", "settings", "P", Page),
    ]


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(look: Look, qtbot: QtBot, settings: QSettings) -> MainWindow:
    made = MainWindow(entries(), look, settings)
    qtbot.addWidget(made)
    made.go_to("dashboard")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def menus(window: MainWindow) -> list[str]:
    return [action.text() for action in window.menuBar().actions()]


def opened(window: MainWindow) -> list[dict[str, object]]:
    page = window.page()
    assert isinstance(page, Page)
    return page.opened


def test_the_frame_is_accessible(window: MainWindow) -> None:
    assert check.page_problems(window, menus(window)) == {}


def test_nothing_heavy_is_imported_before_the_window_shows() -> None:
    program = (
        "import sys; import facilitator_app.ui.main_window\n"
        "heavy = ('sqlalchemy', 'reportlab', 'pikepdf', 'facilitator_app.use_cases', 'PySide6.QtPdf')\n"
        "sys.exit(' '.join(name for name in heavy if name in sys.modules) or 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(facilitator_app.__file__).parents[1])


def test_the_line_of_a_page_is_not_kept_by_the_next(window: MainWindow) -> None:
    window.status.show_place("Ligne 1 sur 6")
    window.go_to("contracts")
    assert not [label for label in window.status.findChildren(QLabel) if "Ligne" in label.text()]


def test_a_page_is_made_at_its_first_visit_and_told_its_target(look: Look, qtbot: QtBot) -> None:
    made: list[str] = []

    def factory() -> QWidget:
        made.append("people")
        return Page()

    window = MainWindow([PageEntry("people", "Publics", "Bénéficiaires", "users", "B", factory)], look)
    qtbot.addWidget(window)
    assert made == []
    window.go_to("people", person=3)
    window.go_to("people")
    assert made == ["people"]
    assert opened(window) == [{"person": 3}, {}]
    assert window.windowTitle() == "Bénéficiaires – Arrimage"


def test_a_page_gives_the_keys_to_what_it_shows_rather_than_to_its_buttons(window: MainWindow, qtbot: QtBot) -> None:
    class Acting(Page):
        def __init__(self) -> None:
            super().__init__()
            column = self.layout()
            assert isinstance(column, QVBoxLayout)
            header = PageHeader("Marchés", actions=[ActionButton("Importer un fichier")])
            column.insertWidget(0, header)
            self.zones = [header, self.filter]

    window.entries["contracts"] = window.entries["contracts"]._replace(factory=Acting)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    before = window.page()
    assert isinstance(before, Page)
    before.note.setFocus()
    window.go_to("contracts")
    after = window.page()
    assert isinstance(after, Acting)
    assert window.focusWidget() is after.filter


def test_navigation_is_one_tab_stop_with_arrows_inside(window: MainWindow, qtbot: QtBot) -> None:
    button = window.navigation.current_button()
    assert button is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Down)
    below = window.focusWidget()
    assert below is not None
    assert below.accessibleName() == "Marchés et lots"
    assert window.page_key() == "dashboard"
    qtbot.keyClick(below, Qt.Key.Key_Return)
    assert window.page_key() == "contracts"
    qtbot.keyClick(below, Qt.Key.Key_Tab)
    assert window.navigation.current_button() is below
    focused = window.focusWidget()
    assert focused is not None
    assert not window.navigation.isAncestorOf(focused)


def test_history_goes_back_and_forth(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("people", person=3)
    window.go_to("hours")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page_key() == "people"
    assert opened(window)[-1] == {"person": 3}
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.page_key() == "hours"


def test_f6_goes_through_the_zones(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page()
    assert isinstance(page, Page)
    seen = []
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    button = window.navigation.current_button()
    assert seen[seen.index(page.filter) :][:2] == [page.filter, page.note]
    assert button in seen


def test_the_navigation_folds_when_room_is_short(window: MainWindow) -> None:
    window.resize(1440, 800)
    assert not window.navigation.folded
    window.resize(1100, 700)
    assert window.navigation.folded
    assert check.without_name(window) == []


@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_counters_leave_the_icons_of_the_rail_in_sight(window: MainWindow, look: Look, text_size: int) -> None:
    window.resize(1000, 500)
    look.apply(text_size=text_size)
    window.show()
    window.navigation.set_badge("people", "128")
    window.navigation.show_current("people")
    QApplication.processEvents()
    button = window.navigation.current_button()
    assert window.navigation.folded
    assert isinstance(button, _PageButton)
    assert button.icon_place().left() >= 3
    assert button.icon_place().right() <= button.badge_place().left()
    assert button.badge_place().right() <= button.width()


def test_access_keys_of_menus_are_unique(window: MainWindow) -> None:
    for menu in (window.menus.file, window.menus.edit, window.menus.view, window.menus.go, window.menus.help):
        keys = [QKeySequence.mnemonic(action.text()).toString() for action in menu.actions()]
        keys = [key for key in keys if key]
        assert len(keys) == len(set(keys)), menu.title()


def test_every_page_has_its_access_key_in_the_menu(window: MainWindow) -> None:
    keys = [QKeySequence.mnemonic(action.text()).toString() for action in window.menus.go.actions()]
    assert {f"Alt+{entry.access_key}" for entry in entries()} <= set(keys)


def test_shortcuts_suit_a_french_keyboard(window: MainWindow) -> None:
    for action in window.findChildren(QAction):
        for sequence in action.shortcuts():
            written = sequence.toString(QKeySequence.SequenceFormat.PortableText)
            assert not re.search(r"Ctrl\+Alt|Alt\+Ctrl|Ctrl\+(Shift\+)?\d$", written), written


def test_a_page_that_takes_the_focus_takes_no_key_from_the_palette(window: MainWindow, qtbot: QtBot) -> None:
    """As a page does when a job it was waiting for ends."""
    pushed: list[bool] = []
    page = window.page()
    assert isinstance(page, Page)
    shortcut = QShortcut(QKeySequence("Return"), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: pushed.append(True))
    palette = window.open_palette()
    field = palette.findChild(QLineEdit)
    assert field is not None
    field.setText("benef")
    page.note.setFocus()
    handle = window.windowHandle()
    assert handle is not None
    qtbot.keyClick(handle, Qt.Key.Key_Return)  # as the system gives it
    assert (window.page_key(), pushed) == ("people", [])


def test_the_palette_gives_the_keys_back_when_it_closes(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page()
    assert isinstance(page, Page)
    page.note.setFocus()
    palette = window.open_palette()
    field = palette.findChild(QLineEdit)
    assert field is not None
    QApplication.processEvents()  # the system says that it shows
    assert QApplication.focusWidget() is field
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(palette))
    assert QApplication.focusWidget() is page.note


def test_the_palette_finds_pages_and_people_without_accents(window: MainWindow, qtbot: QtBot) -> None:
    went: list[str] = []
    person = Item("Nadège Ferri", "La Garde", PEOPLE, lambda: went.append("Nadège"), "users")
    window.add_source(lambda text: [person] if text.startswith("nad") else [])
    palette = window.open_palette()
    field = palette.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "benef")
    assert [item.label for item in palette.found()] == ["Bénéficiaires"]
    field.clear()
    qtbot.keyClicks(field, "@nad")
    assert palette.found() == [person]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert went == ["Nadège"]


@pytest.mark.parametrize("typed", ["!!!", "👩‍👧‍👦", "%", "zzz", "@!!!", ">…"])
def test_the_palette_says_that_signs_alone_are_nowhere_as_an_unknown_word(
    window: MainWindow, qtbot: QtBot, typed: str
) -> None:
    palette = window.open_palette()
    field = palette.findChild(QLineEdit)
    assert field is not None
    assert palette.found(), "the control: pages are proposed before anything is typed"
    field.setText(typed)
    assert palette.found() == []
    assert palette._model.index(0).data() == "Aucun résultat"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_the_palette_goes_to_a_page_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(Palette)
    assert palette is not None
    field = palette.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "saisie")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.page_key() == "hours"


def test_f1_shows_the_help_of_the_page(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(QDialog)
    assert dialog is not None
    assert "Cette page sert d’exemple." in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.reject()


def test_theme_and_text_size_come_back_the_next_day(
    window: MainWindow, look: Look, qtbot: QtBot, settings: QSettings
) -> None:
    window.set_theme(Theme.DARK)
    window.set_text_size(130)
    window.close()
    look.apply(Theme.LIGHT, 100)
    again = MainWindow(entries(), look, settings)
    qtbot.addWidget(again)
    assert (look.theme, look.text_size) == (Theme.DARK, 130)


def test_text_size_steps_by_keyboard(window: MainWindow, qtbot: QtBot, look: Look) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert look.text_size == 115
    qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert look.text_size == 100


def test_nothing_is_cut_at_200_percent(window: MainWindow, look: Look) -> None:
    look.apply(text_size=200)
    window.resize(1366, 768)
    QApplication.processEvents()
    assert check.clipped(window) == []


def test_what_was_saved_is_shown_and_announced(window: MainWindow, announcements: list[str]) -> None:
    window.status.say("Brouillon enregistré à 10:42")
    assert window.status.said() == announcements[-1] == "Brouillon enregistré à 10:42"


def test_undo_tells_what_it_would_undo(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.menus.undo.isEnabled()
    window.menus.show_undo("heures de Nadia Ferrandi")
    assert window.menus.undo.text() == "&Annuler\u00a0: heures de Nadia Ferrandi"
    with qtbot.waitSignal(window.undo_asked):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_hiding_names_is_said_to_the_pages(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.names_hidden) as said:
        window.menus.hide_names.trigger()
    assert said.args == [True]


def test_a_counter_of_the_navigation_is_read_aloud(window: MainWindow) -> None:
    window.navigation.set_badge("people", "4", urgent=True, meaning="éligibilités à renouveler")
    assert "Bénéficiaires, 4 éligibilités à renouveler" in [
        check.accessible_name(widget) for widget in check.interactive(window.navigation)
    ]


def test_the_place_in_the_page_shows_even_when_it_comes_after_the_window(window: MainWindow) -> None:
    window.status.show_place("Ligne 9 sur 12")
    assert "Ligne 9 sur 12" in [label.text() for label in window.status.findChildren(QLabel) if label.isVisible()]


def test_the_window_fills_a_small_screen_the_first_time_only(window: MainWindow, look: Look, qtbot: QtBot) -> None:
    room = window.screen().availableSize()
    assert (room.width(), room.height()) == (800, 800)  # that of tests
    window.appear()
    assert window.isMaximized()
    window.showNormal()
    window.close()
    again = MainWindow(entries(), look, window.settings)
    qtbot.addWidget(again)
    again.appear()
    assert not again.isMaximized()


def test_keys_never_go_to_what_is_out_of_sight(window: MainWindow, qtbot: QtBot) -> None:
    """A button pressed with its letter acts a moment later, when another page may be shown already."""
    left = window.page()
    assert isinstance(left, Page)
    shown = window.go_to("contracts")
    assert isinstance(shown, Page)
    left.note.setFocus()
    qtbot.waitUntil(lambda: window.focusWidget() is shown.filter)


def test_a_page_with_nothing_to_type_in_leaves_the_keys_to_the_navigation(window: MainWindow, qtbot: QtBot) -> None:
    left = window.page()
    shown = window.go_to("contracts")
    assert isinstance(left, Page)
    assert isinstance(shown, Page)
    for editor in (shown.filter, shown.note):
        editor.hide()
    left.note.setFocus()
    qtbot.waitUntil(lambda: window.focusWidget() is window.navigation.current_button())
