"""The page of publics: who is available, who is at work, for how many hours, beside the targets of the house."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.public_counts import Dimension
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_date
from facilitator_app.domain.words import slug
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import ProgressCard
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.page import Page
from facilitator_app.ui.publics.behind_panel import BehindPanel
from facilitator_app.ui.publics.breakdown_card import BreakdownCard
from facilitator_app.ui.publics.counting import Counted, Counting
from facilitator_app.ui.publics.left_aside_cards import LeftAsideCards
from facilitator_app.ui.publics.segments_card import SegmentsCard
from facilitator_app.ui.publics.targets_dialog import SegmentTargetsDialog
from facilitator_app.ui.two_parts import TwoParts
from facilitator_app.ui.widgets import ActionButton, Banner, EmptyState, Flow, Label, PageHeader, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.publics import going_out
from facilitator_app.use_cases.publics.behind import Who
from facilitator_app.use_cases.publics.breakdown import Line
from facilitator_app.use_cases.publics.by_segment import SegmentFigures
from facilitator_app.use_cases.publics.periods import this_year

NARROW = 900  # pixels at the usual text size
ALL_SEGMENTS = "Tous les segments"
_KINDS = "Classeur (*.xlsx);;Texte pour tableur (*.csv)"


class PublicsPage(Page):
    """Everything is counted behind the window, and remembered until something is written."""

    SHOWS = frozenset(
        {
            "beneficiary", "contract", "counting_rules", "eligibility_category", "eligibility_proof", "erasure", "lot",
            "monthly_hours", "need", "placement", "protected_proof", "restriction", "rules", "segment_target",
        }
    )  # fmt: skip
    go_to = Signal(str, dict)
    said = Signal(str)
    help_text = (
        "Disponibles\u00a0: personnes suivies, sans contrat aujourd’hui. En parcours\u00a0: personnes ayant un contrat "
        "de travail pendant la période, comptées une fois. Heures\u00a0: celles qui comptent, mois par mois. Les "
        "publics et les critères d’un parcours sont ceux figés au début de son contrat\u00a0; ceux des personnes "
        "disponibles, ceux notés dans leur fiche. Entrée ouvre la liste d’une ligne. Moins de 5 personnes n’est jamais "
        "copié ni exporté, et le handicap se compte sans liste. Ces chiffres orientent les recherches, jamais la note "
        "d’une personne."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._counting = Counting(workspace, self)
        self._opened_from: QWidget | None = None
        self.targets_button = ActionButton("Régler les cibles", "settings")
        self.copy_button = ActionButton("&Copier", "copy")
        self.export_button = ActionButton("E&xporter", "download", primary=True)
        self._header = PageHeader("Publics et cibles", "", [self.targets_button, self.copy_button, self.export_button])
        self.banner = Banner("danger", "")
        self.banner.hide()
        first = this_year(workspace.today())
        self._periods = [first]
        self.period = ChoiceField([(first, first.label)])
        self.segment = ChoiceField([(each, each.label) for each in Segment], empty=ALL_SEGMENTS)
        self.period.set_value(first)
        self.period.setMinimumContentsLength(18)
        self.segment.setMinimumContentsLength(26)
        self.cards, self.breakdown, self.segments = LeftAsideCards(), BreakdownCard(), SegmentsCard()
        self.behind = BehindPanel(workspace)
        self.behind.hide()
        self._lay_out()
        self._connect()
        self.zones: list[QWidget] = [self._header, self._choosers, self.cards, self.breakdown, self.segments]

    def open(self, dimension: str = "") -> None:
        """Show the page, on that dimension when one is named."""
        if dimension in [each.value for each in Dimension]:
            self.breakdown.dimension.set_value(dimension)
            self._read_on = None
        if self.is_stale:
            self.refresh()
        self.period.setFocus(Qt.FocusReason.OtherFocusReason)

    def settled(self) -> bool:
        """Whether what is shown is counted."""
        return not self._counting.background.busy

    def refresh(self) -> None:
        super().refresh()
        self._count()

    def copy(self) -> None:
        """Put the breakdown on the clipboard, without its small counts."""
        self.breakdown.table.copy(whole=True)
        self.said.emit("Le tableau est copié, sans les effectifs de moins de 5 personnes.")

    def export(self) -> None:
        """Keep every breakdown in a file, without its small counts."""
        period, segment = self.period.value(), self.segment.value()
        name = slug(f"publics {period.label} {segment.label if segment else ''}")
        path = dialogs.choose_new_file(self, "Exporter les publics", Path.home() / f"{name}.xlsx", _KINDS)
        if path is None:
            return
        try:
            exported = self._workspace.ask(going_out.export, period, segment, self._workspace.today())
            path.write_bytes(exported.csv if path.suffix.lower() == ".csv" else exported.xlsx)
        except Refusal as refusal:
            self._say(str(refusal))
        except OSError:
            self._say(
                f"{path.name} n’a pas pu être écrit. Fermez-le s’il est ouvert ailleurs, ou choisissez un autre "
                "dossier."
            )
        else:
            self.banner.hide()
            self.said.emit(f"{path.name} est enregistré dans {path.parent.name or path.parent}.")

    def _count(self) -> None:
        self._counting.start(self.period.value(), self.segment.value(), self.breakdown.dimension.value())

    def _show(self, shown: Counted) -> None:
        if shown.periods != self._periods:
            self._periods = shown.periods
            self.period.set_choices([(period, period.label) for period in shown.periods])
            if self.period.value() is None:  # another year has begun
                self.period.set_value(shown.periods[0])
                self._count()
                return
        self.cards.show_publics(shown.left_aside)
        self.breakdown.show_breakdown(shown.breakdown)
        self.segments.show_figures(shown.segments)
        self.behind.read_again(shown.breakdown.period, shown.breakdown.segment)
        period, segment = shown.breakdown.period, shown.breakdown.segment
        where = segment.label.lower() if segment else "tous segments"
        self._header.set_subtitle(
            f"Disponibles au {written_date(self._workspace.today())} · parcours et heures {period.words} · {where}"
        )
        self._stack.setCurrentIndex(0 if shown.anybody else 1)
        for widget in (self.copy_button, self.export_button, self._choosers):
            widget.setEnabled(shown.anybody)

    def _open_people(self, line: Line, who: Who) -> None:
        self._show_behind(line, who, self.segment.value())

    def _open_people_of_segment(self, row: SegmentFigures, who: Who) -> None:
        self._show_behind(row.figures, who, row.segment, of_line=True)

    def _show_behind(self, line: Line, who: Who, segment: Segment | None, of_line: bool = False) -> None:
        self._opened_from = self.focusWidget()
        self.behind.show_line(line, who, self.period.value(), segment, of_line)
        self.zones = [*self.zones[:5], self.behind]
        wide, high = self._split.width(), self._split.height()
        self._split.setSizes([wide * 2 // 3, wide // 3] if self._split.are_beside else [high // 4, 3 * high // 4])

    def _people_closed(self) -> None:
        self.zones = self.zones[:5]
        target = self._opened_from if self._opened_from and self._opened_from.isVisible() else self.breakdown.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_segment(self, segment: Segment) -> None:
        self.segment.set_value(segment)
        self._count()

    def _open_need(self, need: str) -> None:
        self.go_to.emit("matching", {"need": need})

    def _open_person(self, person: str) -> None:
        self.go_to.emit("beneficiaries", {"beneficiary": person})

    def _open_targets(self) -> None:
        self.go_to.emit("settings", {"section": "targets"})

    def set_segment_targets(self) -> None:
        """Open the form of the targets of each segment."""
        SegmentTargetsDialog(self, self._workspace).open()

    def _register(self) -> None:
        self.go_to.emit("beneficiaries", {"new": True})

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._say(str(error))

    def _say(self, text: str) -> None:
        self.banner.set_text(text)
        self.banner.appear()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(14)
        column.addWidget(self.cards)
        column.addWidget(self.breakdown)
        column.addWidget(self.segments)
        column.addStretch()
        self._split = TwoParts(scrolled(content), self.behind, NARROW)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._made_empty())
        self._choosers = QFrame()
        row = Flow(10)
        self._choosers.setLayout(row)
        row.setContentsMargins(20, 10, 20, 0)
        for words, field in (("&Période", self.period), ("Se&gment", self.segment)):
            label = Label(words)
            label.setBuddy(field)
            row.add_row(Flow(8, [label, field]))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self._header, self.banner, ProgressCard(self._counting.background, self), self._choosers):
            whole.addWidget(widget)
        whole.addWidget(self._stack, 1)

    def _made_empty(self) -> EmptyState:
        self.first_button = ActionButton("Nouvelle personne", "user-plus")
        self.first_button.clicked.connect(self._register)
        return EmptyState(
            "chart-column",
            "Aucune personne à compter pour l’instant",
            "Inscrivez les personnes suivies\u00a0: leurs contrats et leurs heures se compteront ici, par public.",
            buttons=[self.first_button],
        )

    def _connect(self) -> None:
        self._counting.counted.connect(self._show)
        self._counting.background.failed.connect(self._failed)
        self.period.changed.connect(self._count)
        self.segment.changed.connect(self._count)
        self.breakdown.dimension_chosen.connect(self._count)
        self.breakdown.opened.connect(self._open_people)
        self.cards.opened.connect(self._open_people)
        self.segments.opened.connect(self._open_people_of_segment)
        self.segments.set_button.clicked.connect(self.set_segment_targets)
        self.cards.segment_chosen.connect(self._choose_segment)
        self.cards.need_opened.connect(self._open_need)
        self.behind.person_opened.connect(self._open_person)
        self.behind.closed.connect(self._people_closed)
        self.targets_button.clicked.connect(self._open_targets)
        self.copy_button.clicked.connect(self.copy)
        self.export_button.clicked.connect(self.export)
