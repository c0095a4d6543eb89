"""People kept twice: a whole base compared, and the twins of somebody being typed among 50 000 people."""

from __future__ import annotations

import datetime as dt
import random
import time
from functools import partial

from rapidfuzz.distance import OSA

from facilitator_app.database.opening import open_house
from facilitator_app.domain.duplicates.finding import pairs
from facilitator_app.domain.duplicates.person import Person
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.duplicates import possible_twins, suspects
from tests.benchmarks.large_house import large_house
from tests.benchmarks.measure import Line, milliseconds
from tests.domain.duplicates.french_people import register
from tests.domain.duplicates.test_french_names import as_people

WHOLE_BASE_S = ((20_000, 5), (50_000, 15))
KEYSTROKE_MS = 30
ALL_ALIKE_S = 15
DISTANCES = 1_000_000
TYPED = (
    BeneficiaryDraft("Belmar", "Nadia"),
    BeneficiaryDraft("Belmartel", "Nadia", dt.date(1985, 5, 17)),
    BeneficiaryDraft("Nadia", "Belmartel", dt.date(1985, 5, 17), phone="0612345678", email="n@exemple.fr"),
    BeneficiaryDraft("Zzyzx", "Quentin", dt.date(1985, 1, 2)),
)


def main() -> list[Line]:
    reference = _distances()
    lines = []
    for count, limit in WHOLE_BASE_S:
        people = as_people(register(2026, count))
        took = milliseconds(partial(pairs, people), turns=3) / 1000
        name = f"{DISTANCES:,} distances, s".replace(",", " ")
        lines.append(Line(f"{count} people compared, s", took, name, reference, limit=limit))
    house = open_house(large_house())
    with house.reading() as session:
        took = milliseconds(partial(suspects, session), turns=1) / 1000
        lines.append(Line("50 000 people of twelve first names and one birthday, s", took, limit=ALL_ALIKE_S))
        for draft in TYPED:
            took = milliseconds(partial(possible_twins, session, draft))
            what = f"twins of «{draft.last_name} {draft.first_name}» {draft.birth_date or ''}, ms"
            lines.append(Line(what, took, limit=KEYSTROKE_MS))
    house.close()
    return lines


def _distances() -> float:
    """Seconds for as many distances between two names, one call each: what the library alone costs."""
    chance = random.Random(1)
    names = [person.last_name for person in as_people(register(1, 2000)) if isinstance(person, Person)]
    drawn = [(chance.choice(names), chance.choice(names)) for _ in range(DISTANCES // 10)]
    started = time.perf_counter()
    for _ in range(10):
        for one, other in drawn:
            OSA.distance(one, other, score_cutoff=2)
    return time.perf_counter() - started


if __name__ == "__main__":
    print(*main(), sep="\n")
