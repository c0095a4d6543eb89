"""Turning rows into records: new people many at a time, and what the files of known people lack."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary, EducationLevel, EligibilityProof, Sex, YesNoUnknown
from facilitator_app.domain.categories import DEFAULT_CATEGORIES
from facilitator_app.domain.keys import Key, new_key
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
    "email": "adresse électronique",
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
Row = dict[str, Any]


class Writer:
    """Collects new rows and inserts them by kind at the end."""

    def __init__(self, session: Session, today: dt.date) -> None:
        self._session, self._today = session, today
        self._rows: dict[type[Record], list[Row]] = {}
        self._drafts: dict[Criterion, ProofDraft] = {}

    def create(self, person: ReadPerson, folded_names: str) -> Row:
        """A new person, whose proofs wait for somebody to see them."""
        row: Row = {"id": new_key(), "registered_on": self._today, **values_of(person)}
        row["sort_name"] = folded_names[:260]
        more = _sought(row["town"], row["jobs_aimed"])
        if person.birth_name:
            more = f"{fold(person.birth_name)} {more}"
        row["search_text"] = f"{folded_names} {more}"[:SEARCH_LENGTH] if more else folded_names[:SEARCH_LENGTH]
        self._rows.setdefault(Beneficiary, []).append(row)
        self.add_criteria(row["id"], person.criteria, set())
        return row

    def complete(self, known: Beneficiary | Row, person: ReadPerson) -> list[str]:
        """Give what is lacking, and nothing else; returns what was given, in French."""
        there = known if isinstance(known, dict) else {name: getattr(known, name) for name in (*_LABELS, *_NEEDED)}
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
        if isinstance(known, dict):
            known.update(given)
        else:
            for name, value in given.items():
                if getattr(known, name) != value:
                    setattr(known, name, value)
        return differences

    def add_criteria(self, person_id: Key, criteria: tuple[Criterion, ...], there: set[str]) -> list[str]:
        """Criteria that were not noted yet, each with its proof to check; returns their names. `there` is updated."""
        added = []
        for criterion in criteria:
            draft = self._draft(criterion)
            if draft.category in there:
                continue
            there.add(draft.category)
            values: Row = {"id": new_key(), "beneficiary_id": person_id, "category": draft.category,
                           "dated_on": draft.dated_on, "valid_until": draft.valid_until}  # fmt: skip
            kind: type[Record] = ProtectedProof if is_kept_apart(draft.category) else EligibilityProof
            if kind is EligibilityProof:
                values |= {"pass_number": criterion.number, "valid_from": criterion.valid_from}
            self._rows.setdefault(kind, []).append(values)
            added.append("critère protégé" if kind is ProtectedProof else _LABEL_OF.get(draft.category, "critère"))
        return added

    def _draft(self, criterion: Criterion) -> ProofDraft:
        """The same few criteria come back all along a list."""
        if (known := self._drafts.get(criterion)) is None:
            dated_on = criterion.dated_on if criterion.dated_on and criterion.dated_on <= self._today else None
            until = criterion.valid_until
            if dated_on and until and until < dated_on:
                until = None
            draft = ProofDraft(criterion.category, "", dated_on, None, until)
            known = self._drafts[criterion] = without_judicial_detail(self._session, draft)
        return known

    def say_two(self, one: Key, other: Key) -> None:
        """Remember that the facilitator looked at both and found two people."""
        first, second = sorted((one, other))
        author = str(self._session.info.get("author", ""))[:120]
        row = {"id": NotTheSame.key(one, other), "one_id": first, "other_id": second, "said_by": author}
        self._rows.setdefault(NotTheSame, []).append(row)

    def flush(self) -> None:
        self._session.flush()
        for kind in (Beneficiary, EligibilityProof, ProtectedProof, NotTheSame):
            if rows := self._rows.pop(kind, None):
                self._session.execute(insert(kind), rows)


_NEEDED = ("last_name", "first_name")


def values_of(person: ReadPerson) -> Row:
    """The columns of `Beneficiary` that a row says, the commune and the jobs by their codes."""
    postal_code, town, code = _place(person.postal_code, person.town)
    codes: dict[str, None] = {}
    unknown = []
    for text in person.jobs:
        if found := _job(text):
            codes[found] = None
        else:
            unknown.append(f"Métier visé\u00a0: {text}")
    return {
        "last_name": person.last_name,
        "first_name": person.first_name,
        "birth_name": person.birth_name,
        "birth_date": person.birth_date,
        "sex": person.sex,
        "phone": person.phone,
        "email": person.email,
        "address": person.address,
        "postal_code": postal_code,
        "town": town,
        "commune_code": code,
        "in_qpv": person.in_qpv,
        "education": person.education,
        "referrer": person.referrer,
        "advisor": person.advisor,
        "jobs_aimed": tuple(codes),
        "requirements": tuple(dict.fromkeys(person.requirements)),
        "available_from": person.available_from,
        "note": "\n".join([person.note, *unknown] if person.note else unknown)[:_LONGEST_NOTE],
    }


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
