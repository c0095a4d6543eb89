"""What becomes of each contract of a file, and the report of the whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.domain.keys import Key
from facilitator_app.use_cases.import_report import ImportReport, Outcome


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


class Report(ImportReport):
    """What became of the contracts of a file."""

    lines_read = "contrat lu", "contrats lus"
    summary = {
        Outcome.CREATED: ("créé", "créés"),
        Outcome.UPDATED: ("mis à jour", "mis à jour"),
        Outcome.IDENTICAL: ("identique", "identiques"),
        Outcome.SET_ASIDE: ("laissé de côté", "laissés de côté"),
    }
