"""Reference tables at the size of the country: loading them, and what each key costs."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from facilitator_app.database.opening import open_house
from facilitator_app.use_cases import reference
from facilitator_app.use_cases.reference.loading import loading
from facilitator_app.use_cases.reference.tables import look_in, tables
from tests.benchmarks.measure import Line, milliseconds

COMMUNES, NAMES = 36_000, 11_000
_WORDS = (
    "saint",
    "sur",
    "mer",
    "la",
    "les",
    "bourg",
    "val",
    "mont",
    "ville",
    "neuve",
    "port",
    "bois",
    "champ",
    "pierre",
)
_JOBS = ("agent", "ouvrier", "maçon", "peintre", "conducteur", "aide", "chef", "technicien", "poseur", "monteur")
_TYPED = ("s", "st", "sur", "la vi", "sur mer", "83", "zz", "x de")


def main() -> list[Line]:
    """Figures of this machine."""
    rng = random.Random(20)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = open_house(folder / "maison.db")
        look_in(database.reading)

        def load(file: Path) -> float:
            started = time.perf_counter()
            for _ in loading(database.transaction, file, dt.date(2026, 11, 24)):
                pass
            return time.perf_counter() - started

        found = [
            Line(f"Load {COMMUNES} communes (s)", load(_communes(folder, rng)), limit=4),
            Line(f"Load {NAMES} job names (s)", load(_names(folder, rng)), limit=2),
            Line("Read the communes at the first key (ms)", milliseconds(lambda: tables().communes, 1), limit=1_000),
            Line("Slowest key in the communes (ms)", _slowest(reference.find_communes), limit=30),
            Line("Slowest key in the jobs and their names (ms)", _slowest(reference.find_jobs), limit=30),
        ]
        look_in(None)
        database.close()
    return found


def _slowest(find: Callable[[str], object]) -> float:
    return max(milliseconds(lambda text=text: find(text)) for text in _TYPED)  # type: ignore[misc]


def _communes(folder: Path, rng: random.Random) -> Path:
    rows = ["code_insee;nom;codes_postaux;latitude;longitude"]
    for number in range(COMMUNES):
        code = f"{1 + number // 400:02}{number % 400:03}"
        name = "-".join(rng.choices(_WORDS, k=rng.randint(1, 4)))
        rows.append(f"{code};{name.title()};{code[:2]}{rng.randrange(10, 999):03};{rng.uniform(42, 51):.4f};2.5")
    return _written(folder / "communes.csv", rows)


def _names(folder: Path, rng: random.Random) -> Path:
    rows = ["code_ogr;libelle;code_rome"]
    for number in range(NAMES):
        label = " ".join([rng.choice(_JOBS), "de", *rng.choices(_WORDS, k=2)])
        rows.append(f"{10_000 + number};{label.capitalize()};{rng.choice('ADFGKN')}{rng.randrange(1100, 1999)}")
    return _written(folder / "appellations.csv", rows)


def _written(file: Path, rows: list[str]) -> Path:
    file.write_text("\n".join(rows), encoding="utf-8")
    return file
