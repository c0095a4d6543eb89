"""What becomes of each record of a file, and the report of the whole."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import counted


class Outcome(Labelled):
    CREATED = "created", "Nouveau"
    UPDATED = "updated", "Mise à jour"
    IDENTICAL = "identical", "Identique"
    SET_ASIDE = "set_aside", "Laissé de côté"


WARNINGS_TOLD = 5_000  # beyond, nobody reads them and they would fill the memory


@dataclass(frozen=True, slots=True)
class Choice:
    """What the facilitator decides for one contract of the file: leave it, or join it to one already followed."""

    leave: bool = False
    contract_id: Key | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One record of the file, as the window shows it before anything is written."""

    key: str
    outcome: Outcome
    label: str
    published_id: str
    subject: str
    holders: str
    amount: Decimal | None
    notified_on: dt.date | None
    considerations: tuple[str, ...]
    joined: str  # number of the contract it updates or equals
    differences: tuple[str, ...]
    reason: str
    warnings: tuple[str, ...]
    twins: tuple[tuple[Key, str], ...]  # contracts it may duplicate: key, «number name»; for a person to choose


_SUMMARY = {
    Outcome.CREATED: ("créé", "créés"),
    Outcome.UPDATED: ("mis à jour", "mis à jour"),
    Outcome.IDENTICAL: ("identique", "identiques"),
    Outcome.SET_ASIDE: ("laissé de côté", "laissés de côté"),
}


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
class Report:
    """The counts always add up: read is the sum of the four outcomes."""

    file: str
    format: str
    counts: Counter[Outcome] = field(default_factory=Counter)
    set_aside: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    warned: int = 0

    @property
    def read(self) -> int:
        return self.counts.total()

    def note(self, line: Noted) -> None:
        self.counts[line.outcome] += 1
        if line.outcome is Outcome.SET_ASIDE:
            self.set_aside.append((line.label, line.reason))
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
        """One line for the file, then one for each record left aside and each warning."""
        first = f"{self.file} ({self.format}) : {counted(self.read, 'contrat lu', 'contrats lus')}, " + ", ".join(
            counted(self.counts[outcome], *words) for outcome, words in _SUMMARY.items()
        )
        aside = [f"  laissé de côté : {record} : {reason}" for record, reason in self.set_aside]
        return "\n".join((first, *aside, *(f"  attention : {warning}" for warning in self.warnings)))
