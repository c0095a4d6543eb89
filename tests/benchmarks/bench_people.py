"""How long the list of people takes with 50 000 of them: opening, each key typed, first rows shown."""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.keys import Key, new_key
from facilitator_app.domain.placement import EmploymentContract, Placement
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.beneficiaries import search_text
from facilitator_app.use_cases.beneficiary_list import Filter, counts, rows, search
from tests import make

TODAY = dt.date(2026, 11, 24)
PAGE = 60  # what the list fetches at once
SYLLABLES = ("bel", "mar", "tel", "du", "ron", "ka", "cé", "lin", "o", "vel", "gar", "ni", "thi", "ba", "sou", "lé")
FIRST_NAMES = ("Nadia", "Zoé", "Yanis", "Chloé", "Bruno", "Élodie", "Sami", "Inès", "Karim", "Maël", "Fatou", "Œdipe")
TOWNS = ("Toulon", "La Seyne-sur-Mer", "Hyères", "Six-Fours-les-Plages", "La Garde", "Ollioules")
JOBS = ("F1703", "K2204", "A1203", "N1103", "G1603")


def build(database: Database, people: int) -> None:
    """Invented people, half of them placed once or twice, each with a proof."""
    chance = random.Random(7)
    persons, proofs, placements = [], [], []
    with database.transaction() as session:
        lot, company = make.a_lot(session), make.a_company(session)
        lot_id, company_id = lot.id, company.id
    for _ in range(people):
        key, last = new_key(), "".join(chance.choices(SYLLABLES, k=3)).capitalize()
        first, town, jobs = chance.choice(FIRST_NAMES), chance.choice(TOWNS), (chance.choice(JOBS),)
        persons.append({
            "id": key, "last_name": last, "first_name": first, "sort_name": fold(f"{last} {first}"), "town": town,
            "search_text": search_text(last, first, town, jobs), "jobs_aimed": jobs, "address": "6 rue des Tamaris",
            "birth_date": dt.date(chance.randrange(1962, 2008), 5, 17), "registered_on": dt.date(2026, 1, 5),
            "note": "Disponible le matin. " * 10,
        })  # fmt: skip
        proofs.append({
            "id": new_key(), "beneficiary_id": key, "category": "LTU", "dated_on": dt.date(2026, 9, 1),
            "seen_on": dt.date(2026, 9, 8),
        })  # fmt: skip
        for _ in range(chance.choice((0, 0, 1, 2))):
            start = dt.date(2025, 1, 1) + dt.timedelta(chance.randrange(600))
            placements.append({
                "id": new_key(), "beneficiary_id": key, "lot_id": lot_id, "employer_id": company_id, "starts_on": start,
                "contract_type": EmploymentContract.FIXED_TERM, "ends_on": start + dt.timedelta(chance.randrange(400)),
                "eligible_until": start + dt.timedelta(729), "eligibility": "Éligible.", "categories": ("LTU",),
            })  # fmt: skip
    with database.transaction() as session:
        for kind, made in ((Beneficiary, persons), (EligibilityProof, proofs), (Placement, placements)):
            session.execute(insert(kind), made)


def timed(what: str, act: Callable[[], object], rounds: int = 7) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    best = sorted(times)[len(times) // 2]
    print(f"{what:52} {best:8.1f} ms")
    return best


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = open_house(Path(folder) / "maison.db", author="Mesure")
        build(database, people)

        def first_rows(text: str, filter: Filter = Filter.ALL) -> list[Key]:
            with database.reading() as session:
                found = search(session, text, filter, TODAY)
                rows(session, found[:PAGE], TODAY)
                return found

        def opening() -> None:
            first_rows("")
            with database.reading() as session:
                counts(session, TODAY)

        print(f"{people} people")
        timed("open the page (list, first rows, counts)", opening)
        for filter in Filter:
            timed(f"filter {filter}", partial(first_rows, "", filter))
        for text in ("b", "be", "bel", "belmar", "nadia bel", "seyne", "macon", "zzz"):
            timed(f"type «{text}» ({len(first_rows(text))} found)", partial(first_rows, text))
        database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
