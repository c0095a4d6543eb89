"""Sauvegardes: what was kept of the house, here and in the second place, and putting one back."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background, ProgressCard
from facilitator_app.ui.backups import words
from facilitator_app.ui.backups.copies import Copies, Copy, Preview
from facilitator_app.ui.backups.keeper import BackupKeeper, Outcome
from facilitator_app.ui.backups.place_card import PlaceCard
from facilitator_app.ui.backups.restore_dialog import PhraseDialog, RestoreDialog
from facilitator_app.ui.banners import said_instead
from facilitator_app.ui.look import scaled
from facilitator_app.ui.page import Page
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import ActionButton, Banner, EmptyState, Flow, PageHeader, scrolled
from facilitator_app.ui.workspace import Workspace

_LEAST_HEIGHT = 260  # pixels at the usual text size: a few copies are seen whatever stands above
_LEFT_OUT = "L’ancienne base est gardée à côté\u00a0; ce qui n’est pas enregistré n’y sera pas."
Steps = Generator[tuple[int, int], None, Any]


@dataclass(frozen=True, slots=True)
class _Looked:
    """A copy looked into, and the key that opened it when it is not the house's own."""

    copy: Path
    key: bytes | None
    seen: Preview


class BackupsPage(Page):
    """`restore_asked` gives a copy and the key that opens it (None: the house's own) to whoever can close the house."""

    go_to = Signal(str, dict)
    said = Signal(str)
    restore_asked = Signal(object, object)
    help_text = (
        "Arrimage garde une sauvegarde par jour, sept jours, puis une par semaine et une par mois, six mois au plus. "
        "Chacune est ouverte et relue avant d’être gardée. Un deuxième endroit, clé USB ou dossier partagé, protège "
        "d’une panne de ce poste. Entrée, sur une sauvegarde, montre ce qu’elle contient. La reprendre montre "
        "d’abord ce qui serait perdu\u00a0; la base d’aujourd’hui est gardée à côté."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._copies = Copies(workspace.database.path, workspace.database.key)
        self._keeper: BackupKeeper | None = None
        self._checked: dict[Path, bool] = {}
        self.background = Background(self)
        self.background.finished.connect(self._finished)
        self.background.failed.connect(self._failed)
        self.from_file = ActionButton("Repren&dre depuis un fichier…", "folder-open")
        self.back_up = ActionButton("&Sauvegarder maintenant", "save", primary=True)
        self.from_file.clicked.connect(self.choose_file)
        self.back_up.clicked.connect(self.back_up_now)
        self.back_up.setEnabled(False)
        self._header = PageHeader("Sauvegardes", "", [self.from_file, self.back_up])
        self.banner = Banner("info", "")
        self.banner.hide()
        self._make_list()
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(10)
        for widget in (self.banner, ProgressCard(self.background, self)):
            self._column.addWidget(widget)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(scrolled(content), 1)
        self.zones: list[QWidget] = [self._header, self._stack]
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "zones"):
            self._measure()

    def _measure(self) -> None:
        self._stack.setMinimumHeight(scaled(_LEAST_HEIGHT))

    def attend(self, keeper: BackupKeeper) -> None:
        """Show what this keeper does, and let it be asked for more."""
        self._keeper = keeper
        self.place_card = PlaceCard(keeper)
        self.place_card.refused.connect(partial(self._say, "danger"))
        self._column.insertWidget(2, self.place_card)
        self.zones.insert(1, self.place_card)
        self.back_up.setEnabled(True)
        keeper.changed.connect(self._kept)
        keeper.worked.connect(self._worked)

    def open(self, **_target: object) -> None:
        self.refresh()
        if self.model.rows and not self.table.currentIndex().isValid():
            self.table.select_place(0)

    def refresh(self) -> None:
        super().refresh()
        rows = [*self._copies.here(), *(self._keeper.there if self._keeper else ())]
        rows.sort(key=lambda row: (row.path.name, not row.second_place), reverse=True)
        self.model.show(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        for button in (self.restore_button, self.check_button):
            button.setEnabled(bool(rows))
        newest = self._copies.newest()
        said = f"la dernière\u00a0: {words.moment(newest)}" if newest else "aucune pour l’instant"
        total = words.size(sum(row.size for row in rows)) if rows else ""
        self._header.set_subtitle(" · ".join(part for part in (counted(len(rows), "copie"), total, said) if part))
        if self._keeper and (days := self._keeper.days_late):
            self._say("warning", words.late(days) + " Branchez-le, puis «\u00a0Copier maintenant\u00a0».")

    # Acts

    def back_up_now(self) -> None:
        if self._keeper and not self._keeper.background.busy:
            self.said.emit("Sauvegarde en cours…")
            self._keeper.back_up_now()

    def check_all(self) -> None:
        """Open every copy and read it to its end."""
        if not self.background.busy:
            self.background.start(partial(self._checking, list(self.model.rows)), "Vérification des sauvegardes")

    def choose_file(self) -> None:
        chosen = dialogs.choose_file(
            self, "Reprendre une sauvegarde", "Sauvegardes d’Arrimage (*.db)", self._copies.path.parent
        )
        if chosen is not None:
            self.look_into(chosen)

    def restore_current(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.look_into(row.path)

    def look_into(self, copy: Path) -> None:
        """Show what a copy holds before putting it back, asking for its phrase if it is of another key."""
        self.banner.hide()
        if copy == self._copies.path:
            self._say("warning", "Ce fichier est la base ouverte. Choisissez une de ses sauvegardes.")
            return
        try:
            if self._copies.asks_phrase(copy):
                asked = PhraseDialog(self, self._copies, copy, self._copies.people_of(copy))
                asked.kept.connect(partial(self._look, copy))
                asked.open()
                return
        except Refusal as refusal:
            self._say("danger", str(refusal))
            return
        self._look(copy, None)

    # What comes back

    def _look(self, copy: Path, key: bytes | None) -> None:
        if not self.background.busy:
            self.background.start(partial(self._looking, copy, key), "Lecture de la sauvegarde")

    def _looking(self, copy: Path, key: bytes | None) -> Steps:
        yield 0, 1
        return _Looked(copy, key, self._copies.preview(copy, key))

    def _checking(self, rows: list[Copy]) -> Steps:
        sound: dict[Path, bool] = {}
        for place, row in enumerate(rows):
            yield place, len(rows)
            sound[row.path] = self._copies.is_sound(row.path)
        return sound

    def _finished(self, result: _Looked | dict[Path, bool]) -> None:
        if isinstance(result, _Looked):
            dialog = RestoreDialog(self, self._copies.path, result.seen)
            dialog.kept.connect(partial(self._restore, result))
            dialog.open()
            return
        self._checked = result
        self.refresh()
        bad = sum(not sound for sound in result.values())
        if bad:
            self._say("warning", f"{counted(bad, 'sauvegarde ne s’ouvre', 'sauvegardes ne s’ouvrent')} pas avec la clé "
                                 "actuelle, ou est abîmée. Les autres sont saines.")  # fmt: skip
        else:
            self._say("success", f"{counted(len(result), 'sauvegarde relue', 'sauvegardes relues')} en entier\u00a0: "
                                 "aucun défaut.")  # fmt: skip

    def _restore(self, looked: _Looked, _kept: object) -> None:
        if self._workspace.may_leave(_LEFT_OUT):
            self.restore_asked.emit(looked.copy, looked.key)

    def _worked(self, outcome: Outcome) -> None:
        if outcome.refused:
            self._say("danger", outcome.refused, "La sauvegarde n’a pas pu être faite.")
        elif outcome.second_place:
            self._say("warning", outcome.second_place, "Rien n’a pu être copié au deuxième endroit.")
        elif outcome.unsettled:
            names = ", ".join(outcome.unsettled[:3])
            self._say("warning", f"{counted(len(outcome.unsettled), 'copie illisible', 'copies illisibles')} à "
                                 f"supprimer de votre main au deuxième endroit\u00a0: {names}.")  # fmt: skip
        else:
            done = ["Sauvegarde faite et relue"] if outcome.taken else []
            if outcome.there:
                done.append(f"{counted(len(outcome.there), 'copie')} au deuxième endroit")
            self._say("success", f"{' · '.join(done)}.")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._say("danger", str(error))

    def _kept(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._read_on = None

    def _say(self, tone: str, text: str, title: str = "") -> None:
        self.banner = said_instead(self.banner, tone, text, title)

    def _make_list(self) -> None:
        columns: list[Column[Copy]] = [
            Column("Date", lambda row: words.moment(row.taken), lambda row: row.path.name, strong=True, width=170),
            Column("Pourquoi", lambda row: row.why, stretch=True),
            Column(
                "Taille",
                lambda row: words.size(row.size),
                lambda row: row.size,
                number=True,
                width=90,
                hidden_below=640,
            ),
            Column("Endroit", lambda row: "Deuxième endroit" if row.second_place else "Ce poste", width=140),
            Column("État", self._state, tone=self._tone, badge=True, width=190, hidden_below=760),
        ]
        self.model: RowsModel[Copy] = RowsModel(columns, key=lambda row: row.path)
        self.table = Table(self.model, "Sauvegardes")
        self.table.activated_row.connect(self._activated)
        self.restore_button = ActionButton("&Reprendre cette sauvegarde…", "undo-2")
        self.check_button = ActionButton("&Vérifier toutes les sauvegardes", "shield-check")
        self.restore_button.clicked.connect(self.restore_current)
        self.check_button.clicked.connect(self.check_all)
        self._buttons = Flow()
        self._buttons.addWidget(self.restore_button)
        self._buttons.addWidget(self.check_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState("save", "Pas encore de sauvegarde", "La première se fait d’elle-même, peu après l’ouverture.")
        )

    def _activated(self, row: Copy) -> None:
        self.look_into(row.path)

    def _state(self, row: Copy) -> str:
        if row.path in self._checked:
            return "Relue, saine" if self._checked[row.path] else "Ne s’ouvre pas"
        return "Relue à sa création" if row.taken else "À vérifier"

    def _tone(self, row: Copy) -> str:
        if row.path in self._checked:
            return "success" if self._checked[row.path] else "danger"
        return "success" if row.taken else "neutral"
