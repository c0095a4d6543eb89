"""What an empty house shows: four settings, the demonstration house, three keys to remember, where the data is."""

from __future__ import annotations

import sqlite3
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.widgets import (
    ActionButton,
    Banner,
    Beside,
    Card,
    EmptyState,
    IconLabel,
    KeyHint,
    Label,
    PageHeader,
    scrolled,
)
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import first_steps, office
from facilitator_app.use_cases.first_steps import FirstStep

_LEADS_TO = {"office": ("settings", "office"), "rules": ("settings", "rules"), "data": ("import", "")}


class FirstSteps(QWidget):
    """Each setting can be made now, again, or later."""

    go_to = Signal(str, dict)
    demonstration_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.buttons: dict[str, ActionButton] = {}
        self._current: ActionButton | None = None
        self.skip_button = ActionButton("Passer, je réglerai plus tard", link=True)
        self.skip_button.clicked.connect(self._skip)
        self._header = PageHeader("Premiers pas", "", [self.skip_button])
        self._welcome = Label("Bienvenue", "sheet")
        self._banner = Banner("success", "")
        self._banner.hide()
        self._steps = QVBoxLayout()
        self._steps.setSpacing(8)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(self._banner)
        self._left, self._right = self._left_column(), self._right_column()
        column.addWidget(Beside([self._left, self._right], [5, 2]), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(scrolled(content), 1)

    @property
    def zones(self) -> list[QWidget]:
        return [self._header, self._left, self._right]

    def begin(self) -> None:
        """Put the keys on the next step to make."""
        if self._current is not None:
            self._current.setFocus()

    def refresh(self) -> None:
        steps = self._workspace.ask(first_steps.first_steps)
        first_name = self._workspace.ask(office.details).facilitator_name.split(" ")[0]
        self._welcome.setText(f"Bienvenue, {first_name}" if first_name else "Bienvenue")
        done = sum(step.done for step in steps)
        self._header.set_subtitle(
            f"{done} réglage{'s' if done > 1 else ''} fait{'s' if done > 1 else ''} sur {len(steps)}"
        )
        while (item := self._steps.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        current = next((step.key for step in steps if not step.done), "")
        for number, step in enumerate(steps, start=1):
            self._steps.addWidget(self._row(number, step, step.key == current))
        self._current = self.buttons.get(current)
        self._order_by_eye([self.skip_button, *self.buttons.values(), self.add_button])

    def _order_by_eye(self, stops: list[ActionButton]) -> None:
        """Tab comes to widgets in the order in which they were made, unless told otherwise."""
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _left_column(self) -> QWidget:
        card = Card()
        card.add(self._welcome)
        card.add(
            Label(
                "La base est prête et vide. Quatre réglages suffisent pour commencer\u00a0; chacun peut être repris"
                " plus tard depuis Paramètres.",
                "second",
                wrap=True,
            )
        )
        card.body.addLayout(self._steps)
        self.add_button = ActionButton("Ajouter un marché", "plus")
        self.import_button = ActionButton("Importer un fichier", "upload")
        self.add_button.clicked.connect(partial(self._go, "contracts", {"new": True}))
        self.import_button.clicked.connect(partial(self._go, "import", {}))
        empty = Card()
        empty.add(
            EmptyState(
                "file-text",
                "Aucun marché pour l’instant",
                "Ajoutez un premier marché à la main, ou importez le fichier publié par votre acheteur\u00a0: ses"
                " marchés et leurs titulaires seront créés.",
                [self.add_button, self.import_button],
            ),
            1,
        )
        return _column([card, empty], stretched=1)

    def _right_column(self) -> QWidget:
        discover = Card("Découvrir sans risque")
        discover.add(
            Label(
                "Ouvrez une base d’exemple\u00a0: 14 marchés, 37 lots, 190 personnes inventées, un an d’heures."
                " Elle est séparée de la vôtre.",
                "second",
                wrap=True,
            )
        )
        self.demonstration_button = ActionButton("Ouvrir la base d’exemple", "database")
        self.demonstration_button.clicked.connect(self.demonstration_wanted)
        discover.add(self.demonstration_button)
        discover.add(
            Label(
                "Un rappel dit que les données sont fictives. Les documents imprimés portent la même mention.",
                "caption",
                wrap=True,
            )
        )
        keys = Card("Trois gestes à retenir")
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        keys.body.addLayout(grid)
        for name, does in (
            ("Ctrl+K", "Tout trouver\u00a0: une personne, un lot, une commande"),
            ("Ctrl+H", "Saisir les heures du mois"),
            ("F1", "Aide de la page affichée, lisible hors connexion"),
        ):
            grid.addWidget(KeyHint(name), grid.rowCount(), 0)
            grid.addWidget(Label(does, "second", wrap=True), grid.rowCount() - 1, 1)
        where = Card("Où sont mes données\u00a0?")
        where.add(Label("Sur ce poste, dans un seul fichier. Rien ne part sur Internet.", "second", wrap=True))
        path = QLineEdit(str(self._workspace.database.path))
        path.setReadOnly(True)
        path.setAccessibleName("Emplacement du fichier de données")
        path.setToolTip(path.text())
        where.add(path)
        self.backup_button = ActionButton("Faire une sauvegarde maintenant", "save")
        self.backup_button.clicked.connect(self._back_up)
        where.add(self.backup_button)
        return _column([discover, keys, where])

    def _row(self, number: int, step: FirstStep, current: bool) -> QWidget:
        row = QFrame()
        row.setProperty("card", "true")
        line = QHBoxLayout(row)
        line.setContentsMargins(14, 8, 12, 8)
        line.setSpacing(12)
        if step.done:
            line.addWidget(IconLabel("check", "success", ground="success-soft"))
        else:
            line.addWidget(Label(str(number), "sheet"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(step.title, "strong"))
        words.addWidget(Label(step.about, "second", wrap=True))
        line.addLayout(words, 1)
        line.addWidget(Label("fait" if step.done else f"{step.minutes}\u00a0min", "second"))
        button = ActionButton("Revoir" if step.done else "Continuer", small=True, primary=current)
        if step.key == "protection":
            button.setText("Sauvegarder")
        button.setAccessibleName(f"{button.text()}\u00a0: {step.title}")
        button.clicked.connect(partial(self._begin, step.key))
        self.buttons[step.key] = button
        line.addWidget(button)
        return row

    def _begin(self, key: str, _checked: bool = False) -> None:
        if key == "protection":
            self._back_up()
            return
        page, section = _LEADS_TO[key]
        self.go_to.emit(page, {"section": section} if section else {})

    def _go(self, page: str, target: dict[str, object], _checked: bool = False) -> None:
        self.go_to.emit(page, target)

    def _skip(self) -> None:
        self._workspace.do(first_steps.skip_first_steps)

    def _back_up(self) -> None:
        try:
            copy = self._workspace.back_up()
        except (Refusal, OSError, sqlite3.Error):
            announce(self, "La sauvegarde n’a pas pu se faire")
            self._banner.set_text(
                "Vérifiez qu’il reste de la place sur le disque.", "La sauvegarde n’a pas pu se faire."
            )
            self._banner.appear()
            return
        self._workspace.do(first_steps.protection_seen)
        self._banner.set_text(f"La copie est dans {copy.parent}", f"Sauvegarde faite\u00a0: {copy.name}")
        self._banner.appear()


def _column(cards: list[Card], stretched: int | None = None) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    for place, card in enumerate(cards):
        column.addWidget(card, 1 if place == stretched else 0)
    if stretched is None:
        column.addStretch()
    return holder
