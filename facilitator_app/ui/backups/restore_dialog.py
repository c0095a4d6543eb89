"""What a copy holds and what would be lost, before it is put back; and the phrase of a copy made under another key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QListWidget, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.backups import words
from facilitator_app.ui.backups.copies import Copies, Preview
from facilitator_app.ui.fields import CheckField, ChoiceField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.security.fields import PhraseField
from facilitator_app.ui.widgets import Card, Label

_SHOWN = 8  # actions seen at once


class RestoreDialog(FormDialog):
    """`kept` gives nothing: that the user ticked the box and pressed the button is all there is to know."""

    def __init__(self, parent: QWidget | None, house: Path, seen: Preview) -> None:
        when = words.moment(seen.taken)
        super().__init__(parent, f"Reprendre la sauvegarde du {when}\u00a0?", "Reprendre cette sauvegarde")
        held, lost = Card("Ce qu’elle contient"), Card("Ce qui serait perdu")
        for line in words.held(seen):
            held.add(Label(line, wrap=True))
        lost.add(Label(words.lost(seen), "strong" if seen.lost else "", wrap=True))
        if seen.lost_gestures:
            lost.add(self._gestures(seen))
        kept = Label(
            "La base d’aujourd’hui ne sera pas effacée\u00a0: elle sera gardée à côté, sous le nom "
            f"{house.stem}-avant-restauration, suivi de la date. Arrimage se fermera, puis se rouvrira sur la "
            "sauvegarde.",
            "second",
            wrap=True,
        )
        for place, part in enumerate((held, lost, kept), 1):
            self.body.insertWidget(place, part)
        sure = "Je reprends cette sauvegarde" + (" et je perds ces actions" if seen.lost else "")
        self.form.add("sure", sure, CheckField(sure))

    def keep(self, values: dict[str, Any]) -> None:
        if not values["sure"]:
            raise Refusal.because("Cochez cette case pour confirmer, ou choisissez Annuler.", "sure")

    def _gestures(self, seen: Preview) -> QListWidget:
        gestures = QListWidget()
        gestures.setAccessibleName("Les dernières actions qui seraient perdues")
        gestures.addItems([label or "Modification" for label in seen.lost_gestures])
        gestures.setCurrentRow(0)
        if (more := (seen.lost or 0) - len(seen.lost_gestures)) > 0:
            gestures.addItem(f"… et {more} plus anciennes" if more > 1 else "… et une plus ancienne")
        gestures.setFixedHeight(gestures.sizeHintForRow(0) * min(gestures.count(), _SHOWN) + scaled(12))
        return gestures


class PhraseDialog(FormDialog):
    """`kept` gives the key of a copy made when the house had another one."""

    def __init__(self, parent: QWidget | None, copies: Copies, copy: Path, people: tuple[str, ...]) -> None:
        super().__init__(parent, "Ouvrir une sauvegarde d’une autre clé", "Ouvrir")
        self._copies, self._copy = copies, copy
        self.body.insertWidget(
            1,
            Label(
                "La clé de la base a changé depuis cette sauvegarde. Donnez la phrase de passe qui l’ouvrait alors.",
                "second",
                wrap=True,
            ),
        )
        self.form.add("person", "&Personne", ChoiceField([(name, name) for name in people]), required=True)
        self.form.add("phrase", "P&hrase de passe", PhraseField(), required=True).entered.connect(self.save)
        self.form.set_values({"person": people[0]})

    def keep(self, values: dict[str, Any]) -> bytes:
        return self._copies.unlock(self._copy, values["person"], values["phrase"])
