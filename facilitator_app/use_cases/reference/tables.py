"""The reference tables in use: those that the open house loaded, else those shipped with the program.

They are the same for every page and every record, and asked at each key and for each line of a list: they are read
once, at the first need, and kept in memory until the house loads another edition or is closed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import fold
from facilitator_app.exchange import reference as shipped
from facilitator_app.exchange.reference import Commune, Job, Label
from facilitator_app.places import resources
from facilitator_app.use_cases.reference.index import NAME_ENDS, TextIndex, sought

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Reading = Callable[[], "AbstractContextManager[Session] | None"]
"""Opens a session that reads the house; None when it is no longer there."""
Packed = Sequence[Any]
"""INSEE code, name, postal codes separated by spaces, latitude, longitude."""


def folded_label(label: str, *more: str) -> str:
    """How a label is searched: its words, then its codes and usual words."""
    return f"{fold(label)}{NAME_ENDS}{' '.join(fold(word) for word in more if word)}"


def folded_commune(name: str, code: str, postal_codes: str) -> str:
    return f"{' '.join(sought(name))}{NAME_ENDS}{code.lower()} {postal_codes}"


class Labels:
    """A table of codes and labels, in the order of the codes."""

    def __init__(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Code, label, folded text."""
        self._rows = [row[:2] for row in rows]
        self._labels = dict(self._rows)
        self._index = TextIndex(row[2] for row in rows)

    def find(self, text: str, most: int) -> list[Label]:
        return [Label(*self._rows[place]) for place in islice(self._index.find(text), most)]

    def label(self, code: str) -> str | None:
        return self._labels.get(code)

    def __len__(self) -> int:
        return len(self._rows)


class Jobs:
    """The job sheets, found by their label, their usual words, their code and the names of the jobs they cover."""

    def __init__(self, jobs: Sequence[Job], names: Sequence[tuple[str, str, str]]) -> None:
        """`names`: ROME code, name, folded text."""
        self._jobs = {job.code: job for job in jobs}
        self._codes = [job.code for job in jobs] + [code for code, _, _ in names]
        self._names = [name for _, name, _ in names]
        of_sheets = (folded_label(job.label, job.words, job.code) for job in jobs)
        self._index = TextIndex([*of_sheets, *(folded for _, _, folded in names)])

    def find(self, text: str, most: int) -> list[Job]:
        found: dict[str, Job] = {}
        for place in self._index.find(text):
            code = self._codes[place]
            found.setdefault(code, self._jobs.get(code) or Job(code, self._names[place - len(self._jobs)]))
            if len(found) == most:
                break
        return list(found.values())

    def names(self, text: str, most: int) -> list[Label]:
        """The names only, each with the code of its sheet."""
        first = len(self._jobs)
        places = (place for place in self._index.find(text) if place >= first)
        return [Label(self._codes[place], self._names[place - first]) for place in islice(places, most)]

    def job(self, code: str) -> Job | None:
        return self._jobs.get(code)


class Communes:
    """The communes in the order of their codes."""

    def __init__(self, rows: Sequence[Packed], folded: Sequence[str]) -> None:
        self._rows, self._codes = rows, [row[0] for row in rows]
        self._index = TextIndex(folded)

    def find(self, text: str, most: int) -> list[Commune]:
        return [self._commune(place) for place in islice(self._index.find(text), most)]

    def commune(self, code: str) -> Commune | None:
        place = bisect_left(self._codes, code)
        return self._commune(place) if place < len(self._codes) and self._codes[place] == code else None

    def named(self, name: str) -> Iterator[Commune]:
        """Those of exactly that name."""
        wanted = sought(name)
        for place in self._index.find(name) if wanted else ():
            found = self._commune(place)
            if sought(found.name) != wanted:
                return  # exact names come first
            yield found

    def _commune(self, place: int) -> Commune:
        code, name, postal_codes, latitude, longitude = self._rows[place][:5]
        return Commune(code, name, tuple(postal_codes.split()), latitude, longitude)


class Tables:
    """Each table is read at its first use."""

    def __init__(self, reading: Reading | None = None) -> None:
        self._reading = reading

    @property
    def reading(self) -> Reading | None:
        return self._reading

    @cached_property
    def jobs(self) -> Jobs:
        usual = {job.code: job for job in shipped.jobs(_folder())}
        sheets = [
            Job(code, label, usual[code].words if code in usual else "") for code, label, _, _ in self._coded("jobs")
        ]
        names = [(attached_to, label, folded) for _, label, attached_to, folded in self._coded("job_names")]
        return Jobs(sheets or list(usual.values()), names)

    @cached_property
    def shipped_jobs(self) -> dict[str, Job]:
        return {job.code: job for job in shipped.jobs(_folder())}

    @cached_property
    def communes(self) -> Communes:
        # As they are stored: the checks of their columns would take longer than all the rest.
        rows = self._rows("SELECT code, name, postal_codes, latitude, longitude, folded FROM reference_commune")
        if rows:
            rows.sort()
            return Communes(rows, [row[5] for row in rows])
        return self.shipped_communes

    @cached_property
    def shipped_communes(self) -> Communes:
        rows = sorted(
            (place.code, place.name, " ".join(place.postal_codes), place.latitude, place.longitude)
            for place in shipped.communes(_folder())
        )
        return Communes(rows, [folded_commune(name, code, postal) for code, name, postal, _, _ in rows])

    @cached_property
    def cpv(self) -> Labels:
        return self._labels("cpv", shipped.cpv(_folder()))

    @cached_property
    def naf(self) -> Labels:
        return self._labels("naf", shipped.naf(_folder()))

    def _labels(self, kind: str, otherwise: Sequence[Label]) -> Labels:
        loaded = [(code, label, folded) for code, label, _, folded in self._coded(kind)]
        return Labels(
            loaded
            or [
                (row.code, row.label, folded_label(row.label, row.code, row.code.replace(".", ""))) for row in otherwise
            ]
        )

    def _coded(self, kind: str) -> list[Any]:
        """Code, label, what it is attached to, folded text."""
        return self._rows(
            "SELECT code, label, attached_to, folded FROM reference_label WHERE kind = ? ORDER BY code", kind
        )

    def _rows(self, asked: str, *values: str) -> list[Any]:
        """Nothing when the house cannot be read: the tables shipped do, and no act is refused for a label."""
        try:
            opened = self._reading() if self._reading else None
            if opened is None:
                return []
            with opened as session:
                found = session.connection().exec_driver_sql(asked, values).cursor
                return list(found.fetchall()) if found else []
        except Refusal:
            return []


def _folder() -> Path:
    return resources() / "reference"


class _InUse:
    tables = Tables()
    edition = 0


def tables() -> Tables:
    """The tables of the house open in this program."""
    return _InUse.tables


def edition() -> int:
    """A number that changes when the tables do: what is kept in memory of their labels goes with it."""
    return _InUse.edition


def look_in(reading: Reading | None) -> None:
    """From now on, answer from what this house loaded; None: from what the program ships."""
    _InUse.tables = Tables(reading)
    _InUse.edition += 1


def read_again() -> None:
    """The house has just loaded a table: the next question reads it."""
    look_in(_InUse.tables.reading)
