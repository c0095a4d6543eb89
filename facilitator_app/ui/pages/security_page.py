"""Sécurité: who opens the house, its key, when it locks, and what protects this PC."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.workstation import Facts, checklist
from facilitator_app.ui.backups.copies import Copies
from facilitator_app.ui.backups.keeper import BackupKeeper
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.page import Page
from facilitator_app.ui.security import auto_lock, disk
from facilitator_app.ui.security.acts import LOST, KeyActs
from facilitator_app.ui.security.cards import ChecklistCard, InTheClearCard, PeopleCard
from facilitator_app.ui.security.door import Door
from facilitator_app.ui.security.key_change import KeyChange
from facilitator_app.ui.widgets import ActionButton, Banner, Beside, Card, Label, PageHeader, scrolled
from facilitator_app.ui.workspace import Workspace

_ANSWERS = ("disk", "session", "exports")
_LOCKED = "L’écran ne montre alors plus aucun nom. Ce qui est en cours de saisie se retrouve ensuite."


class SecurityPage(Page):
    """An encrypted house shows its people and its key; one in clear shows how to encrypt it."""

    SHOWS = frozenset({"office"})
    go_to = Signal(str, dict)
    said = Signal(str)
    lock_wanted = Signal()
    key_change_wanted = Signal(object)
    """A `KeyChange`, done once the house is closed."""
    help_text = (
        "Chaque personne ouvre la base avec sa phrase. Quand une personne s’en va, retirez-la, puis renouvelez la "
        "clé\u00a0: une copie qu’elle aurait gardée n’ouvrira pas la suite. La clé de secours imprimée remplace une "
        "phrase perdue."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        database = workspace.database
        self._door, self._key = Door(database.path), database.key
        self.acts = KeyActs(workspace, self._door, self)
        self.acts.done.connect(self._done)
        self.acts.refused.connect(self._say)
        self.acts.change_wanted.connect(self._change)
        self.banner = Banner("warning", "")
        self.banner.hide()
        self._header = PageHeader("Sécurité", "", [self._made_lock_button()] if self._key else [])
        self.checks = ChecklistCard()
        self.checks.asked.connect(self._act_on)
        self._left = self._encrypted_column() if self._key else self._clear_column()
        self._right = _column([self.checks, InTheClearCard()])
        self._lay_out()

    @property
    def zones(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self._header, self._left, self._right]

    def open(self, **_target: Any) -> None:
        if self.is_stale:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self._read_on = None  # copies, disk and people change without anything being written in the house
        super().showEvent(event)

    def refresh(self) -> None:
        super().refresh()
        if self._key:
            self.banner.hide()
            me = self._workspace.database.author
            try:
                self.people.show_people(self._door.people(), me)
            except Refusal as refusal:
                self.people.show_people((), me)
                self._say(f"{refusal} Vous pouvez aussi le refaire ici\u00a0: ajoutez chaque personne.")
            self.delay.set_value(auto_lock.delay_of(self._settings))
        self._header.set_subtitle("Base chiffrée" if self._key else "Base sans chiffrement")
        self.checks.show_checks(checklist(self._facts()))

    # What is done at once

    def _done(self, said: str) -> None:
        self.refresh()
        self.said.emit(said)

    def _change(self, change: KeyChange) -> None:
        """The copies of the second place follow."""
        keeper = self._keeper()
        self.key_change_wanted.emit(replace(change, place=keeper.place))
        keeper.deleteLater()

    def _act_on(self, key: str) -> None:
        if key in _ANSWERS:
            self._settings.setValue(f"security/{key}", self._workspace.today().isoformat())
            self.refresh()
        elif key == "base":
            self.acts.encrypt()
        elif key == "lock":
            self.delay.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.go_to.emit("backups", {})

    def _keep_delay(self) -> None:
        self._settings.setValue(auto_lock.SETTING, self.delay.value())
        self.refresh()
        self.said.emit(f"Verrouillage après {self.delay.value()} min")

    # What is known

    @property
    def _settings(self) -> QSettings:
        window = self.window()
        return (window.settings if isinstance(window, MainWindow) else None) or QSettings()

    def _facts(self) -> Facts:
        database, settings = self._workspace.database, self._settings
        keeper = self._keeper()
        facts = Facts(
            now=dt.datetime.now(),
            encrypted=database.key is not None,
            disk_encrypted=disk.is_encrypted(database.path),
            last_backup=keeper.copies.newest(),
            second_place=keeper.place is not None,
            days_late=keeper.days_late,
            lock_minutes=auto_lock.delay_of(settings),
            answered={key: day for key in _ANSWERS if (day := _day(settings.value(f"security/{key}", "")))},
        )
        keeper.deleteLater()
        return facts

    def _keeper(self) -> BackupKeeper:
        """One that is only asked what it knows."""
        database = self._workspace.database
        return BackupKeeper(Copies(database.path, database.key), self._settings, self)

    def _say(self, sentence: str) -> None:
        self.banner.set_text(sentence)
        self.banner.appear()

    # Where things are

    def _made_lock_button(self) -> ActionButton:
        button = ActionButton("&Verrouiller", "lock")
        button.show_keys("Ctrl+L")
        button.clicked.connect(self.lock_wanted)
        return button

    def _encrypted_column(self) -> QWidget:
        self.people = PeopleCard()
        self.people.removal_asked.connect(self.acts.remove)
        self.add_button = self._button("A&jouter une personne", "user-plus", self.acts.add)
        self.change_button = self._button("Changer &ma phrase", "pencil", self.acts.change_phrase)
        self.people.add(self.add_button)
        self.people.add(self.change_button)
        key = Card("Clé de la base")
        key.add(Label(LOST, "second", wrap=True))
        self.print_button = self._button("&Imprimer la clé de secours", "printer", self.acts.print_again)
        self.renew_button = self._button("&Renouveler la clé", "refresh-cw", self.acts.renew)
        self.clear_button = self._button("Ne plus chiffrer", "", self.acts.put_in_clear, link=True)
        for button in (self.print_button, self.renew_button, self.clear_button):
            key.add(button)
        return _column([self.people, key, self._locking()])

    def _locking(self) -> Card:
        """The delay is kept as soon as it is chosen: a whole form would cost more than the rest of the column."""
        card = Card("Verrouillage", "sur ce poste")
        self.delay = ChoiceField([(minutes, f"{minutes}\u00a0min") for minutes in auto_lock.CHOICES])
        self.delay.setAccessibleName("Sans activité pendant")
        self.delay.setAccessibleDescription(_LOCKED)
        self.delay.changed.connect(self._keep_delay)
        name = QLabel("Sans activité pendan&t")
        name.setProperty("role", "second")
        name.setBuddy(self.delay)
        for widget in (name, self.delay, Label(_LOCKED, "caption", wrap=True)):
            card.add(widget)
        return card

    def _clear_column(self) -> QWidget:
        card = Card("Cette base n’est pas chiffrée")
        card.add(
            Label(
                "Quiconque prend ce poste ou une copie du fichier lit toutes les fiches. Chiffrée, la base ne s’ouvre "
                "qu’avec une phrase de passe, ou avec la clé de secours imprimée.",
                "second",
                wrap=True,
            )
        )
        self.encrypt_button = self._button("C&hiffrer la base", "lock", self.acts.encrypt, primary=True)
        card.add(self.encrypt_button)
        return _column([card])

    def _button(
        self, text: str, icon: str, act: Callable[[], None], primary: bool = False, link: bool = False
    ) -> ActionButton:
        button = ActionButton(text, icon, primary=primary, link=link)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(Beside([self._left, self._right], [2, 3]))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(scrolled(inside), 1)


def _column(widgets: list[QWidget]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder


def _day(written: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(written))
    except ValueError:
        return None
