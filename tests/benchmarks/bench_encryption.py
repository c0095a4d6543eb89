"""What encryption costs: opening with the key, saving, and every page, beside the same house in clear."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.database import key_slots, opening, rekeying
from facilitator_app.database.opening import open_house
from facilitator_app.domain.need import Need
from facilitator_app.domain.passphrase import drawn
from facilitator_app.pages import entries
from facilitator_app.ui.look import Look, speak_french
from facilitator_app.ui.workspace import Workspace
from tests.benchmarks.bench_pages import opening_of
from tests.benchmarks.large_house import TODAY, large_house
from tests.benchmarks.measure import Line, best_of
from tests.benchmarks.tables import identifier

WHO, OPENING_S, SAVING_MS, DEARER = "Facilitatrice", 0.6, 30, 1.3


def main() -> list[Line]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        plain, closed = Path(folder) / "clair.db", Path(folder) / "chiffree.db"
        shutil.copyfile(large_house(), plain)
        shutil.copyfile(large_house(), closed)
        phrase, key = drawn(), key_slots.new_key()
        rekeying.rekey(closed, None, key, before_swap=lambda: _slots(closed, phrase, key))
        return [
            Line("opening with a phrase, s", best_of(5, lambda _: _opening(closed, phrase)), limit=OPENING_S),
            Line("saving, encrypted, ms", best_of(20, lambda turn: _saving(closed, key, turn)), limit=SAVING_MS),
            Line("saving, in clear, ms", best_of(20, lambda turn: _saving(plain, None, turn))),
            *_pages(plain, closed, key, Path(folder)),
        ]


def _slots(path: Path, phrase: str, key: bytes) -> None:
    key_slots.create(path, WHO, phrase, key=key)


def _opening(path: Path, phrase: str) -> float:
    started = time.perf_counter()
    key = key_slots.unlock(path, WHO, phrase, lambda key: opening.opens(path, key))
    house = open_house(path, key=key)
    elapsed = time.perf_counter() - started
    house.close()
    return elapsed


def _saving(path: Path, key: bytes | None, turn: int) -> float:
    house = open_house(path, key=key)
    with house.transaction() as session:
        session.get_one(Need, identifier("n", 1)).note = f"Avant {turn}"
    started = time.perf_counter()
    with house.transaction() as session:
        session.get_one(Need, identifier("n", 1)).note = f"Mesure {turn}"
    elapsed = (time.perf_counter() - started) * 1000
    house.close()
    return elapsed


def _pages(plain: Path, closed: Path, key: bytes, folder: Path) -> list[Line]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    speak_french(app)
    settings = QSettings(str(folder / "look.ini"), QSettings.Format.IniFormat)
    look = Look(app)
    in_clear = Workspace(open_house(plain), lambda: TODAY)
    encrypted = Workspace(open_house(closed, key=key), lambda: TODAY)
    lines = []
    for entry in entries(lambda page: QWidget()):
        times = [
            [opening_of(app, look, settings, workspace, entry.key, turn)[0] for workspace in (in_clear, encrypted)]
            for turn in range(5)
        ]
        clear, dear = (min(turn[side] for turn in times) for side in (0, 1))
        lines.append(Line(f"page {entry.key}, encrypted, ms", dear, "in clear", clear, most=DEARER))
    in_clear.close()
    encrypted.close()
    return lines


if __name__ == "__main__":
    print(*main(), sep="\n")
