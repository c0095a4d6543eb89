"""The demonstration's people, their criteria and their proofs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from facilitator_app.domain.beneficiary import (
    Beneficiary,
    EducationLevel,
    EligibilityProof,
    Sex,
    Transport,
    YesNoUnknown,
)
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.demonstration.contracts import CONTRACTS
from facilitator_app.use_cases.demonstration.names import ADVISORS, LAST_NAMES, MEN, REFERRERS, TOWNS, WOMEN
from facilitator_app.use_cases.demonstration.rows import Rows

PROOFS = {
    "LTU": "Attestation France Travail",
    "RSA": "Attestation CAF",
    "YOUTH_LOW_QUAL": "Attestation de la Mission locale",
    "YOUTH_GRADUATE": "Diplôme et avis France Travail",
    "SENIOR": "Avis de situation France Travail",
    "QPV": "Justificatif de domicile",
    "PLIE": "Attestation d’adhésion PLIE",
}
LICENCES = (
    "Permis B",
    "CACES R482",
    "CACES R489",
    "SST",
    "Habilitation électrique",
    "Travail en hauteur",
    "HACCP",
    "CQP APS",
)
JOBS: dict[str, str] = {lot.rome: lot.job for contract in CONTRACTS for lot in contract.lots}
_GRADUATE_JOBS = ("M1601", "D1408", "I1401", "M1805", "M1403")
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class BuiltPerson:
    """What the rest of the house needs to know of a person."""

    key: Key
    name: str
    birth_date: dt.date
    woman: bool
    categories: tuple[str, ...]
    in_qpv: bool
    jobs: tuple[str, ...]
    registered_on: dt.date


def people_rows(rows: Rows, random: Random, today: dt.date, how_many: int) -> list[BuiltPerson]:
    names = _distinct_names(random, how_many)
    return [_one_person(rows, random, today, n, *name) for n, name in enumerate(names)]


def _distinct_names(random: Random, how_many: int) -> list[tuple[str, str, bool]]:
    """Names all different while the lists allow it; beyond, homonyms with other birth dates, as in life."""
    women = [(last, first, True) for last in LAST_NAMES for first in WOMEN]
    men = [(last, first, False) for last in LAST_NAMES for first in MEN]
    random.shuffle(women)
    random.shuffle(men)
    return [(women if random.random() < 0.42 else men)[n % min(len(women), len(men))] for n in range(how_many)]


def _one_person(
    rows: Rows, random: Random, today: dt.date, number: int, last: str, first: str, woman: bool
) -> BuiltPerson:
    key = key_of("demo", "person", number)
    age = random.choices((21, 24, 31, 42, 54, 59), (14, 16, 26, 24, 14, 6))[0] + random.randrange(-2, 3)
    birth_date = today - dt.timedelta(days=int(age * _YEAR) + random.randrange(1, 360))
    # Registered more than a year ago, or in the last eighteen months: both the placed and the waiting are needed.
    registered_on = today - dt.timedelta(days=random.randrange(20, 540))
    graduate = age < 26 and random.random() < 0.3
    jobs = _jobs(random, graduate)
    categories, in_qpv = _categories(random, age, graduate)
    commune, postal_code, town, _ = random.choices(TOWNS, [share for *_, share in TOWNS])[0]
    transport = random.choices(list(Transport), (1, 2, 5, 1, 5))[0]
    licences = [licence for licence in LICENCES[1:] if random.random() < 0.16]
    if transport is Transport.CAR or random.random() < 0.2:
        licences.insert(0, LICENCES[0])
    rows.add(
        Beneficiary,
        id=key,
        last_name=last,
        first_name=first,
        sort_name=fold(f"{last} {first}"),
        search_text=fold(f"{last} {first} {last} {town} {' '.join(JOBS[job] for job in jobs)}"),
        birth_date=birth_date,
        sex=Sex.WOMAN if woman else Sex.MAN,
        phone=f"06 00 {random.randrange(100):02} {random.randrange(100):02} {random.randrange(100):02}",
        email=f"{fold(first).replace(' ', '.')}.{fold(last).replace(' ', '')}@courriel.exemple",
        address=f"{random.randrange(1, 120)} rue des {random.choice(('Tamaris', 'Lices', 'Arbousiers', 'Goélands'))}",
        postal_code=postal_code,
        town=town,
        commune_code=commune,
        in_qpv=YesNoUnknown.YES if in_qpv else random.choice((YesNoUnknown.NO, YesNoUnknown.NO, YesNoUnknown.UNKNOWN)),
        education=_education(random, graduate),
        referrer=random.choice(REFERRERS),
        advisor=random.choice(ADVISORS),
        registered_on=registered_on,
        notice_given_on=registered_on,
        jobs_aimed=jobs,
        jobs_done=tuple(job for job in jobs if random.random() < 0.45),
        requirements=tuple(licences),
        transport=transport,
        max_travel_minutes=random.choice((30, 40, 45, 45, 60)),
        available_from=max(registered_on, today - dt.timedelta(days=random.randrange(-25, 60))),
        weekly_hours_least=(least := random.choice((0, 20, 24, 30))),
        weekly_hours_most=max(least, random.choice((28, 35, 35, 35, 39))),
    )
    for category in categories:
        _one_proof(rows, random, number, key, category, registered_on)
    return BuiltPerson(key, f"{last} {first}", birth_date, woman, categories, in_qpv, jobs, registered_on)


def _one_proof(rows: Rows, random: Random, number: int, person: Key, category: str, registered_on: dt.date) -> None:
    """Seen in the days that follow the registration."""
    seen_on = registered_on + dt.timedelta(days=random.randrange(0, 12))
    seen = {
        "id": key_of("demo", "proof", number, category),
        "beneficiary_id": person,
        "category": category,
        "dated_on": seen_on - dt.timedelta(days=random.randrange(2, 40)),
        "seen_on": seen_on,
        "seen_by": random.choice(ADVISORS),
    }
    if category == "DISABLED":
        rows.add(ProtectedProof, **seen, valid_until=seen_on + dt.timedelta(days=1500))
    else:
        rows.add(EligibilityProof, **seen, proof=PROOFS[category])


def _jobs(random: Random, graduate: bool) -> tuple[str, ...]:
    choices = [job for job in JOBS if (job in _GRADUATE_JOBS) == graduate] if random.random() < 0.85 else list(JOBS)
    return tuple(random.sample(choices, random.choice((1, 1, 2, 3))))


def _categories(random: Random, age: int, graduate: bool) -> tuple[tuple[str, ...], bool]:
    """The criteria a person meets, and whether they live in a priority district."""
    found: list[str] = []
    if age < 26:
        found.append("YOUTH_GRADUATE" if graduate else "YOUTH_LOW_QUAL")
    elif age >= 51:
        found.append("SENIOR")
    if random.random() < 0.45 or not found:
        found.append(random.choice(("LTU", "LTU", "RSA")))
    in_qpv = random.random() < 0.34
    if in_qpv:
        found.append("QPV")
    if random.random() < 0.08:
        found.append("DISABLED")
    if random.random() < 0.10:
        found.append("PLIE")
    return tuple(found), in_qpv


def _education(random: Random, graduate: bool) -> EducationLevel:
    if graduate:
        return random.choice((EducationLevel.LEVEL_5, EducationLevel.LEVEL_6, EducationLevel.LEVEL_7))
    return random.choices(
        (EducationLevel.BELOW_3, EducationLevel.LEVEL_3, EducationLevel.LEVEL_4, EducationLevel.UNKNOWN), (5, 6, 3, 1)
    )[0]
