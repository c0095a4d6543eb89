"""What the facilitator decides on the contracts of a file, between what was read and what will be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator_app.domain.keys import Key
from facilitator_app.use_cases.contract_import.outcome import Choice, Line, Report
from facilitator_app.use_cases.import_decisions import LineDecisions, Standing, written_counts
from facilitator_app.use_cases.import_report import Outcome


class Decisions(LineDecisions[Line]):
    """Which contracts are left, and which typed by hand some of them are."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__(lines)
        self._joined: dict[str, Key | None] = {}

    def standing(self, line: Line) -> Standing:
        if line.outcome is Outcome.SET_ASIDE or line.key in self._left:
            return Standing.SET_ASIDE
        if line.twins:
            if line.key not in self._joined:
                return Standing.TO_DECIDE
            return Standing.CREATED if self._joined[line.key] is None else Standing.UPDATED
        return Standing[line.outcome.name]

    def can_be_left(self, line: Line) -> bool:
        """Nothing to choose for what the file itself sets aside, nor for what is already known as it is."""
        return line.outcome in (Outcome.CREATED, Outcome.UPDATED)

    def join(self, line: Line, contract_id: Key | None) -> None:
        """Say which contract typed by hand this one is; None for a new contract. Takes the line back if it was left."""
        self._joined[line.key] = contract_id
        self._left.discard(line.key)

    def is_decided(self, line: Line) -> bool:
        return line.key in self._joined

    def joined_to(self, line: Line) -> Key | None:
        return self._joined.get(line.key)

    def holder_of(self, contract_id: Key) -> str | None:
        """The key of the line already joined to this contract: two published contracts cannot be the same one."""
        taken = (key for key, joined in self._joined.items() if joined == contract_id and key not in self._left)
        return next(taken, None)

    def choices(self) -> dict[str, Choice]:
        """What to give to the import that writes."""
        chosen: dict[str, Choice] = {}
        for line in self.lines:
            if not self.can_be_left(line):
                continue
            if self.standing(line) in (Standing.SET_ASIDE, Standing.TO_DECIDE):
                chosen[line.key] = Choice(leave=True)
            elif self._joined.get(line.key):
                chosen[line.key] = Choice(contract_id=self._joined[line.key])
        return chosen

    def are_met_by(self, report: Report) -> bool:
        """Whether an import did what was announced; the file or the base may have changed since it was said."""
        counts = self.counts()
        joined = sum(1 for line in self.lines if self.is_taken(line) and self._joined.get(line.key))
        most = counts[Standing.UPDATED]
        return (
            report.read == len(self.lines)
            and report.counts[Outcome.CREATED] == counts[Standing.CREATED]
            and most - joined <= report.counts[Outcome.UPDATED] <= most
        )


def written_outcome(counts: Mapping[Standing, int] | Mapping[Outcome, int]) -> str:
    """`38 marchés créés, 17 mis à jour, 63 inchangés`."""
    return written_counts(counts, _WORDS, "aucun marché")


_WORDS = {
    Standing.CREATED: ("marché créé", "marchés créés"),
    Standing.UPDATED: ("mis à jour", "mis à jour"),
    Standing.IDENTICAL: ("inchangé", "inchangés"),
    Standing.SET_ASIDE: ("laissé de côté", "laissés de côté"),
    Standing.TO_DECIDE: ("à décider", "à décider"),
}
