"""The page of duplicates: pairs of records that may be of one person, side by side, to merge or to tell apart."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE, counted
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background, ProgressCard
from facilitator_app.ui.duplicates.comparison import Comparison
from facilitator_app.ui.page import Page
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Banner, EmptyState, Label, PageHeader, scrolled
from facilitator_app.ui.widgets.flow import Flow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import duplicates, merging
from facilitator_app.use_cases.duplicates import Suspects
from facilitator_app.use_cases.work_in_common import work_in_common


class DuplicatesPage(Page):
    """The comparison of everybody with everybody runs behind the window; a pair handled leaves the list at once."""

    SHOWS = frozenset({"beneficiary", "not_the_same", "restriction"})
    go_to = Signal(str, dict)
    said = Signal(str)
    help_text = (
        "Deux fiches d’une même personne comptent ses heures deux fois. Comparez, choisissez la valeur à garder quand "
        "elles diffèrent, puis fusionnez\u00a0: parcours, heures, propositions et remarques des deux sont gardés, et "
        "Ctrl+Z les sépare. «\u00a0Deux personnes\u00a0» n’est plus jamais redemandé."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.background = Background(self)
        self._handled = False
        workspace.names.changed.connect(self._fit_names)
        self._header = PageHeader("Doublons possibles")
        self.banner = Banner("danger", "")
        self.banner.hide()
        columns = [
            Column("Fiches", self._names, second=self._names_of_other, strong=True, stretch=True),
            Column("Vraisemblance", _likelihood, lambda pair: pair.likelihood, number=True, width=108),
            Column("En commun", lambda pair: ", ".join(pair.same), width=240, hidden_below=560),
        ]
        self._model: RowsModel[Suspects] = RowsModel(columns, key=lambda pair: (pair.one.id, pair.other.id))
        self.table = Table(self._model, "Paires de fiches, la plus vraisemblable d’abord")
        self.comparison = Comparison()
        self.merge_button = ActionButton("&Fusionner en une fiche", "merge", "Ctrl+Return", primary=True)
        self.two_button = ActionButton("Ce sont &deux personnes", "users", "Ctrl+D")
        self._open_one = ActionButton("Ouvrir la fiche &gardée", "user", link=True)
        self._open_other = ActionButton("Ouvrir la &seconde fiche", "user", link=True)
        self._reasons = Label("", "second", wrap=True)
        self._assemble()
        self.zones: list[QWidget] = [self._header, self.table, self._side]
        self._connect()

    def settled(self) -> bool:
        """Whether the pairs shown are those of the file."""
        return not self.background.busy

    def refresh(self) -> None:
        super().refresh()
        # What this page has just written leaves the rest of the list as it is.
        if not self._handled and not self.background.busy:
            self.background.start(self._compare, "Comparaison des fiches")

    def _fit_names(self) -> None:
        """Two files side by side are nothing but what tells who they are of."""
        self._side.setVisible(not self._workspace.names.hidden)
        self._show(list(self._model.rows))

    def merge(self) -> None:
        """Make one record of the two shown."""
        pair = self._current()
        if pair is None:
            return
        kept = "Parcours, heures, propositions et remarques des deux seront réunis. Ce geste pourra être annulé."
        twice = self._workspace.ask(work_in_common, pair.one.id, pair.other.id)
        question = f"Fusionner les deux fiches de {self._names(pair)}\u00a0?"
        if not dialogs.confirm(self, question, "\n\n".join((*twice, kept)), "Fusionner"):
            return
        if self._do(merging.merge, pair.one.id, pair.other.id, self.comparison.chosen()):
            self._leave(pair, gone=pair.other.id)

    def tell_apart(self) -> None:
        """Remember that the two records are of two people."""
        pair = self._current()
        if pair is not None and self._do(duplicates.say_not_the_same, pair.one.id, pair.other.id):
            self._leave(pair)

    def _assemble(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self._header, self.banner, ProgressCard(self.background, self)):
            whole.addWidget(widget)
        self._stack = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._side = QWidget()
        lines = QVBoxLayout(self._side)
        lines.setContentsMargins(16, 12, 16, 14)
        lines.setSpacing(10)
        lines.addWidget(self._reasons)
        lines.addWidget(scrolled(self.comparison), 1)
        lines.addLayout(Flow(widgets=[self.merge_button, self.two_button]))
        lines.addLayout(Flow(widgets=[self._open_one, self._open_other]))
        self._split.addWidget(self.table)
        self._split.addWidget(self._side)
        self._split.setSizes([480, 560])
        self._split.setChildrenCollapsible(False)
        self._stack.addWidget(self._split)
        self._stack.addWidget(
            EmptyState(
                "users",
                "Aucun doublon possible",
                "Toutes les fiches ont été comparées deux à deux\u00a0: aucune paire ne semble être une même personne.",
            )
        )
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.background.finished.connect(self._show)
        self.background.failed.connect(self._failed)
        self.table.current_row_changed.connect(self._show_pair)
        self.table.activated_row.connect(self._enter)
        self.merge_button.clicked.connect(self.merge)
        self.two_button.clicked.connect(self.tell_apart)
        self._open_one.clicked.connect(self._go_to_one)
        self._open_other.clicked.connect(self._go_to_other)

    def _compare(self) -> Generator[tuple[int, int], None, list[Suspects]]:
        yield 0, 0
        with self._workspace.reading() as session:
            return duplicates.suspects(session)

    def _show(self, pairs: list[Suspects]) -> None:
        self._model.show(pairs)
        self._tell_count()
        if pairs and not self.table.currentIndex().isValid():
            self.table.select_place(0)

    def _tell_count(self) -> None:
        many = len(self._model.rows)
        self._header.set_subtitle(f"{counted(many, 'paire')} à examiner" if many else "rien à examiner")
        self._stack.setCurrentIndex(0 if many else 1)

    def _leave(self, pair: Suspects, gone: Key | None = None) -> None:
        """The pair goes, and those of the record that is no more; the next one takes its place."""
        place = max(0, self.table.currentIndex().row())
        others = [row for row in self._model.rows if row is not pair]
        left = [row for row in others if gone not in (row.one.id, row.other.id)]
        if gone is not None and any({pair.one.id, gone} & {row.one.id, row.other.id} for row in others):
            self.background.start(self._compare, "Comparaison des fiches")  # one more record may be hers, as it now is
        self._model.show(left)
        self._tell_count()
        if left:
            self.table.select_place(min(place, len(left) - 1))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, act: Any, *details: Any) -> bool:
        self.banner.hide()
        self._handled = True
        try:
            self._workspace.do(act, *details)
        except Refusal as refusal:
            self._say(str(refusal))
            return False
        finally:
            self._handled = False
        return True

    def _show_pair(self, pair: Suspects | None) -> None:
        if pair is None:
            return
        self.comparison.show_pair(pair)
        said = (("En commun", pair.same), ("Diffère", pair.differs))
        self._reasons.setText(" ".join(f"{what}{NO_BREAK_SPACE}: {', '.join(words)}." for what, words in said if words))

    def _enter(self, _pair: Suspects) -> None:
        target = self.comparison.first_choice() or self.merge_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_one(self) -> None:
        if (pair := self._current()) is not None:
            self._go_to(pair.one.id)

    def _go_to_other(self) -> None:
        if (pair := self._current()) is not None:
            self._go_to(pair.other.id)

    def _go_to(self, person: Key) -> None:
        self.go_to.emit("beneficiaries", {"beneficiary": person})

    def _current(self) -> Suspects | None:
        pair: Suspects | None = self.table.current_row() if self._model.rows else None
        return pair

    def _names(self, pair: Suspects) -> str:
        return self._workspace.names.of(pair.one.name)

    def _names_of_other(self, pair: Suspects) -> str:
        return self._workspace.names.of(pair.other.name)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._say(str(error))

    def _say(self, text: str) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        fresh = Banner("danger", text)
        layout.replaceWidget(self.banner, fresh)
        self.banner.deleteLater()
        self.banner = fresh
        fresh.appear()


def _likelihood(pair: Suspects) -> str:
    return f"{min(99, round(pair.likelihood * 100))}{NO_BREAK_SPACE}%"
