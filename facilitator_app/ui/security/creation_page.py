"""The first start: who opens the house, and with which phrase; or without encryption."""

from __future__ import annotations

from collections.abc import Generator
from importlib import import_module

from PySide6.QtCore import Qt, Signal

from facilitator_app.domain.passphrase import as_meant
from facilitator_app.domain.refusal import Problem
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.form import Form
from facilitator_app.ui.security.calm_page import CalmPage
from facilitator_app.ui.security.fields import NewPhraseField, PhraseField
from facilitator_app.ui.widgets import ActionButton, Label

DIFFERENT = "Les deux phrases diffèrent. Retapez celle du dessus, mot à mot."
NAME_WANTED = "Indiquez votre nom, par exemple Hélène Arnoux."
IN_CLEAR = "Sans chiffrement, quiconque prend ce poste ou une copie du fichier lit toutes les fiches."


class CreationPage(CalmPage):
    """Emits what was chosen; nothing is written here."""

    chosen = Signal(str, str)
    """The person and her phrase."""
    refused = Signal(str)
    """No encryption; the name given, if any."""
    demonstration_asked = Signal()
    other_asked = Signal()
    help_text = (
        "La phrase de passe chiffre la base\u00a0: sans elle, le fichier ne se lit pas. Gardez la phrase proposée, ou "
        "tapez la vôtre par-dessus. Elle n’est écrite nulle part\u00a0; l’étape suivante imprime une clé de secours."
    )

    def __init__(self) -> None:
        super().__init__(
            "lock",
            "Protéger la base",
            "La base tiendra des données personnelles. Chiffrée, elle ne s’ouvre qu’avec votre phrase de passe, même "
            "si le poste est volé.",
        )
        self.background = Background(self)
        self.form = Form()
        self.person = self.form.add("person", "Votre &nom", TextField(longest=120), required=True)
        self.phrase = self.form.add(
            "phrase",
            "Votre &phrase de passe",
            NewPhraseField(self._names),
            required=True,
            help="Gardez-la ou tapez la vôtre. Notez-la sur papier le temps de la retenir.",
        )
        self.again = self.form.add("again", "&Retapez la phrase", PhraseField(), required=True)
        self.body.addWidget(self.form)
        self.go_button = ActionButton("Continuer", "check", primary=True)
        self.go_button.show_keys("Return")
        self.go_button.clicked.connect(self.go_on)
        self.clear_button = ActionButton("Sans chiffrement", link=True)
        self.clear_button.clicked.connect(self._refuse)
        self.add_acts(self.go_button)
        self._card.body.addWidget(Label(IN_CLEAR, "caption", wrap=True))
        demonstration = ActionButton("Ouvrir la base d’exemple", link=True)
        demonstration.clicked.connect(self.demonstration_asked)
        other = ActionButton("Ouvrir une autre base", link=True)
        other.clicked.connect(self.other_asked)
        self.add_links(self.clear_button, demonstration, other)
        self.person.changed.connect(self.phrase.judge)
        self.person.returnPressed.connect(self.phrase.setFocus)
        self.phrase.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.go_on)

    def begin(self) -> None:
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)
        self.background.start(_ready)

    def go_on(self) -> None:
        """Emit the choice, or say under each field what is wrong."""
        problems = []
        if not self.person.value():
            problems.append(Problem("person", NAME_WANTED))
        if weak := self.phrase.problem():
            problems.append(Problem("phrase", weak))
        elif not same(self.phrase.value(), self.again.value()):
            problems.append(Problem("again", DIFFERENT))
        self.form.show_problems(problems)
        if not problems:
            self.chosen.emit(self.person.value(), self.phrase.value())

    def _names(self) -> tuple[str, ...]:
        return (self.person.value(),) if hasattr(self, "person") else ()

    def _refuse(self) -> None:
        if dialogs.confirm(
            self,
            "Créer la base sans chiffrement\u00a0?",
            f"{IN_CLEAR} Vous pourrez la chiffrer plus tard, page Sécurité.",
            "Créer sans chiffrement",
            "Revenir",
        ):
            self.refused.emit(self.person.value())


def _ready() -> Generator[tuple[int, int], None, None]:
    """Load what draws the paper key while the name and the phrase are typed."""
    from facilitator_app.ui.security.door import get_ready, time_this_machine

    yield 0, 1
    import_module("facilitator_app.use_cases.documents.paper_key")
    get_ready()
    time_this_machine()


def same(phrase: str, again: str) -> bool:
    """Whether both are read as one and the same phrase."""
    return as_meant(phrase) == as_meant(again)
