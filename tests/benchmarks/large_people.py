"""Invented people by the thousand, each with a proof of eligibility, as rows of the tables."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from functools import cache

from facilitator_app.domain.beneficiary import Transport
from facilitator_app.domain.words import fold
from facilitator_app.exchange import reference
from facilitator_app.places import resources
from facilitator_app.use_cases.beneficiaries import search_text
from tests.benchmarks.tables import Row, identifier, words

SYLLABLES = ("bel", "mar", "tel", "du", "ron", "ka", "cé", "lin", "o", "vel", "gar", "ni", "thi", "ba", "sou", "lé")
FIRST_NAMES = ("Nadia", "Zoé", "Yanis", "Chloé", "Bruno", "Élodie", "Sami", "Inès", "Karim", "Maël", "Fatou", "Œdipe")
TOWNS = ("Toulon", "La Seyne-sur-Mer", "Hyères", "Six-Fours-les-Plages", "La Garde", "Ollioules")
HELD = ("Permis B", "CACES R482", "CACES R489", "Habilitation électrique", "SST")


@cache
def jobs() -> tuple[str, ...]:
    """Every ROME code shipped with the program."""
    return tuple(job.code for job in reference.jobs(resources() / "reference"))


@cache
def communes() -> tuple[tuple[str, str], ...]:
    """Code and name of the communes where these people live."""
    known = reference.communes(resources() / "reference")
    return tuple((place.code, place.name) for place in known if place.name in TOWNS)


def people(chance: random.Random, count: int, today: dt.date) -> Iterator[Row]:
    for number in range(count):
        last = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
        first, (code, town) = chance.choice(FIRST_NAMES), chance.choice(communes())
        aimed = tuple(chance.sample(jobs(), chance.choice((1, 1, 2))))
        yield {
            "id": identifier("p", number),
            "last_name": last,
            "first_name": first,
            "sort_name": fold(f"{last} {first}"),
            "search_text": search_text(last, first, town, aimed),
            "birth_date": str(dt.date(chance.randrange(1962, 2008), 5, 17)),
            "address": "6 rue des Tamaris",
            "town": town,
            "commune_code": code,
            "registered_on": str(today - dt.timedelta(chance.randrange(20, 700))),
            "jobs_aimed": words(aimed),
            "jobs_done": words(aimed[:1] if number % 2 else ()),
            "requirements": words(chance.sample(HELD, chance.randrange(3))),
            "transport": chance.choice(list(Transport)).value,
            "max_travel_minutes": chance.choice((30, 40, 45, 60)),
            "weekly_hours_most": chance.choice((28, 35, 39)),
            "note": "Disponible le matin. " * 10,
        }


def proofs(chance: random.Random, count: int, today: dt.date) -> Iterator[Row]:
    for number in range(count):
        seen = today - dt.timedelta(chance.randrange(10, 300))
        yield {
            "id": identifier("e", number),
            "beneficiary_id": identifier("p", number),
            "category": chance.choice(("LTU", "LTU", "RSA")),
            "dated_on": str(seen - dt.timedelta(8)),
            "seen_on": str(seen),
        }
