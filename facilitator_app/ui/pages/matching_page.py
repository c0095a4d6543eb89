"""Matching: open needs, people ranked with their reasons, proposals and their answers, the overall allocation."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.balance import Gauge
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted, plural
from facilitator_app.ui.background import Background, ProgressCard
from facilitator_app.ui.look import scaled
from facilitator_app.ui.matching.acts import Acts
from facilitator_app.ui.matching.need_view import NeedView
from facilitator_app.ui.matching.needs_list import NeedsList
from facilitator_app.ui.matching.person_needs import PersonNeeds
from facilitator_app.ui.matching.side_panel import BalanceCard
from facilitator_app.ui.matching.spreading import Spreading
from facilitator_app.ui.page import Page
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import ActionButton, Banner, EmptyState, PageHeader, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.matching.balance import gauges
from facilitator_app.use_cases.matching.needs import NeedFilter, OpenNeeds, people_available

PANEL_ABOVE = 1100  # logical pixels of page width under which the right panel waits for F9
THREE_ABOVE = 900  # logical pixels under which the panel, when asked, takes the place of the needs
WIDE = 1300
LEAST_NEEDS = 262  # pixels, whatever the size of the text: the need chosen has most of the page
_LISTS, _EMPTY, _PERSON = range(3)


class MatchingPage(Page):
    """`open(need=…)` goes to a need, `open(beneficiary=…)` shows the needs ranked for a person."""

    SHOWS = frozenset(
        {"need", "proposal", "beneficiary", "eligibility_proof", "placement", "rules", "company", "lot", "contract"}
    )
    go_to = Signal(str, dict)
    help_text = (
        "Choisissez un besoin à gauche, puis Tab pour passer aux personnes. Espace retient une personne, Entrée montre "
        "le détail de sa note, Ctrl+Entrée prépare la proposition des personnes retenues. Rien n’est envoyé\u00a0: "
        "vous appelez ou écrivez à l’entreprise, puis notez la réponse dans «\u00a0Propositions en cours\u00a0». F9 "
        "montre ou cache l’équilibre des propositions et la vue d’ensemble."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._ranking_awaited = self._balance_awaited = False
        self._balancing = Background(self)
        self._open_needs: OpenNeeds | None = None
        self._people: int | None = None  # available, once counted
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._panel_asked: bool | None = None
        self.needs, self.view = NeedsList(workspace), NeedView(workspace)
        self.acts, self.spreading = Acts(workspace, self.view, self), Spreading(workspace, self)
        self.person_needs, self.balance = PersonNeeds(workspace), BalanceCard()
        self.spread = ActionButton("Répartir &tous les besoins", "git-compare")
        self.new = ActionButton("Nouveau besoin", "plus", "Ctrl+N", primary=True)
        self._header = PageHeader("Appariement", "", [self.spread, self.new])
        self.banner = Banner("danger", "")
        self.banner.hide()
        self._panel = self._made_panel()
        self._stack = QStackedWidget()
        for part in (self._lists(), self._empty(), self.person_needs):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self._header, self.banner, ProgressCard(self.background, self)):
            whole.addWidget(part)
        whole.addWidget(self._stack, 1)
        self.zones = [self.needs.table, self.view.people, self._panel]
        QWidget.setTabOrder(self.needs.table, self.view.people)
        self._connect()

    @property
    def background(self) -> Background:
        return self.spreading.background

    def open(self, need: Key | None = None, beneficiary: Key | None = None) -> None:
        """Show a need, or the needs of a person; without either, where the user was."""
        self.banner.hide()
        if self.is_stale:
            self._begin()
        if beneficiary is not None and need is None and self.acts.attempt(self.person_needs.show_person, beneficiary):
            self._stack.setCurrentIndex(_PERSON)
            self.person_needs.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._back_to_needs()
        if need is not None and not self.needs.select(need):
            self._say(Refusal.because("Ce besoin n’est plus ouvert."))
        elif need is not None and beneficiary is not None:
            self._show_need(need, beneficiary)

    def refresh(self) -> None:
        """Read everything shown again, keeping what was selected."""
        self._begin()
        self._show_need(self.needs.current())

    def catch_up(self) -> None:
        """The first time, the needs show before anybody is ranked; when somebody is only marked, nobody is."""
        self.banner.hide()
        if self.acts.marking:
            super().refresh()
            self._show_counts(self.needs.refresh())
        elif self.view.need is None:
            self._begin()
        else:
            self.refresh()

    def settled(self) -> bool:
        """Nothing is left to show, or to compute."""
        return not (self._rest.isActive() or any(jobs.busy for jobs in self.findChildren(Background)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "_panel_asked"):
            self._fit_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    def _begin(self) -> None:
        """Show the needs at once; who suits one of them, the balance and the allocation come after."""
        super().refresh()
        with QSignalBlocker(self.needs):  # the need it selects is shown later: ranking twice would be felt
            found = self.needs.refresh()
        self._show_counts(found)
        self._ranking_awaited = True
        self._rest.start()

    def _show_rest(self) -> None:
        if self._ranking_awaited:
            self._show_need(self.needs.current())
            self._balance_awaited = True
            if not self.view.background.busy:
                self._rest.start()  # the people are painted before the rest is read
        elif not self._balancing.busy:
            self._balance_awaited = False
            self._balancing.start(self._weighing)
        else:
            self._balance_awaited = True

    def _show_balance_next(self) -> None:
        if self._balance_awaited:
            self._rest.start()

    def _weighing(self) -> Generator[tuple[int, int], None, tuple[int, tuple[Gauge, ...]]]:
        yield 0, 1
        today = self._workspace.today()
        return self._workspace.ask(people_available, today), self._workspace.ask(gauges, today)

    def _show_balance(self, found: tuple[int, tuple[Gauge, ...]]) -> None:
        self._people, shares = found
        self.balance.show_gauges(shares)
        self._show_subtitle()
        if self._open_needs and self.needs.current() is not None and self.spreading.found is None:
            self.spreading.begin(self._open_needs.counts[NeedFilter.OPEN] * self._people)

    def _show_subtitle(self) -> None:
        """The people are counted after the needs are shown."""
        if self._open_needs is None:
            return
        needs, people = self._open_needs.counts[NeedFilter.OPEN], self._people
        said = [f"{counted(needs, 'besoin')} ouvert{plural(needs)}", counted(self._open_needs.posts, "poste")]
        if people is not None:
            said.append(f"{counted(people, 'personne')} disponible{plural(people)}")
        self._header.set_subtitle(" · ".join(said))

    def _show_counts(self, found: OpenNeeds) -> None:
        needs = found.counts[NeedFilter.OPEN]
        self._open_needs = found
        self._show_subtitle()
        self.spread.setEnabled(needs > 0)
        if self._stack.currentIndex() != _PERSON:
            self._stack.setCurrentIndex(_LISTS if needs else _EMPTY)

    def _show_need(self, need: Key | None, person: Key | None = None) -> None:
        self._ranking_awaited = False
        if self.acts.marking:
            return
        self.view.setVisible(need is not None)
        if need is not None:
            self.acts.attempt(self.view.show_need, need, person)

    def _back_to_needs(self) -> None:
        if self._stack.currentIndex() == _PERSON:
            self._stack.setCurrentIndex(_LISTS)
            self._show_counts(self.needs.refresh())
        self.needs.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _need_of_person(self, need: str, person: str) -> None:
        self.open(Key(need), Key(person))
        self.view.tabs.setCurrentIndex(0)
        self.view.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select_need(self, need: str) -> None:
        self.needs.select(Key(need))

    def _say(self, refusal: Refusal) -> None:
        self.banner.set_text(self._workspace.names.within(str(refusal)))
        self.banner.appear()

    def _connect(self) -> None:
        self._rest.timeout.connect(self._show_rest)
        self.view.background.settled.connect(self._show_balance_next)
        self.view.refused.connect(self._say)
        self.view.history.gesture_asked.connect(self._go_to_history)
        self._balancing.finished.connect(self._show_balance)
        self._balancing.failed.connect(self.spreading.fail)
        self._balancing.settled.connect(self._show_balance_next)
        self.needs.chosen.connect(self._show_need)
        self.acts.refused.connect(self._say)
        self.acts.need_made.connect(self._select_need)
        self.spreading.refused.connect(self._say)
        self.person_needs.need_chosen.connect(self._need_of_person)
        self.person_needs.left.connect(self._back_to_needs)
        self.spread.clicked.connect(self.spreading.compute_and_compare)
        self.new.clicked.connect(self.acts.new_need)
        QShortcut(QKeySequence("F9"), self, self._toggle_panel)
        QShortcut(QKeySequence("F5"), self, self.refresh)

    def _lists(self) -> QWidget:
        lists = QWidget()
        row = QHBoxLayout(lists)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.needs)
        row.addWidget(scrolled(self.view), 1)
        row.addWidget(self._panel)
        return lists

    def _made_panel(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 12, 10, 12)
        column.setSpacing(12)
        column.addWidget(self.balance)
        column.addWidget(self.spreading.card)
        column.addStretch()
        panel = scrolled(inside)
        panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return panel

    def _empty(self) -> EmptyState:
        contracts = ActionButton("Ouvrir les marchés et lots", "file-text")
        contracts.clicked.connect(self._go_to_contracts)
        return EmptyState(
            "handshake",
            "Aucun besoin ouvert pour l’instant",
            "Quand un titulaire cherche quelqu’un, ajoutez son besoin sur un lot\u00a0: les personnes suivies seront "
            "classées ici, avec les raisons.",
            [contracts],
        )

    def _go_to_history(self, gesture_id: str) -> None:
        self.go_to.emit("history", {"gesture": gesture_id})

    def _go_to_contracts(self) -> None:
        self.go_to.emit("contracts", {})

    def _toggle_panel(self) -> None:
        self._panel_asked = not self._panel.isVisible()
        self._fit_panel()

    def _fit_panel(self) -> None:
        wide = self.width() >= scaled(WIDE)
        fits = self.width() >= scaled(PANEL_ABOVE)
        panel_shown = fits if self._panel_asked is None else self._panel_asked
        self._panel.setVisible(panel_shown)
        self.needs.setVisible(not panel_shown or self.width() >= scaled(THREE_ABOVE))
        self._panel.setFixedWidth(scaled(296))
        self.needs.setFixedWidth(min(scaled(380 if wide else 276), max(self.width() * 3 // 8, LEAST_NEEDS)))
