"""The card of the second place: where copies are also carried, since when, and what it means for whoever finds them."""

from __future__ import annotations

from PySide6.QtCore import Signal

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.backups import words
from facilitator_app.ui.backups.keeper import BackupKeeper
from facilitator_app.ui.widgets import ActionButton, Card, Flow, Label

_NOWHERE = (
    "Si ce poste tombe en panne ou disparaît, ses sauvegardes partent avec lui. Choisissez une clé USB, un dossier "
    "partagé ou un dossier synchronisé\u00a0: chaque sauvegarde terminée y sera aussi copiée."
)
_ABOUT = {
    "": "Un dossier du réseau ou synchronisé conviendrait aussi\u00a0: seules des sauvegardes finies y sont déposées.",
    "network": "Ce dossier est sur le réseau, ce qui convient\u00a0: seules des sauvegardes terminées y sont déposées.",
    "cloud": "Ce dossier est synchronisé\u00a0: les sauvegardes partent aussi chez le service qui l’héberge.",
}
"""By the kind of the place."""
_IN_CLEAR = "Cette base n’est pas chiffrée\u00a0: quiconque trouve la clé USB ou ouvre ce dossier peut lire les fiches."
_ENCRYPTED = "Ces copies sont chiffrées\u00a0: elles ne s’ouvrent qu’avec une phrase de passe ou la clé de secours."


class PlaceCard(Card):
    """Chooses, changes and gives up the second place."""

    refused = Signal(str)

    def __init__(self, keeper: BackupKeeper) -> None:
        super().__init__("Deuxième endroit")
        self._keeper = keeper
        self.where, self.state = Label("", "strong", wrap=True), Label("", wrap=True)
        self._about, self._readable = Label("", "second", wrap=True), Label("", "second", wrap=True)
        for label in (self.where, self.state, self._about, self._readable):
            self.add(label)
        self.choose = ActionButton("&Choisir un dossier…", "folder-open")
        self.carry = ActionButton("Copier &maintenant", "copy")
        self.give_up = ActionButton("&Ne plus y copier", "x")
        self.choose.clicked.connect(self.choose_folder)
        self.carry.clicked.connect(keeper.carry_now)
        self.give_up.clicked.connect(self.stop)
        row = Flow()
        for button in (self.choose, self.carry, self.give_up):
            row.addWidget(button)
        self.body.addLayout(row)
        keeper.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        keeper, place = self._keeper, self._keeper.place
        chosen = place is not None
        self.where.setText(str(place) if chosen else "Aucun deuxième endroit")
        self.choose.setText("C&hanger de dossier…" if chosen else "&Choisir un dossier…")
        self.carry.setVisible(chosen)
        self.give_up.setVisible(chosen)
        self.state.setVisible(chosen)
        self._readable.setVisible(chosen)
        self._about.setText(_ABOUT[keeper.copies.kind_of(place)] if place is not None else _NOWHERE)
        self._readable.setText(_IN_CLEAR if keeper.copies.key is None else _ENCRYPTED)
        if not chosen:
            return
        last = f"Dernière copie réussie le {words.moment(keeper.carried_at)}." if keeper.carried_at else ""
        parts = (last, keeper.last.second_place, words.owed(*keeper.copies.owed))
        self.state.setText(" ".join(part for part in parts if part) or "Copie en cours…")

    def choose_folder(self) -> None:
        folder = dialogs.choose_folder(self, "Où copier aussi les sauvegardes", self._keeper.place)
        if folder is None:
            return
        if self._keeper.copies.key is None and not dialogs.confirm(
            self,
            "Copier une base non chiffrée hors de ce poste\u00a0?",
            f"{_IN_CLEAR} Gardez la clé USB sous clé, ou choisissez un dossier à accès limité.",
            "Copier quand même",
        ):
            return
        try:
            self._keeper.choose_place(folder)
        except Refusal as refusal:
            self.refused.emit(str(refusal))

    def stop(self) -> None:
        if dialogs.confirm(
            self,
            "Ne plus copier les sauvegardes au deuxième endroit\u00a0?",
            "Celles qui y sont déjà y restent. Une panne de ce poste emporterait les suivantes.",
            "Ne plus y copier",
        ):
            self._keeper.choose_place(None)
