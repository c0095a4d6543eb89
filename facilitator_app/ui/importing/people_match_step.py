"""Third step for a list of people: each row beside those registered."""

from __future__ import annotations

from collections import Counter

from facilitator_app.domain.values import counted
from facilitator_app.ui.importing.choice_panel import Particulars
from facilitator_app.ui.importing.match_step import ALL, REMARKS, MatchStep
from facilitator_app.ui.importing.people_particulars import people_particulars
from facilitator_app.ui.importing.people_table import PeopleTable
from facilitator_app.ui.widgets import Chips
from facilitator_app.use_cases.import_decisions import Standing
from facilitator_app.use_cases.people_import import Choice, PersonLine
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions, written_people

FILTERS = [
    (Standing.TO_DECIDE.value, "À décider"),
    (Standing.CREATED.value, "Nouvelles"),
    (Standing.UPDATED.value, "Complétées"),
    (Standing.IDENTICAL.value, "Identiques"),
    (Standing.SET_ASIDE.value, "De côté"),
    (ALL, "Toutes"),
    (REMARKS, "Avec remarques"),
]


class PeopleMatchStep(MatchStep[PersonLine, PeopleDecisions]):
    """The last filter keeps the people who have a remark."""

    def __init__(self) -> None:
        people = PeopleTable(PeopleDecisions([]))
        super().__init__(Chips(FILTERS, "Filtrer les personnes"), people, people)

    def _kept(self, key: str) -> list[PersonLine]:
        if key == REMARKS:
            return [line for line in self.decisions.lines if line.warnings]
        return [line for line in self.decisions.lines if key in (ALL, self.decisions.standing(line).value)]

    def _particulars(self, row: PersonLine) -> Particulars:
        return people_particulars(row, self.decisions)

    def _is_doubtful(self, row: PersonLine) -> bool:
        return row.is_doubtful

    def _decide(self, line: PersonLine, choice: Choice) -> None:
        self.decisions.choose(line, choice)
        self._count()

    def _written(self, counts: Counter[Standing]) -> str:
        return written_people(counts)

    def _counted(self, taken: int) -> str:
        return counted(taken, "personne")

    def _remarks(self) -> int:
        return sum(1 for line in self.decisions.lines if line.warnings)
