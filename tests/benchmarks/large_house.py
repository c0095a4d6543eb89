"""The whole country in one house: 50 000 people, 5 000 lots, 200 000 placements, 2 000 000 month-hours, six years."""

from __future__ import annotations

import atexit
import datetime as dt
import random
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from facilitator_app.database import totals
from facilitator_app.database.driver import connect
from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.issued_document import IssuedDocument
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Need
from facilitator_app.domain.office import StoredFile
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, Placement
from facilitator_app.domain.values import Month, add_months
from tests.benchmarks.large_people import communes, jobs, people, proofs
from tests.benchmarks.tables import Row, fill, identifier

TODAY = dt.date(2026, 11, 24)
FIRST_DAY = dt.date(2020, 12, 1)
PEOPLE, CONTRACTS, LOTS, COMPANIES = 50_000, 20_000, 5_000, 800
PLACEMENTS, MONTHS_OF_A_PLACEMENT = 200_000, 10
NEEDS, DOCUMENTS = 600, 20_000


@cache
def large_house() -> Path:
    """The file, made at the first call and removed when the program ends."""
    return _made(PEOPLE, PLACEMENTS, NEEDS, DOCUMENTS)


@cache
def house_to_match() -> Path:
    """5 000 people to place and 1 000 posts, nobody at work yet."""
    return _made(5_000, 0, 1_000, 0)


def middle_lot() -> Key:
    """A lot among the others, under way."""
    return identifier("l", LOTS // 2)


def _made(people_count: int, placement_count: int, need_count: int, document_count: int) -> Path:
    folder = tempfile.TemporaryDirectory(prefix="arrimage-mesure-")
    atexit.register(folder.cleanup)
    path = Path(folder.name) / "grande-maison.db"
    open_house(path).close()
    chance = random.Random(2026)
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        lots = list(_lots(chance))
        fill(connection, Buyer, _named("b", 40, "Ville"))
        fill(connection, Company, _named("c", COMPANIES, "Entreprise"))
        fill(connection, Contract, _contracts(chance))
        fill(connection, Lot, lots)
        fill(connection, LotHolder, _holders())
        fill(connection, Beneficiary, people(chance, people_count, TODAY))
        fill(connection, EligibilityProof, proofs(chance, people_count, TODAY))
        fill(connection, Need, _needs(chance, need_count, posts=1 if need_count > NEEDS else 3))
        if placement_count:
            placements = list(_placements(chance, lots, placement_count))
            fill(connection, Placement, placements)
            fill(connection, MonthlyHours, _hours(chance, placements))
            fill(connection, MonthStatement, _statements(placements))
            fill(
                connection,
                StoredFile,
                [{"id": identifier("f", 0), "media_type": "application/pdf", "content": b"%PDF-1.7"}],
            )
            fill(connection, IssuedDocument, _documents(document_count))
        connection.execute("COMMIT")
    house = open_house(path)
    with house.transaction() as session:
        totals.rebuild(session)
    house.close()
    return path


def _named(kind: str, count: int, name: str) -> Iterator[Row]:
    for n in range(count):
        yield {"id": identifier(kind, n), "name": f"{name} {n}", "folded": f"{name.lower()} {n}"}


def _contracts(chance: random.Random) -> Iterator[Row]:
    """Followed for a part; the others are the published ones that nobody follows."""
    for n in range(CONTRACTS):
        yield {
            "id": identifier("k", n),
            "number": f"M-{n}",
            "subject": f"Réhabilitation du groupe scolaire {n}",
            "folded": f"rehabilitation du groupe scolaire {n}",
            "buyer_id": identifier("b", n % 40),
            "state": "followed" if n <= LOTS // 3 else "set_aside",
            "notified_on": str(FIRST_DAY + dt.timedelta(chance.randrange(2150))),
            "considerations": chance.choice(("[]", '["none"]', '["clause"]', '["clause", "criterion"]')),
        }


def _lots(chance: random.Random) -> Iterator[Row]:
    for n in range(LOTS):
        starts = FIRST_DAY + dt.timedelta(chance.randrange(2000))
        ends = add_months(starts, chance.choice((12, 18, 24)))
        yield {
            "id": identifier("l", n),
            "contract_id": identifier("k", n // 3),
            "code": f"M-{n // 3}-L{n % 3}",
            "number": str(n % 3 + 1),
            "title": "Gros œuvre",
            "folded": "gros oeuvre",
            "due_hours": chance.randrange(3_000_000, 7_000_000),
            "starts_on": str(starts),
            "ends_on": str(ends),
            "closed_on": str(ends) if ends < TODAY else None,
        }


def _holders() -> Iterator[Row]:
    for n in range(LOTS):
        lot, company = identifier("l", n), identifier("c", n % COMPANIES)
        yield {"id": key_of("lot_holder", lot, company), "lot_id": lot, "company_id": company}


def _placements(chance: random.Random, lots: list[Row], count: int) -> Iterator[Row]:
    for n in range(count):
        lot = lots[n % LOTS]
        starts = dt.date.fromisoformat(str(lot["starts_on"])) + dt.timedelta(chance.randrange(300))
        yield {
            "id": identifier("q", n),
            "beneficiary_id": identifier("p", chance.randrange(PEOPLE)),
            "lot_id": lot["id"],
            "employer_id": identifier("c", chance.randrange(COMPANIES)),
            "contract_type": "fixed_term",
            "starts_on": str(starts),
            "ends_on": str(add_months(starts, MONTHS_OF_A_PLACEMENT)) if chance.random() < 0.99 else None,
            "hours_per_week": 35,
            "eligible_until": str(starts + dt.timedelta(730 - chance.randrange(500))),
            "woman": chance.randrange(2),
            "senior": chance.randrange(2),
            "young_graduate": 0,
            "qpv": chance.randrange(2),
        }


def _hours(chance: random.Random, placements: list[Row]) -> Iterator[Row]:
    for placement in placements:
        first = Month.of(dt.date.fromisoformat(str(placement["starts_on"])))
        for further in range(MONTHS_OF_A_PLACEMENT):
            month = first.plus(further)
            yield {
                "id": MonthlyHours.key(str(placement["id"]), month),
                "placement_id": placement["id"],
                "month": str(month),
                "declared": chance.randrange(2_000, 16_000),
            }


def _statements(placements: list[Row]) -> Iterator[Row]:
    last_typed = Month.of(TODAY).plus(-1)
    known: set[tuple[str, Month]] = set()
    for placement in placements:
        first = Month.of(dt.date.fromisoformat(str(placement["starts_on"])))
        known.update((str(placement["lot_id"]), first.plus(further)) for further in range(MONTHS_OF_A_PLACEMENT + 1))
    for lot, month in sorted(known):
        if month < last_typed or (month == last_typed and int(lot, 16) % 3):
            yield {
                "id": MonthStatement.key(lot, month),
                "lot_id": lot,
                "month": str(month),
                "state": "validated",
                "validated_on": str(month.plus(1).first_day),
            }


def _needs(chance: random.Random, count: int, posts: int) -> Iterator[Row]:
    for n in range(count):
        code, town = chance.choice(communes())
        yield {
            "id": identifier("n", n),
            "code": f"B-{n}",
            "lot_id": identifier("l", n),
            "company_id": identifier("c", n % COMPANIES),
            "title": "Manœuvre",
            "rome_code": chance.choice(jobs()),
            "commune_code": code,
            "place": town,
            "starts_on": str(TODAY + dt.timedelta(n % 60)),
            "posts": chance.randint(1, posts),
        }


def _documents(count: int) -> Iterator[Row]:
    for n in range(count):
        month = Month.of(FIRST_DAY).plus(n % 70)
        yield {
            "id": identifier("d", n),
            "kind": "follow_up" if n % 2 else "attestation",
            "number": f"FS-{month}-{n}",
            "lot_id": identifier("l", n % LOTS),
            "month": str(month),
            "perimeter": "Lot entier",
            "issued_at": f"{month.plus(1)}-05 09:30:00.000000",
            "fingerprint": f"{n:08x}",
            "file_id": identifier("f", 0),
        }
