"""The centre of the page: one need, the people ranked for it, those left out, its proposals."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.matching import Score
from facilitator_app.domain.need import ProposalState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_number
from facilitator_app.ui.background import Background
from facilitator_app.ui.charts.score_bar import Part, ScoreLegend
from facilitator_app.ui.history.history_button import HistoryButton
from facilitator_app.ui.matching.left_out import LeftOut
from facilitator_app.ui.matching.people_list import PeopleList
from facilitator_app.ui.matching.people_model import PeopleModel, parts_of
from facilitator_app.ui.matching.proposals_view import ProposalsView
from facilitator_app.ui.widgets import ActionButton, Badge, ElidedLabel, EmptyState, Flow, IconButton, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.matching.needs import NeedHeader, need_header
from facilitator_app.use_cases.matching.profiles import followed
from facilitator_app.use_cases.matching.ranking import NeedRanking, RankedLine, ranking

AT_ONCE = 5_000  # people, ranked within a tenth of a second; more of them are ranked off the window's thread
_RANKED, _NOBODY, _UNDER_WAY = range(3)


class NeedView(QWidget):
    """Shows, and says what is asked; the page does the acts."""

    edit_asked = Signal()
    state_asked = Signal()
    sheet_asked = Signal()
    """The job sheet, to look at and print."""
    aside_asked = Signal()
    propose_asked = Signal()
    refused = Signal(object)
    """Why the ranking asked for could not be made in the background."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.need: NeedHeader | None = None
        self.ranking: NeedRanking | None = None
        """None while the people of the need are being ranked."""
        self._person: Key | None = None  # to select once she is ranked
        self.background = Background(self)
        self.background.finished.connect(self._ranked)
        self.background.failed.connect(self._failed)
        self._title, self._about = Label("", "sheet"), ElidedLabel("", "second")
        self._code, self._posts = Badge("", "neutral"), Badge("", "neutral")
        self.edit = ActionButton("&Modifier le besoin", "pencil", small=True)
        self.state = IconButton("check", "Changer l’état du besoin")
        self.sheet = IconButton("printer", "Fiche de poste")
        self._legend, self._counts = QHBoxLayout(), Label("", "second")
        self._legend_shown: list[Part] = []
        self.model = PeopleModel()
        self.people = PeopleList(self.model)
        self.people.setMinimumHeight(150)
        self.left_out = LeftOut()
        self.history = HistoryButton(workspace)
        self.proposals = ProposalsView(workspace)
        self._count = Label("", "strong")
        self.aside = ActionButton("É&carter avec motif", "x")
        self.propose = ActionButton("&Préparer la proposition", "mail", "Ctrl+Return", primary=True)
        self._nobody = EmptyState("users", "", "")
        self._people_or_not = QStackedWidget()
        self._people_or_not.addWidget(self.people)
        self._people_or_not.addWidget(self._nobody)
        self._people_or_not.addWidget(
            EmptyState("users", "Classement en cours", "Les personnes sont nombreuses\u00a0: encore un instant.")
        )
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Classement et propositions")
        corner = QWidget()
        self._corner = QHBoxLayout(corner)
        self._corner.setContentsMargins(0, 0, 0, 0)
        self._corner.addWidget(self._counts)
        self.tabs.setCornerWidget(corner)
        self.tabs.addTab(self._ranking_tab(), "Classement")
        self.tabs.addTab(self.proposals, "Propositions en cours")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._top())
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 4, 14, 10)
        inside.addWidget(self.tabs)
        whole.addLayout(inside, 1)
        self.edit.clicked.connect(self.edit_asked)
        self.state.clicked.connect(self.state_asked)
        self.sheet.clicked.connect(self.sheet_asked)
        self.aside.clicked.connect(self.aside_asked)
        self.propose.clicked.connect(self.propose_asked)
        self.left_out.everybody_asked.connect(self.refresh)
        self.model.dataChanged.connect(self._count_retained)
        workspace.names.changed.connect(self._conceal)

    def show_need(self, need: Key, person: Key | None = None) -> None:
        """Raises Refusal when the need is no longer there."""
        another = self.need is None or self.need.id != need
        if another:
            self.left_out.fold()
        self._person = person
        if self._workspace.ask(followed) <= AT_ONCE:
            self._show_ranking(self._workspace.show(ranking, need, self._workspace.today(), self.left_out.unfolded()))
            return
        self._show_header(self._workspace.ask(need_header, need))
        if another:  # nobody of the need before may be retained for this one
            self.ranking = None
            self.model.show(None, self._workspace.today())
            self._counts.setText("")
            self._people_or_not.setCurrentIndex(_UNDER_WAY)
            self._count_retained()
        self.background.start(partial(self._ranking_of, need, self.left_out.unfolded()))

    def _ranking_of(self, need: Key, everybody: bool) -> Generator[tuple[int, int], None, NeedRanking | None]:
        yield 0, 1
        if self.need is None or self.need.id != need:
            return None  # another need was chosen since
        return self._workspace.show(ranking, need, self._workspace.today(), everybody)

    def _ranked(self, found: NeedRanking | None) -> None:
        if found and self.need and found.need.id == self.need.id:
            self._show_ranking(found)

    def _failed(self, error: Exception) -> None:
        """A need removed meanwhile is said; anything else is a fault, and goes where faults go."""
        if not isinstance(error, Refusal):
            raise error
        self.refused.emit(error)

    def _conceal(self) -> None:
        """At once: in a large house people are ranked again a moment later."""
        if self.ranking and self._workspace.names.hidden:
            self._show_ranking(self._workspace.names.within(self.ranking))

    def _show_header(self, need: NeedHeader) -> None:
        self.need = need
        self._title.setText(need.title)
        self._about.setText(need.summary)
        self._code.show_state(need.code, "neutral")
        self.history.set_record(need.id, f"{need.code} {need.title}")
        self._posts.show_state(f"{need.posts} poste{'s' if need.posts > 1 else ''}", "neutral")
        waiting = self.proposals.show_need(need.id)
        self.tabs.setTabText(1, f"Propositions en cours ({waiting})" if waiting else "Propositions en cours")

    def _show_ranking(self, found: NeedRanking) -> None:
        self.ranking = found
        self._show_header(found.need)
        compatible = len(found.ranked)
        self._counts.setText(
            f"{written_number(found.available)} disponible{'s' if found.available > 1 else ''} à cette date, "
            f"{written_number(compatible)} compatible{'s' if compatible > 1 else ''}"
        )
        self._show_legend(parts_of_weights(found))
        self.model.show(found, self._workspace.today())
        self._people_or_not.setCurrentIndex(_RANKED if found.ranked else _NOBODY)
        self._nobody.set_text(*_nobody(found))
        self.left_out.show_ranking(found)
        self._count_retained()
        if self._person:
            self.people.select(self._person)
            self._person = None

    def refresh(self) -> None:
        if self.need:
            self.show_need(self.need.id)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._place_counts()
        return super().event(event)

    def _place_counts(self) -> None:
        """Beside the tabs, or under them when both do not fit."""
        wanted = self.tabs.tabBar().sizeHint().width() + self._counts.sizeHint().width()
        place = self._corner if wanted <= self.tabs.width() else self._above
        if place.indexOf(self._counts) < 0:
            place.addWidget(self._counts)

    def retained(self) -> list[RankedLine]:
        return self.model.retained()

    def mark(self, line: RankedLine, retained: bool) -> None:
        """Show a person as retained, or no longer, without ranking again."""
        self.model.set_state(line, ProposalState.RETAINED if retained else None)

    def _count_retained(self) -> None:
        count, posts = len(self.retained()), self.need.posts if self.need else 0
        self._count.setText(f"{count} retenue{'s' if count > 1 else ''}, {posts} poste{'s' if posts > 1 else ''}")
        self.propose.setEnabled(count > 0)
        self.aside.setEnabled(bool(self.model.lines()))

    def _show_legend(self, parts: list[Part]) -> None:
        if parts == self._legend_shown:
            return
        while (item := self._legend.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self._legend_shown = parts
        self._legend.addWidget(ScoreLegend(parts))

    def _top(self) -> QFrame:
        top = QFrame()
        top.setObjectName("header")
        row, words = Flow(), QWidget()
        top.setLayout(row)
        row.setContentsMargins(16, 10, 14, 9)
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addLayout(Flow(widgets=[self._title, self._code, self._posts]))
        lines.addWidget(self._about)
        row.add_growing(words)
        row.add_row(Flow(widgets=[self.history, self.sheet, self.state, self.edit]))
        return top

    def _ranking_tab(self) -> QWidget:
        tab = QWidget()
        self._above, below, whole = QVBoxLayout(), Flow(), QVBoxLayout(tab)
        self._above.addLayout(self._legend)
        below.add_growing(self._count)
        below.add_row(Flow(widgets=[self.aside, self.propose]))
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(self._above)
        whole.addWidget(self._people_or_not, 3)
        whole.addWidget(self.left_out)
        whole.addLayout(below)
        return tab


def parts_of_weights(found: NeedRanking) -> list[Part]:
    """What each part is worth, for the legend."""

    return parts_of(Score(0, 0, 0, 0), found.weights)


def _nobody(found: NeedRanking) -> tuple[str, str]:
    if not found.left_out and not found.unrelated:
        return "Aucune personne n’est suivie", "Inscrivez d’abord les personnes dans Bénéficiaires."
    if not found.profile.rome_code:
        return "Le métier de ce besoin n’est pas indiqué", "Complétez-le avec «\u00a0Modifier le besoin\u00a0»."
    return "Personne ne remplit toutes les conditions", "Ouvrez la liste des personnes écartées pour voir pourquoi."
