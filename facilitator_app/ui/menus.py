"""The menu bar of the window; every command is here with its shortcut."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from facilitator_app.ui.accessible import bare
from facilitator_app.ui.findable import COMMANDS, Item
from facilitator_app.ui.look import TEXT_SIZES, Theme

if TYPE_CHECKING:
    from facilitator_app.ui.main_window import MainWindow

THEMES = {Theme.SYSTEM: "Comme le &système", Theme.LIGHT: "&Clair", Theme.DARK: "S&ombre"}


class Menus:
    """`file`, `edit`, `view` and `help` are open to what pages and the start-up add."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        bar = window.menuBar()
        self.file = bar.addMenu("&Fichier")
        self.edit = bar.addMenu("&Édition")
        self.view = bar.addMenu("&Affichage")
        self.go = bar.addMenu("A&ller à")
        self.help = bar.addMenu("Aid&e")
        self._quit = self._add(self.file, "&Quitter", window.close, "Ctrl+Q")
        self._fill_edit()
        self._fill_view()
        self._fill_go()
        self._add(self.help, "&Aide de la page", window.show_help, "F1")
        self._add(self.help, "&Raccourcis", window.show_shortcuts)
        self._add(self.help, "À &propos", window.show_about)

    def add_to_file(self, text: str, act: Callable[[], object], *shortcuts: str) -> QAction:
        """A command of the file menu, above «Quitter»."""
        action = self._add(self.file, text, act, *shortcuts)
        self.file.removeAction(action)
        self.file.insertAction(self._quit, action)
        return action

    def show_undo(self, undo: str | None, redo: str | None = None) -> None:
        """What Ctrl+Z and Ctrl+Y would do («heures de Nadia Ferrandi»); None when there is nothing."""
        for action, word, what in ((self.undo, "&Annuler", undo), (self.redo, "&Rétablir", redo)):
            action.setEnabled(what is not None)
            action.setText(f"{word}\u00a0: {what}" if what else word)

    def show_history(self, back: bool, forward: bool) -> None:
        self._back.setEnabled(back)
        self._forward.setEnabled(forward)

    def show_alone(self, alone: bool) -> None:
        """Whether a page stands alone in the window: nothing then leads to another, nor finds anything."""
        for action in (*self.go.actions(), self._find):
            action.setEnabled(not alone)
        self.show_history(False, False)

    def show_look(self, theme: Theme, text_size: int) -> None:
        self._themes[theme].setChecked(True)
        for size, action in self._sizes.items():
            action.setChecked(size == text_size)

    def items(self) -> list[Item]:
        """The commands, for the palette."""
        return [
            Item(bare(action.text()), "", COMMANDS, action.trigger)
            for menu in (self.file, self.edit, self.view, self.help)
            for action in menu.actions()
            if action.isEnabled() and action.text() and not action.menu()
        ]

    def _fill_edit(self) -> None:
        window = self._window
        self.undo = self._add(self.edit, "&Annuler", window.undo_asked.emit, "Ctrl+Z")
        self.redo = self._add(self.edit, "&Rétablir", window.redo_asked.emit, "Ctrl+Y")
        self.show_undo(None)
        self.edit.addSeparator()
        self._find = self._add(self.edit, "&Tout trouver", window.open_palette, "Ctrl+K")

    def _fill_view(self) -> None:
        window = self._window
        themes, sizes = self.view.addMenu("&Thème"), self.view.addMenu("Ta&ille du texte")
        group = QActionGroup(window)
        self._themes: dict[Theme, QAction] = {}
        for theme, words in THEMES.items():
            self._themes[theme] = group.addAction(self._add(themes, words, partial(window.set_theme, theme)))
            self._themes[theme].setCheckable(True)
        self._sizes: dict[int, QAction] = {}
        for size in TEXT_SIZES:
            self._sizes[size] = self._add(sizes, f"{size}\u00a0%", partial(window.set_text_size, size))
            self._sizes[size].setCheckable(True)
        sizes.addSeparator()
        self._add(sizes, "&Agrandir", partial(window.step_text_size, 1), "Ctrl++", "Ctrl+=")
        self._add(sizes, "&Réduire", partial(window.step_text_size, -1), "Ctrl+-")
        self.view.addSeparator()
        self.hide_names = self.view.addAction("&Masquer les noms")
        self.hide_names.setCheckable(True)
        self.hide_names.toggled.connect(window.names_hidden)
        self._add(self.view, "&Plein écran", window.toggle_full_screen, "F11")

    def _fill_go(self) -> None:
        window = self._window
        for entry in window.entries.values():
            place = entry.title.lower().find(entry.access_key.lower())
            title = entry.title if place < 0 else f"{entry.title[:place]}&{entry.title[place:]}"
            self._add(self.go, title, partial(window.go_to, entry.key), entry.shortcut)
        self.go.addSeparator()
        self._back = self._add(self.go, "Page précédente", window.go_back, "Alt+Left")
        self._forward = self._add(self.go, "Page suivante", window.go_forward, "Alt+Right")
        self._add(self.go, "Zone suivante", window.next_zone, "F6")
        self._add(self.go, "Zone précédente", window.previous_zone, "Shift+F6")
        self.show_history(False, False)

    def _add(self, menu: QMenu, text: str, act: Callable[..., object], *shortcuts: str) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda: act())  # without the «checked» that Qt passes
        # In a list: given alone, Qt's own name of a shortcut is looked up among the constants of `Qt` (see `early`).
        action.setShortcuts([QKeySequence.fromString(keys) for keys in shortcuts if keys])
        return action
