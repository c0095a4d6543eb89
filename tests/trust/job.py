"""One long job on a house, to be killed on the way: it says «ready» when it starts and «done» when it is over.

python -m tests.trust.job NAME FILE KEY [ARGUMENT]
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from facilitator_app.database import backups, rekeying, restoring
from facilitator_app.database.opening import open_house

Job = Callable[[Path, bytes | None, str], None]


def upgrade(path: Path, key: bytes | None, _argument: str) -> None:
    open_house(path, key=key).close()


def back_up(path: Path, key: bytes | None, _argument: str) -> None:
    backups.back_up(path, "essai", key)


def restore(path: Path, key: bytes | None, copy: str) -> None:
    restoring.restore(path, Path(copy), key)


def change_key(path: Path, key: bytes | None, other: str) -> None:
    rekeying.rekey(path, key, bytes.fromhex(other))


def import_contracts(path: Path, key: bytes | None, file: str) -> None:
    from facilitator_app.use_cases.contract_import import ContractImport

    with closing(open_house(path, key=key)) as house, house.transaction() as session:
        for _ in ContractImport(Path(file)).run(session):
            pass


JOBS: dict[str, Job] = {job.__name__: job for job in (upgrade, back_up, restore, change_key, import_contracts)}
THROUGH_RECORDS = {"upgrade", "import_contracts"}
"""The jobs that need the whole of SQLAlchemy and of the records, five times as long to load as the rest."""


def main() -> None:
    name, path, key, argument = (*sys.argv[1:], "")[:4]
    if name in THROUGH_RECORDS:  # loaded before «ready»: the kill must fall in the job
        importlib.import_module("facilitator_app.use_cases.contract_import")
    print("ready", flush=True)
    JOBS[name](Path(path), None if key == "-" else bytes.fromhex(key), argument)
    print("done", flush=True)


if __name__ == "__main__":
    main()
