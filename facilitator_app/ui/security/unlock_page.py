"""Who opens, with which phrase; and the ways out when the phrase or the key slots are lost."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import Qt, QTimer, Signal

from facilitator_app.domain.key_refusals import SlotsMissing, UnknownPerson, WrongPhrase
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.background import Background
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.form import Form
from facilitator_app.ui.security.calm_page import CalmPage
from facilitator_app.ui.security.door import Door
from facilitator_app.ui.security.fields import PhraseField
from facilitator_app.ui.widgets import ActionButton, Banner

_NEVER_ENCRYPTED = (
    "Si cette base n’a jamais été chiffrée, elle est abîmée\u00a0: adressez ce fichier à votre service informatique."
)
FREE_TRIES, LONGEST_PAUSE = 3, 30  # a few slips cost nothing; then 1, 2, 4 … seconds, without ever shutting anyone out


def pause_after(wrong: int) -> int:
    """Seconds to wait after that many wrong phrases in a row."""
    return 0 if wrong < FREE_TRIES else min(LONGEST_PAUSE, 2 ** (wrong - FREE_TRIES))


class UnlockPage(CalmPage):
    """Says the key by `unlocked`; knows nothing of what is in the house."""

    unlocked = Signal(object, str)
    """The key and the person."""
    recovery_asked = Signal()
    other_asked = Signal()
    damaged = Signal(Exception)
    failed = Signal(Exception)
    help_text = (
        "Choisissez votre nom, tapez votre phrase de passe, puis Entrée. La phrase oubliée ne se retrouve pas\u00a0: "
        "la clé de secours imprimée ouvre la base, et permet d’en choisir une autre."
    )

    def __init__(self, door: Door, remembered: str = "", locked: bool = False) -> None:
        super().__init__(
            "lock",
            "Base verrouillée" if locked else "Ouvrir la base",
            "Ce qui était en cours de saisie est gardé dans la base. Tapez votre phrase pour retrouver la page."
            if locked
            else f"«\u00a0{door.path.name}\u00a0» est chiffrée.",
            width=520,
        )
        self._door, self._wrong = door, 0
        self.background = Background(self)
        self.background.finished.connect(self._opened)
        self.background.failed.connect(self._refused)
        self.banner = Banner("warning", "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.form = Form()
        self.person = self.form.add("person", "Votre &nom", ChoiceField())
        self.phrase = self.form.add("phrase", "Votre &phrase de passe", PhraseField())
        self.body.addWidget(self.form)
        self.open_button = ActionButton("Ouvrir", "log-in", primary=True)
        self.open_button.show_keys("Return")
        self.open_button.clicked.connect(self.unlock)
        self.add_acts(self.open_button)
        self.recovery_button = ActionButton("Utiliser la clé de secours", link=True)
        self.recovery_button.clicked.connect(self.recovery_asked)
        self.take_back_button = ActionButton("Reprendre les serrures d’une sauvegarde", link=True)
        self.take_back_button.clicked.connect(self.take_slots_back)
        self.take_back_button.hide()
        other = ActionButton("Ouvrir une autre base", link=True)
        other.clicked.connect(self.other_asked)
        self.add_links(self.recovery_button, self.take_back_button, other)
        self.phrase.entered.connect(self.unlock)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._try_again)
        self.read(remembered)

    def read(self, remembered: str = "") -> None:
        """Who may open, as the side file says; or why it cannot be told, with the ways out."""
        try:
            people: Sequence[str] = self._door.people()
        except Refusal as refusal:
            people = ()
            in_clear = f" {_NEVER_ENCRYPTED}" if isinstance(refusal, SlotsMissing) else ""
            self._say(f"{refusal}{in_clear}")
        else:
            self.banner.hide()
        self.form.setVisible(bool(people))
        self.open_button.setVisible(bool(people))
        self.take_back_button.setVisible(not people and self._door.copy_with_slots() is not None)
        self.person.set_choices([(person, person) for person in people])
        if remembered in people or len(people) == 1:
            self.person.set_value(remembered if remembered in people else people[0])

    def begin(self) -> None:
        chosen = self.person.value() is not None
        first = self.recovery_button if self.form.isHidden() else self.phrase if chosen else self.person
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.background.start(_ready)

    def unlock(self) -> None:
        """Try the phrase, off the window's thread."""
        if not self.open_button.isEnabled():
            return
        if self.person.value() is None:
            self.form.show_problems([Problem("person", "Choisissez votre nom dans la liste.")])
            return
        self.form.show_problems()
        self._wait("Ouverture en cours…")
        self.background.start(partial(_unlocked, self._door, self.person.value(), self.phrase.value()))

    def take_slots_back(self) -> None:
        """Put back the key slots that accompany the newest backup."""
        copy = self._door.copy_with_slots()
        if copy is None:
            return
        try:
            self._door.take_slots_of(copy)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self.read()
        self._say(f"Les serrures de la sauvegarde «\u00a0{copy.name}\u00a0» sont reprises. Tapez votre phrase d’alors.")
        self.begin()

    def _say(self, sentence: str) -> None:
        self.banner.set_text(sentence)
        self.banner.appear()

    def _wait(self, words: str) -> None:
        self.open_button.setText(words)
        self.open_button.setEnabled(False)
        self.open_button.updateGeometry()

    def _opened(self, key: object) -> None:
        if key is not None:
            self.phrase.set_value("")
            self.unlocked.emit(key, self.person.value())

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            self._try_again()
            self.failed.emit(error)
            return
        if isinstance(error, WrongPhrase):
            self._wrong += 1
            self.phrase.line.selectAll()
        if isinstance(error, (WrongPhrase, UnknownPerson)):
            self.form.show_problems(error.problems)
        else:
            self._say(str(error))
            self.take_back_button.setVisible(self._door.copy_with_slots() is not None)
            self.damaged.emit(error)
        if isinstance(error, WrongPhrase) and (seconds := pause_after(self._wrong)):
            self._wait(f"Patientez {seconds}\u00a0s")
            announce(self, f"Nouvel essai dans {seconds} secondes")
            self._pause.start(seconds * 1000)
        else:
            self._try_again()

    def _try_again(self) -> None:
        self.open_button.setText("Ouvrir")
        self.open_button.setEnabled(True)
        self.open_button.updateGeometry()


def _ready() -> Generator[tuple[int, int], None, None]:
    """Load what opening takes, and the first page, while the phrase is typed."""
    from facilitator_app.ui.security.door import get_ready

    yield 0, 1
    get_ready()
    for module in ("ui.open_house", "ui.pages.dashboard_page"):
        import_module(f"facilitator_app.{module}")


def _unlocked(door: Door, person: str, phrase: str) -> Generator[tuple[int, int], None, bytes]:
    yield 0, 1
    return door.unlock(person, phrase)
