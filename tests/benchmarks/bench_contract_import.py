"""Importing 4 500 published contracts, against parsing the JSON and inserting the same rows with bare sqlite3."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from facilitator_app.database.driver import connect
from facilitator_app.database.opening import open_house
from facilitator_app.use_cases.contract_import import ContractImport
from tests.benchmarks.measure import Line, best_of

CONTRACTS = 4500
TABLES = ("buyer", "company", "contract", "lot", "lot_holder", "gesture", "journal")


def contract_file(folder: Path, how_many: int = CONTRACTS) -> Path:
    """An invented file of the 2022 format: ten buyers, eight hundred companies, one contract in five with a clause."""
    contracts = [_contract(number) for number in range(how_many)]
    path = folder / f"decp-{how_many}.json"
    path.write_text(json.dumps({"marches": {"marche": contracts}}, ensure_ascii=False), "utf-8")
    return path


def _contract(number: int) -> dict[str, object]:
    clause = ["Clause sociale"] if number % 5 == 0 else ["Pas de considération sociale"]
    return {
        "id": f"2026M{number:05}",
        "acheteur": {"id": _siret(number % 10)},
        "nature": "Marché",
        "objet": f"Travaux de réhabilitation du bâtiment communal n° {number}, lot {number % 7 + 1} : gros œuvre",
        "codeCPV": "45210000-2",
        "techniques": {"technique": ["Sans objet"]},
        "modalitesExecution": {"modaliteExecution": ["Sans objet"]},
        "marcheInnovant": False,
        "ccag": "Travaux",
        "offresRecues": 3,
        "attributionAvance": True,
        "tauxAvance": 0.05,
        "typeGroupementOperateurs": "Pas de groupement",
        "sousTraitanceDeclaree": False,
        "procedure": "Procédure adaptée",
        "lieuExecution": {"code": "83137", "typeCode": "Code commune"},
        "dureeMois": number % 36 + 1,
        "dateNotification": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "datePublicationDonnees": "2026-11-01",
        "montant": 41_000 + number * 17.5,
        "typesPrix": {"typePrix": ["Définitif révisable"]},
        "formePrix": "Forfaitaire",
        "titulaires": [{"titulaire": {"id": _siret(100 + number % 800), "typeIdentifiant": "SIRET"}}],
        "considerationsSociales": {"considerationSociale": clause},
        "considerationsEnvironnementales": {"considerationEnvironnementale": ["Clause environnementale"]},
    }


def _siret(number: int) -> str:
    """Right keys in a range never attributed."""
    return _with_key(_with_key(f"0000{number:04}") + "0001")


def _with_key(digits: str) -> str:
    doubled = (int(sign) * (2 if place % 2 == 0 else 1) for place, sign in enumerate(reversed(digits)))
    return f"{digits}{-sum(value // 10 + value % 10 for value in doubled) % 10}"


def import_once(path: Path, database: Path) -> float:
    house = open_house(database)
    started = time.process_time()
    with house.transaction() as session:
        for _ in ContractImport(path).run(session):
            pass
    elapsed = time.process_time() - started
    house.close()
    return elapsed


def raw_once(path: Path, imported: Path, database: Path) -> float:
    """Parse the file and insert the very rows the import wrote, already made, into the same tables."""
    with closing(sqlite3.connect(imported)) as source:
        rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    open_house(database).close()
    with closing(connect(database)) as target:
        started = time.process_time()
        json.loads(path.read_bytes())
        target.execute("BEGIN IMMEDIATE")
        for table, values in rows.items():
            if values:
                marks = ", ".join("?" * len(values[0]))
                target.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        target.execute("COMMIT")
        return time.process_time() - started


def peak_of_import(path: Path, folder: Path) -> int:
    """Peak resident memory, in MiB, of a process of its own that imports the file."""
    program = (
        "import sys; from pathlib import Path;"
        "from tests.benchmarks.bench_contract_import import import_once;"
        "from tests.benchmarks.measure import peak_mib;"
        "import_once(Path(sys.argv[1]), Path(sys.argv[2])); print(peak_mib())"
    )
    database = folder / f"{path.stem}-memory.db"
    out = subprocess.run([sys.executable, "-c", program, path, database], check=True, capture_output=True, text=True)
    return int(out.stdout)


def main() -> list[Line]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = contract_file(folder)
        ours = best_of(3, lambda turn: import_once(path, folder / f"ours-{turn}.db"))
        raw = best_of(3, lambda turn: raw_once(path, folder / "ours-0.db", folder / f"raw-{turn}.db"))
        again = import_once(path, folder / "ours-0.db")
        # Both files are larger than the page cache, which fills up once and for all.
        small, large = (peak_of_import(contract_file(folder, CONTRACTS * times), folder) for times in (5, 15))
    return [
        Line(f"import of {CONTRACTS} contracts, s", ours, "parse and raw insert", raw, most=3.0),
        Line("the same file again, s", again, "parse and raw insert", raw),
        Line("peak memory, a file 3 times larger, MiB", large, "22 500 contracts", small, most=1.2),
    ]


if __name__ == "__main__":
    print(*main(), sep="\n")
