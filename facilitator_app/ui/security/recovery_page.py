"""Opening with the paper key: its fourteen groups, then a new phrase for whoever types them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator_app.domain import paper_key
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.form import Form
from facilitator_app.ui.security.calm_page import CalmPage
from facilitator_app.ui.security.creation_page import DIFFERENT, NAME_WANTED, same
from facilitator_app.ui.security.door import Door
from facilitator_app.ui.security.fields import GroupField, NewPhraseField, PhraseField
from facilitator_app.ui.widgets import ActionButton, Label, ProblemLine

_ROWS = paper_key.GROUPS // 2


class RecoveryPage(CalmPage):
    """First the key, which must open the file; then who it is and her new phrase."""

    unlocked = Signal(object, str)
    """The key and the person."""
    given_up = Signal()
    help_text = (
        "Prenez la feuille «\u00a0Clé de secours\u00a0» dans son enveloppe et tapez ses quatorze groupes, majuscules "
        "ou minuscules. Le curseur passe de lui-même au groupe suivant. Vous choisirez ensuite une nouvelle phrase."
    )

    def __init__(self, door: Door, person: str = "") -> None:
        super().__init__(
            "shield-check",
            "Utiliser la clé de secours",
            "Tapez les quatorze groupes de la feuille, dans l’ordre. Il n’y a ni I, ni O, ni 0, ni 1.",
        )
        self._door = door
        self._key: bytes | None = None
        self.groups = GroupGrid()
        self.groups.finished.connect(self.go_on)
        self.body.addWidget(self.groups)
        self.form = Form()
        self.person = self.form.add("person", "Votre &nom", TextField(longest=120), required=True, help=_known(door))
        self.phrase = self.form.add(
            "phrase", "Votre nouvelle &phrase de passe", NewPhraseField(self._names), required=True
        )
        self.again = self.form.add("again", "&Retapez la phrase", PhraseField(), required=True)
        self.person.set_value(person)
        self.form.hide()
        self.body.addWidget(self.form)
        self.go_button = ActionButton("Vérifier la clé", "check", primary=True)
        self.go_button.show_keys("Return")
        self.go_button.clicked.connect(self.go_on)
        back = ActionButton("Revenir à la phrase")
        back.clicked.connect(self.given_up)
        self.add_acts(back, self.go_button)
        self.person.changed.connect(self.phrase.judge)
        self.person.returnPressed.connect(self.phrase.setFocus)
        self.phrase.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.go_on)

    def begin(self) -> None:
        self.groups.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Check the key, then give the phrase and open."""
        if self._key is None:
            self._check()
        else:
            self._give()

    def _check(self) -> None:
        try:
            self._key = self._door.key_on_paper(self.groups.typed())
        except Refusal as refusal:
            self.groups.show_problem(str(refusal))
            return
        self.groups.clear()
        self.groups.hide()
        self.set_words(
            "Choisir une nouvelle phrase", "La clé est la bonne. La phrase remplacera l’ancienne pour cette personne."
        )
        self.form.show()
        self.go_button.setText("Ouvrir")
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.title())

    def _give(self) -> None:
        assert self._key is not None
        problems = [] if self.person.value() else [Problem("person", NAME_WANTED)]
        if weak := self.phrase.problem():
            problems.append(Problem("phrase", weak))
        elif not same(self.phrase.value(), self.again.value()):
            problems.append(Problem("again", DIFFERENT))
        self.form.show_problems(problems)
        if problems:
            return
        try:
            self._door.give_phrase(self._key, self.person.value(), self.phrase.value())
        except Refusal as refusal:
            self.form.show_problems(refusal.problems)
            return
        self.unlocked.emit(self._key, self.person.value())

    def _names(self) -> tuple[str, ...]:
        return (self.person.value(),) if hasattr(self, "person") else ()


class GroupGrid(QWidget):
    """The groups where the sheet has them: down the first column, then down the second; a whole key may be pasted."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.fields = [_Group() for _ in range(paper_key.GROUPS)]
        for place, field in enumerate(self.fields):
            label = Label(f"Groupe {place + 1}", "second")
            label.setBuddy(field)
            grid.addWidget(label, place % _ROWS, place // _ROWS * 2)
            grid.addWidget(field, place % _ROWS, place // _ROWS * 2 + 1)
            field.setAccessibleName(f"Groupe {place + 1}")
            field.textEdited.connect(self._edited)
            field.returnPressed.connect(self.finished)
        self._problem = ProblemLine()
        grid.addWidget(self._problem, _ROWS, 0, 1, 4)
        self.setFocusProxy(self.fields[0])

    def typed(self) -> str:
        return " ".join(field.text() for field in self.fields)

    def clear(self) -> None:
        for field in self.fields:
            field.clear()
        self._problem.set_text("")

    def show_problem(self, sentence: str) -> None:
        self._problem.set_text(sentence)
        announce(self, sentence)

    def problem(self) -> str:
        return self._problem.text()

    def _edited(self, text: str) -> None:
        """Go on to the next group when this one is full; what is pasted fills those that follow."""
        self._problem.set_text("")
        field = self.sender()
        place = self.fields.index(field)  # type: ignore[arg-type]  # only its fields are connected to it
        signs = "".join(sign for sign in text if sign.isalnum())
        if len(signs) < paper_key.GROUP_SIGNS:
            return
        pieces: Sequence[str] = [signs[start : start + 4] for start in range(0, len(signs), 4)]
        for later, piece in zip(self.fields[place:], pieces, strict=False):
            later.setText(piece.upper())
        following = place + len(pieces) - (len(pieces[-1]) < paper_key.GROUP_SIGNS)
        if following < len(self.fields):
            self.fields[following].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.fields[-1].setFocus(Qt.FocusReason.OtherFocusReason)


class _Group(GroupField):
    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(200)  # room for a whole key pasted


def _known(door: Door) -> str:
    try:
        people = door.people()
    except Refusal:
        return "Les autres personnes seront à ajouter de nouveau."
    return f"Pour qui la phrase est changée\u00a0: {', '.join(people[:6])}."
