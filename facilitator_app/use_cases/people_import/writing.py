"""Turning rows into records: new people many at a time, and what the files of known people lack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary, EducationLevel, EligibilityProof, Sex, YesNoUnknown
from facilitator_app.domain.categories import DEFAULT_CATEGORIES
from facilitator_app.domain.keys import Key, new_keys
from facilitator_app.domain.not_the_same import NotTheSame
from facilitator_app.domain.protected_criteria import ProtectedProof, is_kept_apart
from facilitator_app.domain.words import fold
from facilitator_app.exchange.people import Criterion, ReadPerson
from facilitator_app.use_cases.beneficiaries import SEARCH_LENGTH, search_text
from facilitator_app.use_cases.beneficiary_draft import ProofDraft
from facilitator_app.use_cases.keeping_proofs import without_judicial_detail
from facilitator_app.use_cases.reference import commune_named, find_communes, find_jobs

_LABELS = {
    "birth_name": "nom de naissance",
    "sex": "sexe",
    "phone": "téléphone",
    "email": "courriel",
    "address": "adresse",
    "town": "commune",
    "in_qpv": "QPV",
    "education": "niveau de formation",
    "referrer": "prescripteur",
    "advisor": "référent",
    "jobs_aimed": "métier visé",
    "requirements": "permis et habilitations",
    "available_from": "disponibilité",
    "note": "note",
}
_WITH_TOWN = ("postal_code", "town", "commune_code")
_UNKNOWN = (None, "", (), Sex.UNKNOWN, YesNoUnknown.UNKNOWN, EducationLevel.UNKNOWN)
_LABEL_OF = {category.code: category.label for category in DEFAULT_CATEGORIES}
_LONGEST_NOTE = 2000
_AT_ONCE = 1250
Row = dict[str, Any]
Item = TypeVar("Item")


class Writer:
    """Collects new rows and inserts them by kind at the end."""

    def __init__(self, session: Session, today: dt.date) -> None:
        self._session, self._today = session, today
        self._new: dict[Key, tuple[ReadPerson, str]] = {}  # with the folded names
        self._completed: dict[Key, Row] = {}  # those of the new ones of whom a second row said more
        self._proofs: dict[type[Record], list[tuple[Key, Row]]] = {EligibilityProof: [], ProtectedProof: []}
        self._told_apart: list[Row] = []
        self._drafts: dict[Criterion, tuple[str, type[Record], Row]] = {}
        self._keys = new_keys()

    def create(self, person: ReadPerson, folded_names: str) -> Key:
        """A new person, whose proofs wait for somebody to see them."""
        key = next(self._keys)
        self._new[key] = person, folded_names
        if person.criteria:
            self.add_criteria(key, person.criteria, set())
        return key

    def create_all(self, people: Iterable[ReadPerson], folded_names: Iterable[str]) -> None:
        """The same for many of whom no other row will say more.

        By their names, since the list is kept in that order: the engine takes them in a third quicker.
        """
        for (names, person), key in zip(sorted(zip(folded_names, people, strict=True)), self._keys, strict=False):
            self._new[key] = person, names
            if person.criteria:
                self.add_criteria(key, person.criteria, set())

    def complete(self, known: Beneficiary | Key, person: ReadPerson) -> list[str]:
        """Give what is lacking, and nothing else; returns what was given, in French. A key is that of a new person."""
        row = None if isinstance(known, Beneficiary) else self._row_of(known)
        there = row or {name: getattr(known, name) for name in (*_LABELS, *_NEEDED)}
        values = values_of(person)
        given = {name: values[name] for name in _LABELS if there[name] in _UNKNOWN and values[name] not in _UNKNOWN}
        if "birth_name" in given and fold(given["birth_name"]) == fold(there["last_name"]):
            del given["birth_name"]
        differences = [_LABELS[name] for name in given]
        if "town" in given:
            given |= {name: values[name] for name in _WITH_TOWN}
        if given:
            now = {**there, **given}
            given["search_text"] = search_text(
                now["last_name"], now["first_name"], now["town"], now["jobs_aimed"], now["birth_name"]
            )
        if row is not None:
            row.update(given)
        else:
            for name, value in given.items():
                if getattr(known, name) != value:
                    setattr(known, name, value)
        return differences

    def add_criteria(self, person_id: Key, criteria: tuple[Criterion, ...], there: set[str]) -> list[str]:
        """Criteria that were not noted yet, each with its proof to check; returns their names. `there` is updated."""
        added = []
        for criterion in criteria:
            category, kind, values = self._draft(criterion)
            if category in there:
                continue
            there.add(category)
            self._proofs[kind].append((person_id, values))
            added.append("critère protégé" if kind is ProtectedProof else _LABEL_OF.get(category, "critère"))
        return added

    def _draft(self, criterion: Criterion) -> tuple[str, type[Record], Row]:
        """Its category, the kind of record and the values: the same few criteria come back all along a list."""
        if (known := self._drafts.get(criterion)) is None:
            dated_on = criterion.dated_on if criterion.dated_on and criterion.dated_on <= self._today else None
            until = criterion.valid_until
            if dated_on and until and until < dated_on:
                until = None
            said = ProofDraft(criterion.category, "", dated_on, None, until)
            draft = without_judicial_detail(self._session, said)
            kind: type[Record] = ProtectedProof if is_kept_apart(draft.category) else EligibilityProof
            values = {"category": draft.category, "dated_on": draft.dated_on, "valid_until": draft.valid_until}
            if kind is EligibilityProof:
                values |= {"pass_number": criterion.number, "valid_from": criterion.valid_from}
            known = self._drafts[criterion] = draft.category, kind, values
        return known

    def say_two(self, one: Key, other: Key) -> None:
        """Remember that the facilitator looked at both and found two people."""
        first, second = sorted((one, other))
        author = str(self._session.info.get("author", ""))[:120]
        row = {"id": NotTheSame.key(one, other), "one_id": first, "other_id": second, "said_by": author}
        self._told_apart.append(row)

    def flush(self, meanwhile: Callable[[], None]) -> None:
        """Write all of it; `meanwhile` is done once, while the engine works, and asks nothing of the session."""
        self._session.flush()
        if self._new or self._told_apart or any(self._proofs.values()):
            self._session.execute(insert(Beneficiary), execution_options={"blocks": self._blocks(meanwhile)})
        else:
            meanwhile()

    def _blocks(
        self, meanwhile: Callable[[], None]
    ) -> Iterator[tuple[type[Record], Sequence[Row] | Mapping[str, Sequence[Any]]]]:
        """The new people, then what refers to them."""
        for keys in _some([key for key in self._new if key not in self._completed]):
            yield Beneficiary, self._columns(keys)
        meanwhile()
        for rows in _some(list(self._completed.values())):
            yield Beneficiary, rows
        for kind, proofs in self._proofs.items():
            for some in _some(proofs):
                people, said = zip(*some, strict=True)
                keys = list(islice(self._keys, len(some)))
                values = {name: [each[name] for each in said] for name in said[0]}
                yield kind, {"id": keys, "beneficiary_id": people, **values}
        for rows in _some(self._told_apart):
            yield NotTheSame, rows

    def _row_of(self, key: Key) -> Row:
        if key not in self._completed:
            columns = self._columns([key])
            self._completed[key] = {name: value for name, (value,) in columns.items()}
        return self._completed[key]

    def _columns(self, keys: Sequence[Key]) -> dict[str, Sequence[Any]]:
        """Every column of `Beneficiary` that the rows of these new people say."""
        people, names = zip(*map(self._new.__getitem__, keys), strict=True)
        columns = _columns_of(people)
        sought = map(_sought, columns["town"], columns["jobs_aimed"])
        return columns | {
            "id": keys,
            "registered_on": [self._today] * len(keys),
            "sort_name": [folded[:260] for folded in names],
            "search_text": list(map(_search_text, names, columns["birth_name"], sought)),
        }


def _some(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """As many as are made ready while those before them are inserted."""
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


_NEEDED = ("last_name", "first_name")
_AS_READ = (
    "last_name", "first_name", "birth_name", "birth_date", "sex", "phone", "email", "address", "in_qpv", "education",
    "referrer", "advisor", "available_from",
)  # fmt: skip


def values_of(person: ReadPerson) -> Row:
    """The columns of `Beneficiary` that a row says, the commune and the jobs by their codes."""
    return {name: value for name, (value,) in _columns_of([person]).items()}


def _columns_of(people: Sequence[ReadPerson]) -> dict[str, Sequence[Any]]:
    """The same for many people, column by column."""
    said = dict(zip(ReadPerson._fields, zip(*people, strict=True), strict=True))
    jobs, unknown = zip(*map(_jobs, said["jobs"]), strict=True)
    places = zip(*map(_place, said["postal_code"], said["town"]), strict=True)
    return {
        **{name: said[name] for name in _AS_READ},
        **dict(zip(_WITH_TOWN, places, strict=True)),
        "jobs_aimed": jobs,
        "requirements": list(map(_each_once, said["requirements"])),
        "note": list(map(_note, said["note"], unknown)),
    }


@lru_cache(maxsize=8192)
def _jobs(texts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Their codes, and those that are not known."""
    codes, unknown = dict[str, None](), list[str]()
    for text in texts:
        if found := _job(text):
            codes[found] = None
        else:
            unknown.append(text)
    return tuple(codes), tuple(unknown)


def _note(note: str, unknown_jobs: tuple[str, ...]) -> str:
    if not unknown_jobs:
        return note
    lines = [f"Métier visé\u00a0: {text}" for text in unknown_jobs]
    return "\n".join([note, *lines] if note else lines)[:_LONGEST_NOTE]


def _each_once(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words)) if len(words) > 1 else words


def _search_text(folded_names: str, birth_name: str, more: str) -> str:
    if birth_name:
        more = f"{fold(birth_name)} {more}"
    return f"{folded_names} {more}"[:SEARCH_LENGTH] if more else folded_names[:SEARCH_LENGTH]


@lru_cache(maxsize=8192)
def _sought(town: str, jobs: tuple[str, ...]) -> str:
    """What is looked for besides the names; few towns and jobs make thousands of people."""
    return search_text("", "", town, jobs)


@lru_cache(maxsize=8192)
def _place(postal_code: str, town: str) -> tuple[str, str, str | None]:
    """With the code of the commune, and its name when only the postal code of one commune was written."""
    if not town and postal_code:
        there = find_communes(postal_code, 2)
        return (postal_code, there[0].name, there[0].code) if len(there) == 1 else (postal_code, "", None)
    found = commune_named(town, postal_code) if town else None
    if found and postal_code and found.postal_codes and postal_code[:2] != found.postal_codes[0][:2]:
        found = None  # a namesake elsewhere
    return postal_code, found.name if found else town, found.code if found else None


@lru_cache(maxsize=4096)
def _job(text: str) -> str:
    """The ROME code written or meant; nothing when several jobs could be meant."""
    if len(text) == 5 and text[1:].isdigit():
        return text
    found = find_jobs(text, 2)
    return found[0].code if len(found) == 1 or (found and fold(found[0].label) == fold(text)) else ""
