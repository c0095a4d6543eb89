"""What can be done to the people and the key of a house from the page Sécurité; each act asks before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.security.door import Door, new_key
from facilitator_app.ui.security.forms import (
    AddPersonDialog,
    ChangePhraseDialog,
    EncryptDialog,
    PaperKeyDialog,
    ProveDialog,
)
from facilitator_app.ui.security.key_change import KeyChange, Kind
from facilitator_app.ui.security.paper_key_page import PaperKeyPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import kept_under, office

LOST = "Une feuille imprimée n’ouvre plus la base après un renouvellement\u00a0: la nouvelle s’imprime aussitôt."


class KeyActs(QObject):
    """`done` says what was done at once; a change of key is only asked for, since it needs the house closed."""

    done = Signal(str)
    refused = Signal(str)
    change_wanted = Signal(object)

    def __init__(self, workspace: Workspace, door: Door, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._door, self._page = workspace, door, page
        self._key = workspace.database.key

    def add(self) -> None:
        assert self._key  # only an encrypted house has people
        self._ask(AddPersonDialog(self._page, self._door, self._key), self._added)

    def change_phrase(self) -> None:
        self._ask(ChangePhraseDialog(self._page, self._door, self._me), self._phrase_changed)

    def remove(self, person: str) -> None:
        """Take someone out, then offer to change the key that she may have kept."""
        if not dialogs.confirm(
            self._page,
            f"Retirer {person}\u00a0?",
            "Sa phrase n’ouvrira plus cette base. Ses actions restent dans l’historique.",
            "Retirer",
        ):
            return
        assert self._key
        try:
            self._door.remove(person, self._key)
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return
        self.done.emit(f"{person} n’ouvre plus cette base")
        if dialogs.confirm(
            self._page,
            "Renouveler la clé maintenant\u00a0?",
            f"{person} a pu garder une copie de la base et de ses clés, qui s’ouvre encore. Avec une autre clé, elle "
            "n’ouvrira pas la suite.",
            "Renouveler la clé",
            "Plus tard",
        ):
            self.renew()

    def renew(self) -> None:
        sentence = f"La base est sauvegardée, recopiée sous une autre clé, puis rouverte. {LOST}"
        self._prove("Renouveler la clé", sentence, "Renouveler", self._renew, copies=True)

    def print_again(self) -> None:
        sentence = "La feuille ouvre toute la base\u00a0: imprimez-la quand vous êtes seul devant l’imprimante."
        self._prove("Imprimer la clé de secours", sentence, "Voir la feuille", self._show_sheet)

    def put_in_clear(self) -> None:
        sentence = "Quiconque prendra ce poste ou une copie du fichier lira toutes les fiches."
        self._prove("Ne plus chiffrer la base", sentence, "Ne plus chiffrer", self._put_in_clear)

    def encrypt(self) -> None:
        details = self._workspace.ask(office.details)
        self._ask(EncryptDialog(self._page, details.facilitator_name), self._encrypt)

    # What follows an answer

    def _added(self, person: str) -> None:
        self.done.emit(f"{person} ouvre cette base")

    def _phrase_changed(self, _nothing: object) -> None:
        self.done.emit("Phrase changée")

    def _renew(self, proved: tuple[bytes, bool]) -> None:
        key, copies = proved
        new = new_key()
        self.change_wanted.emit(KeyChange(Kind.RENEW, self._me, key, new, sheet=self._sheet(new), copies=copies))

    def _put_in_clear(self, proved: tuple[bytes, bool]) -> None:
        self._work_as(self._workspace.ask(office.details).facilitator_name)
        self.change_wanted.emit(KeyChange(Kind.CLEAR, self._me, proved[0]))

    def _encrypt(self, chosen: tuple[str, str, bool]) -> None:
        person, phrase, copies = chosen
        self._work_as(person)
        new = new_key()
        self.change_wanted.emit(
            KeyChange(Kind.ENCRYPT, person, new=new, phrase=phrase, sheet=self._sheet(new), copies=copies)
        )

    def _work_as(self, person: str) -> None:
        """What waits under the name worked under until now is found again under the other."""
        with suppress(Refusal):  # a file that cannot be written says so when its key is changed
            self._workspace.do(kept_under.note_former, person, self._me, self._workspace.today())

    def _show_sheet(self, proved: tuple[bytes, bool]) -> None:
        page = PaperKeyPage(proved[0], partial(self._sheet, proved[0]), "Fermer", reprint=True)
        PaperKeyDialog(self._page, page).open()

    def _sheet(self, key: bytes) -> bytes:
        from facilitator_app.use_cases.documents import paper_key

        return self._workspace.ask(paper_key.of_house, key, self._door.path.name, self._workspace.today())

    def _prove(
        self, title: str, sentence: str, act: str, then: Callable[[tuple[bytes, bool]], None], copies: bool = False
    ) -> None:
        """Ask for the phrase again: who is in front of the open house may not be the one who opened it."""
        self._ask(ProveDialog(self._page, self._door, self._me, title, sentence, act, copies=copies), then)

    def _ask(self, dialog: Any, then: Callable[[Any], None]) -> None:
        dialog.kept.connect(then)
        dialog.open()

    @property
    def _me(self) -> str:
        return self._workspace.database.author
