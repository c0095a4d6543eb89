"""What the facilitator decides on the lines of any file, between what was read and what will be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.values import counted
from facilitator_app.use_cases.import_report import Outcome


class Standing(Labelled):
    """Where a line stands before the import; «to decide» when it may be something the house already has."""

    TO_DECIDE = "to_decide", "Doublon possible"
    CREATED = "created", "Nouveau"
    UPDATED = "updated", "Mise à jour"
    IDENTICAL = "identical", "Identique"
    SET_ASIDE = "set_aside", "Laissé de côté"


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


FileLine = TypeVar("FileLine", bound=Keyed)


class LineDecisions(Generic[FileLine]):
    """Starts from what a dry run said. A line left undecided is not imported: the next import will ask again."""

    def __init__(self, lines: Sequence[FileLine]) -> None:
        self.lines = lines
        self._left: set[str] = set()

    def standing(self, line: FileLine) -> Standing:
        raise NotImplementedError

    def can_be_left(self, line: FileLine) -> bool:
        """Whether there is anything to choose."""
        raise NotImplementedError

    def is_taken(self, line: FileLine) -> bool:
        """Whether the import will write something of it."""
        return self.standing(line) in (Standing.CREATED, Standing.UPDATED)

    def toggle(self, line: FileLine) -> None:
        """Leave the line, or take it back."""
        if self.can_be_left(line):
            self._left ^= {line.key}

    def counts(self) -> Counter[Standing]:
        return Counter(map(self.standing, self.lines))


def written_counts(
    counts: Mapping[Standing, int] | Mapping[Outcome, int], words: Mapping[Standing, tuple[str, str]], nothing: str
) -> str:
    """`38 marchés créés, 17 mis à jour, 63 inchangés`; what is nil is left out, unless all is: then `nothing`."""
    by_value = {kind.value: number for kind, number in counts.items()}
    told = [(by_value.get(kind.value, 0), said) for kind, said in words.items()]
    return ", ".join(counted(number, *said) for number, said in told if number) or nothing
