"""The questions of the page Sécurité: who joins, which new phrase, and the proof that it is really she who asks."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.fields import CheckField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.security.creation_page import DIFFERENT, NAME_WANTED, same
from facilitator_app.ui.security.door import Door
from facilitator_app.ui.security.fields import NewPhraseField, PhraseField
from facilitator_app.ui.security.paper_key_page import PaperKeyPage
from facilitator_app.ui.widgets import Label

COPIES = "Réécrire aussi les sauvegardes de ce poste"


class PersonDialog(FormDialog):
    """Someone's name and her new phrase; `keep` of subclasses does something with them."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, act: str, person: str = "") -> None:
        super().__init__(parent, title, act)
        self.body.insertWidget(1, Label(sentence, "second", wrap=True))
        self.person = self.form.add("person", "&Nom", TextField(longest=120), required=True)
        self.person.set_value(person)
        self.phrase = self.form.add(
            "phrase", "&Phrase de passe", NewPhraseField(self._names), required=True,
            help="Gardez la phrase proposée, ou tapez-en une autre.",
        )  # fmt: skip
        self.again = self.form.add("again", "&Retapez la phrase", PhraseField(), required=True)
        self.person.setFocus()
        self.person.changed.connect(self.phrase.judge)
        self.again.entered.connect(self.save)

    def checked(self, values: dict[str, Any]) -> tuple[str, str]:
        """The person and her phrase. Raises Refusal."""
        if not values["person"]:
            raise Refusal(Problem("person", NAME_WANTED))
        _refuse_different(values)
        return values["person"], values["phrase"]

    def _names(self) -> tuple[str, ...]:
        return (self.person.value(),) if hasattr(self, "person") else ()


class AddPersonDialog(PersonDialog):
    def __init__(self, parent: QWidget | None, door: Door, key: bytes) -> None:
        super().__init__(
            parent,
            "Ajouter une personne",
            "C’est à elle de choisir sa phrase et de la taper ici. Personne d’autre n’a à la connaître.",
            "Ajouter",
        )
        self._door, self._key = door, key

    def keep(self, values: dict[str, Any]) -> str:
        person, phrase = self.checked(values)
        try:
            self._door.people()
        except Refusal:  # the side file is gone: it is made again, for her alone
            self._door.give_phrase(self._key, person, phrase)
        else:
            self._door.add(self._key, person, phrase)
        return person


class EncryptDialog(PersonDialog):
    """Gives (person, phrase, whether the copies too)."""

    def __init__(self, parent: QWidget | None, person: str) -> None:
        super().__init__(
            parent,
            "Chiffrer la base",
            "La base est sauvegardée, recopiée chiffrée, puis rouverte. Vous imprimerez ensuite la clé de secours.",
            "Chiffrer",
            person,
        )
        self.form.add("copies", "", CheckField("Chiffrer aussi les sauvegardes de ce poste")).set_value(True)

    def keep(self, values: dict[str, Any]) -> tuple[str, str, bool]:
        return *self.checked(values), bool(values["copies"])


class ChangePhraseDialog(FormDialog):
    def __init__(self, parent: QWidget | None, door: Door, person: str) -> None:
        super().__init__(parent, "Changer ma phrase", "Changer")
        self._door, self._person = door, person
        self.form.add("old", "Phrase &actuelle", PhraseField(), required=True).setFocus()
        self.form.add("phrase", "&Nouvelle phrase", NewPhraseField(lambda: (person,)), required=True)
        self.form.add("again", "&Retapez la nouvelle phrase", PhraseField(), required=True).entered.connect(self.save)

    def keep(self, values: dict[str, Any]) -> None:
        _refuse_different(values)
        _about("old", lambda: self._door.change_phrase(self._person, values["old"], values["phrase"]))


class ProveDialog(FormDialog):
    """Asks for one's phrase again before an act that matters; gives (key, whether the copies too)."""

    def __init__(
        self, parent: QWidget | None, door: Door, person: str, title: str, sentence: str, act: str, copies: bool = False
    ) -> None:
        super().__init__(parent, title, act)
        self._door, self._person = door, person
        self.body.insertWidget(1, Label(sentence, "second", wrap=True))
        phrase = self.form.add("phrase", "Votre &phrase de passe", PhraseField(), required=True)
        phrase.entered.connect(self.save)
        phrase.setFocus()
        if copies:
            self.form.add("copies", "", CheckField(COPIES)).set_value(True)

    def keep(self, values: dict[str, Any]) -> tuple[bytes, bool]:
        return self._door.unlock(self._person, values["phrase"]), bool(values.get("copies"))


class PaperKeyDialog(Dialog):
    """The sheet again, for who has just given her phrase."""

    def __init__(self, parent: QWidget | None, page: PaperKeyPage) -> None:
        super().__init__(parent)
        self.setWindowTitle("Clé de secours")
        self.page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        page.done.connect(self.accept)
        self.finished.connect(self._forget)
        if parent:
            self.resize(parent.window().size() * 0.9)

    def _forget(self) -> None:
        self.page.forget()
        self.deleteLater()


def _refuse_different(values: dict[str, Any]) -> None:
    if not same(values["phrase"], values["again"]):
        raise Refusal(Problem("again", DIFFERENT))


def _about(field: str, act: Any) -> None:
    """A wrong phrase is said under the field where it was typed."""
    from facilitator_app.domain.key_refusals import WrongPhrase

    try:
        act()
    except WrongPhrase as refusal:
        raise Refusal(*(Problem(field, problem.message) for problem in refusal.problems)) from None
