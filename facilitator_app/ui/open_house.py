"""What the window gains once a house is open: undo, search, counters, menus and the state of what was saved."""

from __future__ import annotations

import datetime as dt
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background
from facilitator_app.ui.findable import CONTRACTS, PEOPLE, Item
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.dashboard import Alerts, Counters, Front

if TYPE_CHECKING:
    from facilitator_app.ui.backups.watch import BackupWatch
    from facilitator_app.use_cases.finding import Found

_COUNTED = frozenset({"beneficiary", "eligibility_proof", "protected_proof", "eligibility_refusal",
                      "eligibility_extension", "eligibility_category", "placement", "need", "proposal",
                      "monthly_hours", "month_statement", "contract", "lot"})  # fmt: skip
_ALERTING = _COUNTED | {"holder_return", "return_setting", "lot_holder", "company", "rules", "obligation"}
_ALERTS_AFTER = 300  # milliseconds without anything written: they read a good part of the house
_BACKUPS_AFTER = 500  # milliseconds: copies are thought of once the first page is drawn


class OpenHouse(QObject):
    """Ties the window to one workspace."""

    switch_asked = Signal(Path)
    demonstration_asked = Signal()
    restore_asked = Signal(object, object)
    """A copy to put in the place of the house, and the key that opens it when it is not the house's own."""
    lock_asked = Signal()
    key_change_asked = Signal(object)
    """A `KeyChange`; the house is closed meanwhile."""
    failed = Signal(Exception)
    """An error of a page's background job that nobody expected."""
    _alerted = Signal(object)

    def __init__(self, window: MainWindow, workspace: Workspace, remembered: Front | None = None) -> None:
        """`remembered` spares asking what is shown at the opening."""
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._was_remembered = remembered is not None
        self._jobs: list[Background] = []
        self._pages: list[QWidget] = []
        self._backups_later = QTimer(self, singleShot=True, interval=_BACKUPS_AFTER)
        self._backups_later.timeout.connect(self._begin_backups)
        self._backups_later.start()
        # Once per turn of the event loop, after what is on screen: neither the first page nor a gesture waits for it.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._count)
        self._alerts_later = QTimer(self, singleShot=True, interval=_ALERTS_AFTER)
        self._alerts_later.timeout.connect(self._count_alerts)
        self._alerts = remembered.alerts if remembered else None
        window.closed.connect(self.stop_jobs)
        workspace.changed.connect(self._changed)
        workspace.done.connect(self._done)
        window.names_hidden.connect(workspace.names.hide)
        workspace.names.hide(window.menus.hide_names.isChecked())
        workspace.names.changed.connect(self._rename)
        window.undo_asked.connect(self.undo)
        window.redo_asked.connect(self.redo)
        for source in (self._find_people, self._find_lots, self._find_needs):
            window.add_source(source)
        self._acts = [
            window.menus.add_to_file("&Ouvrir une autre base…", self._open_another),
            window.menus.add_to_file("Ouvrir la &base d’exemple", self.demonstration_asked.emit),
            window.menus.add_to_file("&Sauvegarder maintenant", self._back_up),
        ]
        if workspace.database.key is not None:
            self._acts.append(window.menus.add_to_file("&Verrouiller", self.lock_asked.emit, "Ctrl+L"))
        if remembered is None:
            self._show_undo()
            self._show_house()
            self._later.start()
            self._alerts_later.start()
        else:
            self._name_gestures(remembered.undo, remembered.redo)
            self._show_details(remembered.facilitator, demonstration=remembered.demonstration)
            self._show_counters(remembered.counters)
            self._show_alerts(remembered.alerts)

    @cached_property
    def backups(self) -> BackupWatch:
        """What is done and said of copies; made after the first page, or when a page or the menu asks."""
        from facilitator_app.ui.backups.watch import BackupWatch

        watch = BackupWatch(self._window, self._workspace, self._pages)
        watch.restore_asked.connect(self.restore_asked)
        watch.failed.connect(self.failed)
        return watch

    def adopt(self, page: QWidget) -> None:
        """Connect what a page may ask of the window."""
        for name, slot in (
            ("go_to", self._go_to),
            ("said", self._window.status.say),
            ("placed", self._window.status.show_place),
            ("demonstration_wanted", self.demonstration_asked),
            ("lock_wanted", self.lock_asked),
            ("key_change_wanted", self.key_change_asked),
        ):
            if (signal := getattr(page, name, None)) is not None:
                signal.connect(slot)
        if (show_alerts := getattr(page, "show_alerts", None)) is not None:
            self._alerted.connect(show_alerts)
            if self._alerts is not None:
                show_alerts(self._alerts)
        self._jobs.extend(page.findChildren(Background))
        if "backups" in self.__dict__ or hasattr(page, "attend"):
            self.backups.adopt(page)
        else:
            self._pages.append(page)

    def stop_jobs(self) -> None:
        """Stop what runs behind the pages and wait for it: each job undoes what it had not finished."""
        self._later.stop()
        self._alerts_later.stop()
        self._backups_later.stop()
        if "backups" in self.__dict__:
            self.backups.close()
        for jobs in self._jobs:
            jobs.close()

    def close(self) -> None:
        """Take away from the window what came with the house."""
        self.stop_jobs()
        for act in self._acts:
            self._window.menus.file.removeAction(act)
            act.deleteLater()
        self._acts.clear()
        if "backups" in self.__dict__:
            self.backups.deleteLater()
        self.deleteLater()

    def undo(self) -> None:
        """Undo the last gesture, or say what depends on it."""
        if self._is_writing():
            return
        try:
            undone = self._workspace.undo_last()
        except Refusal as refusal:
            self._say_what_is_in_the_way("Cette action ne peut pas être annulée seule.", refusal)
            return
        said = self._workspace.names.within(undone)
        self._window.status.say(f"Annulé\u00a0: {said}" if said else "Rien à annuler")

    def redo(self) -> None:
        if self._is_writing():
            return
        try:
            again = self._workspace.redo_last()
        except Refusal as refusal:
            self._say_what_is_in_the_way("Cette action ne peut pas être rétablie.", refusal)
            return
        said = self._workspace.names.within(again)
        self._window.status.say(f"Rétabli\u00a0: {said}" if said else "Rien à rétablir")

    def _is_writing(self) -> bool:
        """What is being imported is not a gesture yet: the one before it would be undone."""
        if self._workspace.writing_behind:
            self._window.status.say("Un travail est en cours d’enregistrement\u00a0: attendez sa fin, puis annulez")
        return self._workspace.writing_behind > 0

    def _say_what_is_in_the_way(self, title: str, refusal: Refusal) -> None:
        """Say why, and offer to go and see the gesture to undo first when there is one."""
        gesture = getattr(refusal, "gesture_id", None)
        why = self._workspace.names.within(str(refusal))
        if gesture is None:
            dialogs.tell(self._window, title, why)
        elif dialogs.confirm(self._window, title, why, "Voir cette action", "Fermer"):
            self._window.go_to("history", gesture=gesture)

    def _go_to(self, key: str, target: dict[str, object]) -> None:
        self._window.go_to(key, **target)

    def _changed(self, kinds: frozenset[str]) -> None:
        self._show_undo()
        if "office" in kinds:
            self._show_house()
        if kinds & _COUNTED:
            self._later.start()
        if kinds & _ALERTING:
            self._alerts_later.start()

    def _done(self, label: str) -> None:
        said = self._workspace.names.within(label)
        self._window.status.say(f"{said or 'Modification'}\u00a0: enregistré à {dt.datetime.now():%H:%M}")

    def _show_undo(self) -> None:
        from facilitator_app.use_cases import gestures

        undo, redo = self._workspace.ask(gestures.last_to_undo), self._workspace.ask(gestures.last_to_redo)
        self._name_gestures(undo.label if undo else None, redo.label if redo else None)

    def _name_gestures(self, undo: str | None, redo: str | None) -> None:
        self._window.menus.show_undo(*self._workspace.names.within((undo, redo)))

    def _rename(self) -> None:
        """What the window itself says of people; each page sees to its own."""
        self._window.status.say("Noms masqués" if self._workspace.names.hidden else "Noms affichés")
        self._show_undo()

    def _show_house(self) -> None:
        from facilitator_app.use_cases import office

        details = self._workspace.ask(office.details)
        self._show_details(details.facilitator_name, demonstration=details.demonstration)

    def _show_details(self, facilitator: str, *, demonstration: bool) -> None:
        database = self._workspace.database
        if database.key is None:
            database.author = facilitator
        status = self._window.status
        status.show_base(f"Base locale · {database.path.name}")
        if "backups" in self.__dict__:
            self.backups.show()
        status.show_user(database.author)
        status.show_demonstration(demonstration)

    def _count(self) -> None:
        from facilitator_app.use_cases.dashboard.counters import counters

        self._show_counters(self._workspace.ask(counters, self._workspace.today()))

    def _show_counters(self, counted: Counters) -> None:
        navigation = self._window.navigation
        for key, number, urgent, one, many in (
            ("beneficiaries", counted.eligibilities, True, "éligibilité à renouveler", "éligibilités à renouveler"),
            ("matching", counted.needs, False, "besoin ouvert", "besoins ouverts"),
            ("hours", counted.declarations, False, "déclaration à saisir", "déclarations à saisir"),
            ("contracts", counted.to_sort, False, "marché à trier", "marchés à trier"),
        ):
            navigation.set_badge(key, str(number) if number else "", urgent, many if number > 1 else one)

    def _count_alerts(self) -> None:
        from facilitator_app.use_cases.dashboard.alerts import alerts

        self._show_alerts(self._workspace.ask(alerts, self._workspace.today()))

    def _show_alerts(self, found: Alerts) -> None:
        self._alerts = found
        for key, number, one, many in (
            ("returns", found.late_returns, "relevé en retard", "relevés en retard"),
            ("danger", found.danger.count, "lot en danger", "lots en danger"),
        ):
            text = str(number) if number else ""
            self._window.navigation.set_badge(key, text, True, many if number > 1 else one)
        self._alerted.emit(found)

    def _find_people(self, text: str) -> list[Item]:
        from facilitator_app.use_cases import finding

        people = self._workspace.show(finding.people, text, self._workspace.today())
        return [self._item(found, PEOPLE, "users", "beneficiaries", "beneficiary") for found in people]

    def _find_lots(self, text: str) -> list[Item]:
        from facilitator_app.use_cases import finding

        lots = self._workspace.show(finding.lots, text)
        return [self._item(found, CONTRACTS, "file-text", "contracts", "lot") for found in lots]

    def _find_needs(self, text: str) -> list[Item]:
        from facilitator_app.use_cases import finding

        needs = self._workspace.show(finding.needs, text)
        return [self._item(found, CONTRACTS, "handshake", "matching", "need") for found in needs]

    def _item(self, found: Found, kind: str, icon: str, page: str, target: str) -> Item:
        return Item(found.name, found.secondary, kind, partial(self._go_to, page, {target: found.id}), icon)

    def _open_another(self) -> None:
        from facilitator_app.ui import another_house

        if (path := another_house.choose(self._window, self._workspace.database.path)) is not None:
            self.switch_asked.emit(path)

    def _back_up(self) -> None:
        self.backups.back_up()

    def _begin_backups(self) -> None:
        # What was remembered from the last closing says that the file is as this program left it.
        if not self._was_remembered:
            from facilitator_app.use_cases.keeping_proofs import are_some_mixed, put_protected_apart

            if self._workspace.ask(are_some_mixed):
                self._workspace.do(put_protected_apart)
        self._workspace.purge_looks()
        self.backups.keeper.begin()
