"""The window: menus, navigation, one page at a time, status; it knows no data and shows before any is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QSettings, QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from facilitator_app.ui.accessible import announce
from facilitator_app.ui.findable import COMMANDS, Item, Source, matches
from facilitator_app.ui.look import TEXT_SIZES, Look, Theme, font, scaled
from facilitator_app.ui.menus import Menus
from facilitator_app.ui.navigation import Navigation, PageEntry
from facilitator_app.ui.status_bar import StatusBar
from facilitator_app.ui.zones import focus_inside, holds_focus, is_above

if TYPE_CHECKING:
    from facilitator_app.ui.palette import Palette

FOLDED_BELOW = 1200  # logical pixels
FRAME = 48  # what a title bar and borders take, at most
NAME = "Arrimage"


class MainWindow(QMainWindow):
    """Pages are given as data and made at their first visit.

    A page is any widget; it may have `open(**target)` (called at each visit), `help_text` (shown by F1) and `zones`
    (the widgets F6 goes through).
    """

    page_shown = Signal(str)
    names_hidden = Signal(bool)
    undo_asked = Signal()
    redo_asked = Signal()
    closed = Signal()

    def __init__(self, entries: Sequence[PageEntry], look: Look, settings: QSettings | None = None) -> None:
        """`settings` keeps the theme, the text size and the place of the window from one day to the next."""
        super().__init__()
        self.look, self.entries = look, {entry.key: entry for entry in entries}
        self._settings = settings
        self._restore_look()  # before there are widgets to restyle
        self._pages: dict[str, QWidget] = {}
        self._history: list[tuple[str, dict[str, Any]]] = []
        self._place = -1
        self._alone: QWidget | None = None
        self._sources: list[Source] = [self._commands]
        self.navigation = Navigation(entries)
        self.navigation.asked.connect(self.go_to)
        self.navigation.find_asked.connect(self.open_palette)
        self._stack = QStackedWidget()
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(central)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self.menus = Menus(self)
        look.changed.connect(self._dress)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._keep_focus_in_sight)
        self.setMinimumSize(1024, 640)
        room = self.screen().availableSize()
        self.resize(QSize(1440, 900).boundedTo(room))
        self.setWindowTitle(NAME)
        # On a laptop, the frame around that size would put the status bar out of sight.
        self._fills_the_screen = room.width() < 1440 + FRAME or room.height() < 900 + FRAME
        if settings and isinstance(place := settings.value("window"), QByteArray):
            self._fills_the_screen = not self.restoreGeometry(place)
        self._dress()

    def appear(self) -> None:
        """Show the window where it was left; on the whole screen the first time, when there is no room to spare."""
        if self._fills_the_screen:
            self.showMaximized()
        else:
            self.show()

    # Pages

    def go_to(self, key: str, **target: Any) -> QWidget:
        """Show a page, made now if it never was; `target` says what to open in it."""
        self._history[self._place + 1 :] = [(key, target)]
        self._place = len(self._history) - 1
        return self._show(key, target)

    def go_back(self) -> None:
        self._step(-1)

    def go_forward(self) -> None:
        self._step(1)

    def page(self) -> QWidget | None:
        """The page shown."""
        return self._stack.currentWidget()

    def page_key(self) -> str:
        return self._history[self._place][0] if self._history else ""

    def place(self) -> tuple[str, dict[str, Any]] | None:
        """Where one is, for `go_to`; None before any page was shown."""
        return self._history[self._place] if self._history else None

    def show_alone(self, page: QWidget) -> None:
        """Show this page and nothing that leads elsewhere, until the next `go_to` or `show_alone`."""
        self._leave_alone()
        self._alone = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.navigation.hide()
        self.menus.show_alone(True)
        self.setWindowTitle(NAME)

    def empty(self) -> None:
        """Forget every page and all that names what was in them: a house is being left."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._history, self._place = [], -1
        self._sources = [self._commands]
        self.status.empty()
        self.menus.show_undo(None)
        self.menus.show_history(False, False)
        for key in self.entries:
            self.navigation.set_badge(key, "")
        self.setWindowTitle(NAME)

    def _leave_alone(self) -> None:
        if self._alone is not None:
            self._stack.removeWidget(self._alone)
            self._alone.deleteLater()
            self._alone = None
            self.navigation.show()
            self.menus.show_alone(False)

    def _step(self, steps: int) -> None:
        if 0 <= self._place + steps < len(self._history):
            self._place += steps
            self._show(*self._history[self._place])

    def _show(self, key: str, target: dict[str, Any]) -> QWidget:
        entry = self.entries[key]
        self._leave_alone()
        if key not in self._pages:
            self._pages[key] = entry.factory()
            self._stack.addWidget(self._pages[key])
        page = self._pages[key]
        self._stack.setCurrentWidget(page)
        self.navigation.show_current(key)
        self.setWindowTitle(f"{entry.title} – {NAME}")
        self.status.show_place("")  # the line of another page
        if open_page := getattr(page, "open", None):
            open_page(**target)
        if (focused := self.focusWidget()) is None or not focused.isVisible() or is_above(focused):
            self._give_focus()  # what had it went away with the page before; Qt gives it to the first button
        self.menus.show_history(self._place > 0, self._place < len(self._history) - 1)
        announce(self, entry.title)
        self.page_shown.emit(key)
        return page

    # Finding, help, zones

    def add_source(self, source: Source) -> None:
        """Let Ctrl+K find something more."""
        self._sources.insert(len(self._sources) - 1, source)

    def open_palette(self) -> Palette:
        from facilitator_app.ui.palette import Palette

        palette = Palette(self._sources, self)
        palette.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.appear()
        return palette

    def show_help(self) -> None:
        from facilitator_app.ui import help as dialogs

        entry = self.entries.get(self.page_key())
        text = str(getattr(self.page(), "help_text", ""))
        dialogs.show_page_help(self, entry.title if entry else NAME, text)

    def show_shortcuts(self) -> None:
        from facilitator_app.ui import help as dialogs

        dialogs.show_shortcuts(self)

    def show_about(self) -> None:
        from facilitator_app.ui import help as dialogs

        dialogs.show_about(self)

    def next_zone(self) -> None:
        self._change_zone(1)

    def previous_zone(self) -> None:
        self._change_zone(-1)

    def zones(self) -> list[QWidget]:
        """What F6 goes through: the navigation, then the zones of the page."""
        page, button = self.page(), None if self._alone else self.navigation.current_button()
        own: Sequence[QWidget] = getattr(page, "zones", ()) or ([page] if page else [])
        return [*([button] if button else []), *(zone for zone in own if zone.isVisible())]

    def _change_zone(self, steps: int) -> None:
        zones = self.zones()
        here = next((place for place, zone in enumerate(zones) if holds_focus(zone)), -1 if steps > 0 else 0)
        if zones:
            focus_inside(zones[(here + steps) % len(zones)])

    def _keep_focus_in_sight(self, _before: QWidget | None, focused: QWidget | None) -> None:
        """Keys typed into what nobody sees would be lost, or worse, not."""
        if focused is not None and focused.window() is self and self.isVisible() and not focused.isVisible():
            self._give_focus()

    def _give_focus(self) -> None:
        """To what the page shows, rather than to the buttons above, which act; else to the navigation."""
        page, button = self.page(), self.navigation.current_button()
        shown = [zone for zone in self.zones() if zone is not button and not is_above(zone)]
        if not any(map(focus_inside, [*shown, *([page] if page else [])])) and button is not None:
            button.setFocus()

    def _commands(self, text: str) -> list[Item]:
        pages = [
            Item(entry.title, "page", COMMANDS, _Going(self, entry.key), entry.icon)
            for entry in self.entries.values()
            if matches(text, entry.title)
        ]
        return pages + [item for item in self.menus.items() if matches(text, item.label)]

    @property
    def settings(self) -> QSettings | None:
        """What is kept on this PC, outside any house."""
        return self._settings

    # Look

    def set_theme(self, theme: Theme) -> None:
        self.look.apply(theme=theme)
        self._remember()

    def set_text_size(self, size: int) -> None:
        self.look.apply(text_size=size)
        self._remember()

    def step_text_size(self, steps: int) -> None:
        self.look.step_text_size(steps)
        self._remember()

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ QtCore.Qt.WindowState.WindowFullScreen)

    def _dress(self) -> None:
        self.setFont(font("body"))  # before the sheet, which works its own sizes out of it
        self.setStyleSheet(self.look.sheet)
        self._fit()

    def _fit(self) -> None:
        self.navigation.fold(self.width() < scaled(FOLDED_BELOW))
        self.menus.show_look(self.look.theme, self.look.text_size)

    def _restore_look(self) -> None:
        theme, size = self.look.theme, self.look.text_size
        if self._settings:
            saved = str(self._settings.value("theme", ""))
            theme = Theme(saved) if saved in list(Theme) else theme
            written = str(self._settings.value("text_size", ""))
            size = int(written) if written.isdigit() and int(written) in TEXT_SIZES else size
        self.look.apply(theme, size)

    def _remember(self) -> None:
        if self._settings:
            self._settings.setValue("theme", self.look.theme.value)
            self._settings.setValue("text_size", self.look.text_size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._settings:
            self._settings.setValue("window", self.saveGeometry())
        self.closed.emit()
        super().closeEvent(event)


class _Going:
    def __init__(self, window: MainWindow, key: str) -> None:
        self._window, self._key = window, key

    def __call__(self) -> None:
        self._window.go_to(self._key)
