"""What is read of one row of a list of people, before anything is compared with the house."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from facilitator_app.domain.beneficiary import EducationLevel, Sex, YesNoUnknown


class Criterion(NamedTuple):
    """A criterion that the sender announces; nobody of the house has seen its proof."""

    category: str
    number: str = ""  # of the PASS IAE
    dated_on: dt.date | None = None
    valid_until: dt.date | None = None
    valid_from: dt.date | None = None


class ReadPerson(NamedTuple):
    """One row. With a `reason`, it cannot be imported, and says no more than the names that were found.

    Without any, names and birth date are there and in order.
    """

    number: int  # of the line in the file, counted from 1
    reason: str = ""
    remarks: tuple[str, ...] = ()
    last_name: str = ""
    first_name: str = ""
    birth_name: str = ""
    birth_date: dt.date | None = None
    sex: Sex = Sex.UNKNOWN
    phone: str = ""
    email: str = ""
    address: str = ""
    postal_code: str = ""
    town: str = ""
    in_qpv: YesNoUnknown = YesNoUnknown.UNKNOWN
    education: EducationLevel = EducationLevel.UNKNOWN
    referrer: str = ""
    advisor: str = ""
    jobs: tuple[str, ...] = ()
    """As written: codes of the ROME register, or names of jobs."""
    requirements: tuple[str, ...] = ()
    available_from: dt.date | None = None
    note: str = ""
    identifier: str = ""
    criteria: tuple[Criterion, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def label(self) -> str:
        """«ligne 12, MARTEL Lucie»."""
        return f"ligne {self.number}, {self.name}" if self.name else f"ligne {self.number}"
