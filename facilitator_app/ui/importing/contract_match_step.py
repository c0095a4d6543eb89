"""Third step for published contracts: each beside what the house follows, and every remark of the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import counted
from facilitator_app.ui.importing.choice_panel import Particulars
from facilitator_app.ui.importing.contract_particulars import contract_particulars
from facilitator_app.ui.importing.contract_table import ContractTable, Entry, remark_table, remarks_of
from facilitator_app.ui.importing.match_step import ALL, REMARKS, MatchStep
from facilitator_app.ui.rows import RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import Chips
from facilitator_app.use_cases.contract_import import Line
from facilitator_app.use_cases.contract_import.comparison import Resembling
from facilitator_app.use_cases.contract_import.decisions import Decisions, written_outcome
from facilitator_app.use_cases.import_decisions import Standing

FILTERS = [
    (Standing.TO_DECIDE.value, "À décider"),
    (Standing.CREATED.value, "Nouveaux"),
    (Standing.UPDATED.value, "Mises à jour"),
    (Standing.IDENTICAL.value, "Identiques"),
    (Standing.SET_ASIDE.value, "De côté"),
    (ALL, "Tous"),
    (REMARKS, "Remarques"),
]


class ContractMatchStep(MatchStep[Entry, Decisions]):
    """The last filter shows the remarks, one a row, in the place of the contracts."""

    def __init__(self, compare: Callable[[Line], Sequence[Resembling]]) -> None:
        """`compare` finds what a line shares with the contracts it may be."""
        self._compare = compare
        self._entries: list[Entry] = []
        contracts = ContractTable(Decisions([]))
        self.remarks: Table = remark_table()
        self.remarks.setProperty("flat", True)
        self._tables = QStackedWidget()
        self._tables.addWidget(contracts)
        self._tables.addWidget(self.remarks)
        super().__init__(Chips(FILTERS, "Filtrer les contrats"), contracts, self._tables)

    def show_entries(self, entries: list[Entry], decisions: Decisions) -> None:
        self._entries = entries
        remarks = self.remarks.model()
        assert isinstance(remarks, RowsModel)
        remarks.show(remarks_of(entries))
        self.show_decisions(decisions)

    def _place_to_decide(self, direction: int) -> int | None:
        return None if self._tables.currentWidget() is self.remarks else super()._place_to_decide(direction)

    def _filter(self, key: str) -> None:
        self._tables.setCurrentWidget(self.remarks if key == REMARKS else self.table)
        self.panel.setVisible(key != REMARKS)
        if key != REMARKS:
            super()._filter(key)

    def _kept(self, key: str) -> list[Entry]:
        return [entry for entry in self._entries if key in (ALL, self.decisions.standing(entry.line).value)]

    def _particulars(self, row: Entry) -> Particulars:
        found = self._compare(row.line) if row.line.twins else ()
        return contract_particulars(row.line, found, self.decisions)

    def _is_doubtful(self, row: Entry) -> bool:
        return bool(row.line.twins)

    def _decide(self, line: Line, choice: Key | None) -> None:
        self.decisions.join(line, choice)
        self._count()

    def _written(self, counts: Counter[Standing]) -> str:
        return written_outcome(counts)

    def _counted(self, taken: int) -> str:
        return counted(taken, "contrat")

    def _remarks(self) -> int:
        return self.remarks.model().rowCount()
