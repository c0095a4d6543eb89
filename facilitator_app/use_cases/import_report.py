"""What becomes of each line of an imported file, whatever the kind of file, and the report of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.values import counted

WARNINGS_TOLD = 5_000  # beyond, nobody reads them and they would fill the memory


class Outcome(Labelled):
    CREATED = "created", "Nouveau"
    UPDATED = "updated", "Mise à jour"
    IDENTICAL = "identical", "Identique"
    SET_ASIDE = "set_aside", "Laissé de côté"


class Noted(Protocol):
    """What a report needs to know of a line."""

    @property
    def outcome(self) -> Outcome: ...
    @property
    def label(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...


@dataclass(slots=True)
class ImportReport:
    """The counts always add up: read is the sum of the four outcomes. A kind of file says them in its own words."""

    lines_read: ClassVar[tuple[str, str]]
    """«contrat lu», «contrats lus»."""
    summary: ClassVar[Mapping[Outcome, tuple[str, str]]]
    """The same for each outcome."""

    file: str
    format: str
    counts: Counter[Outcome] = field(default_factory=Counter)
    set_aside: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    warned: int = 0

    @property
    def read(self) -> int:
        return self.counts.total()

    def note(self, *lines: Noted) -> None:
        self.counts.update([line.outcome for line in lines])
        for line in lines:
            if line.outcome is Outcome.SET_ASIDE:
                self.set_aside.append((line.label, line.reason))
            if line.warnings:
                self._warn(line)

    def _warn(self, line: Noted) -> None:
        for warning in line.warnings:
            self.warned += 1
            if self.warned <= WARNINGS_TOLD:
                self.warnings.append(f"{line.label}\u00a0: {warning}")
            elif self.warned == WARNINGS_TOLD + 1:
                self.warnings.append("D’autres remarques du même ordre ne sont pas détaillées.")

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "format": self.format,
            "read": self.read,
            **{outcome.value: self.counts[outcome] for outcome in Outcome if outcome is not Outcome.SET_ASIDE},
            "set_aside": [{"record": record, "reason": reason} for record, reason in self.set_aside],
            "warnings": self.warnings,
        }

    def as_text(self) -> str:
        """One line for the file, then one for each line left aside and each warning."""
        first = f"{self.file} ({self.format}) : {counted(self.read, *self.lines_read)}, " + ", ".join(
            counted(self.counts[outcome], *words) for outcome, words in self.summary.items()
        )
        left, _ = self.summary[Outcome.SET_ASIDE]
        aside = [f"  {left} : {record} : {reason}" for record, reason in self.set_aside]
        return "\n".join((first, *aside, *(f"  attention : {warning}" for warning in self.warnings)))
