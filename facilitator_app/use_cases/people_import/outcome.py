"""What becomes of each row of a list of people, and the report of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from facilitator_app.domain.keys import Key
from facilitator_app.exchange.people import ReadPerson
from facilitator_app.use_cases.duplicates import PersonTwin
from facilitator_app.use_cases.import_report import ImportReport, Outcome
from facilitator_app.use_cases.people_import.siblings import Sibling


@dataclass(frozen=True, slots=True)
class Choice:
    """What the facilitator decides for one row: leave it, join it to somebody, or register it as a new person.

    Nothing said, it is a new person, whoever resembles them. `reopen` opens again the closed file that is joined.
    """

    leave: bool = False
    person_id: Key | None = None
    row: str = ""
    """The key of an earlier line of the file, which is the same person."""
    reopen: bool = False


class PersonLine(NamedTuple):
    """One row, as the window shows it before anything is written. Made by tens of thousands, hence a tuple."""

    key: str
    outcome: Outcome
    person: ReadPerson
    joined: str = ""  # the name of the person it completes or equals
    differences: tuple[str, ...] = ()
    reason: str = ""
    warnings: tuple[str, ...] = ()
    twins: tuple[PersonTwin, ...] = ()
    """People registered who may be the same, or whose file is closed: for a person to choose."""
    siblings: tuple[Sibling, ...] = ()
    """Earlier rows of the file that may be the same person."""

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody has to choose who this is."""
        return bool(self.twins or self.siblings)

    @property
    def label(self) -> str:
        return self.person.label


class PeopleReport(ImportReport):
    """What became of the people of a list."""

    lines_read = "personne lue", "personnes lues"
    summary = {
        Outcome.CREATED: ("créée", "créées"),
        Outcome.UPDATED: ("complétée", "complétées"),
        Outcome.IDENTICAL: ("identique", "identiques"),
        Outcome.SET_ASIDE: ("laissée de côté", "laissées de côté"),
    }
