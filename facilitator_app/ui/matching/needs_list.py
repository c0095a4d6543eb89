"""The left of the page: the open needs, or the urgent ones."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from facilitator_app.domain.keys import Key
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import Chips, EmptyState
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.matching.needs import NeedFilter, NeedLine, OpenNeeds, open_needs


def about(line: NeedLine) -> str:
    """`B-112 · 07/12 · 2 postes · Batirade`; a single post goes without saying, the list is narrow."""
    posts = f"{line.posts} postes · " if line.posts > 1 else ""
    return f"{line.code} · {line.starts_on:%d/%m} · {posts}{line.company}"


def considered(line: NeedLine) -> str:
    """`3 retenues`, `1 proposée`, `aucune`; always «personnes», hence the feminine."""
    if not line.considered:
        return "aucune"
    word, count = ("proposée", line.proposed) if line.proposed else ("retenue", line.retained)
    return f"{count} {word}{'s' if count > 1 else ''}"


def _tone(line: NeedLine) -> str:
    if not line.considered:
        return "warning" if line.urgent else "neutral"
    return "success" if line.considered >= line.posts else "info"


COLUMNS: tuple[Column[NeedLine], ...] = (
    Column(
        "Besoin", lambda line: line.title, second=about, strong=True, stretch=True,
        tooltip=lambda line: f"{line.title}, {line.place}" if line.place else line.title,
    ),
    Column("Personnes", considered, tone=_tone, badge=True, sort_key=lambda line: line.considered, width=112),
)  # fmt: skip


class NeedsList(QFrame):
    """`chosen` gives the key of the selected need, or None."""

    chosen = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._workspace = workspace
        self._wanted: Key | None = None
        self.chips = Chips([(filter.value, filter.label) for filter in NeedFilter], "Besoins montrés")
        self._model: RowsModel[NeedLine] = RowsModel(COLUMNS, key=lambda line: line.id)
        self.table = Table(self._model, "Besoins ouverts")
        self.table.setProperty("flat", True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState("circle-check", "Aucun besoin urgent", "Chaque besoin proche de son début a quelqu’un.")
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self.chips)
        whole.addLayout(top)
        whole.addWidget(self._stack, 1)
        self.chips.chosen.connect(self._filter)
        self.table.current_row_changed.connect(self._moved)

    def refresh(self) -> OpenNeeds:
        """Read the needs again, keeping the one selected."""
        found = self._workspace.ask(open_needs, self._workspace.today(), NeedFilter(self.chips.current()))
        self.chips.show_counts({filter.value: count for filter, count in found.counts.items()})
        self._model.show(found.lines)
        self._stack.setCurrentIndex(0 if found.lines else 1)
        if found.lines and self.table.current_row() is None:
            self.table.select_place(0)
        return found

    def select(self, need: Key) -> bool:
        """Select a need, clearing the filter that hides it; False when it is not open."""
        if self._model.place_of(need) is None:
            self.chips.choose(NeedFilter.OPEN.value)
            self.refresh()
        return self.table.select_row(need)

    def current(self) -> Key | None:
        line: NeedLine | None = self.table.current_row()
        return line.id if line else None

    def _filter(self) -> None:
        self.refresh()
        self.chosen.emit(self.current())

    def _moved(self, line: NeedLine | None) -> None:
        self.chosen.emit(line.id if line else None)
