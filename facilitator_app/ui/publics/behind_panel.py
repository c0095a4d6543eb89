"""The people behind a figure, beside the page: by name, those at work or those available."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted, plural, written_hours, written_number
from facilitator_app.ui.rows import Column, PagedModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import Chips, IconButton, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.publics import behind
from facilitator_app.use_cases.publics.behind import Behind, PersonLine, Who
from facilitator_app.use_cases.publics.breakdown import Line
from facilitator_app.use_cases.publics.periods import Period

NOBODY = Behind([], {}, 0)


class BehindPanel(QFrame):
    person_opened = Signal(str)
    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._workspace = workspace
        self._line: Line | None = None
        self._perimeter: tuple[Period, Segment | None] | None = None
        self._segment_of_line = False
        self._found = NOBODY
        self._title = Label("", "card", wrap=True)
        self._note = Label("", "second", wrap=True)
        self._chips = Chips([(Who.PLACED, "En parcours"), (Who.POOL, "Disponibles")], "Personnes à montrer")
        self._chips.chosen.connect(self._read)
        self._close = IconButton("x", "Fermer la liste", "Escape")
        self._close.setShortcut(QKeySequence())  # only while the focus is here
        QShortcut(QKeySequence("Escape"), self, self.close_list, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._close.clicked.connect(self.close_list)
        self._model: PagedModel[PersonLine] = PagedModel(self._columns(), self._fetch)
        self.table = Table(self._model, "Personnes derrière le chiffre")
        self.table.activated_row.connect(self._open)
        workspace.names.changed.connect(self._show_again)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(14, 12, 14, 12)
        lines.setSpacing(8)
        lines.addLayout(top)
        lines.addWidget(self._chips)
        lines.addWidget(self._note)
        lines.addWidget(self.table, 1)

    def show_line(
        self, line: Line, who: Who, period: Period, segment: Segment | None, of_line: bool = False
    ) -> None:  # fmt: skip
        """Show the people of one figure, the focus on the first; `of_line`: the segment is that of the figure."""
        self._line, self._perimeter, self._segment_of_line = line, (period, segment), of_line
        self._title.setText(line.label)
        self._chips.choose(who)
        self._chips.setVisible(line.dimension.of_pool and not line.protected)
        self.show()
        self._read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_again(self, period: Period, segment: Segment | None) -> None:
        """What was written, or the perimeter chosen, changes the people."""
        if self._line is not None and not self.isHidden():
            own = self._perimeter[1] if self._perimeter and self._segment_of_line else segment
            self._perimeter = period, own
            self._read()

    def close_list(self) -> None:
        self._line = None
        self.hide()
        self.closed.emit()

    def _read(self) -> None:
        if self._line is None or self._perimeter is None:
            return
        who, today = Who(self._chips.current()), self._workspace.today()
        period, segment = self._perimeter
        dimension, value = self._line.dimension, self._line.value
        try:
            self._found = self._workspace.ask(behind.people_behind, dimension, value, who, period, segment, today)
        except Refusal as refusal:
            self._found = NOBODY
            self._note.setText(str(refusal))
        else:
            self._note.setText(self._told(who))
        self.table.setVisible(bool(self._found.keys))
        self._model.show(self._found.keys)
        if self._found.keys:
            self.table.select_place(0)

    def _show_again(self) -> None:
        """At once: what the page counts meanwhile takes longer."""
        self._model.show(self._found.keys)

    def _told(self, who: Who) -> str:
        assert self._perimeter
        period, segment = self._perimeter
        where = "disponibles aujourd’hui"
        if who is Who.PLACED:
            where = f"en contrat {period.words}" + (f", {segment.label.lower()}" if segment else "")
        many = len(self._found.keys)
        told = f"{counted(many, 'personne')} {where}" if many else f"Personne à montrer, {where}"
        if rest := self._found.not_shown:
            told += (
                f", et {written_number(rest)} comptée{plural(rest)} sans être montrée{plural(rest)} (données limitées "
            )
            told += "ou anonymisées)"
        return f"{told}."

    def _columns(self) -> list[Column[PersonLine]]:
        return [
            Column("Personne", lambda row: row.name, second=lambda row: row.second_line, strong=True, stretch=True),
            Column("Heures", self._hours, number=True, width=104),
        ]

    def _hours(self, row: PersonLine) -> str:
        worked = self._found.hours.get(row.id)
        return "" if worked is None else written_hours(worked)

    def _fetch(self, keys: Sequence[str]) -> Sequence[PersonLine]:
        return self._workspace.show(behind.lines, keys, self._workspace.today())

    def _open(self, row: PersonLine) -> None:
        self.person_opened.emit(row.id)
