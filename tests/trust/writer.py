"""A program that saves as fast as it can, and says each save once it is acknowledged: made to be killed.

python -m tests.trust.writer FILE KEY SEED SAVES [PRAGMA…]: KEY is hexadecimal,
or «-» for a file in clear; SAVES is 0 for no end; the pragmas take protections
away, for controls.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.company import Buyer

COUNTER = "Compteur"


def save(session: Session, number: int, rows: int, width: int) -> None:
    """One gesture: `rows` new buyers that say how many they are, and the counter moved to this number."""
    session.info["label"] = f"Essai {number}"
    counter = session.scalars(select(Buyer).where(Buyer.name == COUNTER)).one_or_none()
    if counter is None:
        counter = Buyer(name=COUNTER, folded=COUNTER, contact="0")
        session.add(counter)
    counter.contact = str(number)
    for row in range(rows):
        session.add(Buyer(name=f"{number}/{rows}/{row}", folded="x" * width, contact="y" * width))


def reached(session: Session) -> int:
    contact = session.scalar(select(Buyer.contact).where(Buyer.name == COUNTER))
    return int(contact or 0)


def faults_of_saves(session: Session) -> list[str]:
    """What is there without being whole, or missing below the counter."""
    found: dict[tuple[int, int], int] = {}
    for name in session.scalars(select(Buyer.name).where(Buyer.name.like("%/%"))):
        number, rows, _ = map(int, name.split("/"))
        found[number, rows] = found.get((number, rows), 0) + 1
    numbers = {number for number, _ in found}
    wrong = [f"save {number} has {there} of {rows} rows" for (number, rows), there in found.items() if there != rows]
    return wrong + [f"save {number} is missing" for number in range(1, reached(session) + 1) if number not in numbers]


def run(house: Database, seed: int, saves: int) -> None:
    chance = random.Random(seed)
    with house.reading() as session:
        number = reached(session)
    last = number + saves
    while not saves or number < last:
        number += 1
        with house.transaction() as session:
            save(session, number, chance.randint(1, 8), chance.choice((5, 60, 190)))
        print(number, flush=True)


def weaken(house: Database, pragmas: list[str]) -> None:
    """Take protections away from every connection to come."""
    house.engine.dispose()

    @event.listens_for(house.engine, "connect")
    def _weaken(connection: object, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]  # a connection of either driver


def main() -> None:
    path, key, seed, saves, *pragmas = sys.argv[1:]
    house = open_house(Path(path), key=None if key == "-" else bytes.fromhex(key))
    if pragmas:
        weaken(house, pragmas)
    print(0, flush=True)
    run(house, int(seed), int(saves))
    os._exit(0)  # without closing: nothing is put in order on the way out


if __name__ == "__main__":
    main()
