"""What the facilitator decides on the rows of a list of people, between what was read and what will be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator_app.use_cases.import_decisions import LineDecisions, Standing, written_counts
from facilitator_app.use_cases.import_report import Outcome
from facilitator_app.use_cases.people_import.outcome import Choice, PeopleReport, PersonLine


class PeopleDecisions(LineDecisions[PersonLine]):
    """Which rows are left, and who the others are."""

    def __init__(self, lines: Sequence[PersonLine]) -> None:
        super().__init__(lines)
        self._by_key = {line.key: line for line in lines}
        self._chosen: dict[str, Choice] = {}

    def standing(self, line: PersonLine) -> Standing:
        if line.key in self._left:
            return Standing.SET_ASIDE
        if line.is_doubtful:
            chosen = self._chosen.get(line.key)
            if chosen is None:
                return Standing.TO_DECIDE
            return Standing.UPDATED if chosen.person_id or self._joins_a_row(chosen) else Standing.CREATED
        return Standing[line.outcome.name]

    def can_be_left(self, line: PersonLine) -> bool:
        return line.is_doubtful or line.outcome in (Outcome.CREATED, Outcome.UPDATED)

    def choose(self, line: PersonLine, choice: Choice) -> None:
        """Say who this is. Takes the row back if it was left."""
        self._chosen[line.key] = choice
        self._left.discard(line.key)

    def chosen(self, line: PersonLine) -> Choice | None:
        """None while nothing is decided."""
        return self._chosen.get(line.key)

    def _joins_a_row(self, choice: Choice) -> bool:
        """A row that is not imported cannot be completed: this one then comes alone."""
        other = self._by_key.get(choice.row)
        return other is not None and self.standing(other) not in (Standing.SET_ASIDE, Standing.TO_DECIDE)

    def choices(self) -> dict[str, Choice]:
        """What to give to the import that writes."""
        chosen: dict[str, Choice] = {}
        for line in self.lines:
            if line.key in self._left:
                chosen[line.key] = Choice(leave=True)
            elif line.is_doubtful and line.key in self._chosen:
                chosen[line.key] = self._chosen[line.key]
        return chosen

    def are_met_by(self, report: PeopleReport) -> bool:
        """Whether an import did what was announced; the base may have changed since it was said.

        A row joined by hand completes the person or says nothing new, and a row
        left may have carried what one further down now brings.
        """
        counts = self.counts()
        if report.read != len(self.lines):
            return False
        if self._left:
            return report.counts[Outcome.CREATED] <= counts[Standing.CREATED] + counts[Standing.UPDATED]
        return report.counts[Outcome.CREATED] == counts[Standing.CREATED]


def written_people(counts: Mapping[Standing, int] | Mapping[Outcome, int]) -> str:
    """`38 personnes créées, 17 complétées, 63 inchangées`."""
    return written_counts(counts, _WORDS, "aucune personne")


_WORDS = {
    Standing.CREATED: ("personne créée", "personnes créées"),
    Standing.UPDATED: ("complétée", "complétées"),
    Standing.IDENTICAL: ("inchangée", "inchangées"),
    Standing.SET_ASIDE: ("laissée de côté", "laissées de côté"),
    Standing.TO_DECIDE: ("à décider", "à décider"),
}
