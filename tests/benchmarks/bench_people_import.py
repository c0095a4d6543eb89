"""Importing 10 000 people from a workbook, against the reading library alone turning it into rows.

By the clock on the wall, which is what the user waits for, both in turn since other programs may be at work. The
import uses two processors for a part of it: workbooks are read in another process, where a hostile one harms nothing,
and which is started while the file is being chosen.
"""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
from pathlib import Path

from python_calamine import CalamineWorkbook

from facilitator_app.database.opening import open_house
from facilitator_app.exchange.people import open_people_file
from facilitator_app.exchange.tables_out import Cell, xlsx_bytes
from facilitator_app.use_cases.people_import import PeopleImport, get_ready
from tests.benchmarks.measure import Line, between_two_collections

PEOPLE = 10_000
_TURNS = 7
TODAY = dt.date(2026, 11, 24)
TITLES = (
    "Civilité", "Nom", "Prénom", "Date de naissance", "Téléphone", "Courriel", "Adresse", "Code postal", "Ville",
    "QPV", "Niveau de formation", "Prescripteur", "Référent", "Métier visé", "Critère", "Date justificatif",
    "Remarques", "N° dossier", "Permis", "Disponible le",
)  # fmt: skip


def people_workbook(folder: Path, how_many: int = PEOPLE) -> Path:
    """Invented people, no two alike, in the twenty columns that services usually send."""
    chance = random.Random(5)
    rows = [_person(number, chance) for number in range(how_many)]
    path = folder / f"personnes-{how_many}.xlsx"
    path.write_bytes(xlsx_bytes("Personnes", TITLES, rows))
    return path


def _person(number: int, chance: random.Random) -> list[Cell]:
    last, first = _name(chance, 3), _name(chance, 2)
    born = dt.date(1962, 1, 1) + dt.timedelta(chance.randrange(16_000))
    town, code = chance.choice((("Toulon", "83000"), ("La Garde", "83130"), ("Hyères", "83400")))
    return [
        chance.choice(("M.", "Mme")), last.upper(), first, born, f"06{chance.randrange(10**8):08}",
        f"{first}.{last}{number}@exemple.fr".lower(), f"{chance.randrange(1, 300)} rue {_name(chance, 3)}", code, town,
        chance.choice(("Oui", "Non", "")), f"Niveau {chance.randrange(3, 7)}", "Mission locale", _name(chance, 2),
        "F1703", chance.choice(("RSA", "DELD", "")), dt.date(2026, 10, chance.randrange(1, 29)), "", f"D{number:06}",
        chance.choice(("Oui", "Non")), dt.date(2026, 12, 1),
    ]  # fmt: skip


def _name(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(syllables + 1)).capitalize()


def read_once(path: Path) -> float:
    with between_two_collections():
        started = time.perf_counter()
        with CalamineWorkbook.from_path(str(path)) as book:
            assert len(book.get_sheet_by_index(0).to_python()) > 1
        return time.perf_counter() - started


def import_once(path: Path, database: Path) -> float:
    get_ready()
    house = open_house(database)
    with between_two_collections():
        started = time.perf_counter()
        file = open_people_file(path)
        with house.transaction() as session:
            coming = PeopleImport(file, file.guessed, TODAY)
            for _ in coming.run(session):
                pass
        elapsed = time.perf_counter() - started
    assert coming.report.read == PEOPLE
    house.close()
    return elapsed


def main() -> list[Line]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = people_workbook(folder)
        turns = [(read_once(path), import_once(path, folder / f"ours-{turn}.db")) for turn in range(_TURNS)]
        library, ours = map(min, zip(*turns, strict=True))
        again = import_once(path, folder / "ours-0.db")
    return [
        Line(f"import of {PEOPLE} people from a workbook, s", ours, "the reading library alone", library, most=5.0),
        Line("the same workbook again, s", again, "the reading library alone", library),
    ]


if __name__ == "__main__":
    print(*main(), sep="\n")
