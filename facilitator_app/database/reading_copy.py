"""Looking into a copy of the house's file without touching it, whatever version of the program made it."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from facilitator_app.database import backups, driver, passing, upgrades
from facilitator_app.database.connection import Database
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.refusal import Refusal


@contextmanager
def opened(copy: Path, key: bytes | None, house: Path) -> Iterator[Session]:
    """A reading session on a passing copy of the copy, as encrypted as it is; raises Refusal when it cannot be read.

    `house` is the file of the house that is open: the passing copy lies beside it and goes with the block.
    """
    with said_in_french(), passing.folder(house) as folder:
        taken = folder / "copie.db"
        try:
            shutil.copyfile(copy, taken)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise
            raise Refusal.because(f"Le fichier « {copy.name} » ne se lit pas. Choisissez-en un autre.") from None
        used = key if driver.is_encrypted(taken) else None
        if not backups.is_sound(taken, used):
            raise Refusal.because(
                f"« {copy.name} » n’est pas une base d’Arrimage, est abîmée ou s’ouvre avec une autre clé."
            )
        with said_in_french():
            upgrades.bring_up_to_date(taken, used)
        database = Database(taken, key=used)
        try:
            with database.reading() as session:
                yield session
        finally:
            database.close()
